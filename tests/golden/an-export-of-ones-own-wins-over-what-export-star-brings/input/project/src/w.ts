export * from "@lit/localize";
export const other = 1;
