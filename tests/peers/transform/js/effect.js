export const effects = [];
effects.push('ran');
