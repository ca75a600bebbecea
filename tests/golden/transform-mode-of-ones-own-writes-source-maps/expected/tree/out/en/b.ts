export const b = 1;
//# sourceMappingURL=b.ts.map
