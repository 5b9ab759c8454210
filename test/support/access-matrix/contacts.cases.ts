import { DUNDEE } from './callers.js';
import { byId, byNode, creation, field, inList, mutation, type MatrixCase } from './cases.js';
import type { MatrixWorld } from './world.js';

const reason = 'For the matrix.';
const made = { madeOn: '2006-06-01', channel: 'VISIT', withWhom: 'Store manager', summary: 'Looked at the yard.' };

/** Contacts of the other LA with the organisation, whose partnership the lead LA leads. */
export async function contactCases(world: MatrixWorld): Promise<readonly MatrixCase[]> {
  return [...(await contactReads(world)), gatewayCase(world), rerunCase(world), ...contactMutations(world)];
}

function question(world: MatrixWorld) {
  return { organisationId: world.organisationId, topic: 'workplace transport', purpose: 'INFORMATION_REQUEST' };
}

function intend(world: MatrixWorld): Promise<string> {
  const caller = world.caller('other LA OFFICER');
  return world.begin('contact', 'contactRegisterIntention', { ...question(world), note: 'A note.' }, { caller });
}

/** A planned visit: the criteria ask for the account manager's word first. */
function intendVisit(world: MatrixWorld): Promise<string> {
  const caller = world.caller('other LA OFFICER');
  return world.begin('contact', 'contactRegisterIntention', { ...question(world), purpose: 'VISIT' }, { caller });
}

function record(world: MatrixWorld, fields: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const caller = world.caller('other LA OFFICER');
  return world.begin('contact', 'contactRecord', { ...question(world), ...made, ...fields }, { caller });
}

async function contactReads(world: MatrixWorld): Promise<readonly MatrixCase[]> {
  const contacts = [
    { id: await intend(world), state: 'intended by other LA' },
    { id: await intendVisit(world), state: 'intended by other LA, awaiting an answer' },
    { id: await record(world), state: 'made by other LA' },
    { id: await record(world, { confidential: true }), state: 'made by other LA in confidence' },
  ];
  return contacts.flatMap((contact) => {
    const forOrganisation = { ...contact, id: contact.id.replace(/^contact-/, 'organisation-contact-') };
    return [
      byId('contact', contact),
      byNode(contact),
      inList('contacts(first: 100)', contact),
      inList('contactsAwaitingMyAnswer(first: 100)', contact),
      field('Contact', 'detail confidential', contact),
      field('OrganisationContact', 'id', forOrganisation),
      inList(`organisationContacts(organisationId: "${world.organisationId}", first: 100)`, forOrganisation),
    ];
  });
}

function gatewayCase(world: MatrixWorld): MatrixCase {
  return {
    kind: 'query',
    name: 'gatewayAdvice',
    query: 'query ($input: GatewayQuestionInput!) { shown: gatewayAdvice(input: $input) { kind } }',
    variables: { input: question(world) },
    shows: ({ shown }: { shown: object | null }) => shown !== null,
  };
}

function rerunCase(world: MatrixWorld): MatrixCase {
  return {
    kind: 'query',
    name: 'gatewayRerun',
    state: 'of what other LA asked',
    query: `query ($id: ID!) {
      shown: gatewayRerun(organisationId: $id, show: ALL, first: 1) { nodes { adviceThen { kind } } }
    }`,
    variables: { id: world.organisationId },
    shows: ({ shown }: { shown: { nodes: readonly object[] } | null }) => (shown?.nodes.length ?? 0) > 0,
  };
}

function contactMutations(world: MatrixWorld): readonly MatrixCase[] {
  const intended = (name: string, fields: Record<string, unknown>): MatrixCase =>
    mutation(name, async () => ({ input: { contactId: await intend(world), ...fields } }), 'intended by other LA');
  const recorded = (name: string, fields: Record<string, unknown>): MatrixCase =>
    mutation(name, async () => ({ input: { contactId: await record(world), ...fields } }), 'made by other LA');
  const { organisationId: _, ...asked } = question(world);
  const followUp = { dueOn: '2006-07-01', text: 'Look again.' };
  return [
    creation('contactRegisterIntention', () => question(world)),
    creation('contactRecord', () => ({ ...question(world), ...made }), 'as a contact of the own authority'),
    creation('contactRecord', () => ({ ...question(world), ...made, authorityId: DUNDEE }), 'as a contact of lead LA'),
    mutation(
      'contactAnswerIntention',
      async () => ({ input: { contactId: await intendVisit(world), answer: 'AGREED', text: 'Do.' } }),
      'intended by other LA, awaiting an answer',
    ),
    intended('contactWithdrawIntention', { reason }),
    intended('contactMarkMade', { ...made, deviationReason: reason }),
    intended('contactMarkNotMade', { reason }),
    recorded('contactRecordOutcome', { results: ['VERBAL_ADVICE'] }),
    recorded('contactPlanFollowUp', followUp),
    mutation(
      'contactCompleteFollowUp',
      async () => {
        const contactId = await record(world);
        await world.carryOut('contactPlanFollowUp', { contactId, ...followUp }, world.caller('other LA OFFICER'));
        return { input: { contactId, number: 1, doneOn: '2006-06-01' } };
      },
      'made by other LA',
    ),
    recorded('contactAmend', { ...asked, ...made, summary: 'Looked at the other yard.', reason }),
  ];
}
