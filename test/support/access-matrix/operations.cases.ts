import { creation, type MatrixCase } from './cases.js';

/** What operators do; they see nothing of cases, and others nothing of the running of the service. */
export function operationsCases(): readonly MatrixCase[] {
  const projection = 'assistance-directory';
  return [
    {
      kind: 'query',
      name: 'serviceStatus',
      query: '{ shown: serviceStatus { engine } }',
      variables: {},
      shows: ({ shown }: { shown: object | null }) => shown !== null,
    },
    {
      kind: 'query',
      name: 'deadLetters',
      query: '{ shown: deadLetters { nodes { position } } }',
      variables: {},
      shows: ({ shown }: { shown: object | null }) => shown !== null,
    },
    creation('projectionRebuild', () => ({ projection })),
    creation('deadLettersRetry', () => ({ projection })),
  ];
}
