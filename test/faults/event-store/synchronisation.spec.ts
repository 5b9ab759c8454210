import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { startProgram } from '../../support/child-program.js';
import { STRACE, straceAvailable } from '../../support/strace.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import type { AppendClientInput } from './append-client.js';
import type { AppendClientLine } from './reporting-clients.js';

const PROGRAM = new URL('./append-client.js', import.meta.url);
const CLIENTS = 4;
const APPENDS = 40;

describe('synchronisation with the disk', () => {
  it('waits for the disk at least once for every group that it acknowledges', async () => {
    if (!straceAvailable('that each acknowledged group waits for the disk')) return;
    const folder = temporaryFolder();
    const trace = join(folder.path, 'trace');
    const input: AppendClientInput = {
      file: join(folder.path, 'events.sqlite'),
      campaign: 'synchronisation',
      startAt: Array.from({ length: CLIENTS }, () => 0),
      stopAt: APPENDS,
    };
    // `-y` shows the file behind each descriptor: only waits for the write-ahead log count.
    const under = [...STRACE, '-y', '-e', 'trace=fsync,fdatasync', '-o', trace];
    const { code, lines, errorOutput } = await startProgram({ program: PROGRAM, input, under }).ended;
    expect({ code, errorOutput }).toEqual({ code: 0, errorOutput: '' });

    const reports = lines.map((line) => JSON.parse(line) as AppendClientLine);
    expect(reports.filter(({ kind }) => kind === 'acknowledged')).toHaveLength(CLIENTS * APPENDS);
    const finished = reports.find((report) => report.kind === 'finished');
    const groups = finished?.committedGroups ?? 0;
    expect(groups).toBeGreaterThanOrEqual(APPENDS);
    const waits = readFileSync(trace, 'utf8').match(/\bf(?:data)?sync\(\d+<[^>]*events\.sqlite-wal>/g) ?? [];
    expect(waits.length).toBeGreaterThanOrEqual(groups);
    process.stdout.write(`Waits for the disk: ${waits.length} for ${groups} groups of ${CLIENTS * APPENDS} appends\n`);
    folder.remove();
  }, 60_000);
});
