export * from "./x";
