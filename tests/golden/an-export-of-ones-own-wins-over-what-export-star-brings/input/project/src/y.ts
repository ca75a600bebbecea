export * from "@lit/localize";
export const msg = (t: string) => t;
