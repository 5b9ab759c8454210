import { resolve } from 'node:path';
import { connectionStringFault, type PostgresSettings } from '#platform/postgres';
import type { z } from 'zod';
import { ConfigurationError } from './configuration.error.js';
import { isGiven, secretOf, type Environment, type Own } from './configuration.secrets.js';
import { engineVariables } from './configuration.variables.js';

/** Where the log, the read models and the keys are. */
export type EngineConfiguration = EmbeddedEngineConfiguration | SharedEngineConfiguration;

export interface EmbeddedEngineConfiguration {
  readonly kind: 'embedded';
  /** Absolute path. */
  readonly dataFolder: string;
}

/** An engine that several processes share. */
export interface SharedEngineConfiguration {
  readonly kind: 'postgresql' | 'eventstoredb';
  readonly log: PostgresLogConfiguration | EventStoreDbLogConfiguration;
  readonly readModels: PostgresSettings;
  readonly keys: PostgresSettings;
  /** Whether tables are made, or brought up to this version, at the start. */
  readonly migrate: boolean;
  /** Absolute path. Absent: a new temporary folder at each start. */
  readonly scratchFolder?: string;
  /** Whether the service also does what a worker does. */
  readonly worker: boolean;
}

export interface PostgresLogConfiguration {
  readonly kind: 'postgresql';
  readonly settings: PostgresSettings;
}

export interface EventStoreDbLogConfiguration {
  readonly kind: 'eventstoredb';
  readonly connectionString: string;
}

export interface ReadEngine {
  readonly urls: EngineUrls;
  readonly faults: readonly string[];
}

interface EngineUrls {
  readonly postgres?: string;
  readonly readModels?: string;
  readonly keys?: string;
  readonly eventStoreDb?: string;
}

type Values = z.output<typeof engineVariables>;

const FOLDER_MEANING = 'Where the embedded engine keeps the event log and the read models.';

const URLS = {
  postgres: 'CONCORDAT_POSTGRES_URL',
  readModels: 'CONCORDAT_READ_MODELS_URL',
  keys: 'CONCORDAT_KEYS_URL',
  eventStoreDb: 'CONCORDAT_EVENTSTOREDB_URL',
} as const;

/** What speaks of the files of a data folder, and of nothing that other engines have. */
const EMBEDDED_ONLY = [
  'CONCORDAT_DATA_FOLDER',
  'CONCORDAT_KEYS_FILE',
  'CONCORDAT_ON_DAMAGE',
  'CONCORDAT_SCRUB_RECORDS_PER_SECOND',
  'CONCORDAT_SCRUB_PAUSE_HOURS',
  'CONCORDAT_KNOWN_CHECKPOINT_FILE',
];

const SHARED_ONLY = [
  ...Object.values(URLS).flatMap((name) => [name, `${name}_FILE`]),
  'CONCORDAT_POSTGRES_CONNECTIONS',
  'CONCORDAT_POSTGRES_STATEMENT_SECONDS',
  'CONCORDAT_MIGRATE',
  'CONCORDAT_SCRATCH_FOLDER',
  'CONCORDAT_WORKER',
];

/** Whether several processes share the log: keys must then come from outside, the same for all of them. */
export function isShared(own: Own): boolean {
  return own['CONCORDAT_ENGINE'] === 'postgresql' || own['CONCORDAT_ENGINE'] === 'eventstoredb';
}

/** What is set for another engine is a fault: it would be thought to have an effect. */
export function readEngine(own: Own): ReadEngine {
  const faults: string[] = [];
  if (!isShared(own)) {
    if (own['CONCORDAT_DATA_FOLDER'] === undefined) faults.push(`CONCORDAT_DATA_FOLDER is required. ${FOLDER_MEANING}`);
    faults.push(...outOfPlace(own, SHARED_ONLY, 'postgresql or eventstoredb'));
    return { urls: {}, faults };
  }
  faults.push(...outOfPlace(own, EMBEDDED_ONLY, 'embedded'));
  const urls = {
    ...urlOf(own, 'postgres', connectionStringFault, faults),
    ...urlOf(own, 'readModels', connectionStringFault, faults),
    ...urlOf(own, 'keys', connectionStringFault, faults),
    ...urlOf(own, 'eventStoreDb', eventStoreDbFault, faults),
  };
  faults.push(...missingUrls(own));
  return { urls, faults };
}

/** What is needed of it to open it; the faults of reading it were reported before. */
export function engineOf(values: Values, { urls }: ReadEngine): EngineConfiguration {
  const kind = values.CONCORDAT_ENGINE;
  if (kind === 'embedded') return { kind, dataFolder: resolve(values.CONCORDAT_DATA_FOLDER ?? '') };
  const settings = (connectionString: string | undefined): PostgresSettings => ({
    connectionString: connectionString ?? urls.postgres ?? '',
    poolSize: values.CONCORDAT_POSTGRES_CONNECTIONS,
    statementTimeoutMs: values.CONCORDAT_POSTGRES_STATEMENT_SECONDS * 1_000,
  });
  const scratchFolder = values.CONCORDAT_SCRATCH_FOLDER;
  return {
    kind,
    log:
      kind === 'postgresql'
        ? { kind, settings: settings(urls.postgres) }
        : { kind, connectionString: urls.eventStoreDb ?? '' },
    readModels: settings(urls.readModels),
    keys: settings(urls.keys),
    migrate: values.CONCORDAT_MIGRATE === 'yes',
    worker: values.CONCORDAT_WORKER === 'yes',
    ...(scratchFolder !== undefined && { scratchFolder: resolve(scratchFolder) }),
  };
}

/**
 * For programs that work on a shared engine and need nothing else of the configuration.
 * @returns undefined where the environment names none
 * @throws ConfigurationError
 */
export function readEngineSettings(environment: Environment): SharedEngineConfiguration | undefined {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const own = Object.fromEntries(Object.entries(set).filter(([name]) => Object.hasOwn(engineVariables.shape, name)));
  const read = isShared(set) ? readEngine(set) : { urls: {}, faults: [] };
  const parsed = engineVariables.safeParse(own);
  const wrong = parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}.`);
  if (!parsed.success || read.faults.length > 0) throw new ConfigurationError([...wrong, ...read.faults]);
  const engine = engineOf(parsed.data, read);
  return engine.kind === 'embedded' ? undefined : engine;
}

function outOfPlace(own: Own, names: readonly string[], engines: string): readonly string[] {
  return names
    .filter((name) => own[name] !== undefined)
    .map((name) => `${name} can be set only with the engine ${engines}.`);
}

function missingUrls(own: Own): readonly string[] {
  const required = (name: string, reason: string) =>
    isGiven(own, name) ? [] : [`${name} or ${name}_FILE is required ${reason}.`];
  if (own['CONCORDAT_ENGINE'] === 'postgresql') {
    const reason = 'with CONCORDAT_ENGINE=postgresql';
    const misplaced = isGiven(own, URLS.eventStoreDb) ? [`${URLS.eventStoreDb} cannot be used ${reason}.`] : [];
    return [...required(URLS.postgres, reason), ...misplaced];
  }
  const hasBoth = isGiven(own, URLS.readModels) && isGiven(own, URLS.keys);
  return [
    ...required(URLS.eventStoreDb, 'with CONCORDAT_ENGINE=eventstoredb'),
    ...(hasBoth ? [] : required(URLS.postgres, 'for the read models and the keys')),
  ];
}

/** More than one host is no address to `URL`; the adapter says what else is wrong. */
function eventStoreDbFault(text: string): string | undefined {
  if (/^esdb(\+discover)?:\/\/\S+$/.test(text)) return undefined;
  return 'must be esdb://host:port,host:port or esdb+discover://name';
}

/** Messages never repeat the value: it holds a password. */
function urlOf(
  own: Own,
  key: keyof typeof URLS,
  faultIn: (text: string) => string | undefined,
  faults: string[],
): EngineUrls {
  const name = URLS[key];
  const text = secretOf(own, name, faults);
  if (text === undefined || text === '') return {};
  const fault = faultIn(text);
  if (fault === undefined) return { [key]: text };
  faults.push(`${own[`${name}_FILE`] === undefined ? name : `The file of ${name}_FILE`} ${fault}.`);
  return {};
}
