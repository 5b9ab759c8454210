import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Caller } from '#platform/access';
import { EventCodec, type EventMetadata } from '#platform/event-sourcing';
import { MemoryEventStore, type EventId, type Position, type StreamName } from '#platform/event-store';
import type { Session, StandingContribution } from '#platform/sessions';
import { instantOf } from '#platform/working-days';
import { talliesContext, tallyOf } from '../engine/tallies-context.fixture.js';
import { tallyEvents } from '../event-sourcing/tally.fixture.js';
import type { EventSelection, PastEvents } from './past-events.js';
import { AS_AT_DEFAULTS, PastSessions, type AsAtLimits } from './past-sessions.js';
import { WholeLogFinder } from './whole-log-finder.js';

const caller: Caller = { party: { kind: 'HSE', id: 'hse' }, subject: 's', roles: new Set(), client: 'spec' };
const never = new AbortController().signal;
const DAY = 24 * 3_600_000;
const START = Date.parse('2006-03-01T09:00:00.000Z');
const day = (number: number) => instantOf(new Date(START + number * DAY));

const fails = (): never => {
  throw new Error('An event that no row can be made of.');
};

/** Open tallies with the moment at which they are due. */
interface OpenTables {
  readonly open_tally: { readonly id: string; readonly dueAt: string };
}

describe('Sessions as at a moment', () => {
  let now: number;
  let store: MemoryEventStore;
  let codec: EventCodec;
  /** How often events were read, and what holds a reading up. */
  let reads: EventSelection[];
  let held: Promise<void>;

  beforeEach(() => {
    now = START;
    store = new MemoryEventStore({ clock: () => new Date(now) });
    codec = new EventCodec([tallyEvents]);
    reads = [];
    held = Promise.resolve();
  });

  async function record(name: string, type: 'TallyOpened' | 'TallyClosed', effectiveAt?: string): Promise<void> {
    const stream = tallyOf(name);
    const metadata = { ...(effectiveAt && { effectiveAt }), actor: { party: { kind: 'HSE', id: 'hse' } } };
    const id = `00000000-0000-4000-8000-${String(await store.head()).padStart(12, '0')}` as EventId;
    const data = type === 'TallyOpened' ? { owner: 'due' } : { reason: 'done' };
    const place = { id, stream, revision: 0 as never };
    const event = codec.encode('tallies', { type, data } as never, place, metadata as unknown as EventMetadata);
    await store.append(stream, 'any', [event]);
  }

  function sessionsWith(limits: Partial<AsAtLimits> = {}, context = talliesContext()): PastSessions {
    const whole = new WholeLogFinder({ store, codec });
    const events: PastEvents = {
      count: (selection) => whole.count(selection),
      read: async function* (selection, signal) {
        reads.push(selection);
        await held;
        yield* whole.read(selection, signal);
      },
    };
    const clock = () => new Date(now);
    return new PastSessions({
      ...{ store, codec, events, clock, contexts: [context] },
      limits: { ...AS_AT_DEFAULTS, ...limits },
    });
  }

  const openTallies = async (session: Session) => {
    const rows = await session.tables<OpenTables>().selectFrom('open_tally').select('id').orderBy('id').execute();
    return rows.map(({ id }) => id as StreamName);
  };

  async function asked(sessions: PastSessions, moment: object, gone = never): Promise<readonly StreamName[]> {
    const source = sessions.at(await sessions.findMoment(moment), { kind: 'spec', gone, scope: 'all' });
    using session = await source.open(caller);
    return await openTallies(session);
  }

  it('show the rows of then, through the handlers of the live tables', async () => {
    await record('a', 'TallyOpened');
    now = START + DAY;
    await record('b', 'TallyOpened');
    await record('a', 'TallyClosed');
    const sessions = sessionsWith();
    expect(await asked(sessions, { position: 1 as Position })).toEqual([tallyOf('a')]);
    expect(await asked(sessions, { position: 2 as Position })).toHaveLength(2);
    expect(await asked(sessions, { position: 3 as Position })).toEqual([tallyOf('b')]);
  });

  it('count what took effect by then, where that is earlier than the record', async () => {
    now = START + 5 * DAY;
    await record('a', 'TallyOpened', day(1));
    await record('b', 'TallyOpened');
    await record('c', 'TallyOpened', day(9));
    const sessions = sessionsWith();
    expect(await asked(sessions, { effective: day(2) })).toEqual([tallyOf('a')]);
    expect(await asked(sessions, { effective: day(6) })).toHaveLength(3);
    expect(await asked(sessions, { position: 3 as Position })).toHaveLength(3);
  });

  it('have the rights of the moment of the record, for whatever moment it is asked', async () => {
    const rowsAndDay: StandingContribution = {
      name: 'rows and day',
      ids: async (snapshot, _caller, at) => {
        const rows = await snapshot.tables<OpenTables>().selectFrom('open_tally').select('id').orderBy('id').execute();
        return [at, ...rows.map(({ id }) => id)];
      },
    };
    now = START + 5 * DAY;
    await record('a', 'TallyOpened', day(1));
    await record('b', 'TallyOpened');
    now = START + 6 * DAY;
    await record('c', 'TallyOpened');
    const sessions = sessionsWith({}, { ...talliesContext(), standings: [rowsAndDay] });
    for (const [asks, shows] of [
      [undefined, 2],
      [day(2), 1],
      [day(90), 2],
    ] as const) {
      const moment = await sessions.findMoment({ recorded: day(5), effective: asks });
      using session = await sessions.at(moment, { kind: 'spec', gone: never, scope: 'all' }).open(caller);
      expect(await openTallies(session)).toHaveLength(shows);
      const [at, ...rows] = session.standing.ids('rows and day');
      expect([at === day(5) || at === day(6), rows]).toEqual([true, [tallyOf('a'), tallyOf('b')]]);
    }
  });

  it('say how many events a projection could not take', async () => {
    await record('a', 'TallyOpened');
    await record('a', 'TallyClosed');
    const context = talliesContext();
    const poisoned = context.projections.map((projection) => ({
      ...projection,
      handlers: new Map([...projection.handlers.keys()].map((name) => [name, fails])),
    }));
    const sessions = sessionsWith({}, { ...context, projections: poisoned });
    const source = sessions.at(await sessions.findMoment({ position: 2 as Position }), {
      ...{ kind: 'spec', gone: never, scope: 'all' },
    });
    using session = await source.open(caller);
    expect(await openTallies(session)).toEqual([]);
    expect(source.report()).toMatchObject({ replayed: 2, leftOut: 2 });
  });

  it('share one replay among those who ask the same, at once and later', async () => {
    await record('a', 'TallyOpened');
    const sessions = sessionsWith();
    const moment = { position: 1 as Position };
    await Promise.all([asked(sessions, moment), asked(sessions, moment), asked(sessions, moment)]);
    await asked(sessions, { ...moment, effective: day(50) });
    expect(reads).toHaveLength(1);
    expect(reads[0]?.names).toEqual(new Set(['tallies.TallyOpened', 'tallies.TallyClosed']));
    await record('b', 'TallyOpened');
    await asked(sessions, { position: 2 as Position });
    expect(reads).toHaveLength(2);
  });

  it('are never of one version, so that nothing that is remembered of one is taken for another', async () => {
    await record('a', 'TallyOpened');
    await record('b', 'TallyOpened');
    const sessions = sessionsWith();
    const versionAt = async (position: number) => {
      const moment = await sessions.findMoment({ position: position as Position });
      using session = await sessions.at(moment, { kind: 'spec', gone: never, scope: 'all' }).open(caller);
      return session.version;
    };
    const versions = [await versionAt(1), await versionAt(2), await versionAt(1)];
    expect(versions.every((version) => version < 0)).toBe(true);
    expect(versions[0]).toBe(versions[2]);
    expect(versions[0]).not.toBe(versions[1]);
  });

  it('are refused before anything is read, when too much would have to be', async () => {
    for (const name of ['a', 'b', 'c']) await record(name, 'TallyOpened');
    const sessions = sessionsWith({ mostEvents: 2 });
    await expect(asked(sessions, { position: 3 as Position })).rejects.toMatchObject({
      code: 'REPLAY_TOO_COSTLY',
      message: expect.stringMatching(/3 events .* the limit is 2\. Ask about one organisation or partnership/),
    });
    expect(reads).toEqual([]);
    expect(await asked(sessions, { position: 2 as Position })).toHaveLength(2);
  });

  it('end when the time is up, and when whoever asked has gone; who still waits gets an answer', async () => {
    await record('a', 'TallyOpened');
    const { promise, resolve: release } = Promise.withResolvers<void>();
    held = promise;
    await expect(asked(sessionsWith({ withinMs: 5 }), { position: 1 as Position })).rejects.toMatchObject({
      code: 'REPLAY_OUT_OF_TIME',
    });
    const sessions = sessionsWith();
    const gone = new AbortController();
    const [left, stays] = [gone.signal, never].map((signal) => asked(sessions, { position: 1 as Position }, signal));
    const leaving = expect(left).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    while (reads.length < 2) await new Promise((resolve) => setImmediate(resolve));
    gone.abort();
    await leaving;
    release();
    expect(await stays).toEqual([tallyOf('a')]);
    expect(reads).toHaveLength(2);
  });

  it('begin anew after everybody had gone', async () => {
    await record('a', 'TallyOpened');
    const { promise, resolve: release } = Promise.withResolvers<void>();
    held = promise;
    const sessions = sessionsWith();
    const gone = new AbortController();
    const left = expect(asked(sessions, { position: 1 as Position }, gone.signal)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
    while (reads.length < 1) await new Promise((resolve) => setImmediate(resolve));
    gone.abort();
    await left;
    const again = asked(sessions, { position: 1 as Position });
    release();
    expect(await again).toEqual([tallyOf('a')]);
  });

  it('are kept up to a limit, the least used going first, and none after something was erased', async () => {
    for (const name of ['a', 'b', 'c']) await record(name, 'TallyOpened');
    const sessions = sessionsWith({ mostStores: 2 });
    for (const position of [1, 2, 1, 3, 1] as Position[]) await asked(sessions, { position });
    expect(sessions.count).toBe(2);
    expect(reads).toHaveLength(3);
    await asked(sessions, { position: 2 as Position });
    expect(reads).toHaveLength(4);
    sessions.clear();
    expect(sessions.count).toBe(0);
    await asked(sessions, { position: 2 as Position });
    expect(reads).toHaveLength(5);
  });

  it('go on for who has one open when it is thrown away', async () => {
    await record('a', 'TallyOpened');
    const sessions = sessionsWith();
    const moment = await sessions.findMoment({ position: 1 as Position });
    const session = await sessions.at(moment, { kind: 'spec', gone: never, scope: 'all' }).open(caller);
    sessions.clear();
    expect(await openTallies(session)).toEqual([tallyOf('a')]);
    session[Symbol.dispose]();
    expect(() => session.tables()).toThrow('This snapshot was given back.');
  });
});
