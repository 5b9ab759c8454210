import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deriveId, digestOf } from '#platform/values';
import { runCommands } from '../../platform/event-sourcing/decider-runs.fixture.js';
import type { BriefingCommand } from './briefing.commands.js';
import { briefingDecider } from './briefing.decider.js';
import { briefingEvents } from './briefing.events.js';

const disclose: fc.Arbitrary<BriefingCommand> = fc
  .record({ plan: fc.constantFrom('A', 'B'), version: fc.integer({ min: 1, max: 2 }), text: fc.constantFrom('x', 'y') })
  .map(({ plan, version, text }) => ({
    type: 'DiscloseKeyInformation',
    data: {
      authorityId: deriveId('authority', 'wakefield'),
      planId: deriveId('plan', plan),
      partnershipId: deriveId('partnership', plan),
      organisationId: deriveId('organisation', plan),
      version,
      digest: digestOf(text),
    },
  }));

describe('Any sequence of disclosures', () => {
  it('records each content once', () => {
    let effective = 0;
    fc.assert(
      fc.property(fc.array(disclose, { maxLength: 30, size: 'max' }), (commands) => {
        const distinct = new Set(
          commands.map(({ data: { planId, version, digest } }) => `${planId} ${version} ${digest}`),
        );
        const recorded = runCommands(briefingDecider, briefingEvents, commands, ({ disclosed }, before) => {
          for (const each of before.disclosed) expect(disclosed.has(each)).toBe(true);
        });
        expect(recorded).toBe(distinct.size);
        effective += recorded;
      }),
      { numRuns: 300 },
    );
    expect(effective).toBeGreaterThan(500);
  });
});
