import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, parsePlainDate } from '#platform/working-days';
import { specContext } from '../../platform/event-sourcing/decider-specification.js';
import { authorityIdOf } from './authority-code.js';
import type { AuthorityCommand, KnownAuthority } from './authority.commands.js';
import { authorityDecider, type AuthorityState } from './authority.decider.js';
import { authorityEvents, type AuthorityKind } from './authority.events.js';
import { runCommands } from '../../platform/event-sourcing/decider-runs.fixture.js';

const OWN = authorityIdOf('E07000190');
const OTHERS = ['E06000066', 'E07000246', 'E10000027'].map(authorityIdOf);
const START = parsePlainDate('2006-03-01');

const day = fc.integer({ min: 0, max: 25 }).map((days) => addDays(START, days));
const text = fc.constantFrom('Taunton', 'Taunton Deane', 'Somerset West');
const others = fc.subarray([OWN, ...OTHERS]);
const successors = fc.array(
  fc.record({ authorityId: fc.constantFrom(OWN, ...OTHERS), from: fc.option(day, { nil: undefined }) }),
  { maxLength: 3 },
);
const details = fc.record(
  {
    localCode: fc.constantFrom('TAU', 'TND'),
    nation: fc.constantFrom('GB-ENG' as const, 'GB-WLS' as const),
    region: fc.constantFrom('South West', 'London'),
    startedOn: day,
    countyId: fc.constantFrom(OWN, ...OTHERS),
    parentId: fc.constantFrom(...OTHERS),
  },
  { requiredKeys: [] },
);
const identity = fc.record(
  {
    kind: fc.constantFrom<AuthorityKind>('LOCAL_AUTHORITY', 'HSE_DIVISION', 'OTHER_BODY'),
    officialName: text,
    name: text,
    gssCode: fc.constantFrom('E07000190', 'W06000015'),
  },
  { requiredKeys: ['kind', 'officialName'] },
);
/** Most often a council that fits together; else anything, to meet the refusals. */
const wild = fc.record({ identity, details }).map((each) => ({ ...each.identity, ...each.details }));
const council = wild.map((each) => ({
  ...each,
  kind: 'LOCAL_AUTHORITY' as const,
  gssCode: 'E07000190',
  nation: 'GB-ENG' as const,
  parentId: undefined,
}));
const description = fc.oneof({ weight: 4, arbitrary: council }, wild);
const councilDetails = details.map((each) => ({ ...each, nation: 'GB-ENG' as const, parentId: undefined }));
const amendment = fc.oneof({ weight: 4, arbitrary: councilDetails }, details);
const known = fc.constantFrom<KnownAuthority>(
  { kind: 'HSE', countyId: null },
  { kind: 'LOCAL_AUTHORITY', countyId: null },
  { kind: 'LOCAL_AUTHORITY', countyId: OWN },
);
const holder = fc.constantFrom(undefined, undefined, { officialName: 'Taunton', gssCode: null });
const named = fc.record({ ids: others, known, holder }).map(({ ids, known, holder }) => ({
  ownId: OWN,
  holder,
  known: new Map(ids.map((id) => [id, known])),
}));
const facts = fc.record({ named, predecessors: others }).map(({ named, predecessors }) => ({
  ...named,
  ownId: OWN,
  predecessors: new Set(predecessors),
}));
const reason = 'Spec.';
const ending = fc.record({ endedOn: day, successors, facts });

const record = fc
  .record({ description, endedOn: fc.option(day, { nil: undefined }), successors })
  .map(({ description, endedOn, successors }) => ({
    type: 'RecordAuthority' as const,
    data: {
      ...description,
      endedOn,
      successors: endedOn === undefined ? [] : successors,
      source: 'Spec',
      facts: { ownId: OWN },
    },
  }));
const command: fc.Arbitrary<AuthorityCommand> = fc.oneof(
  record,
  fc.record({ description, facts: named }).map(({ description, facts }): AuthorityCommand => ({
    type: 'RegisterAuthority',
    data: { ...description, facts },
  })),
  fc
    .record({ officialName: text, from: day })
    .map((data): AuthorityCommand => ({ type: 'RenameAuthority', data: { ...data, reason } })),
  fc.record({ amendment, facts: named }).map(({ amendment, facts }): AuthorityCommand => ({
    type: 'AmendAuthority',
    data: { ...amendment, facts, reason },
  })),
  fc
    .record({ gssCode: fc.constantFrom('E07000190', 'W06000015'), facts: named })
    .map((data): AuthorityCommand => ({ type: 'AssignGssCode', data: { ...data, reason } })),
  ending.map((data): AuthorityCommand => ({ type: 'DissolveAuthority', data: { ...data, reason } })),
  ending.map((data): AuthorityCommand => ({ type: 'CorrectDissolution', data: { ...data, reason } })),
  fc.constant<AuthorityCommand>({ type: 'WithdrawDissolution', data: { reason } }),
);

describe('Any sequence of authority commands', () => {
  it('keeps the identity, the order of dates and a succession without circles in itself', () => {
    let effective = 0;
    fc.assert(
      fc.property(fc.array(command, { minLength: 1, maxLength: 40, size: 'max' }), (commands) => {
        effective += runCommands(authorityDecider, authorityEvents, commands, checkAuthority);
      }),
      { numRuns: 500 },
    );
    expect(effective).toBeGreaterThan(300);
  });
});

describe('What a source says of an authority', () => {
  it('is what the register says afterwards, and the rest stays as it was', () => {
    let recorded = 0;
    fc.assert(
      fc.property(fc.array(command, { maxLength: 15, size: 'max' }), record, (earlier, last) => {
        const fold = (state: AuthorityState, each: AuthorityCommand) => {
          const decision = authorityDecider.decide(each, state, specContext);
          return decision.outcome === 'accepted' ? decision.events.reduce(authorityDecider.evolve, state) : state;
        };
        const state = earlier.reduce(fold, authorityDecider.initialState);
        if (authorityDecider.decide(last, state, specContext).outcome === 'rejected') return;
        recorded += 1;
        const after = fold(state, last);
        if (after.kind === 'unknown') throw new Error('It is not in the register.');
        const before = state.kind === 'unknown' ? undefined : state;
        const { officialName, localCode, nation, region, startedOn, countyId, endedOn } = last.data;
        expect(after.officialName).toBe(officialName);
        expect(after.details).toMatchObject({
          ...stated(before?.details),
          ...stated({ localCode, nation, region, startedOn, countyId }),
        });
        expect(after.dissolution?.endedOn).toBe(endedOn ?? before?.dissolution?.endedOn);
      }),
      { numRuns: 1000 },
    );
    expect(recorded).toBeGreaterThan(50);
  });
});

/** The fields that have a value. */
function stated(fields: object = {}): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function checkAuthority(state: AuthorityState, before: AuthorityState): void {
  if (state.kind === 'unknown') return;
  const { authorityKind, gssCode, details, dissolution } = state;
  if (before.kind === 'registered') {
    expect({ authorityKind, gssCode }).toEqual({
      authorityKind: before.authorityKind,
      gssCode: before.gssCode ?? gssCode,
    });
    if (gssCode === undefined) expect(details.localCode).toBe(before.details.localCode);
  }
  expect(gssCode ?? details.localCode).toBeDefined();
  expect(details.countyId).not.toBe(OWN);
  expect(authorityKind === 'LOCAL_AUTHORITY' && details.nation === undefined).toBe(false);
  expect(details.parentId !== undefined).toBe(authorityKind === 'HSE_DIVISION');
  if (!dissolution) return;
  const ids = dissolution.successors.map(({ authorityId }) => authorityId);
  expect(ids).not.toContain(OWN);
  expect(new Set(ids).size).toBe(ids.length);
  expect(dissolution.successors.every(({ from }) => from >= dissolution.endedOn)).toBe(true);
  expect(details.startedOn === undefined || details.startedOn <= dissolution.endedOn).toBe(true);
}
