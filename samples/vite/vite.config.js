import glot from './glot-plugin.js';

export default {plugins: [glot()]};
