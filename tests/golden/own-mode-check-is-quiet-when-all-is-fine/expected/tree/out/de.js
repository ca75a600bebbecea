// Do not modify this file by hand!
// Re-generate this file by running glot build

/* eslint-disable no-irregular-whitespace */

export const templates = {
  's07a1c9407b8e0116': `Bye, for now`,
  's3d58dee72d4e0c27': `Hallo Welt`,
};
