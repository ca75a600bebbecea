export interface Localized { text: string }
