
    // Do not modify this file by hand!
    // Re-generate this file by running lit-localize

    
    

    /* eslint-disable no-irregular-whitespace */
    /* eslint-disable @typescript-eslint/no-explicit-any */

    export const templates = {
      's8cada599d66ec543': `member`,
's39313769d707627d': `destructured`,
's1ef2d34570fda3fc': `direct`,
's2579c7ef323d0d96': `then`,
    };
  