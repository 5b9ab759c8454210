import type { z } from 'zod';
import type { WitnessSettings } from '#platform/witness';
import { ConfigurationError } from './configuration.error.js';
import { engineOf, isShared, readEngine, type EngineConfiguration, type ReadEngine } from './configuration.engine.js';
import { readEvidence, type EvidenceConfiguration, type ReadEvidence } from './configuration.evidence.js';
import { readKeys, type KeysConfiguration, type ReadKeys } from './configuration.keys.js';
import { keysRequired, type Environment } from './configuration.secrets.js';
import { readSending, sendingOf, type ReadSending, type SendingConfiguration } from './configuration.sending.js';
import { readWitnesses, witnessesOf, type ReadWitnesses } from './configuration.witnesses.js';
import type { RetentionClass } from '#platform/event-sourcing';
import { retentionOf } from './configuration.retention.js';
import { PREFIX, variables, workerVariables, type CommonValues, type LOG_LEVELS } from './configuration.variables.js';

export { ConfigurationError } from './configuration.error.js';
export type { Environment } from './configuration.secrets.js';

/** What the environment of the service says, checked. */
export interface Configuration extends WorkerConfiguration {
  readonly oidc: { readonly issuer: string; readonly audience: string; readonly jwksUri?: string };
}

/** What a program needs that answers no requests but those about its health. */
export interface WorkerConfiguration {
  readonly http: {
    readonly host: string;
    readonly port: number;
    /** Addresses and networks whose `x-forwarded-for` is believed; empty for none. */
    readonly trustedProxies: readonly string[];
    readonly stopWithinMs: number;
  };
  readonly engine: EngineConfiguration;
  /** Of data subjects. */
  readonly keys: KeysConfiguration;
  readonly evidence: EvidenceConfiguration;
  readonly logLevel: LogLevel;
  /** Fits the gateway's settings. */
  readonly gateway: {
    readonly organisationWindowDays: number;
    readonly siteWindowDays: number;
    readonly answerWithinWorkingDays: number;
  };
  readonly sending: SendingConfiguration;
  /** Absent: the evidence ledger has no witnesses. */
  readonly witnesses?: WitnessSettings;
  /** Fits the embedded engine's. */
  readonly integrity: {
    readonly onDamage: 'refuse' | 'read-only';
    readonly recordsPerSecond: number;
    readonly pauseMs: number;
    readonly knownCheckpointFile?: string;
  };
  /** Days by class of personal data; a class without a period is kept until somebody decides otherwise. */
  readonly retention: Readonly<Partial<Record<RetentionClass, number>>>;
  readonly readWaitMs: number;
  /** Fits the limits of questions as at earlier moments. */
  readonly asAt: { readonly mostEvents: number; readonly withinMs: number };
  /** Requests a minute. */
  readonly rates: { readonly perSubject: number; readonly perAddress: number };
  /** Fits `graphqlLimits`. */
  readonly limits: {
    readonly maxTokens: number;
    readonly maxDepth: number;
    readonly maxCost: number;
    readonly maxRequestBytes: number;
    readonly maxLargeRequestBytes: number;
  };
}

export type LogLevel = (typeof LOG_LEVELS)[number];

/** @throws {ConfigurationError} naming every variable that is missing, wrong or unknown. */
export function readConfiguration(environment: Environment): Configuration {
  const { values, common } = read(environment, variables);
  const jwksUri = values.CONCORDAT_OIDC_JWKS_URI;
  const oidc = { issuer: values.CONCORDAT_OIDC_ISSUER, audience: values.CONCORDAT_OIDC_AUDIENCE };
  return { ...common, oidc: { ...oidc, ...(jwksUri === undefined ? {} : { jwksUri }) } };
}

/** @throws {ConfigurationError} */
export function readWorkerConfiguration(environment: Environment): WorkerConfiguration {
  return read(environment, workerVariables, isShared(environment) ? [] : [NO_WORKER]).common;
}

const NO_WORKER =
  'CONCORDAT_ENGINE must be postgresql or eventstoredb for a worker: with the embedded engine, the service does everything itself.';

function read<Shape extends typeof variables | typeof workerVariables>(
  environment: Environment,
  shape: Shape,
  others: readonly string[] = [],
): { readonly values: z.output<Shape>; readonly common: WorkerConfiguration } {
  // A variable set to nothing is not set: container files often pass on what is empty outside.
  const own = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => name.startsWith(PREFIX) && value !== ''),
  );
  const parsed = shape.safeParse(own);
  const parts = {
    sending: readSending(own),
    witnesses: readWitnesses(own),
    keys: readKeys(own, keysRequired(environment)),
    evidence: readEvidence(own, keysRequired(environment)),
    engine: readEngine(own),
  };
  const combined = [...others, ...Object.values(parts).flatMap(({ faults }) => faults)];
  const faults = [...(parsed.success ? [] : parsed.error.issues.flatMap(faultsOf)), ...combined];
  if (!parsed.success || combined.length > 0) throw new ConfigurationError(faults);
  return { values: parsed.data as z.output<Shape>, common: commonOf(parsed.data, parts) };
}

interface Parts {
  readonly sending: ReadSending;
  readonly witnesses: ReadWitnesses;
  readonly keys: ReadKeys;
  readonly evidence: ReadEvidence;
  readonly engine: ReadEngine;
}

function commonOf(values: CommonValues, parts: Parts): WorkerConfiguration {
  const { sending, witnesses, keys, evidence, engine } = parts;
  const witnessed = witnessesOf(values, witnesses);
  return {
    http: {
      host: values.CONCORDAT_HOST,
      port: values.CONCORDAT_PORT,
      trustedProxies: values.CONCORDAT_TRUSTED_PROXIES ?? [],
      stopWithinMs: values.CONCORDAT_STOP_WITHIN_SECONDS * 1000,
    },
    engine: engineOf(values, engine),
    keys: keys.keys,
    evidence: {
      ...(evidence.ledgerKeys === undefined ? {} : { ledgerKeys: evidence.ledgerKeys }),
      checkpointIntervalMs: values.CONCORDAT_EVIDENCE_CHECKPOINT_SECONDS * 1000,
    },
    logLevel: values.CONCORDAT_LOG_LEVEL,
    gateway: {
      organisationWindowDays: values.CONCORDAT_CONTACT_WINDOW_DAYS,
      siteWindowDays: values.CONCORDAT_SITE_WINDOW_DAYS,
      answerWithinWorkingDays: values.CONCORDAT_ANSWER_WORKING_DAYS,
    },
    sending: sendingOf(values, sending),
    ...(witnessed === undefined ? {} : { witnesses: witnessed }),
    integrity: integrityOf(values),
    retention: retentionOf(values),
    readWaitMs: values.CONCORDAT_READ_WAIT_MS,
    asAt: {
      mostEvents: values.CONCORDAT_AS_AT_EVENTS,
      withinMs: values.CONCORDAT_AS_AT_WITHIN_SECONDS * 1000,
    },
    rates: { perSubject: values.CONCORDAT_RATE_PER_SUBJECT, perAddress: values.CONCORDAT_RATE_PER_ADDRESS },
    limits: {
      maxTokens: values.CONCORDAT_MAX_QUERY_TOKENS,
      maxDepth: values.CONCORDAT_MAX_QUERY_DEPTH,
      maxCost: values.CONCORDAT_MAX_QUERY_COST,
      maxRequestBytes: values.CONCORDAT_MAX_REQUEST_BYTES,
      maxLargeRequestBytes: values.CONCORDAT_MAX_IMPORT_BYTES,
    },
  };
}

const HOUR_MS = 60 * 60 * 1000;

function integrityOf(values: CommonValues): Configuration['integrity'] {
  const knownCheckpointFile = values.CONCORDAT_KNOWN_CHECKPOINT_FILE;
  return {
    onDamage: values.CONCORDAT_ON_DAMAGE,
    recordsPerSecond: values.CONCORDAT_SCRUB_RECORDS_PER_SECOND,
    pauseMs: values.CONCORDAT_SCRUB_PAUSE_HOURS * HOUR_MS,
    ...(knownCheckpointFile !== undefined && { knownCheckpointFile }),
  };
}

function faultsOf(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((name) => `${name} is not a variable of this service.`);
  const name = issue.path.join('.');
  if (issue.code === 'invalid_type')
    return [`${name} is required. ${variables.shape[name as VariableName].description}`];
  return [`${name} ${issue.message}.`];
}

type VariableName = keyof typeof variables.shape;
