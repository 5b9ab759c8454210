import { describe, expect, it } from '@jest/globals';
import type { DataOf, PartnershipCommand } from './partnership.commands.js';
import type { PartnershipEvent } from './partnership.events.js';
import {
  agreedBy,
  council,
  day,
  eligible,
  given,
  HSE,
  hse,
  managerAppointed,
  proposal,
  proposed,
} from './partnership.fixture.js';

const source = 'an import of partnerships';
const facts = { organisation: eligible, leadAuthority: council };
const from = day('2005-10-01');
const takenOver: PartnershipEvent = { type: 'PartnershipTakenOver', data: { from, source } };
const considering: PartnershipEvent = { type: 'ConsiderationBegun', data: {} };

function record(changes: Partial<DataOf<'RecordPartnership'>> = {}): PartnershipCommand {
  return {
    type: 'RecordPartnership',
    data: { ...proposal, facts, status: 'ACTIVE', activeFrom: from, source, ...changes },
  };
}
const asConsidering = record({ status: 'CONSIDERING', activeFrom: undefined });

describe('Recording a partnership of another record', () => {
  it('begins one that is not on record, as far as it has come', () => {
    given()
      .when(record({ status: 'PROPOSED', activeFrom: undefined }))
      .then(proposed);
    given().when(asConsidering).then(proposed, considering);
    given().when(record()).then(proposed, takenOver);
  });

  it('takes one forward that is on record, and never back', () => {
    given(proposed).when(asConsidering).then(considering);
    given(proposed, considering).when(record()).then(takenOver);
    given(proposed, takenOver).when(asConsidering).then();
    given(proposed, agreedBy('ORGANISATION')).when(record()).then(takenOver);
  });

  it('amends the sector and who enforces', () => {
    given(proposed, takenOver)
      .when(record({ sector: 'Wholesale' }))
      .then({
        type: 'PartnershipAmended',
        data: { sector: 'Wholesale', bothEnforce: false, reason: `As given by ${source}` },
      });
  });

  it('refuses what a proposal is refused for, and a day to come', () => {
    given()
      .when(record({ facts: { ...facts, organisation: undefined } }))
      .thenRejected('ORGANISATION_UNKNOWN');
    given()
      .when(record({ facts: { ...facts, organisation: { ...eligible, eligible: false } } }))
      .thenRejected('NOT_ELIGIBLE');
    given()
      .when(record({ activeFrom: day('2199-01-01') }))
      .thenRejected('DATE_IN_FUTURE');
  });

  it('leaves it to leads who leads, and leaves ended what has ended', () => {
    given(proposed)
      .when(record({ leadSide: 'HSE', leadAuthorityId: HSE, facts: { ...facts, leadAuthority: hse } }))
      .thenRejected('PARTNERSHIP_EXISTS', /Transfer the lead first/);
    const { field } = given(proposed)
      .when(record({ leadSide: 'HSE' }))
      .thenRejected('PARTNERSHIP_EXISTS', /for the side LOCAL_AUTHORITY/);
    expect(field).toEqual(['leadSide']);
    given(proposed, { type: 'ProposalWithdrawn', data: { reason: 'No.' } })
      .when(record())
      .thenRejected('OUT_OF_ORDER');
  });

  it('refuses one that is said to work since before the former one was concluded', () => {
    const after = { ...facts, organisation: { ...eligible, concludedOn: day('2006-01-31') } };
    given(proposed)
      .when(record({ facts: after }))
      .thenRejected('DATES_OUT_OF_ORDER', /concluded on 2006-01-31/);
    given(proposed)
      .when(record({ facts: after, activeFrom: day('2006-01-31') }))
      .then({ type: 'PartnershipTakenOver', data: { from: day('2006-01-31'), source } });
  });

  it('takes the reason to go without a shadow where both sides come to enforce', () => {
    const amended = { sector: proposal.sector, bothEnforce: true, reason: `As given by ${source}` };
    given(proposed, managerAppointed, takenOver)
      .when(record({ bothEnforce: true }))
      .thenRejected('SHADOW_NEEDED');
    given(proposed, managerAppointed, takenOver)
      .when(record({ bothEnforce: true, withoutShadowReason: 'Few HSE sites.' }))
      .then(
        { type: 'PartnershipAmended', data: amended },
        { type: 'ShadowDispensedWith', data: { reason: 'Few HSE sites.' } },
      );
  });
});
