declare const tr: ((s: string) => string) & {_LIT_LOCALIZE_MSG_?: never};
tr('branded');
