import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedEngine } from '#platform/engine';
import { StorageFullError, type Position } from '#platform/event-store';
import { ReadModelFaultError, RebuildFailedError } from '#platform/projections';
import { StartError } from '#platform/service';
import { startFailure } from './start-failure.js';

const log = { info: () => undefined, error: () => undefined };

/** What opening a data folder with half a fingerprint key fails with. */
async function faultOfHalfAKey(): Promise<unknown> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'concordat-'));
  const open = () => openEmbeddedEngine({ dataFolder, contexts: [], log, onFault: () => undefined });
  try {
    await (await open()).stop();
    truncateSync(join(dataFolder, 'fingerprint.key'), 16);
    return await open().then(
      (engine) => engine.stop(),
      (error: unknown) => error,
    );
  } finally {
    rmSync(dataFolder, { recursive: true });
  }
}

describe('Why the service does not start', () => {
  it('is a sentence where an operator can remove the reason', async () => {
    expect(startFailure(await faultOfHalfAKey())).toMatch(
      /^The file .*fingerprint\.key must hold 32 bytes, but holds 16/,
    );
    const worded = [
      new RebuildFailedError('site-register', 7 as Position, 'a fault'),
      new ReadModelFaultError('SQLITE_IOERR'),
      new StorageFullError(),
      new StartError('The port is in use.'),
    ];
    for (const error of worded) expect(startFailure(error)).toBe(error.message);
  });

  it('comes with its place where it is a fault of the service', () => {
    expect(startFailure(new TypeError('x is not a function'))).toMatch(
      /because of a fault: TypeError: x is[^]*start-failure\.spec/,
    );
  });
});
