import {msg} from "./z";
msg("from z");
