import { creation, reading, type MatrixCase } from './cases.js';
import type { MatrixWorld } from './world.js';

/** Hashes are for everybody; what they are hashes of, and the trees of partnerships, are not. */
export async function evidenceCases(world: MatrixWorld): Promise<readonly MatrixCase[]> {
  const { partnershipOfOrganisation } = await world.read<{ partnershipOfOrganisation: { id: string } }>(
    'query ($id: ID!) { partnershipOfOrganisation(organisationId: $id) { id } }',
    { id: world.organisationId },
  );
  const partnershipId = partnershipOfOrganisation.id;
  return [
    reading('evidence', '{ origin }'),
    shown('leaf entry', 'inclusion(position: "1") { shown: leafEntry }'),
    shown('proof', 'inclusion(position: "1") { shown: leafHash }'),
    shown('of a partnership', `partnership(id: "${partnershipId}") { shown: partnershipId }`),
    creation('partnershipEvidenceRecord', () => ({ partnershipId })),
  ];
}

/** Does a part of the evidence show the field that is called `shown`? */
function shown(state: string, part: string): MatrixCase {
  return {
    kind: 'query',
    name: 'evidence',
    state,
    query: `{ evidence { part: ${part} } }`,
    variables: {},
    shows: ({ evidence: { part: found } }: { evidence: { part: { shown: unknown } | null } }) =>
      found !== null && found.shown !== null,
  };
}
