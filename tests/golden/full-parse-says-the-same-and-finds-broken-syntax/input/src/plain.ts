export const ratio = 1 +* 2;
