import {a, b, c, e, f} from './loc.js';
a('declared'); b('alias'); c('no'); e('variable'); f('no');
