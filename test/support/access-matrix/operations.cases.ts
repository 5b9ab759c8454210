import { creation, reading, type MatrixCase } from './cases.js';

/** What operators do; they see nothing of cases, and others nothing of the running of the service. */
export function operationsCases(): readonly MatrixCase[] {
  const projection = 'assistance-directory';
  return [
    reading('serviceStatus', '{ engine }'),
    reading('deadLetters', '{ nodes { position } }'),
    reading('keyStatus', '{ storeId }'),
    creation('keysRotate', () => ({})),
    creation('projectionRebuild', () => ({ projection })),
    creation('deadLettersRetry', () => ({ projection })),
  ];
}
