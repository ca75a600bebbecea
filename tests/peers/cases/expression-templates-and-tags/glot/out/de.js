
    // Do not modify this file by hand!
    // Re-generate this file by running lit-localize

    
    import {str} from '@lit/localize';

    /* eslint-disable no-irregular-whitespace */
    /* eslint-disable @typescript-eslint/no-explicit-any */

    export const templates = {
      's37f2d8f99d272b48': str`0 ${0}!`,
's982e8ef1471fa4ad': str`1 ${0}!`,
'sa2a6190b83e327a6': str`2 ${0}!`,
'sd8830f01f3dbf64b': str`3 ${0}!`,
'sb82358d84467524c': str`4 ${0}!`,
's185f0ecfee5fcbb1': str`5 ${0}!`,
's22d6d8ea2b23bb6a': str`6 ${0}!`,
's83128ee1d51c34cf': str`7 ${0}!`,
's62ca193d895f5240': str`8 ${0}!`,
    };
  