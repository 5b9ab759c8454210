export { evidence } from './evidence.context.js';
export { evidenceHttp } from './evidence-http.module.js';
export { EVIDENCE_AUTHENTICATION, requireAuditor } from './evidence-http.access.js';
