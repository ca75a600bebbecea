import {msg} from "./y";
msg("from y");
