import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Actor } from '#platform/event-sourcing';
import { digestOf, type Digest } from '#platform/values';
import { parseInstant } from '#platform/working-days';
import { runSteps, type Step } from '../event-sourcing/decider-runs.fixture.js';
import {
  ann,
  asAccountManager,
  ben,
  cat,
  charterDecider,
  charterEvents,
  charterQuorum,
  eve,
  forParty,
  type Charter,
  type CharterCommand,
  type CharterEvent,
} from './charter.fixture.js';

const TEXTS = ['We act as one.', 'We act together.'];
const SEATS = charterQuorum.seats.map(({ key }) => key);
/** Ann also acts for the council, under the same subject; Dan is the officer who Cat is, under another one. */
const PEOPLE: readonly Actor[] = [
  ann,
  ben,
  { ...cat, officerId: 'officer-cat' },
  { ...ann, subject: 'dan', officerId: 'officer-cat' },
  { ...cat, subject: 'ann' },
  eve,
];

const actor = fc.constantFrom(...PEOPLE);
const seat = fc.option(fc.constantFrom(...SEATS), { nil: undefined, freq: 3 });
const version = fc.constantFrom(1, 1, 1, 2, 2, 3);
const digests = TEXTS.map((text) => digestOf({ text }));
/** The texts alternate, beginning with the first: the version tells the digest, unless somebody is mistaken. */
const named = fc
  .record({ version, mistaken: fc.boolean() }, { noNullPrototype: true })
  .chain(({ version: number, mistaken }) =>
    fc.record({
      version: fc.constant(number),
      digest: fc.constantFrom(...(mistaken ? digests : digests.slice((number - 1) % 2, ((number - 1) % 2) + 1))),
    }),
  );
const reason = fc.constantFrom('Too vague.', 'Too long.');
/** The first days of the deadline, and some after it. */
const now = fc.integer({ min: 21, max: 29 }).map((day) => parseInstant(`2006-03-${day}T09:00:00.000Z`));

const command = (by: Actor): fc.Arbitrary<CharterCommand> => {
  const participation = by.subject === eve.subject ? asAccountManager(by) : forParty(by);
  const objection = fc.constantFrom(1, 2);
  const draft = fc.constantFrom(...TEXTS).map((text): CharterCommand => ({ type: 'DraftCharter', data: { text } }));
  const give = fc
    .tuple(named, seat)
    .map(([what, key]): CharterCommand => ({ type: 'GiveAgreement', data: { ...what, seat: key, participation } }));
  const takeBack = fc
    .record({ version, seat, reason })
    .map((data): CharterCommand => ({ type: 'TakeBackAgreement', data: { ...data, participation } }));
  const raise = fc.tuple(named, seat, reason).map(([what, key, why]): CharterCommand => ({
    type: 'RaiseObjection',
    data: { ...what, seat: key, reason: why, participation },
  }));
  const settle = fc
    .record({ version, objection, settlement: reason })
    .map((data): CharterCommand => ({ type: 'SettleObjection', data: { ...data, participation } }));
  const pass = version.map((number): CharterCommand => ({ type: 'PassAgreementDeadline', data: { version: number } }));
  return fc.oneof(
    { weight: 1, arbitrary: draft },
    { weight: 25, arbitrary: give },
    { weight: 3, arbitrary: takeBack },
    { weight: 2, arbitrary: raise },
    { weight: 5, arbitrary: settle },
    { weight: 1, arbitrary: pass },
  );
};

const drafted: Step<CharterCommand> = {
  command: { type: 'DraftCharter', data: { text: 'We act as one.' } },
  context: { actor: eve },
};

const step: fc.Arbitrary<Step<CharterCommand>> = actor.chain((by) =>
  fc.record({ command: command(by), context: fc.record({ actor: fc.constant(by), now }) }),
);

describe('Any sequence of edits, agreements and objections', () => {
  it('reaches agreement only by different persons of the quorum on the digest of the text that stands', () => {
    let effective = 0;
    let reached = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 60, size: 'max' }), (rest) => {
        const judge = new Judge();
        effective += runSteps(charterDecider, charterEvents, [drafted, ...rest], (state, _before, events) =>
          judge.check(state, events),
        );
        reached += judge.reached;
      }),
      { numRuns: 600 },
    );
    expect(effective).toBeGreaterThan(2_000);
    expect(reached).toBeGreaterThan(5);
  });
});

/** Keeps its own record from the events alone, and holds the fold and every completion against it. */
class Judge {
  reached = 0;
  #digest: Digest | undefined;
  #given: { readonly seat: string; readonly subject: string; readonly officerId: string | undefined }[] = [];
  #openObjections = new Set<number>();

  check(state: Charter, events: readonly CharterEvent[]): void {
    for (const event of events) this.#record(event);
    expect(state.agreement?.given.map(({ seat: key, by }) => `${key} ${by.subject}`)).toEqual(
      this.#digest && this.#given.map(({ seat: key, subject }) => `${key} ${subject}`),
    );
  }

  #record(event: CharterEvent): void {
    switch (event.type) {
      case 'CharterDrafted':
        [this.#digest, this.#given, this.#openObjections] = [digestOf({ text: event.data.text }), [], new Set()];
        break;
      case 'AgreementGiven':
        expect(event.data.digest).toBe(this.#digest);
        this.#given.push({ seat: event.data.seat, subject: event.data.by.subject, officerId: event.data.by.officerId });
        break;
      case 'AgreementTakenBack': {
        const { seat: key, by } = event.data;
        this.#given = this.#given.filter((each) => each.seat !== key || each.subject !== by.subject);
        break;
      }
      case 'ObjectionRaised':
        this.#openObjections.add(event.data.objection);
        break;
      case 'ObjectionSettled':
        this.#openObjections.delete(event.data.objection);
        break;
      case 'AgreementReached':
        this.#checkQuorum();
        this.reached += 1;
        break;
      case 'AgreementSought':
        expect(event.data.digest).toBe(this.#digest);
        break;
      case 'AgreementLapsed':
      case 'AgreementVoided':
        break;
    }
  }

  #checkQuorum(): void {
    expect(this.#openObjections.size).toBe(0);
    const subjects = this.#given.map(({ subject }) => subject);
    expect(new Set(subjects).size).toBe(subjects.length);
    const officers = this.#given.flatMap(({ officerId }) => officerId ?? []);
    expect(new Set(officers).size).toBe(officers.length);
    for (const { key, persons } of charterQuorum.seats) {
      expect(this.#given.filter((each) => each.seat === key)).toHaveLength(persons);
    }
  }
}
