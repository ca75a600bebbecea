// Do not modify this file by hand!
// Re-generate this file by running glot build

import {str} from '@lit/localize';

/* eslint-disable no-irregular-whitespace */

export const templates = {
  'hours': `Täglich geöffnet`,
  's3147927e17006dcc': `Brand new`,
  's3d58dee72d4e0c27': `Hallo Welt`,
  's6c47bf99b963650d': str`Hello ${0}, you have ${1} letters`,
};
