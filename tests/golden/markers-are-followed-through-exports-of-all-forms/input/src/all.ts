export * from './names.js';
export * from './circle.js';
export * as inner from './names.js';
export {default} from './names.js';
export {unrelated as msg2} from './names.js';
