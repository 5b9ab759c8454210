import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemCaller } from '#platform/access';
import type { Position } from '#platform/event-store';
import { ReadBehindError } from '#platform/projections';
import type { Session, SessionFactory } from '#platform/sessions';
import { engineBench, type EngineBench } from '../engine/engine-bench.fixture.js';
import { defineBatch, RequestReads } from './request-reads.js';

const LATE = '2007-01-01T00:00:00.000Z';
const caller = systemCaller('spec');

describe('The reads of a request', () => {
  let bench: EngineBench;
  let opened: Session[];
  let broken: boolean;
  beforeEach(async () => {
    bench = await engineBench();
    opened = [];
    broken = false;
  });
  afterEach(() => bench.close());

  function reads(waitMs = 30_000): RequestReads {
    const { sessions, projections } = bench.engine;
    const open: SessionFactory['open'] = async (who) => {
      if (broken) throw new Error('no session');
      const session = await sessions.open(who);
      opened.push(session);
      return session;
    };
    return new RequestReads(caller, { open } as SessionFactory, projections, waitMs);
  }

  /** True for a session whose snapshot was given back. */
  const isOver = (session: Session | undefined) => {
    try {
      session?.tables();
      return false;
    } catch {
      return true;
    }
  };

  const counting = (name: string, loads: (readonly string[])[]) =>
    defineBatch(name, async (_session, keys: readonly string[]) => {
      loads.push(keys);
      return new Map(keys.filter((key) => key !== 'absent').map((key) => [key, `${name} ${key}`]));
    });

  it('come from one session, opened by the first of them', async () => {
    const request = reads();
    expect(await request.position()).toBeUndefined();
    const [one, two] = await Promise.all([request.session(), request.session()]);
    await bench.open('a', LATE);
    expect(await request.session()).toBe(one);
    expect(two).toBe(one);
    expect(await request.position()).toBe(0);
    await request.release();
    expect(opened.map(isOver)).toEqual([true]);
  });

  it('load the objects asked for in one turn in one go, each once, absent ones as null', async () => {
    const request = reads();
    const loads: (readonly string[])[] = [];
    const thing = counting('thing', loads);
    const keys = ['a', 'b', 'absent', 'a'];
    expect(await Promise.all(keys.map((key) => request.one(thing, key)))).toEqual([
      'thing a',
      'thing b',
      null,
      'thing a',
    ]);
    expect(await request.one(thing, 'a')).toBe('thing a');
    expect(loads).toEqual([['a', 'b', 'absent']]);
    await request.release();
  });

  it('give what is at hand without a promise, and look up only the rest', async () => {
    const request = reads();
    const loads: (readonly string[])[] = [];
    const thing = counting('thing', loads);
    request.remember(thing, new Map([['a', 'thing a']]));
    await request.prepare(thing, ['a', 'b', 'absent', 'b']);
    await request.prepare(thing, ['absent', 'a']);
    expect(['a', 'b', 'absent', null, undefined].map((key) => request.related(thing, key))).toEqual([
      'thing a',
      'thing b',
      null,
      null,
      null,
    ]);
    expect(request.relatedAll(thing, ['b', 'absent', 'a'])).toEqual(['thing b', 'thing a']);
    expect(await request.relatedAll(thing, ['a', 'c'])).toEqual(['thing a', 'thing c']);
    expect(loads).toEqual([['b', 'absent'], ['c']]);
    await request.giveBack();
    expect(request.related(thing, 'a')).toBeInstanceOf(Promise);
    await request.release();
  });

  it('keep apart batches of the same name', async () => {
    const request = reads();
    const [one, two] = [counting('thing', []), defineBatch('thing', async () => new Map([['a', 'another']]))];
    expect(await Promise.all([request.one(one, 'a'), request.one(two, 'a')])).toEqual(['thing a', 'another']);
    await request.release();
  });

  it('show at least a position that was reached, and what was loaded before is loaded anew', async () => {
    const request = reads();
    const loads: (readonly string[])[] = [];
    const thing = counting('thing', loads);
    await request.one(thing, 'a');
    await bench.open('a', LATE);
    await request.reach(1 as Position);
    await request.one(thing, 'a');
    expect(loads).toEqual([['a'], ['a']]);
    expect(await request.position()).toBe(1);
    expect(opened.map(isOver)).toEqual([true, false]);
    await request.release();
  });

  it('hold no session while they wait for a position, nor after it was not reached', async () => {
    const request = reads(1);
    await request.session();
    const reaching = request.reach(9 as Position);
    await nextTurn();
    expect(opened.map(isOver)).toEqual([true]);
    await expect(reaching).rejects.toThrow(ReadBehindError);
    await request.release();
  });

  it('can be given back between two of them', async () => {
    const request = reads();
    await request.session();
    await request.giveBack();
    expect(opened.map(isOver)).toEqual([true]);
    await request.session();
    await request.release();
    expect(opened.map(isOver)).toEqual([true, true]);
  });

  it('end: a resolver that is late finds no session', async () => {
    const request = reads();
    await request.release();
    expect(() => request.session()).toThrow('The request has ended.');
    await expect(request.one(counting('thing', []), 'a')).rejects.toThrow('The request has ended.');
    expect(opened).toEqual([]);
  });

  it('do not end the service when somebody asks and does not wait for the answer', async () => {
    const faults: unknown[] = [];
    const note = (fault: unknown) => faults.push(fault);
    process.on('unhandledRejection', note);
    const request = reads();
    await request.release();
    void request.one(counting('thing', []), 'late');
    await nextTurn();
    await nextTurn();
    process.off('unhandledRejection', note);
    expect(faults).toEqual([]);
  });

  it('end also for a session that is still being opened', async () => {
    const request = reads();
    const opening = request.session();
    await request.release();
    expect(isOver(await opening)).toBe(true);
  });

  it('that could have no session say so to who wanted it, and end without another word', async () => {
    broken = true;
    const request = reads();
    await expect(request.session()).rejects.toThrow('no session');
    expect(await request.position()).toBeUndefined();
    await request.release();
    await request.release();
  });
});
