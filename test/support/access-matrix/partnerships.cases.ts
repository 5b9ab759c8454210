import { ACCOUNT_MANAGER, HSE, SHADOW, WAKEFIELD } from './callers.js';
import { byId, byNode, field, inList, mutation, reading, type MatrixCase } from './cases.js';
import { figure, objectiveTerms, PartnershipMaking, proposal } from './partnership-making.js';
import type { MatrixWorld } from './world.js';

const reason = 'For the matrix.';
const from = '2005-10-01';
const rules = [{ advice: 'PROCEED', reason: 'No restrictions.' }];
const byWakefield = { leadSide: 'LOCAL_AUTHORITY', leadAuthorityId: WAKEFIELD };
const byHse = { leadSide: 'HSE', leadAuthorityId: HSE };

/** The third appointment, after those of the shadow and of the account manager; and what becomes of it. */
const liaison = { role: 'LIAISON_OFFICER', region: 'Scotland', officerId: ACCOUNT_MANAGER, from };
const handover = { appointment: 3, officerId: SHADOW, from: '2006-02-01', items: [{ item: 'Plan', done: true }] };

/** Partnerships that Dundee leads, with the account manager and the shadow of the matrix. */
export async function partnershipCases(world: MatrixWorld): Promise<readonly MatrixCase[]> {
  return [...(await partnershipReads(world)), ...partnershipMutations(world)];
}

/** Of a partnership with everything in it that not everybody may see. */
async function partnershipReads(world: MatrixWorld): Promise<readonly MatrixCase[]> {
  const making = await (await PartnershipMaking.propose(world)).withObjective();
  await making.step('partnershipProposeObjective', { ...objectiveTerms, title: 'Fewer days lost' });
  await making.withCriteria(...rules);
  await making.step('partnershipDraftCriteria', { rules });
  await making.step('partnershipAssessMaturity', { level: 'NEW', on: '2006-06-01', reason });
  await making.step('partnershipRecordLesson', { theme: 'Bakeries', text: 'Early.', audience: 'REGULATORS_ONLY' });
  await making.step('partnershipAppointOfficer', liaison);
  await making.step('partnershipHandOver', handover);
  const partnership = { id: making.partnershipId, state: 'active' };
  const shows = (path: string, state = 'active') => field('Partnership', path, { ...partnership, state });
  const reads = [
    byId('partnership', partnership),
    byNode(partnership),
    inList('partnerships(first: 100)', partnership),
    inList('myPartnerships(first: 100)', partnership),
    reading('partnershipOfOrganisation', `(organisationId: "${making.organisationId}") { id }`, 'active'),
    field('Organisation', 'partnership id', { id: making.organisationId, state: 'active' }),
    shows('accountManager officer name'),
    shows('accountManager officer email'),
    shows('appointments(includeFormer:true) nodes handover completeness'),
    shows('criteria version'),
    shows('criteriaVersions nodes version'),
    shows('criteriaDraft version', 'drafted'),
    shows('objectives(status:AGREED) nodes title', 'agreed'),
    shows('objectives(status:PROPOSED) nodes title', 'not yet agreed'),
    shows('maturityAssessments nodes level'),
    shows('lessons nodes theme', 'for regulators only'),
    shows('regulatorsNotes nodes text'),
    shows('steps nodes kind'),
    lessonsAbout('Bakeries'),
  ];
  return [
    reading('corePrinciples', '{ version }'),
    ...reads.map((each) => ({ ...each, organisationId: making.organisationId })),
  ];
}

/** Is a lesson found, across all partnerships? */
function lessonsAbout(theme: string): MatrixCase {
  return {
    kind: 'query',
    name: 'partnershipLessons',
    state: 'for regulators only',
    query: 'query ($theme: String) { shown: partnershipLessons(theme: $theme) { nodes { text } } }',
    variables: { theme },
    shows: ({ shown }: { shown: { nodes: object[] } }) => shown.nodes.length > 0,
  };
}

type Make = (making: PartnershipMaking) => Promise<PartnershipMaking> | PartnershipMaking;

/** Tries a mutation on a fresh partnership that was brought so far. */
type On = (
  state: string,
  make: Make,
  name: string,
  input?: Readonly<Record<string, unknown>>,
  lead?: Readonly<Record<string, unknown>>,
) => MatrixCase;

const asProposed: Make = (making) => making;
const considering: Make = (making) => making.step('partnershipBeginConsideration');
const agreed: Make = (making) => making.agreed();
const active: Make = (making) => making.active();
const suspended: Make = (making) => making.suspended();
const concluded: Make = (making) => making.concluded();
const withObjective: Make = (making) => making.withObjective();

/** One try after the other finds the partnership as the first one did: carrying it out again changes nothing. */
const REPEATABLE: ReadonlySet<string> = new Set([
  'partnershipAffirmPrinciples',
  'partnershipDraftCriteria',
  'partnershipAssessMaturity',
  'partnershipRecordLesson',
  'partnershipRecordAbsence',
  'partnershipAmend',
]);

function partnershipMutations(world: MatrixWorld): readonly MatrixCase[] {
  const on: On = (state, make, name, input = {}, lead = {}) => {
    let made: Promise<PartnershipMaking> | undefined;
    const fresh = async () => make(await PartnershipMaking.propose(world, lead));
    const attempt = async () => {
      made = made && REPEATABLE.has(name) ? made : fresh();
      const { partnershipId, organisationId } = await made;
      return { input: { partnershipId, ...input }, organisationId };
    };
    return mutation(name, attempt, state);
  };
  const propose = (state: string, lead: Readonly<Record<string, unknown>>) =>
    mutation(
      'partnershipPropose',
      async () => {
        const organisationId = await world.organisation();
        return { input: { ...proposal, ...lead, organisationId }, organisationId };
      },
      state,
    );
  return [
    propose('to be led by lead LA', {}),
    propose('to be led by other LA', byWakefield),
    propose('to be led by HSE', byHse),
    ...lifecycleCases(on),
    ...appointmentCases(on),
    ...objectiveCases(on),
    ...managingCases(on),
  ];
}

function lifecycleCases(on: On): readonly MatrixCase[] {
  const later = { from: '2006-02-01', reason };
  const amended = { sector: 'Wholesale', bothEnforce: true, reason };
  return [
    on('proposed', asProposed, 'partnershipBeginConsideration'),
    on('proposed', asProposed, 'partnershipAgree'),
    on('proposed, led by other LA', asProposed, 'partnershipAgree', {}, byWakefield),
    on('proposed, led by HSE', asProposed, 'partnershipAgree', {}, byHse),
    on('considering', considering, 'partnershipAgree'),
    on('considering', considering, 'partnershipDecline', { reason }),
    on('proposed', asProposed, 'partnershipWithdraw', { reason }),
    on('agreed', agreed, 'partnershipActivate', { from }),
    on('active', active, 'partnershipSuspend', later),
    on('suspended', suspended, 'partnershipResume', later),
    on('active', active, 'partnershipConclude', { on: '2006-02-01', reason, summary: 'So.' }),
    on('suspended', suspended, 'partnershipConclude', { on: '2006-02-01', reason, summary: 'So.' }),
    on('proposed', asProposed, 'partnershipAmend', amended),
    on('active', active, 'partnershipAmend', amended),
    on('active', active, 'partnershipTransferLead', { ...byWakefield, ...later }),
  ];
}

function appointmentCases(on: On): readonly MatrixCase[] {
  const withLiaison: Make = async (making) => (await making.active()).step('partnershipAppointOfficer', liaison);
  const absence = { from: '2006-07-01', until: '2006-07-15' };
  const absent: Make = async (making) => (await making.active()).step('partnershipRecordAbsence', absence);
  return [
    on('active', active, 'partnershipAppointOfficer', liaison),
    on('active', withLiaison, 'partnershipHandOver', handover),
    on('active', withLiaison, 'partnershipEndAppointment', { appointment: 3, until: '2006-02-01', reason }),
    on('active', active, 'partnershipRecordAbsence', absence),
    on('active', absent, 'partnershipMoveAbsenceEnd', { absence: 1, until: '2006-07-20' }),
  ];
}

function objectiveCases(on: On): readonly MatrixCase[] {
  const first = { objective: 1, reason };
  const amendedTerms = { ...objectiveTerms, title: 'No injuries' };
  const reproposed: Make = async (making) =>
    (await making.withObjective()).step('partnershipAmendObjective', { ...amendedTerms, ...first });
  return [
    on('active', active, 'partnershipProposeObjective', objectiveTerms),
    on('active', withObjective, 'partnershipAmendObjective', { ...amendedTerms, ...first }),
    on('active', reproposed, 'partnershipAgreeObjective', { objective: 1, version: 2 }),
    on('active', withObjective, 'partnershipWithdrawObjective', first),
    on('active', withObjective, 'partnershipAchieveObjective', { ...first, on: '2006-02-01' }),
    on('active', withObjective, 'partnershipRecordReading', { objective: 1, measure: 1, ...figure, on: '2006-02-28' }),
    on('active', withObjective, 'partnershipRestateReading', { ...first, reading: 1, ...figure, value: 270 }),
    on('active', withObjective, 'partnershipAcknowledgeReading', { objective: 1, reading: 1 }),
  ];
}

function managingCases(on: On): readonly MatrixCase[] {
  const drafted: Make = async (making) => (await making.active()).step('partnershipDraftCriteria', { rules });
  const assessment = { level: 'NEW', on: '2006-01-15', reason };
  const lesson = { theme: 'Start', text: 'Early.', audience: 'BOTH_SIDES' };
  return [
    on('active', active, 'partnershipAffirmPrinciples', { version: 1 }),
    on('active', active, 'partnershipDraftCriteria', { rules }),
    on('active', drafted, 'partnershipPublishCriteria', { from: '2006-07-01' }),
    on('active', active, 'partnershipAssessMaturity', assessment),
    on('active', active, 'partnershipRecordLesson', lesson),
    on('suspended', suspended, 'partnershipRecordLesson', lesson),
    on('concluded', concluded, 'partnershipRecordLesson', lesson),
  ];
}
