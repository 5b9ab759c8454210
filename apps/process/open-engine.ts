import type { DomainContext } from '#platform/contexts';
import { openEmbeddedEngine, type EmbeddedEngineOptions, type Engine } from '#platform/engine';
import { StartError, type Log, type WorkerConfiguration } from '#platform/service';

export interface ConfiguredEngineOptions extends Pick<EmbeddedEngineOptions, 'around' | 'onFault'> {
  readonly configuration: WorkerConfiguration;
  readonly contexts: readonly DomainContext[];
  readonly log: Log;
}

/** Opens the engine that the configuration names. */
export function openConfiguredEngine({ configuration, ...options }: ConfiguredEngineOptions): Promise<Engine> {
  const { engine, keys, evidence, integrity, witnesses } = configuration;
  if (engine.kind !== 'embedded') throw new StartError(`The engine ${engine.kind} is not there yet.`);
  return openEmbeddedEngine({
    ...options,
    ...evidence,
    ...(witnesses === undefined ? {} : { witnesses }),
    dataFolder: engine.dataFolder,
    subjectKeys: keys,
    integrity,
  });
}
