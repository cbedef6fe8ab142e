/** Everything in one module: registers every element and exports what the package exports. */
import './define.js';

export * from './index.js';
