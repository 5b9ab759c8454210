/** Several processes cannot share their work on this database. Says what to do. */
export class CoordinationError extends Error {
  override readonly name: string = 'CoordinationError';
}
