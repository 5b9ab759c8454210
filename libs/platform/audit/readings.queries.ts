import { visibleRows } from '#platform/access';
import { connectionOf, type Connection, type ConnectionArguments } from '#platform/graphql';
import type { Session } from '#platform/sessions';
import type { ReadingRow, ReadingTables } from './readings.projection.js';

export interface ReadingFilter {
  readonly subject?: string | null;
  readonly objectId?: string | null;
}

/** What auditors asked for, the newest first. */
export function listReadings(
  session: Session,
  { subject, objectId }: ReadingFilter,
  page: ConnectionArguments,
): Promise<Connection<ReadingRow>> {
  let query = session
    .tables<ReadingTables>()
    .selectFrom('audit_reading')
    .selectAll()
    .where(visibleRows(session.ability, 'read', 'AuditReading'));
  if (subject) query = query.where('subject', '=', subject);
  if (objectId) {
    query = query.where('position', 'in', (of) =>
      of.selectFrom('audit_reading_object').select('position').where('objectId', '=', objectId),
    );
  }
  return connectionOf(query, { by: ['position'], direction: 'desc' }, page);
}
