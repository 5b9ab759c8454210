import type { Position } from '#platform/event-store';
import type { PartnershipTree, RecordedCheckpoint } from './ledger.js';
import { SqliteLedgerTree, type TreeParts } from './sqlite-ledger-tree.js';
import type { TreeRow } from './store/ledger-tables.js';

/** First line of the checkpoints of a partnership's tree. */
export function partnershipOrigin(origin: string, partnershipId: string): string {
  return `${origin}/partnerships/${partnershipId}`;
}

/** The tree of a partnership as it was when it was asked for. */
export class SqlitePartnershipTree extends SqliteLedgerTree implements PartnershipTree {
  readonly partnershipId: string;
  readonly recorded: RecordedCheckpoint | undefined;

  constructor(parts: TreeParts, origin: string, { tree, name, size, checkpointedSize, checkpointedAt }: TreeRow) {
    super(parts, partnershipOrigin(origin, name), tree, () => size);
    this.partnershipId = name;
    this.recorded =
      checkpointedAt === null ? undefined : { size: checkpointedSize, position: checkpointedAt as Position };
  }
}
