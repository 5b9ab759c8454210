import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makePartnershipWorld, type PartnershipWorld } from '../support/partnership-world.js';
import { clause } from '../support/plan-inputs.js';
import { startService, type GraphqlAnswer, type TestCaller, type TestService } from '../support/service.js';

interface Rerun {
  readonly rerun: {
    readonly judged: number;
    readonly differing: number;
    readonly cases: readonly { readonly reference: string; readonly differs: boolean }[];
  };
}

const QUERY = `query ($before: JudgingCriteriaInput!, $after: JudgingCriteriaInput!, $cases: [IncidentCaseInput!]!,
  $all: Boolean! = false) {
  rerun: incidentCriteriaRerun(before: $before, after: $after, cases: $cases, all: $all) {
    before { isKnownToBeComplete } after { isKnownToBeComplete }
    judged differing
    cases { reference selectedBefore selectedAfter differs unlisted clauses { key before after } }
  }
}`;

const CASES = [
  { reference: '1/2006', findings: [{ category: 'INJURY', items: ['Asphyxiation'] }] },
  { reference: '2/2006', findings: [{ category: 'FATALITY' }], exceptions: ['suicide'] },
  { reference: '3/2006', findings: [{ category: 'PUBLIC_CONCERN' }] },
  { reference: '4/2006', findings: [{ category: 'INJURY', items: ['a bruise'] }] },
];

const codeOf = ({ errors }: GraphqlAnswer<unknown>) => errors?.[0]?.extensions.code;

describe('A re-run of incident selection criteria', () => {
  let service: TestService;
  let world: PartnershipWorld;
  beforeAll(async () => {
    service = await startService(() => new Date('2006-03-21T09:00:00Z'));
    world = await makePartnershipWorld(() => service);
  });
  afterAll(() => service.close());

  const ask = (who: TestCaller, fields: object = {}) =>
    service.as(who)<Rerun>(QUERY, { before: { version: 1 }, after: { version: 2 }, cases: CASES, ...fields });

  it('tells which outcomes differ between two versions, and by which clauses', async () => {
    const { data, errors } = await ask(world.auditor);
    expect(errors).toBeUndefined();
    expect(data.rerun).toEqual({
      before: { isKnownToBeComplete: false },
      after: { isKnownToBeComplete: false },
      judged: 4,
      differing: 2,
      cases: [
        {
          reference: '1/2006',
          selectedBefore: true,
          selectedAfter: false,
          differs: true,
          unlisted: [],
          clauses: [{ key: 'INJURIES_REGARDLESS_OF_CAUSE', before: 'SELECTS', after: null }],
        },
        {
          reference: '3/2006',
          selectedBefore: false,
          selectedAfter: true,
          differs: true,
          unlisted: [],
          clauses: [{ key: 'PUBLIC_CONCERN', before: null, after: 'SELECTS' }],
        },
      ],
    });
  });

  it('differs in nothing by the same criteria, however they are named', async () => {
    const { organisationId } = world;
    for (const after of [{ version: 1 }, { organisationId }, { organisationId, on: '2013-12-31' }]) {
      const { data } = await ask(world.hseLead, { after, all: true });
      expect(data.rerun).toMatchObject({ judged: 4, differing: 0 });
      expect(data.rerun.cases.map(({ differs }) => differs)).toEqual([false, false, false, false]);
      expect(data.rerun.cases.at(-1)).toMatchObject({ unlisted: ['a bruise'] });
    }
  });

  it('takes clauses that are only thought of', async () => {
    const { data } = await ask(world.wakefieldLead, { after: { clauses: [clause] } });
    expect(data.rerun.cases.map(({ reference, differs }) => [reference, differs])).toEqual([
      ['1/2006', true],
      // No exception of it any more: a suicide is selected.
      ['2/2006', true],
    ]);
  });

  it('is for auditors and leads of regulators', async () => {
    const { auditor, hseLead, dundeeLead, lacorsLead } = world;
    for (const who of [auditor, hseLead, dundeeLead, lacorsLead]) expect((await ask(who)).errors).toBeUndefined();
    const { dundeeOfficer, hseOfficer, representative, workers } = world;
    for (const who of [dundeeOfficer, hseOfficer, representative, workers]) {
      expect([who.name, codeOf(await ask(who))]).toEqual([who.name, 'FORBIDDEN']);
    }
  });

  it('refuses what it cannot judge, and says why', async () => {
    const [first] = CASES;
    const unnamed = { reference: 'x', findings: [{ category: 'MAJOR_INJURY_FROM' }] };
    const twice = { reference: 'x', findings: [{ category: 'FATALITY' }, { category: 'FATALITY' }] };
    const refused: readonly (readonly [fields: object, code: string, message: RegExp])[] = [
      [{ before: {} }, 'BAD_USER_INPUT', /before must have just one of version, organisationId and clauses/],
      [{ after: { version: 1, clauses: [clause] } }, 'BAD_USER_INPUT', /after must have just one of/],
      [{ after: { version: 1, on: '2006-01-01' } }, 'BAD_USER_INPUT', /after.on goes with after.organisationId only/],
      [{ after: { version: 3 } }, 'NOT_FOUND', /after: there is no version 3/],
      [{ after: { version: 0 } }, 'NOT_FOUND', /after: there is no version 0/],
      [{ after: { organisationId: 'organisation-x' } }, 'NOT_FOUND', /you may not know of it/],
      [{ after: { organisationId: world.organisationId, on: '2004-01-01' } }, 'NOT_FOUND', /no criteria counted/],
      [{ after: { clauses: [] } }, 'BAD_USER_INPUT', /after.clauses: must hold at least one clause/],
      [{ after: { clauses: [clause, clause] } }, 'BAD_USER_INPUT', /FATALITIES is used before/],
      [{ cases: [] }, 'BAD_USER_INPUT', /cases: must hold at least one case/],
      [{ cases: [first, first] }, 'BAD_USER_INPUT', /a reference of its own for each case/],
      [{ cases: [{ reference: 'x', findings: [] }] }, 'BAD_USER_INPUT', /must say what kind of incident it was/],
      [{ cases: [unnamed] }, 'BAD_USER_INPUT', /cases.0.findings.0.items: must name the injuries or causes/],
      [{ cases: [twice] }, 'BAD_USER_INPUT', /must name each kind of incident once/],
      [
        { cases: Array.from({ length: 101 }, (_, index) => ({ ...first, reference: `${index}` })) },
        'BAD_USER_INPUT',
        /at most 100 cases/,
      ],
    ];
    for (const [fields, code, message] of refused) {
      const answer = await ask(world.auditor, fields);
      expect([answer.errors?.[0]?.message, codeOf(answer)]).toEqual([expect.stringMatching(message), code]);
    }
  });
});
