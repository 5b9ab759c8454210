export { RightsRegister, type StandingContribution } from './rights.js';
export { forgetLookUps } from './look-up-memory.js';
export { defineGroupedLookUp, defineLookUp, defineSharedAnswer, defineSharedQuery } from './look-up.js';
export { defineQuery, type Places, type QuerySource } from './steady-query.js';
export { Session, SessionFactory, type SessionSource } from './session.js';
