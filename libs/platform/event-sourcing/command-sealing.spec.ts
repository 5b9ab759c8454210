import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Revision } from '#platform/event-store';
import { SealingDouble } from './sealing-double.fixture.js';
import { commandId, count, open, person, TALLY, tallyBench, type TallyBench } from './tally.fixture.js';

const close = (number: number) => count(commandId(number), { type: 'CloseTally', input: { reason: 'Anne is ill' } });

describe('A command that tells something about a person', () => {
  let sealing: SealingDouble;
  let bench: TallyBench;
  beforeEach(async () => {
    sealing = new SealingDouble();
    bench = tallyBench(undefined, { sealing });
    await bench.run(open());
  });

  it('prepares the keys before it seals, and only then', async () => {
    expect(sealing.prepared).toEqual([]);
    expect(await bench.run(close(1))).toMatchObject({ outcome: 'accepted' });
    expect(sealing.prepared).toEqual([[TALLY]]);
  });

  it('is answered in clear text and recorded sealed, for the place that the event takes', async () => {
    await bench.run(count(commandId(1)));
    expect(await bench.run(close(2))).toMatchObject({ events: [{ data: { reason: 'Anne is ill' } }] });
    const event = (await bench.events()).at(-1);
    const { reason } = JSON.parse(new TextDecoder().decode(event?.data));
    const place = { eventId: event?.id, stream: TALLY, revision: 2 as Revision, type: event?.type, path: 'reason' };
    expect(reason.sealed).toEqual({
      v: 1,
      key: TALLY,
      iv: [place.eventId, place.stream, place.revision, place.type, place.path].join(' '),
      ct: '"Anne is ill"',
    });
  });

  it('is sealed anew for its new place when another command was faster', async () => {
    const other = tallyBench(bench.store, { sealing });
    await other.run(count(commandId(1)));
    expect(await bench.run(close(2))).toMatchObject({ outcome: 'accepted', revision: 2 });
    expect(bench.codec.decode((await bench.events()).at(-1) ?? fail('no event')).data).toEqual({
      reason: 'Anne is ill',
    });
  });

  it('is refused once the person was erased, naming the erasure and the field, and records nothing', async () => {
    sealing.erased.set(TALLY, 'erasure-1');
    expect(await bench.run(close(1))).toEqual({
      outcome: 'rejected',
      rejections: [
        {
          code: 'SUBJECT_ERASED',
          message: `The personal data of ${TALLY} was erased (erasure-1), so that nothing personal can be recorded under this id any more.`,
          field: ['reason'],
        },
      ],
    });
    expect(await bench.events()).toHaveLength(1);
    expect(await bench.run(count(commandId(2)))).toMatchObject({ outcome: 'accepted' });
  });

  it('is refused too when the person is erased between preparing and sealing', async () => {
    const prepare = sealing.prepare;
    sealing.prepare = async (subjects) => {
      await prepare(subjects);
      sealing.erased.set(TALLY, 'erasure-1');
    };
    expect(await bench.run(close(1))).toMatchObject({ rejections: [{ code: 'SUBJECT_ERASED' }] });
  });

  it('leaves a fingerprint that is keyed with the key of the person', async () => {
    await bench.run(count(commandId(1)));
    await bench.run(close(2));
    const fingerprints = (await bench.events()).map(
      ({ metadata }) => (JSON.parse(new TextDecoder().decode(metadata)) as { fingerprint: string }).fingerprint,
    );
    expect(fingerprints.map((each) => each.includes(` with ${TALLY}`))).toEqual([false, false, true]);
  });

  it('is told apart from another one with its key, and given its first result again', async () => {
    await bench.run(close(1));
    expect(await bench.run(close(1))).toMatchObject({ outcome: 'accepted', repeated: true });
    expect(await bench.run({ ...close(1), input: { reason: 'Ben is ill' } })).toMatchObject({
      rejections: [{ code: 'IDEMPOTENCY_KEY_REUSED' }],
    });
  });

  it('is not given again to somebody else after that', async () => {
    await bench.run(close(1));
    sealing.erased.set(TALLY, 'erasure-1');
    const stranger = person('olga', new Set(['LEAD']));
    expect(await bench.run({ ...close(1), caller: { ...close(1).caller, subject: 'another' } })).not.toMatchObject({
      outcome: 'accepted',
    });
    expect(await bench.run({ ...close(1), type: 'Count', input: { by: 1 }, caller: stranger })).not.toMatchObject({
      outcome: 'accepted',
    });
  });

  it('gives its first result again after that, forgotten', async () => {
    await bench.run(close(1));
    sealing.erased.set(TALLY, 'erasure-1');
    expect(await bench.run(close(1))).toMatchObject({
      outcome: 'accepted',
      repeated: true,
      events: [{ data: { reason: '[forgotten]' } }],
    });
  });
});

function fail(reason: string): never {
  throw new Error(reason);
}
