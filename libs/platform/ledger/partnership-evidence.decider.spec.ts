import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deriveId } from '#platform/values';
import { specificationOf } from '../event-sourcing/decider-specification.js';
import { runCommands } from '../event-sourcing/decider-runs.fixture.js';
import { evidenceEvents, type EvidenceEvent, type PartnershipCheckpointed } from './evidence.events.js';
import { partnershipEvidenceDecider, type PartnershipEvidenceCommand } from './partnership-evidence.decider.js';
import { signingKeyDecider } from './signing-key.decider.js';

const partnershipId = deriveId('partnership', 'spec');
const rootOf = (letter: string) => `${letter.repeat(42)}A=`;
const checkpoint = (size: number, upToPosition: number, letter = 'B'): PartnershipCheckpointed => ({
  partnershipId,
  size,
  root: rootOf(letter),
  upToPosition,
});
const command = (data: PartnershipCheckpointed): PartnershipEvidenceCommand => ({
  type: 'CheckpointPartnership',
  data,
});
const recorded = (data: PartnershipCheckpointed): EvidenceEvent => ({ type: 'PartnershipCheckpointed', data });

describe('The checkpoints of a partnership', () => {
  const { given } = specificationOf(partnershipEvidenceDecider);

  it('are put on record as the history grows', () => {
    given()
      .when(command(checkpoint(1, 5)))
      .then(recorded(checkpoint(1, 5)));
    given(recorded(checkpoint(1, 5)))
      .when(command(checkpoint(3, 9, 'C')))
      .then(recorded(checkpoint(3, 9, 'C')));
  });

  it('say that nothing came since, once for each position up to which that is so', () => {
    given(recorded(checkpoint(3, 9)))
      .when(command(checkpoint(3, 12)))
      .then(recorded(checkpoint(3, 12)));
    for (const upToPosition of [9, 8]) {
      given(recorded(checkpoint(3, 9)))
        .when(command(checkpoint(3, upToPosition)))
        .then();
    }
  });

  it('never contradict one another', () => {
    const last = recorded(checkpoint(3, 9));
    const refuse = (data: PartnershipCheckpointed, message: RegExp) =>
      given(last).when(command(data)).thenRejected('CHECKPOINT_CONTRADICTS', message);
    expect(refuse(checkpoint(2, 12), /over 3 events is on record already/).field).toEqual(['size']);
    expect(refuse(checkpoint(3, 12, 'C'), /with another root/).field).toEqual(['root']);
    expect(refuse(checkpoint(4, 9, 'C'), /no later position than 9/).field).toEqual(['upToPosition']);
  });

  it('only ever grow, whatever is asked', () => {
    const any = fc.record({ size: fc.integer({ min: 1, max: 6 }), at: fc.integer({ min: 1, max: 9 }) });
    let effective = 0;
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), (asked) => {
        const commands = asked.map(({ size, at }) => command(checkpoint(size, at)));
        effective += runCommands(partnershipEvidenceDecider, evidenceEvents, commands, ({ last }, before, events) => {
          if (events.length === 0) return;
          expect(last?.size).toBeGreaterThanOrEqual(before.last?.size ?? 1);
          expect(last?.upToPosition).toBeGreaterThan(before.last?.upToPosition ?? 0);
        });
      }),
    );
    expect(effective).toBeGreaterThan(50);
  });
});

describe('The key that signs', () => {
  const { given } = specificationOf(signingKeyDecider);
  const adopted = (verifierKey: string, formerVerifierKey?: string): EvidenceEvent => ({
    type: 'SigningKeyAdopted',
    data: { origin: 'log', verifierKey, ...(formerVerifierKey === undefined ? {} : { formerVerifierKey }) },
  });
  const adopt = (verifierKey: string, origin = 'log') =>
    ({ type: 'AdoptSigningKey', data: { origin, verifierKey } }) as const;

  it('is on record, with the one that it takes the place of', () => {
    given().when(adopt('one')).then(adopted('one'));
    given(adopted('one')).when(adopt('one')).then();
    given(adopted('one')).when(adopt('two')).then(adopted('two', 'one'));
    given(adopted('one'), adopted('two', 'one')).when(adopt('one')).then(adopted('one', 'two'));
  });

  it('is on record again under another name', () => {
    const data = { origin: 'other', verifierKey: 'one', formerVerifierKey: 'one' };
    given(adopted('one')).when(adopt('one', 'other')).then({ type: 'SigningKeyAdopted', data });
  });
});
