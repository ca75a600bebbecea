export const html = String.raw;
