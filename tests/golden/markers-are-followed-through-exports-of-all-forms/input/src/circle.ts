export * from './all.js';
export const unrelated2 = (text: string) => text;
