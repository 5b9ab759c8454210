import { describe, expect, it } from '@jest/globals';
import { deriveId } from '#platform/values';
import { MemoryEventStore, type Position, type StreamName } from '#platform/event-store';
import { defineAggregate } from './aggregate.js';
import { storeLike } from './store-double.fixture.js';
import { commandId, count, open, person, TALLY, tallyBench, tallyAggregate, type TallyBench } from './tally.fixture.js';

async function opened(): Promise<TallyBench> {
  const bench = tallyBench();
  expect(await bench.run(open())).toMatchObject({ outcome: 'accepted', revision: 0, position: 1 });
  return bench;
}

const officer = (subject: string) => person(subject, new Set(['OFFICER']));
const stranger = person('sid', new Set());

describe('A command', () => {
  it('that is accepted answers with what was recorded and where', async () => {
    const bench = await opened();
    const outcome = await bench.run(count(commandId(1), { input: { by: 2, times: 3 } }));
    expect(outcome).toMatchObject({ outcome: 'accepted', stream: TALLY, revision: 3, position: 4, repeated: false });
    expect(
      outcome.outcome === 'accepted' && outcome.events.map(({ type, data, position }) => [type, data, position]),
    ).toEqual([2, 3, 4].map((position) => ['TallyCounted', { by: 2 }, position]));
  });

  it('knows where each of its events is in a log whose positions have gaps', async () => {
    const log = new MemoryEventStore();
    const spread = <Place extends { readonly position: Position }>(place: Place): Place => ({
      ...place,
      position: (place.position * place.position) as Position,
    });
    const store = storeLike(log, {
      capabilities: { ...log.capabilities, contiguousPositions: false },
      append: async (...args) => spread(await log.append(...args)),
      readStream: async function* (...args) {
        for await (const event of log.readStream(...args)) yield spread(event);
      },
    });
    const bench = tallyBench(store);
    await bench.run(open());
    const outcome = await bench.run(count(commandId(1), { input: { by: 1, times: 3 } }));
    expect(outcome).toMatchObject({ position: 16, events: [{ position: 4 }, { position: 9 }, { position: 16 }] });
    expect(await bench.run(count(commandId(1), { input: { by: 1, times: 3 } }))).toEqual({
      ...outcome,
      repeated: true,
    });
  });

  it('has every fault of its input named by its path, and stores nothing', async () => {
    const bench = await opened();
    const input = { by: 0, times: 1.5, notes: ['fine', 7], sum: 3 };
    const outcome = await bench.run(count(commandId(1), { input, effectiveAt: '2006-02-30T00:00:00Z' }));
    expect(outcome).toMatchObject({ outcome: 'rejected' });
    const rejections = outcome.outcome === 'rejected' ? outcome.rejections : [];
    expect(rejections.map(({ field }) => field)).toEqual([['by'], ['times'], ['notes', '1'], [], ['effectiveAt']]);
    expect(rejections.every(({ code }) => code === 'INVALID_INPUT')).toBe(true);
    expect(rejections.at(-1)?.message).toBe('effectiveAt: must be a date that exists.');
    expect(await bench.events()).toHaveLength(1);
  });

  it('names at most 50 faults, however many there are', async () => {
    const bench = await opened();
    const input = { by: 1, notes: Array.from({ length: 5_000 }, () => 7) };
    const outcome = await bench.run(count(commandId(1), { input }));
    expect(outcome.outcome === 'rejected' && outcome.rejections).toHaveLength(50);
  });

  it('that no aggregate knows is a fault', async () => {
    const bench = await opened();
    await expect(bench.run(count(commandId(1), { type: 'Uncount' }))).rejects.toThrow('Tally has no command Uncount.');
  });

  it('is refused by rule with the code and the field of the rule', async () => {
    const bench = await opened();
    await bench.run(count(commandId(1), { type: 'CloseTally', input: { reason: 'done' } }));
    expect(await bench.run(count(commandId(2)))).toEqual({
      outcome: 'rejected',
      rejections: [{ code: 'TALLY_CLOSED', message: 'This tally is closed.', field: ['by'] }],
    });
  });

  it('that finds everything so already records nothing, and says what a read must show', async () => {
    const bench = await opened();
    const close = { type: 'CloseTally', input: { reason: 'done' } };
    await bench.run(count(commandId(1), close));
    expect(await bench.run(count(commandId(2), close))).toEqual({
      outcome: 'accepted',
      stream: TALLY,
      revision: 1,
      position: 2,
      events: [],
      repeated: false,
    });
  });

  it('whose event the schema refuses is a fault, and stores nothing', async () => {
    const bench = await opened();
    const close = { type: 'CloseTally', input: { reason: 'much longer than the event allows' } };
    await expect(bench.run(count(commandId(1), close))).rejects.toThrow(/tallies.TallyClosed.v1/);
    expect(await bench.events()).toHaveLength(1);
    expect(await bench.run(count(commandId(2)))).toMatchObject({ outcome: 'accepted', revision: 1 });
  });
});

describe('The rights of a command', () => {
  it('hide what the caller may not see: it is answered like what is not there', async () => {
    const bench = await opened();
    const absent = deriveId('tally', 'absent') as string as StreamName;
    const notThere = await bench.run(count(commandId(1), { stream: absent }));
    expect(notThere).toEqual({
      outcome: 'rejected',
      rejections: [{ code: 'NOT_FOUND', message: 'There is no tally with this id.', field: ['tallyId'] }],
    });
    expect(await bench.run(count(commandId(2), { caller: stranger }))).toEqual(notThere);
    expect(await bench.run(count(commandId(3), { caller: officer('another') }))).toEqual(notThere);
  });

  it('forbid what the caller may see but not do', async () => {
    const bench = await opened();
    const close = { type: 'CloseTally', input: { reason: 'done' }, caller: officer('olga') };
    expect(await bench.run(count(commandId(1), close))).toEqual({
      outcome: 'forbidden',
      action: 'CloseTally',
      subject: 'Tally',
    });
    expect(await bench.run(open({ caller: stranger, commandId: commandId(9) }))).toMatchObject({
      outcome: 'forbidden',
    });
    expect(await bench.run(count(commandId(2), { caller: officer('olga') }))).toMatchObject({ outcome: 'accepted' });
  });

  it('are those of a session that is given back before the log is waited for, and whatever happens', async () => {
    const bench = await opened();
    const append = bench.store.append.bind(bench.store);
    const openDuringAppend: number[] = [];
    bench.store.append = (...args) => {
      openDuringAppend.push(bench.openSessions());
      return append(...args);
    };
    await bench.run(count(commandId(1)));
    await bench.run(count(commandId(1)));
    await bench.run(count(commandId(2), { caller: stranger }));
    await bench.run(count(commandId(3), { expectedRevision: 7 }));
    const close = { type: 'CloseTally', input: { reason: 'much longer than the event allows' } };
    await expect(bench.run(count(commandId(4), close))).rejects.toThrow();
    expect(openDuringAppend).toEqual([0]);
    expect(bench.openSessions()).toBe(0);
  });
});

describe('The id of a command', () => {
  it.each(['nonsense', '', `${TALLY}x`, TALLY.toUpperCase(), deriveId('organisation', 'x'), `a${TALLY}`])(
    'that is not of the aggregate finds nothing: %s',
    async (id) => {
      const bench = await opened();
      const outcome = await bench.run(count(commandId(1), { stream: id as StreamName }));
      expect(outcome).toMatchObject({ outcome: 'rejected', rejections: [{ code: 'NOT_FOUND' }] });
    },
  );

  it('of another aggregate is never read as one of this aggregate', async () => {
    const bench = await opened();
    const foreign = deriveId('organisation', 'x') as string as StreamName;
    const { data, metadata } = (await bench.events())[0] ?? {};
    if (!data || !metadata) throw new Error('The tally was not opened.');
    const id = commandId(77) as Parameters<typeof bench.store.append>[2][number]['id'];
    await bench.store.append(foreign, 'none', [{ id, type: 'tallies.TallyOpened.v1', data, metadata }]);
    expect(await bench.run(count(commandId(1), { stream: foreign }))).toMatchObject({
      rejections: [{ code: 'NOT_FOUND' }],
    });
  });
});

describe('The expected revision of a command', () => {
  it('refuses when the object is elsewhere, and says where', async () => {
    const bench = await opened();
    expect(await bench.run(count(commandId(1), { expectedRevision: 0 }))).toMatchObject({ outcome: 'accepted' });
    expect(await bench.run(count(commandId(2), { expectedRevision: 0 }))).toEqual({
      outcome: 'rejected',
      rejections: [
        {
          code: 'STALE_REVISION',
          message: 'The tally is at revision 1, not 0. Read it again and decide on what it says now.',
          field: ['expectedRevision'],
        },
      ],
    });
    expect(await bench.events()).toHaveLength(2);
  });

  it('does not stand in the way of a repeated command', async () => {
    const bench = await opened();
    const command = count(commandId(1), { expectedRevision: 0 });
    await bench.run(command);
    expect(await bench.run(command)).toMatchObject({ outcome: 'accepted', repeated: true, revision: 1 });
  });
});

describe('What is stored with an event', () => {
  it('says who did what by which command, when and why', async () => {
    const bench = await opened();
    const caller = { ...person('anne', new Set(['REGISTRAR', 'LEAD'])), officerId: 'officer-7' };
    const effectiveAt = '2006-01-02T10:00:00+01:00';
    await bench.run(count(commandId(1), { caller, effectiveAt, causationId: 'because' }));
    const event = (await bench.events())[1];
    if (!event) throw new Error('Nothing was recorded.');
    expect(bench.codec.decode(event)).toEqual({
      id: event.id,
      context: 'tallies',
      type: 'TallyCounted',
      data: { by: 1 },
      stream: TALLY,
      revision: 1,
      position: 2,
      recordedAt: '2006-03-21T09:00:00.000Z',
      metadata: {
        actor: {
          party: { kind: 'HSE', id: 'authority-hse' },
          subject: 'anne',
          roles: ['LEAD', 'REGISTRAR'],
          officerId: 'officer-7',
          client: 'spec',
        },
        commandId: commandId(1),
        commandType: 'Count',
        fingerprint: expect.stringMatching(/^[\w-]{43}$/),
        correlationId: 'correlation-1',
        causationId: 'because',
        effectiveAt: '2006-01-02T09:00:00.000Z',
        organisationId: 'olga',
      },
    });
  });

  it('has an id that is the same for the same command, in lower-case UUID form', async () => {
    const [one, two] = [await opened(), await opened()];
    for (const bench of [one, two]) await bench.run(count(commandId(1), { input: { by: 1, times: 2 } }));
    const ids = (await one.events()).map(({ id }) => id);
    expect((await two.events()).map(({ id }) => id)).toEqual(ids);
    expect(new Set(ids).size).toBe(3);
  });
});

describe('The definition of an aggregate', () => {
  it('is refused when it prepares a command that it does not have', () => {
    const prepare = () => ({ outcome: 'prepared' as const, data: {} });
    const preparations = Object.fromEntries([['Uncount', prepare]]);
    expect(() => defineAggregate({ ...tallyAggregate, preparations })).toThrow(
      'Tally prepares an unknown command Uncount.',
    );
  });
});
