export { addCheckpointAddress, isWitnessAddress } from './witness-address.js';
export { Cosigning, type CosigningLog, type CosigningOptions } from './cosigning.js';
export {
  LedgerWitnesses,
  type LedgerWitnessesParts,
  type OtherProcesses,
  type WitnessSettings,
} from './ledger-witnesses.js';
export { fetchWitnessed, largestWitnessed, type AskedWitness, type WitnessedCheckpoint } from './witness-client.js';
export { createWitness, openWitness, readWitness, type NewWitness, type WitnessFolder } from './witness-folder.js';
export { WITNESS_STATES, type WitnessState, type WitnessStatus } from './witness-lane.js';
export {
  isSameKey,
  judgeQuorum,
  NO_QUORUM,
  quorumRuleOf,
  type QuorumRule,
  type QuorumVerdict,
  type WitnessPolicy,
} from './witness-policy.js';
export { parseWitnessPolicy, WitnessPolicyError } from './witness-policy.text.js';
export { serveWitness, type RunningWitnessServer, type WitnessServerOptions } from './witness-server.js';
export { WitnessStoreError, type Contradiction, type CosignedCheckpoint } from './witness-store.js';
export { signingWith, Witness, type WitnessAnswer } from './witness.js';
export type { LogCheckpoint, WitnessedLog } from './witnessed-log.port.js';
