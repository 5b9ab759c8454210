import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MemoryEventStore, type EventId, type Position, type StreamName } from '#platform/event-store';
import { instantOf, parseInstant } from '#platform/working-days';
import { findMoment } from './find-moment.js';

const START_OF_LOG = Date.parse('2006-03-01T09:00:00.000Z');
const STREAM = 'tally-00000000-0000-4000-8000-000000000001' as StreamName;

describe('Finding a moment of the record', () => {
  let now: number;
  let store: MemoryEventStore;
  const clock = () => new Date(now);
  const at = (milliseconds: number) => instantOf(new Date(START_OF_LOG + milliseconds));
  const find = (asked: Parameters<typeof findMoment>[2]) => findMoment(store, clock, asked);

  beforeEach(() => {
    now = START_OF_LOG;
    store = new MemoryEventStore({ clock });
  });

  async function record(...times: readonly number[]): Promise<void> {
    for (const time of times) {
      now = START_OF_LOG + time;
      const id = `00000000-0000-4000-8000-${String(await store.head()).padStart(12, '0')}` as EventId;
      await store.append(STREAM, 'any', [{ id, type: 'a.B.v1', data: new Uint8Array(), metadata: new Uint8Array() }]);
    }
  }

  it('by time: the last event recorded by then, whatever the log', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(50), { maxLength: 40 }), fc.nat(60), async (gaps, asked) => {
        store = new MemoryEventStore({ clock });
        const times = gaps.map((_, index) => gaps.slice(0, index + 1).reduce((sum, gap) => sum + gap, 0));
        await record(...times);
        now = START_OF_LOG + 10_000;
        const expected = times.filter((time) => time <= asked).length;
        expect(await find({ recorded: at(asked) })).toEqual({
          position: expected,
          recorded: at(asked),
          now: at(asked),
          effectiveBy: undefined,
          rightsAt: at(asked),
        });
      }),
    );
  });

  it('by position: the time is that of the event there', async () => {
    await record(0, 100, 250);
    expect(await find({ position: 2 as Position })).toMatchObject({ position: 2, recorded: at(100), now: at(100) });
  });

  it('with the rights of no moment at which the record did not stand so', async () => {
    await record(0, 100, 250);
    now = START_OF_LOG + 500;
    const rightsAt = async (position: number, effective: number) =>
      (await find({ position: position as Position, effective: at(effective) })).rightsAt;
    expect(await rightsAt(2, 50)).toBe(at(100));
    expect(await rightsAt(2, 170)).toBe(at(170));
    expect(await rightsAt(2, 400)).toBe(at(250));
    expect(await rightsAt(3, 400)).toBe(at(400));
    expect(await rightsAt(3, 900)).toBe(at(500));
  });

  it('now, where only another time of effect is given', async () => {
    await record(0, 100);
    now = START_OF_LOG + 500;
    expect(await find({ effective: at(900) })).toEqual({
      position: 2,
      recorded: at(500),
      now: at(900),
      effectiveBy: undefined,
      rightsAt: at(500),
    });
  });

  it('with less of the record, where the time of effect is earlier', async () => {
    await record(0, 100);
    const effective = parseInstant('2006-02-01T00:00:00.000Z');
    expect(await find({ position: 2 as Position, effective })).toMatchObject({
      effectiveBy: effective,
      now: effective,
    });
  });

  it.each([
    [{ recorded: at(2_000) }, 'MOMENT_IN_FUTURE'],
    [{ position: 3 as Position }, 'POSITION_NOT_ISSUED'],
    [{ position: 0 as Position }, 'POSITION_NOT_ISSUED'],
    [{ recorded: at(0), position: 1 as Position }, 'BAD_USER_INPUT'],
    [{}, 'BAD_USER_INPUT'],
  ])('never %j: %s', async (asked, code) => {
    await record(0, 100);
    await expect(find(asked)).rejects.toMatchObject({ code, message: expect.stringMatching(/^.{10,}\.$/) });
  });

  it('in the log, where the clock was set back behind it', async () => {
    await record(0, 5_000);
    now = START_OF_LOG;
    expect(await find({ recorded: at(5_000) })).toMatchObject({ position: 2 });
    await expect(find({ recorded: at(5_001) })).rejects.toMatchObject({ code: 'MOMENT_IN_FUTURE' });
  });
});
