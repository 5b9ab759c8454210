import { byId, byNode, creation, field, inList, mutation, type MatrixCase } from './cases.js';
import type { MatrixWorld } from './world.js';

const reason = 'For the matrix.';
const general = { topic: 'core principles', question: 'What are they?', askedBy: 'A duty officer' };
const wording = { topic: 'core principles', title: 'The core principles', text: 'There are several.' };

export async function enquiryCases(world: MatrixWorld): Promise<readonly MatrixCase[]> {
  return [...(await enquiryReads(world)), ...enquiryMutations(world), ...(await standardAnswerCases(world))];
}

async function enquiryReads(world: MatrixWorld): Promise<readonly MatrixCase[]> {
  const from = async (name: string) => ({
    id: await receive(world, name, general),
    state: `general, from ${name.replace(/ [A-Z_]+$/, '')}`,
  });
  const enquiries = [await from('other LA OFFICER'), await from('organisation REPRESENTATIVE')];
  return [
    ...enquiries.flatMap((enquiry) => [
      byId('enquiry', enquiry),
      byNode(enquiry),
      inList('enquiries(first: 100)', enquiry),
    ]),
    statistics('of general enquiries', null),
    statistics('of the organisation', world.organisationId),
  ];
}

/** Forbidden to whoever may not see the enquiries that are counted. */
function statistics(state: string, organisationId: string | null): MatrixCase {
  return {
    kind: 'query',
    name: 'enquiryStatistics',
    state,
    query: `query ($id: ID) {
      shown: enquiryStatistics(organisationId: $id, from: "2006-01-01", to: "2030-01-01") { answers }
    }`,
    variables: { id: organisationId },
    shows: ({ shown }: { shown: object | null }) => shown !== null,
  };
}

function enquiryMutations(world: MatrixWorld): readonly MatrixCase[] {
  const fresh = (name: string, fields: Record<string, unknown>): MatrixCase =>
    mutation(
      name,
      async () => ({ input: { enquiryId: await receive(world, 'other LA OFFICER', general), ...fields } }),
      'general, from other LA',
    );
  return [
    creation('enquiryReceive', () => general, 'about the scheme'),
    creation('enquiryReceive', () => ({ ...general, organisationId: world.organisationId }), 'about the organisation'),
    fresh('enquirySort', { kind: 'GENERAL', reason }),
    fresh('enquiryReroute', { route: { kind: 'CENTRAL' }, reason }),
    fresh('enquiryAnswer', { text: 'Thus.' }),
    fresh('enquiryWithdraw', { reason }),
  ];
}

async function standardAnswerCases(world: MatrixWorld): Promise<readonly MatrixCase[]> {
  const draft = async () => world.begin('standard-answer', 'standardAnswerDraft', wording, asLead(world));
  const published = async () => {
    const standardAnswerId = await draft();
    await world.carryOut('standardAnswerPublish', { standardAnswerId }, asLead(world).caller);
    return standardAnswerId;
  };
  const inDraft = { id: await draft(), state: 'never published' };
  const revised = { id: await published(), state: 'published, with a newer draft' };
  const newer = { ...wording, text: 'There are more.' };
  await world.carryOut('standardAnswerRevise', { standardAnswerId: revised.id, ...newer }, asLead(world).caller);
  const fresh = (name: string, make: () => Promise<string>, fields: Record<string, unknown>): MatrixCase =>
    mutation(name, async () => ({ input: { standardAnswerId: await make(), ...fields } }));
  return [
    ...[inDraft, revised].flatMap((answer) => [
      byId('standardAnswer', answer),
      byNode(answer),
      inList('standardAnswers(first: 100)', answer),
      field('StandardAnswer', 'draft text', answer),
    ]),
    creation('standardAnswerDraft', () => wording),
    fresh('standardAnswerRevise', published, newer),
    fresh('standardAnswerPublish', draft, {}),
    fresh('standardAnswerWithdraw', published, { reason }),
  ];
}

function asLead(world: MatrixWorld) {
  return { caller: world.caller('HSE LEAD') };
}

function receive(world: MatrixWorld, name: string, input: Readonly<Record<string, unknown>>): Promise<string> {
  return world.begin('enquiry', 'enquiryReceive', input, { caller: world.caller(name) });
}
