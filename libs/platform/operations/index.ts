export { operations } from './operations.context.js';
export { projectionStatus, serviceStatus, type ProjectionStatus, type ServiceStatus } from './service-status.js';
