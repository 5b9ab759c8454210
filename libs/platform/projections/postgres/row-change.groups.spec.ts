import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { describeWithPostgresql } from '../../../../test/support/with-postgresql.js';
import type { Position } from '#platform/event-store';
import { defineProjection } from '../projection.js';
import type { ReadModelDatabase } from '../read-model-database.js';
import { inPostgresql, inSqlite } from '../read-model-storages.fixture.js';
import type { ReadModelStorage } from '../read-model-database.contract.js';
import { defineTable, increment, integer, nullable, real, text, type RowChange } from '../table.js';
import { groupsOf } from './row-change.groups.js';
import { ChangeShapes } from './row-change.shape.js';

const columns = {
  plan: text(),
  number: integer(),
  status: text(),
  note: nullable(text()),
  sum: integer(),
  share: real(),
};
const table = defineTable('entry', { columns, primaryKey: ['plan', 'number'], indexes: [['status']] });
const projection = defineProjection({ name: 'entries', version: 1, tables: [table], handlers: [] });

const plan = fc.constantFrom('a', 'b');
const number = fc.integer({ min: 1, max: 2 });
const key = fc.record({ plan, number });
const status = fc.constantFrom('OPEN', 'DONE');
const note = fc.constantFrom(null, 'x');
const sum = fc.integer({ min: 0, max: 3 });
const row = fc.record({ plan, number, status, note, sum, share: fc.constantFrom(0, 0.1) });

/** What a projection may answer, in any order; few rows, so that changes meet. */
const change: fc.Arbitrary<RowChange> = fc.oneof(
  row.map((each) => table.upsert(each)),
  row.map((each) => table.ensure(each)),
  fc.tuple(key, sum).map(([where, by]) => table.update(where, { sum: increment(by) })),
  fc.tuple(key, fc.constantFrom(0.1, 0.2)).map(([where, by]) => table.update(where, { share: increment(by) })),
  fc.tuple(key, status).map(([where, to]) => table.update(where, { status: to })),
  fc.tuple(key, status, status).map(([where, from, to]) => table.update({ ...where, status: from }, { status: to })),
  fc.tuple(plan, status).map(([of, to]) => table.update({ plan: of }, { status: to })),
  fc.tuple(status, note).map(([of, to]) => table.update({ status: of }, { note: to })),
  fc.tuple(note, sum).map(([of, to]) => table.update({ note: of }, { sum: to })),
  fc.tuple(status, status).map(([from, to]) => table.update({ status: from }, { status: to })),
  key.map((where) => table.delete(where)),
  plan.map((of) => table.delete({ plan: of })),
  status.map((of) => table.delete({ status: of })),
);
const changes = fc.array(change, { maxLength: 25 });

describeWithPostgresql('Changes that are carried out in groups', (cluster) => {
  async function opened(storage: ReadModelStorage): Promise<ReadModelDatabase> {
    return storage.open([projection]);
  }

  it('leave the rows that the changes leave one after the other', async () => {
    const storages = [await inSqlite.create(), await inPostgresql(cluster).create()];
    const databases = await Promise.all(storages.map(opened));
    const generations = await Promise.all(
      databases.map((database) =>
        database.write((write) => write.createGeneration(projection, 'active', 0 as Position)),
      ),
    );
    const rowsAfter = async (given: readonly RowChange[]) =>
      Promise.all(
        databases.map(async (database, index) => {
          const [generation] = [generations[index]];
          if (!generation) throw new Error('There is no generation.');
          await database.write((write) => write.apply({ generation, changes: [table.delete({}), ...given] }));
          using snapshot = await database.snapshot();
          const rows = snapshot.tables<{ entry: object }>().selectFrom('entry').selectAll().execute();
          return (await rows).map((each) => JSON.stringify(Object.entries(each).toSorted())).toSorted();
        }),
      );
    await fc.assert(
      fc.asyncProperty(changes, async (given) => {
        const [oneByOne, inGroups] = await rowsAfter(given);
        expect(inGroups).toEqual(oneByOne);
      }),
      { numRuns: 300 },
    );
    await Promise.all(databases.map((database) => database.close()));
    await Promise.all(storages.map((storage) => storage.remove()));
  }, 120_000);
});

it('Changes of many rows, event by event, become few statements', () => {
  const shapes = new ChangeShapes(table);
  const written = Array.from({ length: 100 }, (_, index) => index).flatMap((index) => {
    const where = { plan: `plan-${index}`, number: 1 };
    return [
      table.insert({ ...where, status: 'OPEN', note: null, sum: 0, share: 0 }),
      table.update(where, { sum: increment(2) }),
      table.delete({ plan: `other-${index}` }),
    ];
  });
  const groups = groupsOf(written.map((each) => shapes.shaped(each)));
  expect(groups.map(({ shape, rows }) => [shape.kind, rows.length])).toEqual([
    ['insert', 100],
    ['delete', 100],
  ]);
  expect(groups[0]?.rows[0]).toEqual(['plan-0', 1, 'OPEN', null, 2, 0]);
});
