import { EvidenceFormatError, NOTE_ALGORITHM, parseVerifierKey, type NoteVerifierKey } from '#platform/ledger';
import { isWitnessAddress, WITNESS_ADDRESS_RULE } from './witness-address.js';
import {
  NO_QUORUM,
  type PolicyGroup,
  type PolicyLog,
  type PolicyWitness,
  type WitnessPolicy,
} from './witness-policy.js';

/** A line of a policy is not what it should be. The message begins with its number. */
export class WitnessPolicyError extends Error {
  override readonly name = 'WitnessPolicyError';
}

const MOST_BYTES = 64 * 1024;
/** Of logs, of witnesses and of groups; the specification asks for 32 at least. */
const MOST_LINES_OF_A_KIND = 100;

/** @throws WitnessPolicyError naming the first line that is wrong */
export function parseWitnessPolicy(text: string): WitnessPolicy {
  if (Buffer.byteLength(text) > MOST_BYTES) {
    throw new WitnessPolicyError(`The policy is longer than ${MOST_BYTES} bytes.`);
  }
  const reader = new PolicyReader();
  for (const [index, line] of text.split('\n').entries()) {
    const words = line.split(/[ \t]+/).filter((word) => word !== '');
    if (words.length === 0 || words[0]?.startsWith('#')) continue;
    try {
      if (/[^\P{Cc}\t]/u.test(line)) throw new WitnessPolicyError('holds a control character');
      reader.take(words);
    } catch (error) {
      if (!(error instanceof WitnessPolicyError || error instanceof EvidenceFormatError)) throw error;
      throw new WitnessPolicyError(`Line ${index + 1} of the policy: ${error.message.replace(/\.$/, '')}.`);
    }
  }
  return reader.policy();
}

class PolicyReader {
  readonly #logs: PolicyLog[] = [];
  readonly #witnesses: PolicyWitness[] = [];
  readonly #groups: PolicyGroup[] = [];
  /** A witness counts in one place only: what is a member already cannot be one again. */
  readonly #members = new Set<string>();
  #quorum: string | undefined;

  take([kind = '', ...words]: readonly string[]): void {
    if (kind === 'log') this.#takeLog(words);
    else if (kind === 'witness') this.#takeWitness(words);
    else if (kind === 'group') this.#takeGroup(words);
    else if (kind === 'quorum') this.#takeQuorum(words);
    else throw new WitnessPolicyError(`"${kind}" is none of log, witness, group and quorum`);
  }

  policy(): WitnessPolicy {
    if (this.#quorum === undefined) throw new WitnessPolicyError('The policy has no line "quorum".');
    return { logs: this.#logs, witnesses: this.#witnesses, groups: this.#groups, quorum: this.#quorum };
  }

  #takeLog([keyText, url, ...rest]: readonly string[]): void {
    if (keyText === undefined || rest.length > 0) throw new WitnessPolicyError('a log is "log <verifier key> [<url>]"');
    const key = parseVerifierKey(keyText);
    if (key.algorithm !== NOTE_ALGORITHM.ed25519) throw new WitnessPolicyError('this is not the key of a log');
    assertNew(key, this.#logs);
    assertRoom(this.#logs);
    this.#logs.push({ key, ...(url === undefined ? {} : { url: checkedAddress(url) }) });
  }

  #takeWitness([name, keyText, url, ...rest]: readonly string[]): void {
    if (name === undefined || keyText === undefined || rest.length > 0) {
      throw new WitnessPolicyError('a witness is "witness <name> <verifier key> [<url>]"');
    }
    this.#assertFree(name);
    const key = parseVerifierKey(keyText);
    if (key.algorithm !== NOTE_ALGORITHM.cosignature) throw new WitnessPolicyError('this is not the key of a witness');
    assertNew(key, this.#witnesses);
    assertRoom(this.#witnesses);
    this.#witnesses.push({ name, key, ...(url === undefined ? {} : { url: checkedAddress(url) }) });
  }

  #takeGroup([name, count, ...members]: readonly string[]): void {
    if (name === undefined || count === undefined || members.length === 0) {
      throw new WitnessPolicyError('a group is "group <name> all|any|<number> <member> …"');
    }
    this.#assertFree(name);
    for (const [index, member] of members.entries()) {
      this.#assertKnown(member);
      if (this.#members.has(member) || members.indexOf(member) !== index) {
        throw new WitnessPolicyError(`${member} is a member of a group already`);
      }
    }
    assertRoom(this.#groups);
    this.#groups.push({ name, threshold: thresholdOf(count, members.length), members });
    for (const member of members) this.#members.add(member);
  }

  #takeQuorum([name, ...rest]: readonly string[]): void {
    if (name === undefined || rest.length > 0) throw new WitnessPolicyError('the quorum is "quorum <name>"');
    if (this.#quorum !== undefined) throw new WitnessPolicyError('the quorum is given twice');
    if (name !== NO_QUORUM) this.#assertKnown(name);
    this.#quorum = name;
  }

  #assertFree(name: string): void {
    if (name === NO_QUORUM || this.#knows(name)) throw new WitnessPolicyError(`the name ${name} is taken`);
  }

  #assertKnown(name: string): void {
    if (!this.#knows(name)) throw new WitnessPolicyError(`no witness and no group above is named ${name}`);
  }

  #knows(name: string): boolean {
    return [...this.#witnesses, ...this.#groups].some((each) => each.name === name);
  }
}

function assertNew(key: NoteVerifierKey, known: readonly { readonly key: NoteVerifierKey }[]): void {
  if (known.some((each) => each.key.publicKey.equals(key.publicKey))) {
    throw new WitnessPolicyError('this key is in the policy already');
  }
}

function assertRoom(lines: readonly unknown[]): void {
  if (lines.length >= MOST_LINES_OF_A_KIND) {
    throw new WitnessPolicyError(`there are more than ${MOST_LINES_OF_A_KIND} lines of this kind`);
  }
}

function checkedAddress(url: string): string {
  if (!isWitnessAddress(url)) throw new WitnessPolicyError(`the address ${WITNESS_ADDRESS_RULE}`);
  return url;
}

function thresholdOf(count: string, members: number): number {
  if (count === 'any') return 1;
  if (count === 'all') return members;
  const threshold = /^[1-9]\d{0,5}$/.test(count) ? Number(count) : 0;
  if (threshold >= 1 && threshold <= members) return threshold;
  throw new WitnessPolicyError(`of ${members} members, "all", "any" or a number from 1 to ${members} can be asked for`);
}
