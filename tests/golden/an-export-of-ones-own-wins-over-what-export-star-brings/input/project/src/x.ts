export * from "@lit/localize";
export function msg(text: string) { return text; }
