import { readFileSync } from 'node:fs';
import { ConfigurationError } from './configuration.error.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The variables of the service that are set. */
export type Own = Readonly<Record<string, string | undefined>>;

/** Why keys must be given from outside; undefined where the engine may make them itself. */
export type KeysRequired = string | undefined;

export function keysRequired(environment: Environment): KeysRequired {
  // In production. And processes that share an engine must have the same keys, which none of them can make for the others.
  const engine = environment['CONCORDAT_ENGINE'];
  if (engine === 'postgresql' || engine === 'eventstoredb') return `with CONCORDAT_ENGINE=${engine}`;
  return environment['NODE_ENV'] === 'production' ? 'where NODE_ENV is production' : undefined;
}

/** Whether a secret is given, in a variable or in a file. */
export function isGiven(own: Own, name: string): boolean {
  return own[name] !== undefined || own[`${name}_FILE`] !== undefined;
}

/** A secret from a variable or from the file that another one names; the line end of the file does not belong to it. */
export function secretOf(own: Own, name: string, faults: string[]): string | undefined {
  const file = own[`${name}_FILE`];
  if (file === undefined) return own[name];
  if (own[name] !== undefined) faults.push(`${name} and ${name}_FILE are both set: give one of them.`);
  try {
    const secret = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
    if (secret === '') faults.push(`The file of ${name}_FILE is empty.`);
    return secret;
  } catch {
    faults.push(`The file of ${name}_FILE cannot be read.`);
    return undefined;
  }
}

/**
 * A secret that the console needs, apart from the rest of the configuration.
 * @throws ConfigurationError
 */
export function readSecret(environment: Environment, name: string): string {
  const faults: string[] = [];
  const secret = secretOf(environment, name, faults);
  if (faults.length > 0) throw new ConfigurationError(faults);
  if (secret) return secret;
  throw new ConfigurationError([`${name} or ${name}_FILE is required for this.`]);
}
