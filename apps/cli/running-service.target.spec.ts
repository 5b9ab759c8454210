import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryFolder, type TemporaryFolder } from '../../test/support/temporary-folder.js';
import { importCommand } from './import.command.js';
import { ConsoleOutput } from './output.js';
import { RunningServiceTarget } from './running-service.target.js';
import { NoAnswerError, ServiceError, type Ask } from './service-connection.js';

const ROWS_OF_A_PART = 1_000;

describe('An import through a running service', () => {
  let folder: TemporaryFolder;
  let file: string;
  let faults: Error[];
  let asked: string[];
  let waits: number[];
  let shown: string;
  beforeAll(() => {
    folder = temporaryFolder();
    file = join(folder.path, 'organisations.csv');
    const rows = Array.from({ length: 2 * ROWS_OF_A_PART }, (_, n) => `ORGANISATION,INTERNAL,C-${n},Body ${n},MIXED`);
    rows[1] = 'ORGANISATION,"wrong" quotes';
    writeFileSync(file, ['record,organisation-registry,organisation-number,name,structure', ...rows].join('\n'));
  });
  afterAll(() => folder.remove());
  beforeEach(() => {
    faults = [];
    asked = [];
    waits = [];
    shown = '';
  });

  /** Answers each part as taken, but for the faults that are listed, by the number of the request. */
  const ask = (async (_query: string, { input }: { input: { csv: string } }) => {
    asked.push(input.csv);
    const fault = faults[asked.length];
    if (fault) throw fault;
    const rows = input.csv.split('\n').length - 1;
    const report = { rows, taken: rows, unchanged: 0, refused: 0, complete: true, problemCount: 0, problems: [] };
    return { importRun: { report, userErrors: [] } };
  }) as Ask;
  const write = (text: string) => void (shown += text);
  const output = new ConsoleOutput({ stdout: { write }, stderr: { write: () => undefined } }, false);
  const run = () => {
    const target = new RunningServiceTarget(ask, noBundle, async (milliseconds) => waits.push(milliseconds));
    return importCommand(target, 'organisations', file, output);
  };
  async function* noBundle() {
    yield* [];
  }
  const PROBLEM = 'Line 3: A quotation mark is in the wrong place.';

  it.each([
    new ServiceError('RATE_LIMITED', 'Wait.'),
    new ServiceError('UNAVAILABLE', 'Stopping.'),
    new ServiceError('STORAGE_FULL', 'Full.'),
    new NoAnswerError('It took too long.'),
  ])('sends a part again after: $message', async (fault) => {
    faults[1] = fault;
    faults[2] = fault;
    expect(await run()).toBe(3);
    expect(asked).toHaveLength(4);
    expect(asked[1]).toBe(asked[0]);
    expect(waits).toEqual([1_000, 2_000]);
    expect(shown).toContain(`2,000 rows: 1,999 taken, 0 unchanged, 1 refused.\n${PROBLEM}`);
  });

  it('does not send again what was refused, and shows what came of the parts before', async () => {
    faults[2] = new ServiceError('UNAUTHENTICATED', 'The access token has expired.');
    await expect(run()).rejects.toThrow(
      /^The import stopped after 1001 rows: .*token has expired\. What was taken before is recorded\. Import the same/,
    );
    expect(waits).toEqual([]);
    expect(shown).toContain(`1,001 rows: 1,000 taken, 0 unchanged, 1 refused.\n${PROBLEM}`);
    expect(shown).toContain('The file was not read to its end.');
  });

  it('gives up after a while', async () => {
    faults = Array.from({ length: 20 }, () => new NoAnswerError('It took too long.'));
    await expect(run()).rejects.toThrow('It took too long.');
    expect(asked).toHaveLength(6);
    expect(shown).toBe('');
  });
});
