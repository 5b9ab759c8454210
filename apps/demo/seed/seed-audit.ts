import type { Caller } from '#platform/access';
import { deriveId, deriveUuid, digestOf } from '#platform/values';
import { organisationIdOf } from './seed-organisations.js';
import type { Seeder } from './seeder.js';

const AUDITOR: Caller = {
  party: { kind: 'AUDITOR', id: 'auditor' },
  subject: 'demonstration-auditor',
  roles: new Set(['AUDITOR']),
  client: 'demonstration',
};

/** The auditor has read the history of an organisation: that is on record. */
export async function seedAudit(seeder: Seeder): Promise<void> {
  const document = 'query History($id: ID) { history(organisationId: $id) { nodes { title recordedAt } } }';
  await seeder.give(AUDITOR, deriveId('audit-readings', 'demonstration', seeder.today), 'BeginReading', {
    readingId: deriveUuid('demonstration', 'reading'),
    kind: 'OPERATION',
    name: 'History',
    fields: ['history'],
    document: digestOf(document),
    variables: digestOf({ id: organisationIdOf('asda') }),
    ids: [organisationIdOf('asda')],
    asked: [],
  });
}
