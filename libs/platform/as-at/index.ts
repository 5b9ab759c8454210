export { asAtWith } from './as-at.context.js';
export { AsAt, type AsAtSettings } from './as-at.js';
export { AS_AT_DEFAULTS, PastSessions, type AsAtLimits } from './past-sessions.js';
export type { PartyRegister, RegisteredOfficer } from './viewer.js';
