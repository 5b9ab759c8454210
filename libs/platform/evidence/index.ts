export { evidence } from './evidence.context.js';
export { evidenceHttp } from './evidence-http.module.js';
