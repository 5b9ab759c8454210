import { isForOperator } from '#platform/engine';
import { ConfigurationError, StartError } from '#platform/service';

/** What an operator can remove is said in a sentence; everything else is a fault, with its place. */
export function startFailure(error: unknown): string {
  if (error instanceof ConfigurationError || error instanceof StartError || isForOperator(error)) return error.message;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `The service cannot start because of a fault: ${text}`;
}
