import {msg} from "./w";
msg("from w");
