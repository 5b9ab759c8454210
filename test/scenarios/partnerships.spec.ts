import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandsOf } from '../support/commands.js';
import { DUNDEE, makePartnershipWorld, type PartnershipWorld } from '../support/partnership-world.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const TODAY = '2006-03-21';
const reason = 'For a reason.';

describe('A partnership over HTTP', () => {
  let service: TestService;
  let world: PartnershipWorld;
  let partnershipId: string;
  const { accepted, refusals } = commandsOf(() => service, ['partnership']);

  beforeAll(async () => {
    service = await startService(() => new Date(`${TODAY}T09:00:00Z`));
    world = await makePartnershipWorld(() => service);
  });
  afterAll(() => service.close());

  const proposal = (organisationId: string) => ({
    organisationId,
    leadSide: 'LOCAL_AUTHORITY',
    leadAuthorityId: DUNDEE,
    sector: 'Retail',
    bothEnforce: true,
    earlierScheme: { relation: 'SUCCEEDS', scheme: 'LAPS', reference: 'LAPS Dundee' },
  });
  const of = (fields: Record<string, unknown> = {}) => ({ partnershipId, ...fields });

  async function shown<Data extends object>(as: TestCaller, fields: string): Promise<Data | null> {
    const query = `query ($id: ID!) { partnership(id: $id) { ${fields} } }`;
    const { data, errors } = await service.as(as)<{ partnership: Data | null }>(query, { id: partnershipId });
    expect(errors).toBeUndefined();
    return data.partnership;
  }

  it('is proposed by a lead, with an eligible organisation or a reason', async () => {
    const { dundeeLead, wakefieldLead, representative, organisationId, otherOrganisationId, lacorsLead } = world;
    expect(await refusals(wakefieldLead, 'partnershipPropose', proposal(organisationId))).toEqual(['FORBIDDEN']);
    expect(await refusals(representative, 'partnershipPropose', proposal(organisationId))).toEqual(['FORBIDDEN']);
    expect(await refusals(dundeeLead, 'partnershipPropose', proposal(otherOrganisationId))).toEqual([
      'NOT_ELIGIBLE input.exceptionReason',
    ]);
    partnershipId = await accepted(dundeeLead, 'partnershipPropose', proposal(organisationId));
    expect(await refusals(lacorsLead, 'partnershipPropose', proposal(organisationId))).toEqual([
      'PARTNERSHIP_EXISTS input.organisationId',
    ]);
    const other = await accepted(lacorsLead, 'partnershipPropose', {
      ...proposal(otherOrganisationId),
      exceptionReason: 'It supplies many others.',
    });
    expect(other).not.toBe(partnershipId);
  });

  it('is considered and agreed by both sides, in order', async () => {
    const { representative, dundeeLead, hseLead, otherRepresentative } = world;
    expect(await refusals(dundeeLead, 'partnershipActivate', of({ from: '2005-10-01' }))).toEqual([
      'OUT_OF_ORDER input',
    ]);
    await accepted(representative, 'partnershipBeginConsideration', of());
    expect(await refusals(hseLead, 'partnershipAgree', of())).toEqual(['FORBIDDEN']);
    expect(await refusals(otherRepresentative, 'partnershipAgree', of())).toEqual(['NOT_FOUND input.partnershipId']);
    await accepted(representative, 'partnershipAgree', of());
    await accepted(dundeeLead, 'partnershipAgree', of());
    expect(await shown(representative, 'status earlierScheme { scheme }')).toEqual({
      status: 'AGREED',
      earlierScheme: { scheme: 'LAPS' },
    });
  });

  it('has an account manager, and a shadow from the other side or a reason to go without', async () => {
    const { dundeeLead, officers } = world;
    const manager = { role: 'ACCOUNT_MANAGER', officerId: officers.dundee, basis: 'LAPS_LEAD', from: '2005-10-01' };
    expect(await refusals(dundeeLead, 'partnershipAppointOfficer', of(manager))).toEqual([
      'SHADOW_NEEDED input.withoutShadowReason',
    ]);
    await accepted(
      dundeeLead,
      'partnershipAppointOfficer',
      of({ ...manager, withoutShadowReason: 'HSE has yet to name one.' }),
    );
    const shadow = { role: 'SHADOW_ACCOUNT_MANAGER', from: '2005-11-01' };
    expect(
      await refusals(dundeeLead, 'partnershipAppointOfficer', of({ ...shadow, officerId: officers.wakefield })),
    ).toEqual(['SIDE_NOT_FITTING input.officerId']);
    await accepted(dundeeLead, 'partnershipAppointOfficer', of({ ...shadow, officerId: officers.hse }));
    await accepted(dundeeLead, 'partnershipActivate', of({ from: '2005-10-01' }));
    expect(
      await refusals(
        dundeeLead,
        'partnershipAppointOfficer',
        of({ role: 'LIAISON_OFFICER', officerId: officers.dundee, from: TODAY }),
      ),
    ).toEqual(['INVALID_INPUT input.region']);
  });

  it('pursues objectives that both sides agreed, with readings that workers acknowledge', async () => {
    const { dundeeOfficer, representative, dundeeLead, workers, wakefieldLead } = world;
    const terms = {
      title: 'Fewer manual handling injuries',
      theme: 'worker involvement',
      measures: [{ name: 'Injuries', unit: 'per 100,000 workers', baseline: 300, target: 200, by: '2008-03-31' }],
    };
    await accepted(dundeeOfficer, 'partnershipProposeObjective', of(terms));
    const numbers = 'objectives { nodes { number status } }';
    expect(await shown(wakefieldLead, numbers)).toEqual({ objectives: { nodes: [] } });
    expect(await shown(representative, numbers)).toEqual({
      objectives: { nodes: [{ number: 1, status: 'PROPOSED' }] },
    });
    const agree = of({ objective: 1, version: 1 });
    expect(await refusals(dundeeOfficer, 'partnershipAgreeObjective', agree)).toEqual(['FORBIDDEN']);
    await accepted(representative, 'partnershipAgreeObjective', agree);
    await accepted(dundeeLead, 'partnershipAgreeObjective', agree);
    expect(await shown(wakefieldLead, numbers)).toEqual({ objectives: { nodes: [{ number: 1, status: 'AGREED' }] } });

    const figure = { value: 280, on: '2006-01-31', evidence: 'Return, table 3', source: 'RIDDOR returns' };
    await accepted(dundeeOfficer, 'partnershipRecordReading', of({ objective: 1, measure: 1, ...figure }));
    const { on: _, ...better } = { ...figure, value: 271.5 };
    await accepted(dundeeOfficer, 'partnershipRestateReading', of({ objective: 1, reading: 1, ...better, reason }));
    expect(await refusals(representative, 'partnershipAcknowledgeReading', of({ objective: 1, reading: 2 }))).toEqual([
      'FORBIDDEN',
    ]);
    await accepted(workers, 'partnershipAcknowledgeReading', of({ objective: 1, reading: 2 }));
    const readings = `objectives(first: 5) { nodes { measures { target latestReading { value acknowledgedAt }
      readings(first: 10) { nodes { number value restatedBy } } } } }`;
    expect(await shown(representative, readings)).toEqual({
      objectives: {
        nodes: [
          {
            measures: [
              {
                target: 200,
                latestReading: { value: 271.5, acknowledgedAt: [`${TODAY}T09:00:00.000Z`] },
                readings: {
                  nodes: [
                    { number: 2, value: 271.5, restatedBy: null },
                    { number: 1, value: 280, restatedBy: 2 },
                  ],
                },
              },
            ],
          },
        ],
      },
    });
  });

  it('rests on core principles that both sides affirm', async () => {
    const principles = 'principles { precedenceOverLocalInitiatives affirmedByBoth { version } }';
    await accepted(world.dundeeLead, 'partnershipAffirmPrinciples', of({ version: 1 }));
    expect(await shown(world.hseLead, principles)).toEqual({
      principles: { precedenceOverLocalInitiatives: false, affirmedByBoth: null },
    });
    await accepted(world.representative, 'partnershipAffirmPrinciples', of({ version: 1, note: 'Gladly.' }));
    expect(await shown(world.hseLead, principles)).toEqual({
      principles: { precedenceOverLocalInitiatives: true, affirmedByBoth: { version: 1 } },
    });
  });

  it('tells officers by published criteria when the account manager wants to be contacted', async () => {
    const { dundeeOfficer, hseOfficer, wakefieldLead, siteId, representative } = world;
    const first = { advice: 'ACCOUNT_MANAGER_FIRST', purpose: 'PLANNED_INSPECTION', reason: 'Plan with me.' };
    const notNow = { advice: 'NOT_NOW', siteId, purpose: 'VISIT', reason: 'Refitting.', validUntil: '2006-06-01' };
    expect(
      await refusals(
        dundeeOfficer,
        'partnershipDraftCriteria',
        of({ rules: [first, { ...first, advice: 'PROCEED' }] }),
      ),
    ).toEqual(['RULES_CONTRADICT input.rules.1']);
    expect(
      await refusals(dundeeOfficer, 'partnershipDraftCriteria', of({ rules: [{ ...notNow, validUntil: undefined }] })),
    ).toEqual(['RULE_INCOMPLETE input.rules.0.validUntil']);
    await accepted(dundeeOfficer, 'partnershipDraftCriteria', of({ rules: [first, notNow] }));
    const criteria = 'criteria { version rules { number advice reason site { name } } } criteriaDraft { version }';
    expect(await shown(wakefieldLead, criteria)).toEqual({ criteria: null, criteriaDraft: null });
    expect(await shown(hseOfficer, criteria)).toEqual({ criteria: null, criteriaDraft: { version: 1 } });
    expect(await refusals(hseOfficer, 'partnershipPublishCriteria', of({ from: TODAY }))).toEqual(['FORBIDDEN']);
    await accepted(dundeeOfficer, 'partnershipPublishCriteria', of({ from: TODAY }));
    const published = {
      criteria: {
        version: 1,
        rules: [
          { number: 1, advice: 'ACCOUNT_MANAGER_FIRST', reason: 'Plan with me.', site: null },
          { number: 2, advice: 'NOT_NOW', reason: 'Refitting.', site: { name: 'Riverside' } },
        ],
      },
      criteriaDraft: null,
    };
    expect(await shown(wakefieldLead, criteria)).toEqual(published);
    expect(await shown(representative, criteria)).toEqual(published);
  });

  it('replaces criteria by a later version and keeps the earlier one readable', async () => {
    const rules = [{ advice: 'PROCEED', reason: 'No restrictions.' }];
    await accepted(world.dundeeLead, 'partnershipDraftCriteria', of({ rules }));
    await accepted(world.dundeeLead, 'partnershipPublishCriteria', of({ from: '2006-05-01' }));
    const versions =
      'criteria { version } criteriaVersions { nodes { version validFrom validUntil rules { advice } } }';
    expect(await shown(world.wakefieldLead, versions)).toEqual({
      criteria: { version: 1 },
      criteriaVersions: {
        nodes: [
          { version: 2, validFrom: '2006-05-01', validUntil: null, rules: [{ advice: 'PROCEED' }] },
          {
            version: 1,
            validFrom: TODAY,
            validUntil: '2006-05-01',
            rules: [{ advice: 'ACCOUNT_MANAGER_FIRST' }, { advice: 'NOT_NOW' }],
          },
        ],
      },
    });
  });

  it('lets a version that is not in force yet be replaced by one that takes effect earlier', async () => {
    const { dundeeLead, wakefieldLead } = world;
    const draft = (rule: object) =>
      refusals(dundeeLead, 'partnershipDraftCriteria', of({ rules: [{ advice: 'PROCEED', reason, ...rule }] }));
    expect(await draft({ who: { kind: 'REGION', region: 'Scotand' } })).toEqual([
      'REGION_UNKNOWN input.rules.0.who.region',
    ]);
    const nobody = 'authority-00000000-0000-5000-8000-00000000f1fe';
    expect(await draft({ advice: 'COORDINATE', coordinateWith: nobody })).toEqual([
      'AUTHORITY_UNKNOWN input.rules.0.coordinateWith',
    ]);
    expect(await draft({ who: { kind: 'REGION', region: 'scotland' } })).toEqual([]);
    await accepted(dundeeLead, 'partnershipPublishCriteria', of({ from: '2006-04-15' }));
    expect(await shown(wakefieldLead, 'criteriaVersions { nodes { version validFrom validUntil } }')).toEqual({
      criteriaVersions: {
        nodes: [
          { version: 3, validFrom: '2006-04-15', validUntil: null },
          { version: 2, validFrom: '2006-05-01', validUntil: '2006-05-01' },
          { version: 1, validFrom: TODAY, validUntil: '2006-04-15' },
        ],
      },
    });
  });

  it('hands over a post without a gap, and shows how steadily it was held', async () => {
    const { dundeeLead, officers, hseLead, wakefieldLead, dundeeOfficer } = world;
    const handover = {
      appointment: 1,
      officerId: officers.wakefield,
      from: '2006-03-01',
      items: [
        { item: 'Engagement plan', done: true },
        { item: 'Visit to the head office', done: false, note: 'In April.' },
      ],
      openMatters: ['Riverside is being refitted.'],
    };
    await accepted(dundeeLead, 'partnershipHandOver', of(handover));
    const continuity = `continuity { changes currentSince gaps { from } daysUnattended handoverCompleteness }
      accountManager { officer { name } handover { openMatters completeness } }`;
    expect(await shown(hseLead, continuity)).toEqual({
      continuity: {
        changes: 1,
        currentSince: '2006-03-01',
        gaps: [],
        daysUnattended: 0,
        handoverCompleteness: 0.5,
      },
      accountManager: {
        officer: { name: 'Officer of Wakefield' },
        handover: { openMatters: ['Riverside is being refitted.'], completeness: 0.5 },
      },
    });
    const shadow = 'continuity(role: SHADOW_ACCOUNT_MANAGER) { gaps { from until days } }';
    expect(await shown(wakefieldLead, shadow)).toEqual({
      continuity: { gaps: [{ from: '2005-10-01', until: '2005-11-01', days: 31 }] },
    });
    expect(
      await refusals(dundeeOfficer, 'partnershipRecordLesson', of({ theme: 'x', text: 'y', audience: 'BOTH_SIDES' })),
    ).toEqual(['FORBIDDEN']);
  });

  it('gives each party its view', async () => {
    const { dundeeLead, representative, wakefieldLead, lacorsLead, auditor, otherRepresentative, hseOfficer } = world;
    await accepted(hseOfficer, 'partnershipAssessMaturity', of({ level: 'DEVELOPING', on: TODAY, reason }));
    await accepted(
      dundeeLead,
      'partnershipRecordLesson',
      of({ theme: 'Start', text: 'Talk early.', audience: 'BOTH_SIDES' }),
    );
    await accepted(
      dundeeLead,
      'partnershipRecordLesson',
      of({ theme: 'Resources', text: 'It takes a day a week.', audience: 'REGULATORS_ONLY' }),
    );
    const view = `accountManager { officer { name } } regulatorsNotes { nodes { kind } } lessons { nodes { theme } }
      maturityAssessments { nodes { score } }`;
    const everything = {
      accountManager: { officer: { name: 'Officer of Wakefield' } },
      regulatorsNotes: { nodes: [{ kind: 'NO_SHADOW' }] },
      lessons: { nodes: [{ theme: 'Resources' }, { theme: 'Start' }] },
      maturityAssessments: { nodes: [{ score: 2 }] },
    };
    expect(await shown(dundeeLead, view)).toEqual(everything);
    expect(await shown(lacorsLead, view)).toEqual(everything);
    expect(await shown(auditor, view)).toEqual(everything);
    // Wakefield's officer is appointed, so that Wakefield has a part in it.
    expect(await shown(wakefieldLead, view)).toEqual(everything);
    expect(await shown(representative, view)).toEqual({
      accountManager: { officer: { name: 'Officer of Wakefield' } },
      regulatorsNotes: { nodes: [] },
      lessons: { nodes: [{ theme: 'Start' }] },
      maturityAssessments: { nodes: [] },
    });
    expect(await shown(otherRepresentative, view)).toBeNull();
    const node = 'query ($id: ID!) { node(id: $id) { id } }';
    const { data } = await service.as(otherRepresentative)<{ node: object | null }>(node, { id: partnershipId });
    expect(data.node).toBeNull();
  });

  it('shows a council without a part in it the register, who is appointed and what was agreed', async () => {
    const fife: TestCaller = {
      name: 'fife',
      party: { kind: 'LOCAL_AUTHORITY', id: 'authority-00000000-0000-5000-8000-00000000f1fe' },
      roles: ['LEAD'],
    };
    const view = `status accountManager { officer { name } } criteria { version } objectives { nodes { status } }
      appointments(includeFormer: true) { nodes { handover { completeness } } } regulatorsNotes { nodes { kind } }
      lessons { nodes { theme } } maturityAssessments { nodes { score } } continuity { handoverCompleteness }`;
    expect(await shown(fife, view)).toEqual({
      status: 'ACTIVE',
      accountManager: { officer: { name: 'Officer of Wakefield' } },
      criteria: { version: 1 },
      objectives: { nodes: [{ status: 'AGREED' }] },
      appointments: { nodes: [{ handover: null }, { handover: null }, { handover: null }] },
      regulatorsNotes: { nodes: [] },
      lessons: { nodes: [{ theme: 'Start' }] },
      maturityAssessments: { nodes: [] },
      continuity: { handoverCompleteness: null },
    });
  });

  it('is found by its organisation, by its lead and by who manages it', async () => {
    const { hseLead, hseOfficer, dundeeOfficer, organisationId, otherRepresentative } = world;
    const lists = `query ($id: ID!, $filter: PartnershipFilter) {
      partnershipOfOrganisation(organisationId: $id) { id }
      organisation(id: $id) { partnership { id } }
      partnerships(filter: $filter) { nodes { id } }
      myPartnerships { nodes { id } }
    }`;
    const filter = { sector: 'retail', leadAuthorityId: DUNDEE, status: 'ACTIVE' };
    const asked = async (as: TestCaller) => (await service.as(as)(lists, { id: organisationId, filter })).data;
    const it = { id: partnershipId };
    const found = { partnershipOfOrganisation: it, organisation: { partnership: it }, partnerships: { nodes: [it] } };
    expect(await asked(hseLead)).toEqual({ ...found, myPartnerships: { nodes: [] } });
    expect(await asked(hseOfficer)).toEqual({ ...found, myPartnerships: { nodes: [it] } });
    expect(await asked(dundeeOfficer)).toEqual({ ...found, myPartnerships: { nodes: [] } });
    expect(await asked(otherRepresentative)).toEqual({
      partnershipOfOrganisation: null,
      organisation: null,
      partnerships: { nodes: [] },
      myPartnerships: { nodes: [] },
    });
  });

  it('is suspended, resumed and concluded, with every post in it', async () => {
    const { hseLead, dundeeLead, hseOfficer } = world;
    await accepted(hseLead, 'partnershipSuspend', of({ from: '2006-03-10', reason }));
    await accepted(hseLead, 'partnershipResume', of({ from: '2006-03-15', reason }));
    await accepted(dundeeLead, 'partnershipConclude', of({ on: TODAY, reason, summary: 'Injuries fell by a tenth.' }));
    expect(
      await shown(dundeeLead, 'status endedOn summary accountManager { number } appointments { nodes { number } }'),
    ).toEqual({
      status: 'CONCLUDED',
      endedOn: TODAY,
      summary: 'Injuries fell by a tenth.',
      accountManager: null,
      appointments: { nodes: [] },
    });
    expect(await refusals(hseOfficer, 'partnershipAssessMaturity', of({ level: 'NEW', on: TODAY, reason }))).toEqual([
      'FORBIDDEN',
    ]);
    expect(await refusals(dundeeLead, 'partnershipSuspend', of({ from: TODAY, reason }))).toEqual([
      'OUT_OF_ORDER input',
    ]);
    await accepted(
      dundeeLead,
      'partnershipRecordLesson',
      of({ theme: 'End', text: 'Say why.', audience: 'BOTH_SIDES' }),
    );
  });
});
