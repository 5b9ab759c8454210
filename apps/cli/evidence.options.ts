import { readFileSync } from 'node:fs';
import type { KnownCheckpoint, VerifyOptions } from '#platform/evidence-bundle';
import { EvidenceFormatError, parseVerifierKey, type NoteVerifierKey } from '#platform/ledger';
import { parseWitnessPolicy, quorumRuleOf, WitnessPolicyError, type WitnessPolicy } from '#platform/witness';
import { OperationError, UsageError } from './exit-code.js';

/** What whoever checks evidence says on the command line. */
export interface EvidenceOptions {
  readonly keys?: string;
  readonly known?: readonly string[];
  readonly policy?: string;
  readonly completeUpTo?: string;
}

/** @throws OperationError naming the file that cannot be read or used */
export function verifyOptionsOf({ keys, known, policy, completeUpTo }: EvidenceOptions): VerifyOptions {
  const witnessed = policy === undefined ? undefined : readPolicy(policy);
  const trusted = keys === undefined ? logKeysOf(witnessed) : readKeys(keys);
  return {
    known: knownCheckpoints(known),
    ...(trusted && { keys: trusted }),
    ...(witnessed && { quorum: quorumRuleOf(witnessed) }),
    ...(completeUpTo !== undefined && { completeUpTo: positionOf(completeUpTo) }),
  };
}

export function knownCheckpoints(files: readonly string[] = []): readonly KnownCheckpoint[] {
  return files.map((file) => ({ place: file, note: readText(file) }));
}

function readKeys(file: string): readonly NoteVerifierKey[] {
  const lines = readText(file)
    .split('\n')
    .map((line) => line.trim());
  const keys = lines.flatMap((line, index) => {
    if (line === '' || line.startsWith('#')) return [];
    try {
      return [parseVerifierKey(line)];
    } catch (error) {
      if (!(error instanceof EvidenceFormatError)) throw error;
      throw new OperationError(`${file}, line ${index + 1}: ${error.message}`);
    }
  });
  if (keys.length === 0) throw new OperationError(`There is no verifier key in ${file}.`);
  return keys;
}

function readPolicy(file: string): WitnessPolicy {
  try {
    return parseWitnessPolicy(readText(file));
  } catch (error) {
    if (error instanceof WitnessPolicyError) throw new OperationError(`${file}: ${error.message}`);
    throw error;
  }
}

/** A policy that names logs says whose checkpoints are believed. */
function logKeysOf(policy: WitnessPolicy | undefined): readonly NoteVerifierKey[] | undefined {
  return policy && policy.logs.length > 0 ? policy.logs.map(({ key }) => key) : undefined;
}

function positionOf(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new UsageError('--complete-up-to takes a position of the log: a whole number from 1.');
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new OperationError(
      `The file ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
