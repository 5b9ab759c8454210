import { randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { systemCaller } from '#platform/access';
import { openEmbeddedEngine, type Engine } from '#platform/engine';
import { bundleSourceOf, exportBundle, publishedEventSchema } from '#platform/evidence-bundle';
import { exportSearch, historyArguments, historyLines, type ExportFormat } from '#platform/history';
import { runImport } from '#platform/imports';
import { projectionStatus, serviceStatus } from '#platform/operations';
import { readEvidenceSettings, readKeySettings, type Environment } from '#platform/service';
import { contexts } from '#domain';
import { OperationError } from './exit-code.js';
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
  return new DataFolderTarget(engine);
}

class DataFolderTarget implements Target {
  constructor(private readonly engine: Engine) {}

  import: Target['import'] = (definition, file, onProgress) =>
    runImport(this.engine, definition, {
      caller: systemCaller('console'),
      source: () => createReadStream(file),
      correlationId: randomUUID(),
      onProgress,
    });

  status: Target['status'] = () => serviceStatus(this.engine);

  rebuild: Target['rebuild'] = async (projection) => {
    const generation = await this.engine.projections.rebuild(projection);
    return projectionStatus(generation, 0);
  };

  async *deadLetters(projection: string | undefined): AsyncGenerator<DeadLetterView> {
    if (projection !== undefined) this.engine.projections.requireKnown(projection);
    for await (const { stream, position, ...letter } of this.engine.projections.deadLetters(projection)) {
      yield { ...letter, position: String(position), streamId: stream };
    }
  }

  retryDeadLetters: Target['retryDeadLetters'] = async (projection) => {
    const taken = await this.engine.projections.retryDeadLetters(projection);
    const { deadLetterCounts } = await this.engine.projections.status();
    return { taken, left: deadLetterCounts.get(projection) ?? 0 };
  };

  keyStatus: Target['keyStatus'] = async () => this.engine.subjectKeys.status();

  rotateKeys: Target['rotateKeys'] = () => this.engine.subjectKeys.rotate();

  exportBundle: Target['exportBundle'] = (options) =>
    exportBundle(bundleSourceOf(this.engine, publishedEventSchema), options);

  async *history(parameters: Readonly<Record<string, string>>, format: ExportFormat): AsyncGenerator<string> {
    const search = await exportSearch(this.engine, historyArguments(parameters));
    yield* historyLines(this.engine, systemCaller('console'), search, format);
  }

  subjectReport: Target['subjectReport'] = () => {
    throw new OperationError(
      'A running service gives the report, to a data protection lead of the party that answers for the data: use --url.',
    );
  };

  close: Target['close'] = () => this.engine.stop();
}

const consoleLog = {
  info: () => undefined,
  error: (fields: object, message: string) => void process.stderr.write(`${message}: ${JSON.stringify(fields)}\n`),
};

function endProcess(error: unknown): never {
  process.stderr.write(`The read models failed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
