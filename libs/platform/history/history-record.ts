import type { Difference } from './differences.js';
import type { HistoryEntry } from './history-reader.js';
import { labelOf, titleOf } from './plain-words.js';

/** An event in an export: the same in JSON Lines as in the API, without what can be looked up. */
export interface HistoryRecord {
  readonly position: number;
  readonly id: string;
  readonly objectId: string;
  readonly revision: number;
  readonly type: string;
  readonly title: string;
  readonly recordedAt: string;
  readonly effectiveAt: string | null;
  readonly partyKind: string;
  readonly partyId: string;
  readonly subject: string | null;
  readonly officerId: string | null;
  readonly roles: readonly string[];
  readonly clientSystem: string;
  readonly organisationId: string | null;
  readonly partnershipId: string | null;
  readonly content: HistoryEntry['content'];
  readonly reason: string | null;
  readonly differences: readonly Difference[];
  readonly commandId: string;
  readonly commandType: string;
  readonly correlationId: string;
  readonly causationId: string | null;
}

export async function historyRecord(entry: HistoryEntry): Promise<HistoryRecord> {
  const { event, storedType, content } = entry;
  const { actor, effectiveAt, organisationId, partnershipId, commandId, commandType } = event.metadata;
  return {
    position: event.position,
    id: event.id,
    objectId: event.stream,
    revision: event.revision,
    type: storedType,
    title: titleOf(event.type),
    recordedAt: event.recordedAt,
    effectiveAt: effectiveAt ?? null,
    partyKind: actor.party.kind,
    partyId: actor.party.id,
    subject: content === 'SHOWN' ? actor.subject : null,
    officerId: actor.officerId ?? null,
    roles: actor.roles,
    clientSystem: actor.client,
    organisationId: organisationId ?? null,
    partnershipId: partnershipId ?? null,
    content,
    reason: entry.reason,
    differences: await entry.differences(),
    commandId,
    commandType,
    correlationId: event.metadata.correlationId,
    causationId: event.metadata.causationId ?? null,
  };
}

const COLUMNS = [
  'position',
  'recordedAt',
  'effectiveAt',
  'title',
  'objectId',
  'revision',
  'partyKind',
  'partyId',
  'subject',
  'officerId',
  'roles',
  'clientSystem',
  'reason',
  'differences',
  'content',
  'organisationId',
  'partnershipId',
  'type',
  'id',
  'commandType',
  'commandId',
  'correlationId',
  'causationId',
] as const satisfies readonly (keyof HistoryRecord)[];

/** The heading of each column. */
export const HISTORY_COLUMNS: readonly string[] = COLUMNS.map((column) => labelOf([column]));

/** The cells of a record, in the order of the columns. */
export function historyCells(record: HistoryRecord): readonly (string | number | null)[] {
  return COLUMNS.map((column) => {
    if (column === 'differences') return record.differences.map(inWords).join('; ');
    if (column === 'roles') return record.roles.join(' ');
    return record[column];
  });
}

function inWords({ label, before, after, withheld }: Difference): string {
  if (withheld) return `${label}: withheld`;
  if (before === null) return `${label}: ${after ?? ''}`;
  return after === null ? `${label}: no longer ${before}` : `${label}: ${after} (was ${before})`;
}
