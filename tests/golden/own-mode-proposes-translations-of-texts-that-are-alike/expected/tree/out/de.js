// Do not modify this file by hand!
// Re-generate this file by running glot build

import {str} from '@lit/localize';

/* eslint-disable no-irregular-whitespace */

export const templates = {
  's2dd7767a9fa6a419': `Sie wurden von dieser Sitzung abgemeldet`,
  'sa5524ddb3ac0357b': str`Delete this group of ${0} members`,
  'save': `Änderungen sichern`,
  'save-again': `Änderungen sichern`,
  'save-count': str`Save ${0} changes`,
};
