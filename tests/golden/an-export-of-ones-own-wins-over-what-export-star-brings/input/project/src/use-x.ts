import {msg} from "./x";
msg("from x");
