import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { addDays, parseInstant } from '#platform/working-days';
import type { MessageCommand } from './message.commands.js';
import { contentDigest, type MessageContent } from './message.content.js';
import { messageDecider } from './message.decider.js';
import { messageEvents, type MessageEvent, type MessageEventOf } from './message.events.js';
import {
  aboutTesco,
  content,
  contextFor,
  drafting,
  hseDrafter,
  hseLead,
  issueFactsFor,
  lacorsLead,
  manager,
  otherHseLead,
  participationOf,
  proposing,
  representative,
  revising,
  stranger,
  TESCO,
  today,
} from './message.fixture.js';
import type { MessageState } from './message.state.js';

const CONTENTS: readonly MessageContent[] = [
  content,
  aboutTesco,
  { ...content, source: 'HSE' },
  { ...aboutTesco, embargoUntil: parseInstant('2006-03-24T09:00:00.000Z') },
];
const PEOPLE = [hseLead, otherHseLead, hseDrafter, lacorsLead, manager, representative, stranger] as const;

const wanted = fc.constantFrom(...CONTENTS);
const actor = fc.constantFrom(...PEOPLE);
const version = fc.integer({ min: 1, max: 4 });
const days = fc.integer({ min: 0, max: 25 });

/** What somebody sends who read this content in this version, on that day, and may be mistaken in each. */
interface Attempt {
  readonly kind: 'revise' | 'propose' | 'confirm' | 'takeBack' | 'object' | 'settle' | 'issue' | 'withdraw' | 'lapse';
  readonly by: (typeof PEOPLE)[number];
  readonly content: MessageContent;
  readonly version: number;
  /** Names what is current instead. */
  readonly informed: boolean;
}

const attempt: fc.Arbitrary<Attempt> = fc.record({
  kind: fc.oneof(
    { weight: 40, arbitrary: fc.constant<Attempt['kind']>('confirm') },
    { weight: 24, arbitrary: fc.constantFrom<Attempt['kind']>('propose', 'issue') },
    { weight: 8, arbitrary: fc.constantFrom<Attempt['kind']>('revise', 'takeBack', 'object', 'settle', 'lapse') },
    { weight: 1, arbitrary: fc.constant<Attempt['kind']>('withdraw') },
  ),
  by: actor,
  content: wanted,
  version,
  informed: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
});

function commandOf({ kind, by, informed, ...guess }: Attempt, state: MessageState): MessageCommand {
  const named = informed && state.kind === 'known' ? state : guess;
  const digest = contentDigest(named.content);
  const participation = participationOf(by);
  switch (kind) {
    case 'revise':
      return revising(guess.content);
    case 'propose':
      return proposing(named.content, named.version);
    case 'confirm':
      return { type: 'GiveAgreement', data: { version: named.version, digest, participation } };
    case 'takeBack':
      return { type: 'TakeBackAgreement', data: { version: named.version, reason: 'A doubt.', participation } };
    case 'object':
      return { type: 'RaiseObjection', data: { version: named.version, digest, reason: 'No.', participation } };
    case 'settle':
      return {
        type: 'SettleObjection',
        data: { version: named.version, objection: 1, settlement: 'Talked.', participation },
      };
    case 'issue':
      return { type: 'IssueMessage', data: { version: named.version, digest, facts: issueFactsFor(named.content) } };
    case 'withdraw':
      return { type: 'WithdrawMessage', data: { reason: 'Overtaken.' } };
    case 'lapse':
      return { type: 'PassAgreementDeadline', data: { version: named.version } };
  }
}

describe('Any sequence of what people do to a message', () => {
  it('never issues it but once, on confirmations by all who must of exactly this content', () => {
    let issued = 0;
    let refused = 0;
    const attempts = fc.array(fc.tuple(attempt, days), { minLength: 20, maxLength: 50, size: 'max' });
    fc.assert(
      fc.property(wanted, attempts, (first, rest) => {
        const history: MessageEvent[] = [];
        let state: MessageState = messageDecider.initialState;
        let day = 0;
        const give = (command: MessageCommand, by: Attempt['by']) => {
          const context = contextFor(by, `${addDays(today, day)}T09:00:00.000Z`);
          const decision = messageDecider.decide(command, state, context);
          if (decision.outcome === 'rejected') {
            refused += 1;
            return;
          }
          for (const event of decision.events) messageEvents.definitions[event.type].schema.parse(event.data);
          state = decision.events.reduce(messageDecider.evolve, state);
          history.push(...decision.events);
          const again = messageDecider.decide(command, state, context);
          if (again.outcome === 'accepted') expect(again.events).toEqual([]);
        };
        give(drafting(first), hseDrafter);
        for (const [each, passed] of rest) {
          // Mostly on the same day, so that something comes about before the window ends.
          day += passed === 25 ? 7 : 0;
          give(commandOf(each, state), each.by);
        }
        issued += issuesOnTheirQuorum(history);
      }),
      { numRuns: 500 },
    );
    expect(issued).toBeGreaterThan(30);
    expect(refused).toBeGreaterThan(1_000);
  });
});

/**
 * From the events alone, with nothing of the code that decided them: reads back from an issue what it must rest on.
 * @returns how often the message was issued
 */
function issuesOnTheirQuorum(history: readonly MessageEvent[]): number {
  const issues = history.flatMap((event, index) => (event.type === 'MessageIssued' ? [{ event, index }] : []));
  expect(issues.length).toBeLessThanOrEqual(1);
  for (const { event, index } of issues) {
    const before = history.slice(0, index);
    const written = before.findLast((each) => each.type === 'MessageDrafted' || each.type === 'MessageRevised');
    if (written?.type !== 'MessageDrafted' && written?.type !== 'MessageRevised')
      throw new Error('Nothing was written.');
    const { version, digest, by } = event.data;
    const hash = createHash('sha256')
      .update(canonicalize(written.data.content) ?? '')
      .digest('hex');
    expect({ version, digest }).toEqual({ version: written.data.version, digest: `sha256:${hash}` });
    expect(by.partyKind).toBe(written.data.content.source);
    const since = before.slice(before.indexOf(written));
    for (const undone of ['AgreementVoided', 'AgreementLapsed', 'MessageWithdrawn']) {
      expect(since.map(({ type }) => type)).not.toContain(undone);
    }
    expectQuorum(since, written.data.content, event.data);
  }
  return issues.length;
}

function expectQuorum(
  since: readonly MessageEvent[],
  { organisationIds }: MessageContent,
  { version, digest, confirmations }: MessageEventOf<'MessageIssued'>['data'],
): void {
  const standing = new Map<string, string>();
  const objections = new Set<number>();
  for (const event of since) {
    if (event.type === 'AgreementGiven') {
      expect(event.data).toMatchObject({ version, digest });
      standing.set(event.data.by.subject, event.data.by.partyKind);
    }
    if (event.type === 'AgreementTakenBack') standing.delete(event.data.by.subject);
    if (event.type === 'ObjectionRaised') objections.add(event.data.objection);
    if (event.type === 'ObjectionSettled') objections.delete(event.data.objection);
  }
  expect([...objections]).toEqual([]);
  const kinds = [...standing.values()].toSorted();
  const named = organisationIds.includes(TESCO) ? ['LOCAL_AUTHORITY', 'ORGANISATION'] : [];
  expect(kinds).toEqual(['COORDINATING_BODY', 'HSE', ...named].toSorted());
  expect(confirmations.map(({ by }) => by.subject).toSorted()).toEqual([...standing.keys()].toSorted());
}
