import { HSE } from './callers.js';
import { byId, byNode, creation, field, inList, mutation, reading, type MatrixCase } from './cases.js';
import type { MatrixWorld } from './world.js';

const reason = 'For the matrix.';
const general = { topic: 'core principles', question: 'What are they?', askedBy: 'A duty officer' };
const specific = { topic: 'their training', question: 'How do they train?', askedBy: 'A duty officer' };

export async function enquiryCases(world: MatrixWorld): Promise<readonly MatrixCase[]> {
  return [...(await enquiryReads(world)), ...enquiryMutations(world)];
}

function receive(world: MatrixWorld, name: string, input: Readonly<Record<string, unknown>>): Promise<string> {
  return world.begin('enquiry', 'enquiryReceive', input, { caller: world.caller(name) });
}

const period = 'from: "2006-01-01", to: "2006-12-31"';

/** About the organisation: routed to its account manager. */
function aboutTheOrganisation(world: MatrixWorld) {
  return { ...specific, organisationId: world.organisationId };
}

async function enquiryReads(world: MatrixWorld): Promise<readonly MatrixCase[]> {
  const from = async (name: string, what: string, input: Readonly<Record<string, unknown>>) => ({
    id: await receive(world, name, input),
    state: `${what}, from ${name.replace(/ [A-Z_]+$/, '')}`,
  });
  const about = 'about the organisation';
  const enquiries = [
    await from('other LA OFFICER', 'general', general),
    await from('organisation REPRESENTATIVE', 'general', general),
    await from('other LA OFFICER', about, aboutTheOrganisation(world)),
    await from('organisation REPRESENTATIVE', about, aboutTheOrganisation(world)),
    {
      id: await receive(world, 'organisation WORKER_REPRESENTATIVE', aboutTheOrganisation(world)),
      state: `${about}, from its workers`,
    },
  ];
  return [
    ...enquiries.flatMap((enquiry) => [
      byId('enquiry', enquiry),
      byNode(enquiry),
      inList('enquiries(first: 100)', enquiry),
      inList('enquiriesRoutedToMe(first: 100)', enquiry),
      field('Enquiry', 'routedOfficer name', enquiry),
    ]),
    // Forbidden to whoever may not see the enquiries that are counted.
    reading('enquiryStatistics', `(${period}) { answers }`, 'of general enquiries'),
    reading('enquiryStatistics', `(organisationId: "${world.organisationId}", ${period}) { answers }`, about),
  ];
}

function enquiryMutations(world: MatrixWorld): readonly MatrixCase[] {
  const kinds = {
    'general, from other LA': () => receive(world, 'other LA OFFICER', { ...general, ...named(world) }),
    'about the organisation, from other LA': () => receive(world, 'other LA OFFICER', aboutTheOrganisation(world)),
    'about the organisation, from organisation': () =>
      receive(world, 'organisation REPRESENTATIVE', aboutTheOrganisation(world)),
    'about the organisation, from its workers': () =>
      receive(world, 'organisation WORKER_REPRESENTATIVE', aboutTheOrganisation(world)),
  };
  return [
    creation('enquiryReceive', () => general, 'about the scheme'),
    creation('enquiryReceive', () => aboutTheOrganisation(world), 'about the organisation'),
    ...Object.entries(kinds).flatMap(([state, make]) => {
      const fresh = (name: string, fields: Record<string, unknown>): MatrixCase =>
        mutation(name, async () => ({ input: { enquiryId: await make(), ...fields } }), state);
      return [
        fresh('enquirySort', { kind: state.startsWith('general') ? 'ORGANISATION_SPECIFIC' : 'GENERAL', reason }),
        fresh('enquiryReroute', { route: { kind: 'AUTHORITY', authorityId: HSE }, reason }),
        fresh('enquiryAnswer', { text: 'Thus.' }),
        fresh('enquiryWithdraw', { reason }),
      ];
    }),
  ];
}

function named(world: MatrixWorld) {
  return { organisationId: world.organisationId };
}
