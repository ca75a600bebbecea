// Do not modify this file by hand!
// Re-generate this file by running glot build

/* eslint-disable no-irregular-whitespace */

export const templates = {
  'ok': `Gut`,
};
