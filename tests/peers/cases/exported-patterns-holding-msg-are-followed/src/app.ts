import {a, b, c, d, e} from './loc.js';
a('property'); b('default'); c('element'); d('inner'); e('no');
