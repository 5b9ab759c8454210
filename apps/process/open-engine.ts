import type { DomainContext } from '#platform/contexts';
import { openEmbeddedEngine, openSharedEngine, type EmbeddedEngineOptions, type Engine } from '#platform/engine';
import { StartError, type Log, type SharedEngineConfiguration, type WorkerConfiguration } from '#platform/service';

export interface ConfiguredEngineOptions extends Pick<EmbeddedEngineOptions, 'around' | 'onFault'> {
  readonly configuration: WorkerConfiguration;
  /** Whether this program is a worker, whatever is configured. */
  readonly isWorker: boolean;
  readonly contexts: readonly DomainContext[];
  readonly log: Log;
}

/** Opens the engine that the configuration names. */
export function openConfiguredEngine(options: ConfiguredEngineOptions): Promise<Engine> {
  const { engine } = options.configuration;
  return engine.kind === 'embedded' ? openEmbedded(options, engine.dataFolder) : openShared(options, engine);
}

function openEmbedded(
  { configuration: { keys, evidence, integrity, witnesses }, isWorker: _all, ...options }: ConfiguredEngineOptions,
  dataFolder: string,
): Promise<Engine> {
  return openEmbeddedEngine({
    ...options,
    ...evidence,
    ...(witnesses === undefined ? {} : { witnesses }),
    dataFolder,
    subjectKeys: keys,
    integrity,
  });
}

function openShared(
  { configuration: { keys, evidence, witnesses }, isWorker, log, ...options }: ConfiguredEngineOptions,
  { worker, ...engine }: SharedEngineConfiguration,
): Promise<Engine> {
  const { keyEncryptionKey, previousKeyEncryptionKeys, unknownKeys } = keys;
  const { ledgerKeys, checkpointIntervalMs } = evidence;
  if (keyEncryptionKey === undefined || ledgerKeys === undefined) {
    // The configuration is not read without them.
    throw new StartError('A shared engine needs CONCORDAT_KEY_ENCRYPTION_KEY and CONCORDAT_EVIDENCE_KEY.');
  }
  return openSharedEngine({
    ...options,
    ...engine,
    worker: isWorker || worker,
    subjectKeys: {
      keyEncryptionKey,
      ...(previousKeyEncryptionKeys && { previousKeyEncryptionKeys }),
      ...(unknownKeys && { unknownKeys }),
    },
    ledgerKeys,
    report: log,
    ...(checkpointIntervalMs !== undefined && { checkpointIntervalMs }),
    ...(witnesses === undefined ? {} : { witnesses }),
  });
}
