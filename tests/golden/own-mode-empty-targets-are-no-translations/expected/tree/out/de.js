// Do not modify this file by hand!
// Re-generate this file by running glot build

import {str} from '@lit/localize';

/* eslint-disable no-irregular-whitespace */

export const templates = {
  's': str``,
  's123b7254b44dd148': `Waiting`,
  's3d58dee72d4e0c27': `Hallo Welt`,
  's500fd71a4232050e': `Empty`,
  'sf4de3bfbfaca12e5': `Copied`,
};
