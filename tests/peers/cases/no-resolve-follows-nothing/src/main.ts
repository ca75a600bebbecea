import './a.js';
export {};
