import type { NamingFacts } from './message.commands.js';
import { quorumFor } from './message.quorum.js';

/** Who would have to confirm a version if it were put forward now. */
export interface QuorumPreview {
  readonly rule: string;
  readonly seats: readonly {
    readonly key: string;
    readonly label: string;
    readonly persons: number;
    readonly authorMayAgree: boolean;
  }[];
  /** Why it could not be put forward now, in sentences. */
  readonly obstacles: readonly string[];
}

export function previewOf(facts: readonly NamingFacts[]): QuorumPreview {
  const { rule, seats } = quorumFor(facts.flatMap((each) => (each.kind === 'READY' ? [each.organisation] : [])));
  return { rule, seats, obstacles: facts.flatMap(obstacle) };
}

function obstacle(facts: NamingFacts): readonly string[] {
  switch (facts.kind) {
    case 'READY':
      return [];
    case 'UNKNOWN':
      return ['An organisation that it names is not on record, or you may not know of it.'];
    case 'NO_ACTIVE_PARTNERSHIP':
      return [`${facts.name} has no active partnership.`];
    case 'NO_ACCOUNT_MANAGER':
      return [`Nobody is account manager of ${facts.name}.`];
  }
}
