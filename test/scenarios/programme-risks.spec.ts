import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandsOf } from '../support/commands.js';
import { HSE, makePartnershipWorld, WAKEFIELD, type PartnershipWorld } from '../support/partnership-world.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const details = {
  title: 'Councils withdraw their account managers',
  description: 'Three councils carry a national scheme out of their own means.',
  reputationOf: ['PROGRAMME', 'LOCAL_AUTHORITIES'],
  owner: { kind: 'AUTHORITY', authorityId: HSE },
  mitigation: 'A bid to the Science and Technology Initiative.',
};
const first = { ...details, likelihood: 3, impact: 4, reviewBy: '2006-04-28' };
const reason = 'The bid was accepted.';

describe('The programme’s risk register over HTTP', () => {
  let now = new Date('2006-04-13T09:00:00Z');
  let service: TestService;
  let world: PartnershipWorld;
  const { accepted, refusals } = commandsOf(() => service, ['programmeRisk']);

  beforeAll(async () => {
    service = await startService(() => now);
    world = await makePartnershipWorld(() => service);
  }, 60_000);
  afterAll(() => service.close());

  async function shown(as: TestCaller, id: string, fields: string): Promise<object | null> {
    const query = `query ($id: ID!) { programmeRisk(id: $id) { ${fields} } }`;
    const { data, errors } = await service.as(as)<{ programmeRisk: object | null }>(query, { id });
    expect(errors).toBeUndefined();
    return data.programmeRisk;
  }

  async function titles(as: TestCaller, list: string): Promise<readonly string[]> {
    const query = `{ list: ${list} { nodes { title } } }`;
    const { data, errors } = await service.as(as)<{ list: { nodes: { title: string }[] } }>(query);
    expect(errors).toBeUndefined();
    return data.list.nodes.map(({ title }) => title);
  }

  it('keeps every judgement, and who made it', async () => {
    const { hseLead, lacorsLead } = world;
    const programmeRiskId = await accepted(hseLead, 'programmeRiskRegister', first);
    const judgement = { likelihood: 1, impact: 4, reviewBy: '2006-09-01', reason };
    await accepted(lacorsLead, 'programmeRiskReview', { programmeRiskId, ...judgement });
    const fields = `severity reputationOf reviewBy reviewOverdue ownerKind ownerOfficer { name }
      ownerAuthority { officialName } judgements { nodes { severity reason judgedOn judgedBy { officialName } } }`;
    expect(await shown(hseLead, programmeRiskId, fields)).toEqual({
      severity: 4,
      reputationOf: ['LOCAL_AUTHORITIES', 'PROGRAMME'],
      reviewBy: '2006-09-01',
      reviewOverdue: false,
      ownerKind: 'AUTHORITY',
      ownerOfficer: null,
      ownerAuthority: { officialName: 'Health and Safety Executive' },
      judgements: {
        nodes: [
          // The coordinating body is not in this world's register of authorities.
          { severity: 4, reason, judgedOn: '2006-04-13', judgedBy: null },
          {
            severity: 12,
            reason: null,
            judgedOn: '2006-04-13',
            judgedBy: { officialName: 'Health and Safety Executive' },
          },
        ],
      },
    });
  });

  it('lists the most severe first, by status and by whose reputation is at stake', async () => {
    const { hseLead, wakefieldLead } = world;
    const slight = { ...first, title: 'Slight', likelihood: 1, impact: 1, reputationOf: ['HSE'] };
    const severe = { ...first, title: 'Severe', likelihood: 5, impact: 5, reputationOf: ['HSE', 'ORGANISATION'] };
    await accepted(hseLead, 'programmeRiskRegister', slight);
    const programmeRiskId = await accepted(hseLead, 'programmeRiskRegister', severe);
    expect(await titles(wakefieldLead, 'programmeRisks(reputationOf: HSE)')).toEqual(['Severe', 'Slight']);
    expect(await titles(wakefieldLead, 'programmeRisks')).toEqual(['Severe', details.title, 'Slight']);

    await accepted(hseLead, 'programmeRiskClose', { programmeRiskId, reason });
    expect(await titles(wakefieldLead, 'programmeRisks(status: OPEN, reputationOf: HSE)')).toEqual(['Slight']);
    expect(await titles(wakefieldLead, 'programmeRisks(status: CLOSED)')).toEqual(['Severe']);
    await accepted(hseLead, 'programmeRiskAmend', {
      programmeRiskId: await accepted(hseLead, 'programmeRiskReopen', {
        programmeRiskId,
        reason,
        reviewBy: '2006-05-01',
      }),
      ...details,
      title: 'Severe',
      reason,
    });
    expect(await titles(wakefieldLead, 'programmeRisks(reputationOf: ORGANISATION)')).toEqual([]);
    expect(await titles(wakefieldLead, 'programmeRisks(status: OPEN, reputationOf: PROGRAMME)')).toEqual([
      'Severe',
      details.title,
    ]);
  });

  it('shows what is overdue for review, the longest overdue first, and nothing that is closed', async () => {
    const { hseLead, auditor } = world;
    const due = (title: string, reviewBy: string) =>
      accepted(hseLead, 'programmeRiskRegister', { ...first, title, reviewBy });
    await due('Due later', '2006-04-16');
    await due('Due first', '2006-04-15');
    const programmeRiskId = await due('Closed', '2006-04-15');
    await accepted(hseLead, 'programmeRiskClose', { programmeRiskId, reason });
    expect(await titles(auditor, 'programmeRiskReviewsOverdue')).toEqual([]);
    now = new Date('2006-04-17T09:00:00Z');
    expect(await titles(auditor, 'programmeRiskReviewsOverdue')).toEqual(['Due first', 'Due later']);
    expect(await titles(auditor, 'programmeRiskReviewsOverdue(first: 1)')).toEqual(['Due first']);
  });

  it('is kept by leads of HSE and the coordinating body, read by regulators, and never seen by organisations', async () => {
    const { hseLead, dundeeLead, dundeeOfficer, hseOfficer, representative, workers, officers } = world;
    const owner = { kind: 'OFFICER', officerId: officers.dundee };
    const programmeRiskId = await accepted(hseLead, 'programmeRiskRegister', { ...first, title: 'Owned', owner });
    for (const reader of [dundeeLead, dundeeOfficer]) {
      expect(await shown(reader, programmeRiskId, 'title ownerOfficer { name }')).toEqual({
        title: 'Owned',
        ownerOfficer: { name: 'Officer of Dundee' },
      });
      expect(await refusals(reader, 'programmeRiskClose', { programmeRiskId, reason })).toEqual(['FORBIDDEN']);
      expect(await refusals(reader, 'programmeRiskRegister', first)).toEqual(['FORBIDDEN']);
    }
    expect(await titles(dundeeOfficer, 'programmeRisks')).toEqual(['Owned']);
    for (const outsider of [hseOfficer, representative, workers]) {
      expect(await shown(outsider, programmeRiskId, 'title')).toBeNull();
      expect(await titles(outsider, 'programmeRisks')).toEqual([]);
      expect(await titles(outsider, 'programmeRiskReviewsOverdue')).toEqual([]);
      expect(await refusals(outsider, 'programmeRiskClose', { programmeRiskId, reason })).toEqual([
        'NOT_FOUND input.programmeRiskId',
      ]);
    }
  });

  it('refuses what cannot be, naming it', async () => {
    const { hseLead } = world;
    const register = (input: object) => refusals(hseLead, 'programmeRiskRegister', { ...first, ...input });
    expect(await register({ reviewBy: '2006-04-01' })).toEqual(['DATE_IN_PAST input.reviewBy']);
    expect(await register({ likelihood: 6 })).toEqual(['INVALID_INPUT input.likelihood']);
    expect(await register({ title: 'x'.repeat(201) })).toEqual(['INVALID_INPUT input.title']);
    expect(await register({ owner: { kind: 'OFFICER', authorityId: WAKEFIELD } })).toEqual([
      'INVALID_INPUT input.owner.officerId',
      'INVALID_INPUT input.owner',
    ]);
    const nobody = 'officer-00000000-0000-4000-8000-000000000000';
    expect(await register({ owner: { kind: 'OFFICER', officerId: nobody } })).toEqual([
      'OFFICER_UNKNOWN input.owner.officerId',
    ]);
    const programmeRiskId = await accepted(hseLead, 'programmeRiskRegister', first);
    expect(await refusals(hseLead, 'programmeRiskReopen', { programmeRiskId, reason, reviewBy: '2006-09-01' })).toEqual(
      ['RISK_NOT_CLOSED input'],
    );
    await accepted(hseLead, 'programmeRiskClose', { programmeRiskId, reason });
    const review = { programmeRiskId, likelihood: 1, impact: 1, reviewBy: '2006-09-01', reason };
    expect(await refusals(hseLead, 'programmeRiskReview', review)).toEqual(['RISK_CLOSED input']);
  });
});
