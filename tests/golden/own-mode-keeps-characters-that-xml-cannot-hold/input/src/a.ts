import {msg} from "@lit/localize";
export const text = msg("bell \u0007 and \u001b[0m", {id: "bell"});
