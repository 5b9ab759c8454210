import { readFileSync } from 'node:fs';
import { parseWitnessPolicy, WitnessPolicyError, type WitnessSettings } from '#platform/witness';
import type { CommonValues } from './configuration.variables.js';

export interface ReadWitnesses {
  readonly policy?: WitnessSettings['policy'];
  readonly faults: readonly string[];
}

type Own = Readonly<Record<string, string | undefined>>;

const NAME = 'CONCORDAT_WITNESS_POLICY_FILE';

/** A policy holds no secrets: its faults say what is wrong with it. */
export function readWitnesses(own: Own): ReadWitnesses {
  const file = own[NAME];
  if (file === undefined) return { faults: [] };
  try {
    return { policy: parseWitnessPolicy(readFileSync(file, 'utf8')), faults: [] };
  } catch (error) {
    if (error instanceof WitnessPolicyError) return { faults: [`The file of ${NAME} is no policy: ${error.message}`] };
    return { faults: [`The file of ${NAME} cannot be read.`] };
  }
}

export function witnessesOf(values: CommonValues, { policy }: ReadWitnesses): WitnessSettings | undefined {
  if (!policy) return undefined;
  return {
    policy,
    intervalMs: values.CONCORDAT_WITNESS_INTERVAL_SECONDS * 1000,
    timeoutMs: values.CONCORDAT_WITNESS_TIMEOUT_SECONDS * 1000,
  };
}
