import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deriveId } from '#platform/values';
import { addDays, comparePlainDates, parsePlainDate } from '#platform/working-days';
import { authorityIdOf } from './authority-code.js';
import { runCommands } from '../../platform/event-sourcing/decider-runs.fixture.js';
import type { OfficerCommand } from './officer.commands.js';
import { officerDecider, type KnownOfficer, type OfficerState } from './officer.decider.js';
import { officerEvents } from './officer.events.js';
import { roleKey, type Period, type Tenure } from './officer-tenure.js';

const officerId = deriveId('officer', 'spec');
const START = parsePlainDate('2006-03-01');

/** Days around the moment of the spec, so that they often meet. */
const day = fc.integer({ min: 0, max: 30 }).map((days) => addDays(START, days));
const authorityId = fc.constantFrom(authorityIdOf('HSE'), authorityIdOf('S12000042'));
const authority = fc.record({ known: fc.constant(true), endedOn: fc.option(day, { nil: undefined }) });
const role = fc.constantFrom(
  { role: 'INSPECTOR' as const },
  { role: 'OTHER' as const, title: 'Noise lead' },
  { role: 'OTHER' as const, title: 'NOISE LEAD' },
);
const name = fc.constantFrom('Officer 1', 'Officer 2');
const reason = 'Spec.';

const register = fc
  .record({ name, authorityId, from: day, authority })
  .map(({ authority, ...data }): OfficerCommand => ({
    type: 'RegisterOfficer',
    data: { ...data, facts: { officerId, authority } },
  }));
const change = fc.oneof(
  name.map((each): OfficerCommand => ({ type: 'AmendOfficer', data: { name: each, reason, facts: { officerId } } })),
  fc
    .record({ role, since: day, until: fc.option(day, { nil: undefined }) })
    .map(({ role, ...period }): OfficerCommand => ({ type: 'AssignRole', data: { ...role, ...period } })),
  fc.record({ role, until: day }).map(({ role, until }): OfficerCommand => ({
    type: 'EndRole',
    data: { ...role, until },
  })),
  fc.record({ authorityId, from: day, authority }).map(({ authority, ...data }): OfficerCommand => ({
    type: 'TransferOfficer',
    data: { ...data, reason, facts: { authority } },
  })),
  day.map((on): OfficerCommand => ({ type: 'EndService', data: { on, reason } })),
);

describe('Any sequence of officer commands', () => {
  it('leaves services in one line and roles within them, none held twice on a day', () => {
    let effective = 0;
    fc.assert(
      fc.property(register, fc.array(change, { maxLength: 25, size: 'max' }), (first, rest) => {
        effective += runCommands(officerDecider, officerEvents, [first, ...rest], checkOfficer);
      }),
      { numRuns: 500 },
    );
    expect(effective).toBeGreaterThan(300);
  });
});

function checkOfficer(state: OfficerState): void {
  if (state.kind === 'unknown') return;
  checkServices(state);
  for (const tenure of state.tenures) {
    const own = state.services.filter(({ authorityId }) => authorityId === tenure.authorityId);
    expect(own.some((service) => covers(service, tenure))).toBe(true);
    expect(isBefore(tenure.since, tenure.until)).toBe(true);
    expect(state.tenures.filter((other) => other !== tenure && clash(other, tenure))).toEqual([]);
  }
}

function checkServices({ services }: KnownOfficer): void {
  for (const [index, service] of services.entries()) {
    const next = services[index + 1];
    if (next) expect(service.until).toBe(next.since);
    expect(isBefore(service.since, service.until)).toBe(true);
  }
}

function isBefore(day: Period['since'], end: Period['until']): boolean {
  return end === undefined || comparePlainDates(day, end) < 0;
}

function covers(outer: Period, inner: Period): boolean {
  const ends = outer.until === undefined || (inner.until !== undefined && inner.until <= outer.until);
  return outer.since <= inner.since && ends;
}

/** Day by day, unlike the decider: both hold on one day of the spec's range. */
function clash(a: Tenure, b: Tenure): boolean {
  const holds = ({ since, until }: Tenure, day: Period['since']) => since <= day && isBefore(day, until);
  const days = Array.from({ length: 40 }, (_, index) => addDays(START, index));
  return roleKey(a) === roleKey(b) && days.some((each) => holds(a, each) && holds(b, each));
}
