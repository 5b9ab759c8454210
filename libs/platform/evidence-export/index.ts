export { evidenceExportHttp } from './evidence-export.module.js';
