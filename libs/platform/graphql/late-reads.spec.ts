import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { systemCaller } from '#platform/access';
import type { Projections } from '#platform/projections';
import type { Session, SessionFactory } from '#platform/sessions';
import { defineBatch, RequestReads } from './request-reads.js';

const batch = defineBatch('thing', async (_session, keys: readonly string[]) => new Map(keys.map((key) => [key, key])));

function readsOf(sessions: Session[]): RequestReads {
  const factory = {
    open: async () => {
      const session = { position: sessions.length, [Symbol.dispose]: () => undefined };
      sessions.push(session as unknown as Session);
      return session;
    },
  };
  return new RequestReads(systemCaller('spec'), factory as unknown as SessionFactory, {} as Projections, 100);
}

describe('Reads that nobody waits for', () => {
  it('load what is asked for in one turn at once, from one session', async () => {
    const sessions: Session[] = [];
    const reads = readsOf(sessions);
    expect(await Promise.all([reads.one(batch, 'a'), reads.one(batch, 'b')])).toEqual(['a', 'b']);
    expect(sessions).toHaveLength(1);
    await reads.release();
  });

  it('do not end the service when somebody asks and does not wait for the answer', async () => {
    const faults: unknown[] = [];
    const note = (fault: unknown) => faults.push(fault);
    process.on('unhandledRejection', note);
    const reads = readsOf([]);
    await reads.release();
    void reads.one(batch, 'late');
    await nextTurn();
    await nextTurn();
    process.off('unhandledRejection', note);
    expect(faults).toEqual([]);
    await expect(reads.one(batch, 'late')).rejects.toThrow('The request has ended.');
  });
});
