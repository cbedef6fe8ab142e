/** The documented RPC: schemas, types, the two tables, error codes. No DOM; runs in Node. */
export * from './audit-filter.js';
export * from './decode.js';
export * from './digest.js';
export * from './domain.js';
export * from './errors.js';
export * from './events.js';
export * from './guards.js';
export * from './issues.js';
export * from './json-rpc.js';
export * from './methods/index.js';
export * from './moments.js';
export * from './open.js';
export * from './policy.js';
export * from './security-event-filter.js';
