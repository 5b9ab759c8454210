import { DUNDEE } from './callers.js';
import type { MatrixCase } from './cases.js';
import type { MatrixWorld } from './world.js';

const isShown = ({ shown }: { readonly shown: object | null }) => shown !== null;

/** The past, as those who ask had it, and as others did. */
export function asAtCases({ organisationId }: MatrixWorld): readonly MatrixCase[] {
  return [
    {
      kind: 'query',
      name: 'compare',
      state: 'an organisation, at the first event and now',
      query: 'query ($id: ID!) { shown: compare(id: $id, before: { position: "1" }, after: {}) { id } }',
      variables: { id: organisationId },
      shows: isShown,
    },
    {
      kind: 'query',
      name: '@asAt',
      state: 'an organisation',
      query: `query ($id: ID!) @asAt(effective: "2100-01-01T00:00:00Z") { shown: organisation(id: $id) { id } }`,
      variables: { id: organisationId },
      shows: isShown,
    },
    {
      kind: 'query',
      name: '@whatWasSeen',
      state: 'by Dundee',
      query: `query ($id: ID!) @whatWasSeen(party: "${DUNDEE}") { shown: organisation(id: $id) { id } }`,
      variables: { id: organisationId },
      shows: isShown,
    },
  ];
}
