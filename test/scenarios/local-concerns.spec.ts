import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandsOf } from '../support/commands.js';
import { DUNDEE, makePartnershipWorld, WAKEFIELD, type PartnershipWorld } from '../support/partnership-world.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const reason = 'For a reason.';
const concern = {
  what: 'The council wants to visit every store in the winter.',
  why: 'Three customers fell on wet floors.',
  concernOf: 'ELECTED_MEMBER',
  memberName: 'Councillor Oak',
};
const terms = 'Wakefield visits the entrances of its stores in January.';

describe('Local concerns over HTTP', () => {
  let service: TestService;
  let world: PartnershipWorld;
  let partnershipId: string;
  let now = '2006-03-21T09:00:00Z';
  const { accepted, refusals } = commandsOf(() => service, ['localConcern', 'partnership']);

  beforeAll(async () => {
    service = await startService(() => new Date(now));
    world = await makePartnershipWorld(() => service);
    const { dundeeLead, representative, officers, organisationId } = world;
    const proposal = { leadSide: 'LOCAL_AUTHORITY', leadAuthorityId: DUNDEE, sector: 'Retail', bothEnforce: true };
    partnershipId = await accepted(dundeeLead, 'partnershipPropose', { organisationId, ...proposal });
    await accepted(representative, 'partnershipAgree', { partnershipId });
    await accepted(dundeeLead, 'partnershipAgree', { partnershipId });
    const from = '2005-10-01';
    const appoint = (role: string, officerId: string) =>
      accepted(dundeeLead, 'partnershipAppointOfficer', { partnershipId, role, officerId, from });
    await appoint('SHADOW_ACCOUNT_MANAGER', officers.hse);
    await appoint('ACCOUNT_MANAGER', officers.dundee);
    expect(await refusals(world.wakefieldLead, 'localConcernRaise', raisedBy())).toEqual([
      'CONCERN_WITHOUT_PARTNERSHIP input.organisationId',
    ]);
    await accepted(dundeeLead, 'partnershipActivate', { partnershipId, from });
  }, 60_000);
  afterAll(() => service.close());

  const officer: TestCaller = {
    name: 'officer of Wakefield',
    party: { kind: 'LOCAL_AUTHORITY', id: WAKEFIELD },
    roles: ['OFFICER'],
  };
  const stranger: TestCaller = {
    name: 'lead of Fife',
    party: { kind: 'LOCAL_AUTHORITY', id: 'authority-00000000-0000-5000-8000-00000000f1fe' },
    roles: ['LEAD'],
  };
  const raisedBy = () => ({ ...concern, organisationId: world.organisationId });

  async function shown(as: TestCaller, id: string, fields = 'status'): Promise<object | null> {
    const query = `query ($id: ID!) { shown: localConcern(id: $id) { ${fields} } }`;
    const { data, errors } = await service.as(as)<{ shown: object | null }>(query, { id });
    expect(errors).toBeUndefined();
    return data.shown;
  }

  async function listed(as: TestCaller, list: string, fields: string): Promise<readonly object[]> {
    const query = `{ list: ${list} { nodes { ${fields} } } }`;
    const { data, errors } = await service.as(as)<{ list: { nodes: object[] } }>(query);
    expect(errors).toBeUndefined();
    return data.list.nodes;
  }

  const variations = (as: TestCaller) =>
    listed(as, `localVariations(organisationId: "${world.organisationId}")`, 'terms validUntil inForce concern { id }');

  it('are raised by officers of an authority, and kept from the organisation and from other authorities', async () => {
    const { dundeeOfficer, representative, hseLead, lacorsLead, auditor, dundeeLead } = world;
    const localConcernId = await accepted(officer, 'localConcernRaise', raisedBy());
    for (const reader of [officer, dundeeOfficer, dundeeLead, hseLead, lacorsLead, auditor]) {
      expect(await shown(reader, localConcernId)).toEqual({ status: 'RAISED' });
      expect(await listed(reader, 'localConcerns', 'id')).toEqual([{ id: localConcernId }]);
    }
    for (const stranded of [representative, world.otherRepresentative, stranger]) {
      expect(await shown(stranded, localConcernId)).toBeNull();
      expect(await listed(stranded, 'localConcerns', 'id')).toEqual([]);
    }
    for (const party of [hseLead, representative, world.lacorsLead]) {
      expect(await refusals(party, 'localConcernRaise', raisedBy())).toEqual(['FORBIDDEN']);
    }
    await accepted(officer, 'localConcernWithdraw', { localConcernId, reason });
  });

  it('name the elected member to whoever raises and whoever answers, and to nobody else', async () => {
    const { dundeeOfficer, hseLead, hseOfficer, auditor, lacorsLead } = world;
    const localConcernId = await accepted(officer, 'localConcernRaise', raisedBy());
    const name = 'concernOf memberName';
    for (const reader of [officer, dundeeOfficer]) {
      expect(await shown(reader, localConcernId, name)).toEqual({
        concernOf: 'ELECTED_MEMBER',
        memberName: 'Councillor Oak',
      });
    }
    for (const reader of [hseLead, hseOfficer, lacorsLead, auditor]) {
      expect(await shown(reader, localConcernId, name)).toEqual({ concernOf: 'ELECTED_MEMBER', memberName: null });
    }
    await accepted(officer, 'localConcernWithdraw', { localConcernId, reason });
  });

  it('are accepted by the account manager as a local variation, whose terms the organisation reads', async () => {
    const { dundeeOfficer, hseOfficer, representative, dundeeLead } = world;
    const localConcernId = await accepted(officer, 'localConcernRaise', raisedBy());
    const waiting = (as: TestCaller) => listed(as, 'localConcernsToAnswer', 'id');
    expect(await waiting(dundeeOfficer)).toEqual([{ id: localConcernId }]);
    for (const other of [officer, hseOfficer, dundeeLead]) expect(await waiting(other)).toEqual([]);
    const answer = { localConcernId, terms, conditions: ['Tell the account manager before.'], until: '2006-06-01' };
    // The shadow answers in absence, and nobody answers for the own authority.
    for (const other of [hseOfficer, officer]) {
      expect(await refusals(other, 'localConcernAccept', answer)).toEqual(['FORBIDDEN']);
    }
    expect(await refusals(dundeeOfficer, 'localConcernAccept', { ...answer, until: '2006-03-01' })).toEqual([
      'DATE_IN_PAST input.until',
    ]);
    await accepted(dundeeOfficer, 'localConcernAccept', answer);
    const inForce = { terms, validUntil: '2006-06-01', inForce: true };
    expect(await variations(representative)).toEqual([{ ...inForce, concern: null }]);
    expect(await variations(officer)).toEqual([{ ...inForce, concern: { id: localConcernId } }]);
    for (const other of [stranger, world.otherRepresentative]) expect(await variations(other)).toEqual([]);
    expect(await refusals(dundeeOfficer, 'localConcernDecline', { localConcernId, reasons: reason })).toEqual([
      'CONCERN_CLOSED input',
    ]);
    now = '2006-05-02T09:00:00Z';
    await accepted(officer, 'localConcernEndVariation', { localConcernId, reason });
    expect(await variations(representative)).toEqual([
      { terms, validUntil: '2006-05-02', inForce: false, concern: null },
    ]);
  });

  it('are settled by the leads of both authorities when the account manager refers them', async () => {
    const { dundeeOfficer, dundeeLead, wakefieldLead, representative, hseLead } = world;
    const localConcernId = await accepted(wakefieldLead, 'localConcernRaise', {
      ...raisedBy(),
      concernOf: 'AUTHORITY',
      memberName: null,
    });
    await accepted(dundeeOfficer, 'localConcernRefer', { localConcernId, reason });
    for (const lead of [dundeeLead, wakefieldLead]) {
      expect(await listed(lead, 'localConcernsToAnswer', 'id')).toEqual([{ id: localConcernId }]);
    }
    const accept = { localConcernId, settlement: { kind: 'ACCEPT', terms } };
    for (const other of [dundeeOfficer, officer, hseLead]) {
      expect(await refusals(other, 'localConcernProposeSettlement', accept)).toEqual(['FORBIDDEN']);
    }
    const both = { localConcernId, settlement: { kind: 'DECLINE', reasons: reason, terms } };
    expect(await refusals(dundeeLead, 'localConcernProposeSettlement', both)).toEqual([
      'INVALID_INPUT input.settlement',
    ]);
    await accepted(dundeeLead, 'localConcernProposeSettlement', accept);
    expect(await refusals(dundeeLead, 'localConcernConfirmSettlement', { localConcernId, number: 1 })).toEqual([
      'SETTLEMENT_OF_OWN_SIDE input',
    ]);
    const settlements = 'status answeredBy settlements { number side kind terms conditions confirmed }';
    const proposal = { number: 1, side: 'LEADING', kind: 'ACCEPT', terms, conditions: [] };
    expect(await shown(wakefieldLead, localConcernId, settlements)).toEqual({
      status: 'REFERRED',
      answeredBy: null,
      settlements: [{ ...proposal, confirmed: false }],
    });
    expect(await variations(representative)).toHaveLength(1);
    await accepted(wakefieldLead, 'localConcernConfirmSettlement', { localConcernId, number: 1 });
    expect(await shown(dundeeLead, localConcernId, settlements)).toEqual({
      status: 'ACCEPTED',
      answeredBy: 'BOTH_LEADS',
      settlements: [{ ...proposal, confirmed: true }],
    });
    expect(await variations(representative)).toHaveLength(2);
    expect(await refusals(dundeeOfficer, 'localConcernEndVariation', { localConcernId, reason })).toEqual([]);
  });

  it('are answered by the shadow while the account manager is away', async () => {
    const { dundeeOfficer, hseOfficer } = world;
    const localConcernId = await accepted(officer, 'localConcernRaise', raisedBy());
    const until = '2006-05-20';
    await accepted(dundeeOfficer, 'partnershipRecordAbsence', { partnershipId, from: '2006-05-02', until });
    expect(await listed(hseOfficer, 'localConcernsToAnswer', 'memberName')).toEqual([{ memberName: 'Councillor Oak' }]);
    await accepted(hseOfficer, 'localConcernDecline', { localConcernId, reasons: 'The plan covers wet floors.' });
    expect(await shown(officer, localConcernId, 'status declinedReasons')).toEqual({
      status: 'DECLINED',
      declinedReasons: 'The plan covers wet floors.',
    });
  });

  it('vary from nothing any more when the partnership has ended', async () => {
    const { hseOfficer, hseLead, representative } = world;
    const localConcernId = await accepted(officer, 'localConcernRaise', raisedBy());
    await accepted(hseOfficer, 'localConcernAccept', { localConcernId, terms });
    const inForce = () =>
      listed(representative, `localVariations(organisationId: "${world.organisationId}")`, 'inForce');
    expect(await inForce()).toContainEqual({ inForce: true });
    const ending = { partnershipId, on: '2006-05-02', reason, summary: 'Ended.' };
    await accepted(hseLead, 'partnershipConclude', ending);
    now = '2006-05-03T09:00:00Z';
    expect(await inForce()).not.toContainEqual({ inForce: true });
    expect(await refusals(officer, 'localConcernRaise', raisedBy())).toEqual([
      'CONCERN_WITHOUT_PARTNERSHIP input.organisationId',
    ]);
  });
});
