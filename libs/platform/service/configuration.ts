import { resolve } from 'node:path';
import type { z } from 'zod';
import type { WitnessSettings } from '#platform/witness';
import { ConfigurationError } from './configuration.error.js';
import { readEvidence, type EvidenceConfiguration } from './configuration.evidence.js';
import { readKeys, type KeysConfiguration } from './configuration.keys.js';
import type { Environment } from './configuration.secrets.js';
import { readSending, sendingOf, type SendingConfiguration } from './configuration.sending.js';
import { readWitnesses, witnessesOf } from './configuration.witnesses.js';
import type { RetentionClass } from '#platform/event-sourcing';
import { retentionOf } from './configuration.retention.js';
import { PREFIX, variables, type LOG_LEVELS } from './configuration.variables.js';

export { ConfigurationError } from './configuration.error.js';
export type { Environment } from './configuration.secrets.js';

/** What the environment says, checked. */
export interface Configuration {
  readonly http: {
    readonly host: string;
    readonly port: number;
    /** Addresses and networks whose `x-forwarded-for` is believed; empty for none. */
    readonly trustedProxies: readonly string[];
    readonly stopWithinMs: number;
  };
  /** Absolute path. */
  readonly dataFolder: string;
  /** Of data subjects. */
  readonly keys: KeysConfiguration;
  readonly evidence: EvidenceConfiguration;
  readonly oidc: { readonly issuer: string; readonly audience: string; readonly jwksUri?: string };
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
  // A variable set to nothing is not set: container files often pass on what is empty outside.
  const own = Object.entries(environment).filter(([name, value]) => name.startsWith(PREFIX) && value !== '');
  const read = variables.safeParse(Object.fromEntries(own));
  const sending = readSending(Object.fromEntries(own));
  const witnesses = readWitnesses(Object.fromEntries(own));
  const keys = readKeys(Object.fromEntries(own), environment['NODE_ENV'] === 'production');
  const evidence = readEvidence(Object.fromEntries(own), environment['NODE_ENV'] === 'production');
  const combined = [...sending.faults, ...witnesses.faults, ...keys.faults, ...evidence.faults];
  const faults = [...(read.success ? [] : read.error.issues.flatMap(faultsOf)), ...combined];
  if (!read.success || combined.length > 0) throw new ConfigurationError(faults);
  const values = read.data;
  const witnessed = witnessesOf(values, witnesses);
  const jwksUri = values.CONCORDAT_OIDC_JWKS_URI;
  return {
    http: {
      host: values.CONCORDAT_HOST,
      port: values.CONCORDAT_PORT,
      trustedProxies: values.CONCORDAT_TRUSTED_PROXIES ?? [],
      stopWithinMs: values.CONCORDAT_STOP_WITHIN_SECONDS * 1000,
    },
    dataFolder: resolve(values.CONCORDAT_DATA_FOLDER),
    keys: keys.keys,
    evidence: {
      ...(evidence.ledgerKeys === undefined ? {} : { ledgerKeys: evidence.ledgerKeys }),
      checkpointIntervalMs: values.CONCORDAT_EVIDENCE_CHECKPOINT_SECONDS * 1000,
    },
    oidc: {
      issuer: values.CONCORDAT_OIDC_ISSUER,
      audience: values.CONCORDAT_OIDC_AUDIENCE,
      ...(jwksUri === undefined ? {} : { jwksUri }),
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

function integrityOf(values: z.output<typeof variables>): Configuration['integrity'] {
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
