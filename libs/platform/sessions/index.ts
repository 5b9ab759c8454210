export type { StandingContribution } from './rights.js';
export { Session, SessionFactory } from './session.js';
