import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deriveId, digestOf } from '#platform/values';
import { PRINCIPLE_KEYS } from '#domain/partnerships';
import { commandsOf } from '../support/commands.js';
import { DUNDEE, makePartnershipWorld, WAKEFIELD, type PartnershipWorld } from '../support/partnership-world.js';
import { clause, figure, priority } from '../support/plan-inputs.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const reason = 'the figures came late';

/** One plan from its first draft to its end, by everybody who has a part in it and some who have not. */
describe('A plan over HTTP', () => {
  let service: TestService;
  let world: PartnershipWorld;
  let partnershipId: string;
  let planId: string;
  let now = '2006-03-21T09:00:00Z';
  const { accepted, refusals } = commandsOf(() => service, ['partnership', 'plan']);

  beforeAll(async () => {
    service = await startService(() => new Date(now));
    world = await makePartnershipWorld(() => service);
    partnershipId = await accepted(world.dundeeLead, 'partnershipPropose', {
      organisationId: world.organisationId,
      leadSide: 'LOCAL_AUTHORITY',
      leadAuthorityId: DUNDEE,
      sector: 'Retail',
      bothEnforce: true,
    });
  });
  afterAll(() => service.close());

  const of = (fields: Record<string, unknown> = {}) => ({ planId, ...fields });

  async function read<Data>(as: TestCaller, query: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const { data, errors } = await service.as(as)<Data>(query, variables);
    expect(errors).toBeUndefined();
    return data;
  }

  async function shown<Data extends object>(as: TestCaller, fields: string): Promise<Data | null> {
    const query = `query ($id: ID!) { plan(id: $id) { ${fields} } }`;
    return (await read<{ plan: Data | null }>(as, query, { id: planId })).plan;
  }

  async function proposed(): Promise<{ version: number; digest: string }> {
    const plan = await shown<{ proposed: { version: number; digest: string } }>(
      world.dundeeOfficer,
      'proposed { version: number digest }',
    );
    if (!plan) throw new Error('The account manager sees the plan.');
    return plan.proposed;
  }

  /** For how many versions somebody is asked. */
  async function awaited(as: TestCaller): Promise<readonly (string | undefined)[]> {
    const query = '{ myAgreements { nodes { seat { key } object { id } } } }';
    interface Waiting {
      readonly myAgreements: {
        readonly nodes: readonly { seat: { key: string } | null; object: { id: string } | null }[];
      };
    }
    const { myAgreements } = await read<Waiting>(as, query);
    return myAgreements.nodes.filter(({ object }) => object?.id === planId).map(({ seat }) => seat?.key);
  }

  it('is begun in a partnership that both sides agreed to, by those who work on it', async () => {
    const { dundeeLead, dundeeOfficer, representative, wakefieldLead, hseLead, otherRepresentative, officers } = world;
    const input = { partnershipId, kind: 'ENGAGEMENT', title: 'Engagement with Tesco' };
    expect(await refusals(dundeeLead, 'planBegin', input)).toEqual(['PARTNERSHIP_NOT_AGREED input']);
    for (const side of [dundeeLead, representative]) await accepted(side, 'partnershipAgree', { partnershipId });
    const appoint = (role: string, officerId: string) =>
      accepted(dundeeLead, 'partnershipAppointOfficer', { partnershipId, role, officerId, from: '2005-10-01' });
    await appoint('SHADOW_ACCOUNT_MANAGER', officers.hse);
    await appoint('ACCOUNT_MANAGER', officers.dundee);
    for (const who of [wakefieldLead, hseLead, otherRepresentative]) {
      expect(await refusals(who, 'planBegin', input)).toEqual(['FORBIDDEN']);
    }
    planId = await accepted(dundeeOfficer, 'planBegin', input);
    expect(await refusals(representative, 'planBegin', input)).toEqual(['ALREADY_EXISTS input.kind']);
    expect(await accepted(representative, 'planBegin', { ...input, kind: 'IMPROVEMENT' })).not.toBe(planId);
  });

  it('is drafted by both sides; each keeps its own proposals', async () => {
    const { dundeeOfficer, representative, siteId } = world;
    expect(await refusals(dundeeOfficer, 'planPropose', of({ reason, workingDays: 10 }))).toEqual([
      'PRINCIPLE_UNADDRESSED input',
    ]);
    for (const principle of PRINCIPLE_KEYS) await accepted(dundeeOfficer, 'planAddressPrinciple', of({ principle }));
    expect(await refusals(dundeeOfficer, 'planPropose', of({ reason, workingDays: 10 }))).toEqual([
      'PRIORITY_NEEDED input',
    ]);
    const concerning = (concerns: object) => of({ ...priority, concerns });
    expect(await refusals(dundeeOfficer, 'planAddPriority', concerning({ regions: ['Atlantis'] }))).toEqual([
      'REGION_UNKNOWN input.concerns.regions.0',
    ]);
    const nobody = DUNDEE.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    expect(await refusals(dundeeOfficer, 'planAddPriority', concerning({ authorities: [DUNDEE, nobody] }))).toEqual([
      'AUTHORITY_UNKNOWN input.concerns.authorities.1',
    ]);
    expect(
      await refusals(
        dundeeOfficer,
        'planAddPriority',
        concerning({ siteIds: [siteId.replace(/.$/, (last) => (last === '0' ? '1' : '0'))] }),
      ),
    ).toEqual(['SITE_UNKNOWN input.concerns.siteIds.0']);
    await accepted(dundeeOfficer, 'planAddPriority', concerning({ authorities: [DUNDEE], siteIds: [siteId] }));
    const own = { ...priority, title: 'Supervisors who listen', owner: 'ORGANISATION' };
    await accepted(representative, 'planAddPriority', of(own));
    expect(await refusals(dundeeOfficer, 'planAmendPriority', of({ ...own, priority: 2, why: 'Otherwise.' }))).toEqual([
      'OTHER_SIDES_PRIORITY input.priority',
    ]);
    expect(await refusals(dundeeOfficer, 'planDescribe', of({ title: ' ' }))).toEqual(['INVALID_INPUT input.title']);
    expect(await shown(representative, 'draft { priorities { number proposedBy owner } }')).toEqual({
      draft: {
        priorities: [
          { number: 1, proposedBy: 'REGULATORS', owner: 'BOTH' },
          { number: 2, proposedBy: 'ORGANISATION', owner: 'ORGANISATION' },
        ],
      },
    });
  });

  it('is seen by its partners, and by no other council or organisation', async () => {
    const { hseLead, lacorsLead, auditor, representative, workers, dundeeLead } = world;
    for (const who of [hseLead, lacorsLead, auditor, representative, workers, dundeeLead]) {
      expect(await shown(who, 'title: draft { title }')).toEqual({ title: { title: 'Engagement with Tesco' } });
    }
    for (const who of [world.wakefieldLead, world.otherRepresentative]) {
      expect(await shown(who, 'id')).toBeNull();
      expect(await read(who, '{ plans { nodes { id } } }')).toEqual({ plans: { nodes: [] } });
      expect(await refusals(who, 'planDescribe', of({ title: 'Mine' }))).toEqual(['NOT_FOUND input.planId']);
    }
  });

  it('shows who will have to agree before anybody is asked', async () => {
    const preview = async (who: TestCaller) => {
      const plan = await shown<{ quorumPreview: { seats: { key: string; isYours: boolean }[] } }>(
        who,
        'quorumPreview { seats { key isYours } }',
      );
      return plan?.quorumPreview.seats.map(({ key, isYours }) => `${key}${isYours ? ' (yours)' : ''}`);
    };
    expect(await preview(world.dundeeOfficer)).toEqual(['ACCOUNT_MANAGER (yours)', 'ORGANISATION', 'OTHER_REGULATOR']);
    expect(await preview(world.representative)).toEqual(['ACCOUNT_MANAGER', 'ORGANISATION (yours)', 'OTHER_REGULATOR']);
    expect(await preview(world.hseLead)).toEqual(['ACCOUNT_MANAGER', 'ORGANISATION', 'OTHER_REGULATOR (yours)']);
    expect(await preview(world.hseOfficer)).toEqual(['ACCOUNT_MANAGER', 'ORGANISATION', 'OTHER_REGULATOR (yours)']);
  });

  it('asks those who must agree, and hears what stands against it', async () => {
    const { dundeeOfficer, representative, hseLead, dundeeLead, wakefieldLead } = world;
    await accepted(dundeeOfficer, 'planPropose', of({ reason: 'First plan.', workingDays: 10 }));
    const version = await proposed();
    expect(await Promise.all([dundeeOfficer, representative, hseLead, wakefieldLead].map(awaited))).toEqual([
      ['ACCOUNT_MANAGER'],
      ['ORGANISATION'],
      ['OTHER_REGULATOR'],
      [],
    ]);
    expect(await refusals(dundeeLead, 'planAgree', of({ ...version }))).toEqual(['SEAT_NOT_YOURS input.seat']);
    expect(await refusals(dundeeOfficer, 'planAgree', of({ ...version, digest: digestOf('another') }))).toEqual([
      'CONTENT_CHANGED input.digest',
    ]);
    await accepted(dundeeOfficer, 'planAgree', of({ ...version }));
    expect(await refusals(dundeeOfficer, 'planAgree', of({ ...version }))).toEqual(['ALREADY_AGREED input']);
    await accepted(representative, 'planObject', of({ ...version, reason: 'The target leaves out new stores.' }));
    expect(await refusals(representative, 'planAgree', of({ ...version }))).toEqual(['OBJECTION_OPEN input.seat']);
    expect(
      await shown(hseLead, 'proposed { agreement { objections { seat reason } quorum { missing { key } } } }'),
    ).toEqual({
      proposed: {
        agreement: {
          objections: [{ seat: 'ORGANISATION', reason: 'The target leaves out new stores.' }],
          quorum: { missing: [{ key: 'ORGANISATION' }, { key: 'OTHER_REGULATOR' }] },
        },
      },
    });
  });

  it('loses what was agreed with any edit', async () => {
    const { dundeeOfficer, representative } = world;
    const former = await proposed();
    await accepted(dundeeOfficer, 'planDescribe', of({ title: 'Engagement with Tesco', summary: 'With new stores.' }));
    expect(await refusals(representative, 'planAgree', of({ ...former }))).toEqual(['AGREEMENT_NOT_SOUGHT input']);
    expect(
      await shown(representative, 'proposed { number } version(number: 1) { status agreement { voidReason } }'),
    ).toEqual({ proposed: null, version: { status: 'VOIDED', agreement: { voidReason: 'The draft changed.' } } });
    await accepted(dundeeOfficer, 'planPropose', of({ reason: 'With new stores.', workingDays: 10 }));
    expect(await refusals(representative, 'planAgree', of({ ...former }))).toEqual(['CONTENT_CHANGED input.version']);
  });

  it('is agreed by all of them on one digest, and published by the account manager', async () => {
    const { dundeeOfficer, representative, hseOfficer, hseLead } = world;
    const version = await proposed();
    for (const who of [representative, hseOfficer, dundeeOfficer]) await accepted(who, 'planAgree', of({ ...version }));
    const agreed = await shown<{ agreed: { status: string; digest: string; canonicalContent: string } }>(
      hseLead,
      'agreed { status digest canonicalContent }',
    );
    expect(agreed?.agreed).toMatchObject({ status: 'AGREED', digest: version.digest });
    expect(digestOf(JSON.parse(agreed?.agreed.canonicalContent ?? ''))).toBe(version.digest);
    const publish = (from: string) => of({ version: version.version, from });
    expect(await refusals(hseOfficer, 'planPublish', publish('2006-03-21'))).toEqual(['FORBIDDEN']);
    expect(await refusals(representative, 'planPublish', publish('2006-03-21'))).toEqual(['FORBIDDEN']);
    expect(await refusals(dundeeOfficer, 'planPublish', publish('2006-03-20'))).toEqual(['DATE_IN_PAST input.from']);
    await accepted(dundeeOfficer, 'planPublish', publish('2006-03-21'));
    expect(await shown(world.auditor, 'published { number status inForceFrom }')).toEqual({
      published: { number: 2, status: 'PUBLISHED', inForceFrom: '2006-03-21' },
    });
  });

  it('is measured: readings with those they restate, and milestones', async () => {
    const { dundeeOfficer, representative, workers } = world;
    expect(await refusals(dundeeOfficer, 'planRecordReading', of({ ...figure, measure: 9 }))).toEqual([
      'MEASURE_UNKNOWN input.measure',
    ]);
    await accepted(dundeeOfficer, 'planRecordReading', of({ ...figure, value: 260 }));
    const { priority: number, value, evidence, source } = figure;
    await accepted(
      representative,
      'planRestateReading',
      of({ priority: number, reading: 1, value, evidence, source, reason }),
    );
    expect(await refusals(representative, 'planAcknowledgeReading', of({ priority: 1, reading: 2 }))).toEqual([
      'FORBIDDEN',
    ]);
    await accepted(workers, 'planAcknowledgeReading', of({ priority: 1, reading: 2 }));
    now = '2006-04-20T09:00:00Z';
    const progress = `progress {
      priority { number } measures { share latest { number value acknowledgedAt } } overdue { milestone { title } }
      readings { nodes { number value restatedBy restatementReason } }
    }`;
    const { progress: shownProgress } = (await shown<{ progress: object[] }>(workers, progress)) ?? { progress: [] };
    expect(shownProgress[0]).toEqual({
      priority: { number: 1 },
      measures: [{ share: 0.5, latest: { number: 2, value: 250, acknowledgedAt: [expect.any(String)] } }],
      overdue: [{ milestone: { title: 'Loads assessed' } }],
      readings: {
        nodes: [
          { number: 2, value: 250, restatedBy: null, restatementReason: reason },
          { number: 1, value: 260, restatedBy: 2, restatementReason: null },
        ],
      },
    });
    const place = { priority: 1, milestone: 1 };
    await accepted(dundeeOfficer, 'planMoveMilestone', of({ ...place, expectedOn: '2006-05-01', reason }));
    expect(await shown(workers, 'progress { milestones { status expectedOn overdue } }')).toMatchObject({
      progress: [{ milestones: [{ status: 'MOVED', expectedOn: '2006-05-01', overdue: false }] }, {}],
    });
  });

  it('changes by a new version, whose difference people and systems can read', async () => {
    const { dundeeOfficer, representative, hseLead, siteId } = world;
    const measures = priority.measures.map((each) => ({ ...each, by: '2006-09-30' }));
    const changed = { ...priority, measures, priority: 1, concerns: { authorities: [WAKEFIELD], siteIds: [siteId] } };
    expect(await refusals(dundeeOfficer, 'planAmendPriority', of(changed))).toEqual(['REASON_NEEDED input.reason']);
    await accepted(dundeeOfficer, 'planAmendPriority', of({ ...changed, reason }));
    await accepted(dundeeOfficer, 'planChooseIncidentCriteria', of({ clauses: [clause], reason: 'Fatalities only.' }));
    const concern = deriveId('local-concern', 'nowhere');
    const variation = {
      authorityId: WAKEFIELD,
      what: 'Visits go on.',
      why: 'They were promised.',
      from: '2006-05-01',
      until: '2006-12-31',
      origin: 'ELECTED_MEMBER',
    };
    expect(await refusals(dundeeOfficer, 'planAddVariation', of({ ...variation, localConcernId: concern }))).toEqual([
      'LOCAL_CONCERN_UNKNOWN input.localConcernId',
    ]);
    await accepted(representative, 'planAddVariation', of(variation));
    await accepted(dundeeOfficer, 'planPropose', of({ reason: 'What we learned.', workingDays: 10 }));
    const version = await proposed();
    for (const who of [representative, hseLead, dundeeOfficer]) await accepted(who, 'planAgree', of({ ...version }));
    await accepted(dundeeOfficer, 'planPublish', of({ version: 3, from: '2006-05-01' }));
    const query = 'difference(from: 2, to: 3) { kind path from to reason sentence }';
    const plan = await shown<{ difference: { sentence: string }[] }>(representative, query);
    expect(plan?.difference.map(({ sentence }) => sentence)).toEqual([
      'The plan has incident selection criteria of its own now, with 1 clause, because Fatalities only.',
      'Priority 1: authorities concerned changed: Wakefield Council added; Dundee City Council no longer named, because the figures came late.',
      'Priority 1: target moved from 30 June to 30 September 2006, because the figures came late.',
      'Local variation 1 was added: Wakefield Council, 1 May to 31 December 2006, the local concern of an elected member.',
    ]);
    expect(plan?.difference[2]).toMatchObject({
      kind: 'CHANGED',
      path: ['priorities', '1', 'measures', '1', 'by'],
      from: '"2006-06-30"',
      to: '"2006-09-30"',
      reason,
    });
  });

  it('supersedes the former version on the day, and tells every regulator its incident criteria', async () => {
    const inForce = 'version(number: 2) { status } published { number }';
    expect(await shown(world.auditor, inForce)).toEqual({
      version: { status: 'PUBLISHED' },
      published: { number: 2 },
    });
    now = '2006-05-02T09:00:00Z';
    expect(await shown(world.auditor, inForce)).toEqual({
      version: { status: 'SUPERSEDED' },
      published: { number: 3 },
    });
    const query = `query ($id: ID!, $on: Date) {
      incidentSelectionCriteria(organisationId: $id, on: $on) { planVersion defaultVersion clauses { key } }
    }`;
    const criteria = async (who: TestCaller, on: string) =>
      read(who, query, { id: world.organisationId, on }).then((data) => Object.values(data as object)[0]);
    const own = { planVersion: 3, defaultVersion: null, clauses: [{ key: 'FATALITIES' }] };
    expect(await criteria(world.wakefieldLead, '2006-05-02')).toEqual(own);
    expect(await criteria(world.representative, '2006-05-02')).toEqual(own);
    expect(await criteria(world.wakefieldLead, '2006-04-30')).toMatchObject({ planVersion: null, defaultVersion: 1 });
    expect(await criteria(world.otherRepresentative, '2006-05-02')).toBeNull();
  });

  it('lapses when the time to agree has ended, whether or not that is on record', async () => {
    const { dundeeOfficer, representative } = world;
    await accepted(dundeeOfficer, 'planDescribe', of({ title: 'Tesco', reason }));
    await accepted(dundeeOfficer, 'planPropose', of({ reason: 'A title.', workingDays: 5 }));
    const version = await proposed();
    now = '2006-06-01T09:00:00Z';
    expect(await refusals(representative, 'planAgree', of({ ...version }))).toEqual(['AGREEMENT_LAPSED input']);
    await service.engine.processes.runDue();
    expect(await shown(representative, 'proposed { number } version(number: 4) { status }')).toEqual({
      proposed: null,
      version: { status: 'LAPSED' },
    });
  });

  it('ends with an evaluation; the next one is another plan', async () => {
    const { dundeeOfficer, representative } = world;
    const judged = (number: number) => ({ priority: number, outcome: 'PARTLY_REACHED', remark: 'As measured.' });
    expect(await refusals(dundeeOfficer, 'planClose', of({ evaluation: [judged(1)] }))).toEqual([
      'EVALUATION_INCOMPLETE input.evaluation',
    ]);
    expect(await refusals(representative, 'planClose', of({ evaluation: [judged(1), judged(2)] }))).toEqual([
      'FORBIDDEN',
    ]);
    await accepted(dundeeOfficer, 'planClose', of({ evaluation: [judged(1), judged(2)], lessons: ['Ask early.'] }));
    expect(await refusals(representative, 'planDescribe', of({ title: 'Again' }))).toEqual(['PLAN_CLOSED input']);
    expect(
      await shown(
        representative,
        'status published { number } closing { on version lessons } progress { measures { share } }',
      ),
    ).toEqual({
      status: 'CLOSED',
      published: null,
      closing: { on: '2006-06-01', version: 3, lessons: ['Ask early.'] },
      progress: [{ measures: [{ share: 0.5 }] }, { measures: [{ share: null }] }],
    });
    const next = await accepted(representative, 'planBegin', { partnershipId, kind: 'ENGAGEMENT', title: 'Next' });
    expect(next).not.toBe(planId);
  });
});
