import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deriveId } from '#platform/values';
import { comparePlainDates, parsePlainDate } from '#platform/working-days';
import { specContext } from '../../platform/event-sourcing/decider-specification.js';
import { organisationCommands, type OrganisationCommand } from './organisation.commands.js';
import { organisationDecider, type OrganisationState } from './organisation.decider.js';
import { organisationEvents } from './organisation.events.js';
import { siteCommands, type NamedAuthority, type SiteCommand } from './site.commands.js';
import { scopeKey } from './site.allocations.js';
import { siteDecider, type SiteState } from './site.decider.js';
import { siteEvents, type SiteEvent } from './site.events.js';

/*
 * Whatever commands come, in whatever order: the invariants of both aggregates hold, every event meets its schema, and
 * a command that was accepted records nothing when it comes again.
 */

const RUNS = { numRuns: 400 };

const name = fc.constantFrom('Tesco', 'Asda', 'Sainsbury', 'Morrisons');
const reason = fc.constantFrom('One reason.', 'Another reason.');
const day = fc
  .constantFrom('1998-01-01', '2001-06-15', '2004-02-29', '2006-03-20', '2006-03-21', '2006-03-22', '2010-01-01')
  .map(parsePlainDate);
const structure = fc.constantFrom('COMPLEX_FEW_SITE' as const, 'FRANCHISED' as const, 'MIXED' as const);
const legalEntity = fc.record({
  name,
  registry: fc.constantFrom('COMPANIES_HOUSE' as const, 'INTERNAL' as const),
  number: fc.constantFrom('00000001', '00000002'),
});
const otherOwners = fc.constantFrom<ReadonlyMap<string, string>>(new Map(), new Map([['INTERNAL 00000002', 'Other']]));
const headcount = fc.record({ ukEmployees: fc.constantFrom(0, 9_000, 20_000), asOf: day, source: name });
const sicCodes = fc.array(fc.constantFrom('47110', '10710', '45200'), { maxLength: 4 });

const command = <Type extends string, Data>(type: Type, data: fc.Arbitrary<Data>) =>
  data.map((each) => ({ type, data: each }));

const organisationCommand: fc.Arbitrary<OrganisationCommand> = fc.oneof(
  command(
    'RegisterOrganisation',
    fc.record(
      { name, structure, legalEntities: fc.array(legalEntity, { maxLength: 3 }), otherOwners, sicCodes, headcount },
      { requiredKeys: ['name', 'structure', 'legalEntities', 'otherOwners', 'sicCodes'] },
    ),
  ),
  command(
    'RecordOrganisation',
    fc.record(
      { name, structure, legalEntity, otherOwners, sicCodes, headcount, reason },
      { requiredKeys: ['name', 'structure', 'legalEntity', 'otherOwners', 'sicCodes', 'reason'] },
    ),
  ),
  command('RenameOrganisation', fc.record({ name, reason })),
  command('AddLegalEntity', fc.record({ legalEntity, otherOwners })),
  command(
    'RemoveLegalEntity',
    fc.tuple(legalEntity, reason).map(([{ registry, number }, why]) => ({ registry, number, reason: why })),
  ),
  command('SetSicCodes', fc.record({ codes: sicCodes.filter(({ length }) => length > 0) })),
  command('SetTradingNames', fc.record({ names: fc.array(name, { maxLength: 4 }) })),
  command('ReportHeadcount', headcount),
  command('ClassifyStructure', fc.record({ structure, reason })),
  command('OverrideEligibility', fc.record({ eligible: fc.boolean(), reason })),
  command('WithdrawEligibilityOverride', fc.record({ reason })),
);

const authorityId = fc.constantFrom(...['a', 'b', 'c'].map((each) => deriveId('authority', each)));
const organisationId = fc.constantFrom(deriveId('organisation', 'x'), deriveId('organisation', 'y'));
const scope = fc.constantFrom(
  { kind: 'WHOLE' as const },
  { kind: 'PART' as const, description: 'Bakery' },
  { kind: 'PART' as const, description: 'BAKERY' },
  { kind: 'ACTIVITY' as const, description: 'Bakery' },
);
const details = {
  name,
  nation: fc.constantFrom('GB-SCT' as const, 'GB-WLS' as const),
  uprn: fc.constantFrom('1', '2'),
};
const needed = ['name', 'nation'] as const;
const authority = fc.constantFrom<NamedAuthority>(
  { kind: 'known', mayEnforce: true, endedOn: undefined },
  { kind: 'known', mayEnforce: true, endedOn: parsePlainDate('2004-02-29') },
  { kind: 'known', mayEnforce: false, endedOn: undefined },
  { kind: 'unknown' },
);

const siteCommand: fc.Arbitrary<SiteCommand> = fc.oneof(
  command(
    'OpenSite',
    fc.record(
      { ...details, organisationId, openedOn: day, organisationKnown: fc.boolean() },
      { requiredKeys: [...needed, 'organisationId', 'organisationKnown'] },
    ),
  ),
  command(
    'RecordSite',
    fc.record(
      {
        ...details,
        organisationId,
        organisationKnown: fc.boolean(),
        openedOn: day,
        closedOn: day,
        allocation: fc.record({ authorityId, authority, scope, from: day, mainActivity: name }),
        reason,
      },
      { requiredKeys: [...needed, 'organisationId', 'organisationKnown', 'reason'] },
    ),
  ),
  command('AmendSite', fc.record({ ...details, openedOn: day, reason }, { requiredKeys: [...needed, 'reason'] })),
  command('CloseSite', fc.record({ closedOn: day, reason })),
  command('CorrectClosure', fc.record({ closedOn: day, reason })),
  command('WithdrawClosure', fc.record({ reason })),
  command('AllocateEnforcement', fc.record({ authorityId, authority, scope, from: day, mainActivity: name })),
  command('TransferEnforcement', fc.record({ authorityId, authority, scope, from: day, reason })),
  command('AssignEnforcement', fc.record({ authorityId, authority, scope, from: day, reason })),
  command('WithdrawAllocation', fc.record({ scope, from: day, reason })),
);

describe('The organisation, under random commands,', () => {
  it('keeps its invariants, records only what its events allow, and nothing twice', () => {
    fc.assert(
      fc.property(fc.array(organisationCommand, { maxLength: 40 }), (commands) => {
        let state: OrganisationState = organisationDecider.initialState;
        for (const each of commands) {
          expect(organisationCommands).toHaveProperty(each.type);
          const decision = organisationDecider.decide(each, state, specContext);
          if (decision.outcome === 'rejected') continue;
          for (const { type, data } of decision.events) organisationEvents.definitions[type].schema.parse(data);
          state = decision.events.reduce(organisationDecider.evolve, state);
          assertOrganisation(state);
          const again = organisationDecider.decide(each, state, specContext);
          if (again.outcome === 'accepted') expect(again.events).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  function assertOrganisation(state: OrganisationState): void {
    if (state.kind === 'unknown') return;
    const numbers = state.legalEntities.map(({ registry, number }) => `${registry} ${number}`);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(new Set(state.sicCodes).size).toBe(state.sicCodes.length);
    expect(state.tradingNames).toEqual([...new Set(state.tradingNames)].sort());
    if (state.headcount) expect(comparePlainDates(state.headcount.asOf, specContext.today)).toBeLessThanOrEqual(0);
  }
});

describe('The site, under random commands,', () => {
  it('keeps its invariants, records only what its events allow, and nothing twice', () => {
    fc.assert(
      fc.property(fc.array(siteCommand, { maxLength: 40 }), (commands) => {
        let state: SiteState = siteDecider.initialState;
        const events: SiteEvent[] = [];
        for (const each of commands) {
          expect(siteCommands).toHaveProperty(each.type);
          const decision = siteDecider.decide(each, state, specContext);
          if (decision.outcome === 'rejected') continue;
          for (const { type, data } of decision.events) siteEvents.definitions[type].schema.parse(data);
          if (state.kind === 'closed' && !each.type.endsWith('Closure')) expect(decision.events).toEqual([]);
          state = decision.events.reduce(siteDecider.evolve, state);
          events.push(...decision.events);
          const again = siteDecider.decide(each, state, specContext);
          if (again.outcome === 'accepted') expect(again.events).toEqual([]);
        }
        assertSite(events, state);
      }),
      RUNS,
    );
  });

  function assertSite(events: readonly SiteEvent[], state: SiteState): void {
    expect(events.filter(({ type }) => type === 'SiteOpened').length).toBe(state.kind === 'unknown' ? 0 : 1);
    if (state.kind === 'unknown') return;
    const closures = events.filter(({ type }) => type === 'SiteClosed').length;
    const withdrawals = events.filter(({ type }) => type === 'ClosureWithdrawn').length;
    expect(closures - withdrawals).toBe(state.kind === 'closed' ? 1 : 0);
    expect(state.closedOn === undefined).toBe(state.kind === 'open');
    if (state.closedOn) {
      expect(comparePlainDates(state.closedOn, specContext.today)).toBeLessThanOrEqual(0);
      if (state.openedOn) expect(comparePlainDates(state.openedOn, state.closedOn)).toBeLessThanOrEqual(0);
    }
    for (const [key, ofScope] of state.allocations) {
      expect(ofScope.length).toBeGreaterThan(0);
      // One follows the other: no day belongs to two authorities, and none begins before it is recorded.
      for (const [index, { from, authorityId: holder }] of ofScope.entries()) {
        const before = ofScope[index - 1];
        if (before) expect(comparePlainDates(before.from, from)).toBeLessThan(0);
        if (before) expect(before.authorityId).not.toBe(holder);
        expect(comparePlainDates(from, specContext.today)).toBeLessThanOrEqual(0);
      }
      const begun = events.filter(({ data }) => 'scope' in data && scopeKey(data.scope) === key);
      const ended = begun.filter(({ type }) => type === 'AllocationWithdrawn');
      expect(ofScope.length).toBe(begun.length - 2 * ended.length);
    }
  }
});
