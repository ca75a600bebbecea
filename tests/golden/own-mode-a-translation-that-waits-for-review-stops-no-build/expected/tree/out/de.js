// Do not modify this file by hand!
// Re-generate this file by running glot build

import {str} from '@lit/localize';

/* eslint-disable no-irregular-whitespace */

export const templates = {
  'hello': str`Hello ${0}, ${1}`,
  's3d58dee72d4e0c27': `Hallo Welt`,
};
