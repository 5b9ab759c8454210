import { expect, it } from '@jest/globals';
import { generateSignerKey, NOTE_ALGORITHM, signerKeyText } from '#platform/ledger';
import type { PostgresqlCluster } from '../../support/postgresql-cluster.js';
import { describeWithPostgresql } from '../../support/with-postgresql.js';
import { Repetition } from '../synthetic-log/repetition.js';
import { assertWholeReadModels } from '../synthetic-log/whole-read-models.js';
import { recordTemplate, repeatTemplate } from '../synthetic-log/write-log.js';
import { openBenchEngine } from './bench-engine.js';
import { growReadModels, storedTable, tableNames } from './bulk-read-models.js';

const REPETITIONS = 3;
/** Repeated events are written later than those of the template. */
const TIMES = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\.\d+Z?/g;
const TIME_COLUMNS = ['recordedAt'];
/** What the service makes out of ids is as long, and other than this. */
const MADE_OF_IDS = ['contact_rule.ruleId', 'plan_version.digest'];

describeWithPostgresql('read models that grew in bulk', (cluster) => {
  it('hold what the service makes of the same log', async () => {
    const evidenceKey = signerKeyText(generateSignerKey('concordat.example/bench', NOTE_ALGORITHM.ed25519));
    const byService = await cluster().createDatabase();
    const template = await withEngine(byService, recordTemplate);
    const repetition = new Repetition(template);
    const inBulk = await copyOf(cluster(), byService);
    await withEngine(byService, async (engine) => {
      const events = repetition.lengthOfLog(REPETITIONS);
      expect(await repeatTemplate(engine, template, events)).toBe(events);
      await engine.projections.waitFor(await engine.store.head(), 60_000);
      await assertWholeReadModels(engine);
    });

    await growReadModels(cluster(), inBulk, repetition, REPETITIONS);

    const expected = await contentsOf(cluster(), byService);
    expect([...(await contentsOf(cluster(), inBulk))]).toEqual([...expected]);
    expect(expected.get('contact__contact-register')).toHaveLength(60 * (1 + REPETITIONS));

    async function withEngine<Result>(
      connectionString: string,
      work: (engine: Awaited<ReturnType<typeof openBenchEngine>>) => Promise<Result>,
    ): Promise<Result> {
      const engine = await openBenchEngine({ connectionString, evidenceKey, worker: true });
      try {
        await engine.start();
        return await work(engine);
      } finally {
        await engine.stop();
      }
    }
  }, 240_000);
});

async function copyOf(cluster: PostgresqlCluster, connectionString: string): Promise<string> {
  const copy = new URL(connectionString);
  const name = copy.pathname.slice(1);
  copy.pathname = `/${name}_copy`;
  await cluster.query(`create database ${name}_copy template ${name}`);
  return copy.href;
}

/** All rows by table, without what is bound to differ, and the order in which rows were written. */
async function contentsOf(
  cluster: PostgresqlCluster,
  connectionString: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  await using session = await cluster.session(connectionString);
  const contents = new Map<string, readonly string[]>();
  for (const name of await tableNames(session)) {
    const { columns, rows } = await storedTable(session, name);
    const [table = ''] = name.split('__');
    const differs = columns.map(
      (column) => TIME_COLUMNS.includes(column) || MADE_OF_IDS.includes(`${table}.${column}`),
    );
    const lines = rows.map((row) =>
      JSON.stringify(row.map((cell, index) => (differs[index] ? 'differs' : cell?.replace(TIMES, 'time')))),
    );
    contents.set(name.replace(/_v\d+_g\d+.*$/, ''), lines.sort());
  }
  return contents;
}
