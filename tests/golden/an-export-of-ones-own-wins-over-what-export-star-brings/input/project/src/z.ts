const mine = (t: string) => t;
export {mine as msg};
export * from "@lit/localize";
