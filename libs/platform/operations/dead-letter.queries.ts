import { connectionOf, type Connection, type ConnectionArguments } from '#platform/graphql';
import type { DeadLetter } from '#platform/projections';
import type { Session } from '#platform/sessions';

/** The platform's own table beside those of the contexts. */
interface DeadLetterTables {
  readonly dead_letter: DeadLetter;
}

/** By projection, then in the order of the log. */
export function listDeadLetters(
  session: Session,
  page: ConnectionArguments,
  projection: string | null | undefined,
): Promise<Connection<DeadLetter>> {
  let query = session.tables<DeadLetterTables>().selectFrom('dead_letter').selectAll();
  if (projection) query = query.where('projection', '=', projection);
  return connectionOf(query, { by: ['projection', 'position'], direction: 'asc' }, page);
}
