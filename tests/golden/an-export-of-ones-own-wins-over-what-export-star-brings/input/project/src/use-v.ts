import {msg} from "./v";
msg("from v");
