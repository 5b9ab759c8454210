import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { authorityIdOf } from '#domain/regulators';
import { START } from '#platform/event-store';
import { seed } from '../../apps/demo/seed/seed.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder.js';

const MAIN = fileURLToPath(new URL('../../apps/demo/main.js', import.meta.url));

interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the demonstration to its answer, on a free port and in a temporary folder that is its own. */
function demonstrate(temporary: string, environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('CONCORDAT_'));
  const env = { ...Object.fromEntries(others), TMPDIR: temporary, ...environment };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [MAIN, '--once'], { env }, (_error, stdout, stderr) =>
      resolve({ exitCode: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

describe('The demonstration', () => {
  let folder: TemporaryFolder;
  beforeAll(() => {
    folder = temporaryFolder();
  });
  afterAll(() => folder.remove());

  it('prints a token for each party and the gateway question with its answer, and leaves nothing behind', async () => {
    const { exitCode, stdout, stderr } = await demonstrate(folder.path);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(tokensIn(stdout)).toMatchObject({
      'Officer of Dundee City Council': { kind: 'LOCAL_AUTHORITY', roles: ['OFFICER'], officer: true },
      'Inspector of HSE': { kind: 'HSE', roles: ['OFFICER'], officer: true },
      'Account manager of ASDA, at Wakefield': { kind: 'LOCAL_AUTHORITY', roles: ['OFFICER'], officer: true },
      'Representative of ASDA': { kind: 'ORGANISATION', roles: ['REPRESENTATIVE'] },
      'Lead of HSE': { kind: 'HSE', roles: ['LEAD'] },
      'Communications lead of HSE': { kind: 'HSE', roles: ['COMMUNICATIONS_LEAD'] },
      'Communications lead of LACORS, the coordinating body': {
        kind: 'COORDINATING_BODY',
        roles: ['COMMUNICATIONS_LEAD'],
      },
      Auditor: { kind: 'AUDITOR', roles: ['AUDITOR'] },
      'Registrar of HSE, who may import': { kind: 'HSE', roles: ['REGISTRAR'] },
      'Operator of the service': { kind: 'OPERATOR', roles: ['OPERATOR'] },
    });
    expect(waitingIn(stdout)).toEqual({
      'Account manager of ASDA, at Wakefield': ['To answer: Fife about workplace transport'],
      'Representative of ASDA': ['To agree: Engagement with ASDA, version 1'],
      'Lead of HSE': ['To agree: Engagement with ASDA, version 1'],
      'Communications lead of LACORS, the coordinating body': ['To agree: Whom to ask about Tesco'],
    });
    const url = /Concordat is running at (http:\S+) /.exec(stdout)?.[1];
    const dundee = /Token: Officer of Dundee City Council\n(\S+)/.exec(stdout)?.[1];
    expect(stdout).toContain(`curl --silent ${url}/graphql \\\n  --header 'Authorization: Bearer ${dundee}'`);
    expect(answerIn(stdout)).toMatchObject({
      kind: 'ACCOUNT_MANAGER_FIRST',
      reasons: [
        { rule: 'contact-criteria', decisive: true, text: expect.stringContaining('A national review') },
        { rule: 'same-topic', decisive: false, text: expect.stringContaining('Fife (planned for') },
        { rule: 'other-contacts', decisive: false, text: expect.stringContaining('slips and trips') },
      ],
      contactPoint: { capacity: 'ACCOUNT_MANAGER', officer: { name: 'Account manager, ASDA' } },
    });
    expect(readdirSync(folder.path).filter((name) => name.startsWith('concordat-'))).toEqual([]);
  }, 90_000);

  it('does not start where NODE_ENV is production', async () => {
    const ended = await demonstrate(folder.path, { NODE_ENV: 'production' });
    expect(ended).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: 'The demonstration gives tokens to anybody. It does not start where NODE_ENV is production.\n',
    });
    expect(readdirSync(folder.path).filter((name) => name.startsWith('concordat-'))).toEqual([]);
  });
});

/** What each token says of its bearer, by the title under which it is printed. */
function tokensIn(printed: string): Readonly<Record<string, object>> {
  const tokens = [...printed.matchAll(/^Token: (.+)\n(\S+)$/gm)].map(([, title = '', token = '']) => {
    const { concordat_party: party, concordat_roles: roles, concordat_officer: officer } = decodeJwt<Claims>(token);
    return [title, { kind: party.kind, roles, officer: officer !== undefined }] as const;
  });
  return Object.fromEntries(tokens);
}

/** What is printed to wait for somebody, by the title of the token. */
function waitingIn(printed: string): Readonly<Record<string, readonly string[]>> {
  const found = [...printed.matchAll(/^Token: (.+)\n\S+\n((?:To .+\n)+)/gm)];
  return Object.fromEntries(found.map(([, title = '', lines = '']) => [title, lines.trim().split('\n')] as const));
}

interface Claims {
  readonly concordat_party: { readonly kind: string };
  readonly concordat_roles: readonly string[];
  readonly concordat_officer?: string;
}

function answerIn(printed: string): object | undefined {
  const [, json = '{}'] = /The answer:\n(\{[^]*\n\})/.exec(printed) ?? [];
  const { data } = JSON.parse(json) as { data?: { gatewayAdvice: object } };
  return data?.gatewayAdvice;
}

/** What its data must show, so that every rule can be seen; corrections and withdrawals are left to those who try it. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  regulators: ['AuthorityDissolved', 'OfficerTransferred', 'RoleAssigned', 'AssistanceListed'],
  organisations: [
    ...['LegalEntityAdded', 'HeadcountReported', 'TradingNamesSet', 'EligibilityOverridden', 'SiteClosed'],
    ...['EnforcementAllocated', 'EnforcementTransferred', 'EnforcementAssigned'],
  ],
  partnerships: [
    ...['ConsiderationBegun', 'PartnershipActivated', 'PartnershipDeclined', 'PartnershipSuspended'],
    ...['PartnershipConcluded', 'PrinciplesAffirmed', 'HandoverRecorded', 'AbsenceRecorded', 'ShadowDispensedWith'],
    ...['ObjectiveProposed', 'ObjectiveAgreed', 'ObjectiveAchieved', 'ReadingRecorded', 'ReadingAcknowledged'],
    ...['ReadingRestated', 'CriteriaPublished', 'MaturityAssessed', 'LessonRecorded'],
  ],
  contacts: [
    ...['IntentionRegistered', 'IntentionAnswered', 'ContactMade', 'ContactNotMade', 'ContactRecorded'],
    ...['OutcomeRecorded', 'FollowUpPlanned', 'FollowUpDone'],
  ],
  enquiries: ['StandardAnswerPublished', 'EnquiryReceived', 'EnquiryRouted', 'EnquiryAnswered'],
  plans: [
    ...['PlanBegun', 'PrincipleAddressed', 'IncidentCriteriaChosen', 'PriorityAdded', 'VariationAdded'],
    ...['PlanVersionProposed', 'AgreementReached', 'PlanPublished', 'PlanClosed', 'ObjectionRaised'],
    ...['ReadingRecorded', 'ReadingRestated', 'ReadingAcknowledged', 'MilestoneReached', 'MilestoneMoved'],
    ...['LocalConcernRaised', 'LocalConcernAccepted', 'SharedMaterialCirculated', 'MaterialFeedbackGiven'],
    ...['MaterialUseRecorded'],
  ],
  communications: [
    ...['PeriodRecorded', 'PeriodWithdrawn', 'NeedAdded', 'CommunicationsPlanPutInForce', 'CommunicationsPlanClosed'],
    ...['MessageLinked'],
    ...['MessageDrafted', 'MessageRevised', 'MessageWithdrawn', 'MessageIssued', 'ChannelCarriedOut', 'ReceiptCounted'],
    ...['AgreementSought', 'AgreementGiven', 'AgreementReached', 'AgreementVoided', 'CommentMade', 'CommentSettled'],
    ...['RegulatorsCommentMade', 'FollowUpPlanned', 'RiskLinked'],
  ],
  dispatch: ['RecipientListCreated', 'RecipientsAdded', 'DispatchOpened'],
  programmes: ['RiskRegistered', 'RiskReviewed', 'RiskClosed'],
};

const AUDITOR: TestCaller = { name: 'auditor', party: { kind: 'AUDITOR', id: 'auditor' }, roles: ['AUDITOR'] };

interface Listed {
  readonly partnerships: {
    readonly nodes: readonly {
      readonly bothEnforce: boolean;
      readonly appointments: { readonly nodes: readonly { readonly role: string }[] };
      readonly organisation: {
        readonly name: string;
        readonly legalEntities: readonly object[];
        readonly sites: { readonly nodes: readonly { readonly allocations: readonly Allocation[] }[] };
      };
    }[];
  };
}

interface Allocation {
  readonly authorityId: string;
  readonly validUntil: string | null;
}

const PARTNERSHIPS = /* GraphQL */ `
  {
    partnerships(first: 25) {
      nodes {
        bothEnforce
        appointments {
          nodes {
            role
          }
        }
        organisation {
          name
          legalEntities {
            number
          }
          sites(first: 5) {
            nodes {
              allocations {
                authorityId
                validUntil
              }
            }
          }
        }
      }
    }
  }
`;

describe("The demonstration's data", () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
    await seed(service.engine);
  }, 60_000);
  afterAll(() => service.close());

  it('shows what the rules are about', async () => {
    const recorded = new Set<string>();
    for await (const { type } of service.engine.store.readAll({ after: START }))
      recorded.add(type.replace(/\.v\d+$/, ''));
    const wanted = Object.entries(SHOWN).flatMap(([context, names]) => names.map((name) => `${context}.${name}`));
    expect(wanted.filter((type) => !recorded.has(type))).toEqual([]);
  });

  it('has sites of HSE and of councils in just the organisations in which both enforce', async () => {
    const { data } = await service.as(AUDITOR)<Listed>(PARTNERSHIPS);
    const hse = authorityIdOf('HSE');
    expect(data.partnerships.nodes).toHaveLength(18);
    for (const { bothEnforce, organisation } of data.partnerships.nodes) {
      const now = organisation.sites.nodes.flatMap(({ allocations }) => allocations.filter((each) => !each.validUntil));
      const byHse = now.some(({ authorityId }) => authorityId === hse);
      const byCouncil = now.some(({ authorityId }) => authorityId !== hse);
      expect({ name: organisation.name, both: byHse && byCouncil }).toEqual({
        name: organisation.name,
        both: bothEnforce,
      });
      expect(organisation.legalEntities).not.toEqual([]);
    }
    const posts = new Set(
      data.partnerships.nodes.flatMap(({ appointments }) => appointments.nodes.map(({ role }) => role)),
    );
    expect([...posts].sort()).toEqual([
      'ACCOUNT_MANAGER',
      'LIAISON_OFFICER',
      'PARTNERSHIP_MANAGER',
      'SHADOW_ACCOUNT_MANAGER',
    ]);
  });
});
