import { randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { systemCaller } from '#platform/access';
import { openEmbeddedEngine, openSharedEngine, type Engine } from '#platform/engine';
import {
  bundleSourceOf,
  exportBundle,
  publishedEventSchema,
  type BundlePart,
  type ExportOptions,
} from '#platform/evidence-bundle';
import { exportSearch, historyArguments, historyLines, type ExportFormat } from '#platform/history';
import { runImport } from '#platform/imports';
import { projectionStatus, serviceStatus } from '#platform/operations';
import { readEngineSettings, readEvidenceSettings, readKeySettings, type Environment } from '#platform/service';
import { contexts } from '#domain';
import { OperationError, UsageError } from './exit-code.js';
import type { DeadLetterView, Target } from './target.js';

/**
 * Works on a data folder that no service holds, as the system itself.
 * @throws {OperationError} when there is no such folder; the engine's errors when it cannot be used
 */
export async function openDataFolder(folder: string, environment: Environment): Promise<Target> {
  if (!existsSync(join(folder, 'log.db'))) {
    throw new OperationError(
      `There is no event log in ${folder}. Start the service there once, or name its data folder.`,
    );
  }
  const engine = await openEmbeddedEngine({
    dataFolder: folder,
    contexts,
    log: consoleLog,
    onFault: endProcess,
    subjectKeys: readKeySettings(environment),
    ...readEvidenceSettings(environment),
  });
  await engine.start();
  return new EngineTarget(engine, async () => undefined);
}

/**
 * Works on the shared engine that the environment names, beside its other processes, as the system itself.
 * @throws {UsageError} when it names none, ConfigurationError; the engine's errors when it cannot be used
 */
export async function openConfiguredEngine(environment: Environment): Promise<Target> {
  const configured = readEngineSettings(environment);
  if (configured === undefined) throw new UsageError(NOT_SHARED);
  const { keyEncryptionKey, ...keys } = readKeySettings(environment);
  const { ledgerKeys } = readEvidenceSettings(environment);
  if (keyEncryptionKey === undefined || ledgerKeys === undefined) throw new UsageError(NOT_SHARED);
  const { scratchFolder: _ofTheService, ...at } = configured;
  const engine = await openSharedEngine({
    ...at,
    worker: false,
    migrate: false,
    subjectKeys: { ...keys, keyEncryptionKey },
    ledgerKeys,
    contexts,
    report: consoleLog,
    onFault: endProcess,
  });
  // What has to be waited for: the read models, which a worker keeps. The status is shown without them.
  return new EngineTarget(engine, async () => {
    const problem = await engine.readModelsProblem();
    if (problem !== undefined) throw new OperationError(problem.text);
    await engine.start();
  });
}

const NOT_SHARED =
  '--direct works on the engine that the environment names: set CONCORDAT_ENGINE to postgresql or eventstoredb, and what ' +
  'goes with it. For a data folder, use --data.';

class EngineTarget implements Target {
  #ready: Promise<void> | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly prepare: () => Promise<void>,
  ) {}

  import: Target['import'] = async (definition, file, onProgress) => {
    await this.#prepared();
    return runImport(this.engine, definition, {
      caller: systemCaller('console'),
      source: () => createReadStream(file),
      correlationId: randomUUID(),
      onProgress,
    });
  };

  status: Target['status'] = () => serviceStatus(this.engine);

  rebuild: Target['rebuild'] = async (projection) => {
    await this.#prepared();
    const generation = await this.engine.projections.rebuild(projection);
    return projectionStatus(generation, 0);
  };

  async *deadLetters(projection: string | undefined): AsyncGenerator<DeadLetterView> {
    await this.#prepared();
    if (projection !== undefined) this.engine.projections.requireKnown(projection);
    for await (const { stream, position, ...letter } of this.engine.projections.deadLetters(projection)) {
      yield { ...letter, position: String(position), streamId: stream };
    }
  }

  retryDeadLetters: Target['retryDeadLetters'] = async (projection) => {
    await this.#prepared();
    const taken = await this.engine.projections.retryDeadLetters(projection);
    const { deadLetterCounts } = await this.engine.projections.status();
    return { taken, left: deadLetterCounts.get(projection) ?? 0 };
  };

  keyStatus: Target['keyStatus'] = async () => this.engine.subjectKeys.status();

  rotateKeys: Target['rotateKeys'] = () => this.engine.subjectKeys.rotate();

  async *exportBundle(options: ExportOptions): AsyncGenerator<BundlePart> {
    await this.#prepared();
    yield* exportBundle(bundleSourceOf(this.engine, publishedEventSchema), options);
  }

  async *history(parameters: Readonly<Record<string, string>>, format: ExportFormat): AsyncGenerator<string> {
    await this.#prepared();
    const search = await exportSearch(this.engine, historyArguments(parameters));
    yield* historyLines(this.engine, systemCaller('console'), search, format);
  }

  subjectReport: Target['subjectReport'] = () => {
    throw new OperationError(
      'A running service gives the report, to a data protection lead of the party that answers for the data: use --url.',
    );
  };

  close: Target['close'] = () => this.engine.stop();

  #prepared(): Promise<void> {
    this.#ready ??= this.prepare();
    return this.#ready;
  }
}

const consoleLog = {
  info: () => undefined,
  error: (fields: object, message: string) => void process.stderr.write(`${message}: ${JSON.stringify(fields)}\n`),
};

function endProcess(error: unknown): never {
  process.stderr.write(`The read models failed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
