import type { NoteVerifierKey } from '#platform/ledger';

/** A log that the policy is about; it may have several keys, one line each. */
export interface PolicyLog {
  readonly key: NoteVerifierKey;
  readonly url?: string;
}

export interface PolicyWitness {
  /** Within the policy only: what groups and the quorum call it. */
  readonly name: string;
  readonly key: NoteVerifierKey;
  /** Where it takes `add-checkpoint`. */
  readonly url?: string;
}

/** Met when at least `threshold` of its members are. */
export interface PolicyGroup {
  readonly name: string;
  readonly threshold: number;
  /** Names of witnesses, or of groups above it. */
  readonly members: readonly string[];
}

/**
 * Who watches over a log, and which of them must have cosigned a checkpoint before it is believed
 * (https://c2sp.org/tlog-policy).
 */
export interface WitnessPolicy {
  readonly logs: readonly PolicyLog[];
  readonly witnesses: readonly PolicyWitness[];
  readonly groups: readonly PolicyGroup[];
  /** A witness or a group; `none`: no cosignature is asked for. */
  readonly quorum: string;
}

export const NO_QUORUM = 'none';

export type QuorumVerdict =
  | { readonly outcome: 'met' }
  /** A sentence that names the groups and witnesses that are short. */
  | { readonly outcome: 'short'; readonly reason: string };

/** @param signers the keys whose cosignatures were checked and hold */
export function judgeQuorum(policy: WitnessPolicy, signers: readonly NoteVerifierKey[]): QuorumVerdict {
  if (policy.quorum === NO_QUORUM) return { outcome: 'met' };
  const signed = new Set(policy.witnesses.filter(({ key }) => signers.some((each) => isSameKey(each, key))));
  const shortfall = shortfallOf(policy, policy.quorum, new Set([...signed].map(({ name }) => name)));
  return shortfall === undefined ? { outcome: 'met' } : { outcome: 'short', reason: `${shortfall}.` };
}

/** The policy as who checks a checkpoint asks for it: whose signatures count, and who is short. */
export interface QuorumRule {
  readonly witnesses: readonly NoteVerifierKey[];
  /** @returns a sentence that says who is short; `undefined` when enough have signed */
  shortfall(signers: readonly NoteVerifierKey[]): string | undefined;
}

export function quorumRuleOf(policy: WitnessPolicy): QuorumRule {
  return {
    witnesses: policy.witnesses.map(({ key }) => key),
    shortfall: (signers) => {
      const verdict = judgeQuorum(policy, signers);
      return verdict.outcome === 'met' ? undefined : verdict.reason;
    },
  };
}

/** Key ids are short: somebody could make another key that has the same one. */
export function isSameKey(one: NoteVerifierKey, other: NoteVerifierKey): boolean {
  return one.name === other.name && one.publicKey.equals(other.publicKey);
}

/** Groups refer to what stands above them only, so that this comes to an end. */
function shortfallOf(policy: WitnessPolicy, name: string, signed: ReadonlySet<string>): string | undefined {
  const group = policy.groups.find((each) => each.name === name);
  if (!group) return signed.has(name) ? undefined : `${name} has not signed`;
  const faults = group.members
    .map((member) => shortfallOf(policy, member, signed))
    .filter((fault) => fault !== undefined);
  const met = group.members.length - faults.length;
  if (met >= group.threshold) return undefined;
  return `${name} has ${met} of the ${group.threshold} that it needs (${faults.join('; ')})`;
}
