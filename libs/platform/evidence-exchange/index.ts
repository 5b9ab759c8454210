export type {
  EvidenceExchange,
  SharedCosignature,
  SharedEvidence,
  SharedWitnessStatus,
} from './evidence-exchange.port.js';
export { EvidenceSharing, type EvidenceSharingOptions } from './evidence-sharing.js';
export { PostgresEvidenceExchange, type PostgresEvidenceExchangeOptions } from './postgres-evidence-exchange.js';
