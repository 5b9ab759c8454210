import type { MatrixCase, QueryCase } from './cases.js';
import type { MatrixWorld } from './world.js';

interface Shown {
  readonly shown: { readonly nodes: readonly { readonly content: string }[] } | null;
}

/** Histories of a contact of the other LA with the organisation, and of everything. */
export async function historyCases(world: MatrixWorld): Promise<readonly MatrixCase[]> {
  const contactId = await world.begin(
    'contact',
    'contactRecord',
    {
      organisationId: world.organisationId,
      topic: 'workplace transport',
      purpose: 'VISIT',
      madeOn: '2006-06-01',
      channel: 'VISIT',
      withWhom: 'Store manager',
    },
    { caller: world.caller('other LA OFFICER') },
  );
  const query = 'query ($objectId: ID) { shown: history(objectId: $objectId) { nodes { content } } }';
  const ofContact = { kind: 'query', name: 'history', query, variables: { objectId: contactId } } as const;
  return [
    { ...ofContact, state: 'that a contact was made by other LA', shows: hasEvents },
    { ...ofContact, state: 'contents of a contact made by other LA', shows: hasContents },
    { kind: 'query', name: 'history', state: 'of everything', query, variables: {}, shows: hasEvents },
  ] satisfies readonly QueryCase[];
}

function hasEvents({ shown }: Shown): boolean {
  return (shown?.nodes.length ?? 0) > 0;
}

function hasContents({ shown }: Shown): boolean {
  return shown?.nodes.some(({ content }) => content === 'SHOWN') ?? false;
}
