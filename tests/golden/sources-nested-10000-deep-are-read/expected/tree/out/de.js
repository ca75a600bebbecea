
    // Do not modify this file by hand!
    // Re-generate this file by running lit-localize

    
    

    /* eslint-disable no-irregular-whitespace */
    /* eslint-disable @typescript-eslint/no-explicit-any */

    export const templates = {
      's104d869bad9da06f': `arrays`,
'sf0d71e3a9d591e6e': `calls`,
's05f6d4dd9db56877': `conditions`,
's8150cb9ba73b727b': `denials`,
's57fb856cf6da3a6c': `elements`,
's644a5c2163bc65ce': `functions`,
's26d3ea846b0765cb': `objects`,
's34b43b0a3234cd99': `parameters`,
's3767e825b40eb3df': `parentheses`,
'sb6d4801921cb8021': `sums`,
's065586c7b4ab3c28': `templates`,
    };
  