import * as L from "./x";
L.msg("ns of x");
L.str;
