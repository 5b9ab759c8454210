export { Session, SessionFactory, type StandingContribution } from './session.js';
