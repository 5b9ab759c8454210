import { describe, expect, it } from '@jest/globals';
import type { OtherSession } from '#platform/event-store';
import { LogInUseError } from './move-log.errors.js';
import { assertUnused } from './postgres-in-use.js';

const settings = { connectionString: 'postgresql://concordat@127.0.0.1:1/concordat' };
const session: OtherSession = { purpose: 'concordat log reader', address: null };

describe('whether a database is in use', () => {
  it('is looked at again while connections of a service that was just stopped are ending', async () => {
    const seen = [[session, session], [session], []];
    await assertUnused(settings, async () => seen.shift() ?? []);
    expect(seen).toEqual([]);
  });

  it('is said once they stay, with one of them', async () => {
    const refusal = assertUnused(settings, async () => [session]);
    await expect(refusal).rejects.toBeInstanceOf(LogInUseError);
    await expect(refusal).rejects.toThrow(
      '1 connections of the service, one of them "concordat log reader" from this machine',
    );
  });
});
