import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { systemCaller } from '#platform/access';
import type { Engine } from '#platform/engine';
import { ProjectionRunner, SqliteReadModelDatabase, type Projection } from '#platform/projections';
import { temporaryFolder } from './temporary-folder.js';

/** A digest of all rows of each projection's tables, by the projection's name. */
export type ReadModelDigests = Readonly<Record<string, string>>;

type AnyTables = Record<string, object>;

/** What the service shows now. */
export async function liveDigests(engine: Engine): Promise<ReadModelDigests> {
  using session = await engine.sessions.open(systemCaller('digest'));
  return await digestsOf(projectionsOf(engine), session.tables<AnyTables>());
}

/** What the log says, replayed from its start into an empty database. */
export async function replayedDigests(engine: Engine): Promise<ReadModelDigests> {
  const folder = temporaryFolder();
  const projections = projectionsOf(engine);
  const database = new SqliteReadModelDatabase({ file: join(folder.path, 'replayed.db'), projections });
  const faults: unknown[] = [];
  const runner = new ProjectionRunner({
    store: engine.store,
    codec: engine.codec,
    database,
    projections,
    log: { info: () => undefined, error: (fields, message) => void faults.push([message, fields]) },
    onFault: (fault) => void faults.push(fault),
  });
  try {
    await runner.start();
    using snapshot = await database.snapshot();
    const digests = await digestsOf(projections, snapshot.tables<AnyTables>());
    if (faults.length > 0) throw new AggregateError(faults, 'The replay met faults.');
    return digests;
  } finally {
    await runner.stop();
    await database.close();
    folder.remove();
  }
}

function projectionsOf(engine: Engine): readonly Projection[] {
  return engine.contexts.flatMap(({ projections }) => projections);
}

async function digestsOf(projections: readonly Projection[], tables: Kysely<AnyTables>): Promise<ReadModelDigests> {
  const digests: Record<string, string> = {};
  for (const { name, tables: own } of projections) {
    const hash = createHash('sha256');
    for (const table of own) {
      const rows = await tables.selectFrom(table.name).selectAll().execute();
      // Whatever order they were written in.
      for (const row of rows.map((each) => JSON.stringify(each)).toSorted()) hash.update(`${table.name} ${row}\n`);
    }
    digests[name] = hash.digest('hex');
  }
  return digests;
}
