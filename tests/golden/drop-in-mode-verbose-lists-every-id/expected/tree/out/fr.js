
    // Do not modify this file by hand!
    // Re-generate this file by running lit-localize

    
    

    /* eslint-disable no-irregular-whitespace */
    /* eslint-disable @typescript-eslint/no-explicit-any */

    export const templates = {
      's3d58dee72d4e0c27': `Bonjour`,
's07a1c9407b8e0116': `Bye, for now`,
    };
  