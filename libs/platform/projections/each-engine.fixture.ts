import { describe } from '@jest/globals';
import { describeWithPostgresql } from '../../../test/support/with-postgresql.js';
import { boardsIn, type NewBoard } from './board.fixture.js';
import { inPostgresql, inSqlite } from './read-model-storages.fixture.js';

/** What a test may have to know of the engine that it runs on. */
export interface EngineOfBoards {
  /** How often a property is tried: to make a database takes a while. */
  readonly runs: number;
}

/** Like `describe`, once for each engine that read models can be in. */
export function describeOnEachEngine(name: string, tests: (newBoard: NewBoard, engine: EngineOfBoards) => void): void {
  describe(`${name}, in SQLite`, () => {
    tests(boardsIn(inSqlite), { runs: 100 });
  });
  describeWithPostgresql(`${name}, in PostgreSQL`, (cluster) => tests(boardsIn(inPostgresql(cluster)), { runs: 5 }));
}
