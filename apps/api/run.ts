import 'reflect-metadata';
import { isForOperator } from '#platform/engine';
import { ConfigurationError, createLog, readConfiguration, StartError, type Environment } from '#platform/service';
import { startService } from './service.js';

const KEY_BESIDE =
  'The keys of personal data are locked with a key in the data folder itself, which is for trials only: set CONCORDAT_KEY_ENCRYPTION_KEY_FILE';
const SIGNED_BESIDE =
  'The evidence ledger is signed with a key in the data folder itself, which is for trials only: set CONCORDAT_EVIDENCE_KEY_FILE';

/** Starts the service as the environment says; ends the process with 1, saying why, when that cannot be. */
export async function run(environment: Environment): Promise<void> {
  try {
    const configuration = readConfiguration(environment);
    const log = createLog({ level: configuration.logLevel });
    if (!configuration.keys.keyEncryptionKey) log.warn(KEY_BESIDE);
    if (!configuration.evidence.ledgerKeys) log.warn(SIGNED_BESIDE);
    const { url } = await startService({ configuration, log });
    log.info({ url, dataFolder: configuration.dataFolder, node: process.versions.node }, 'Concordat is ready');
  } catch (error) {
    process.stderr.write(`${startFailure(error)}\n`);
    process.exit(1);
  }
}

/** What an operator can remove is said in a sentence; everything else is a fault, with its place. */
export function startFailure(error: unknown): string {
  if (error instanceof ConfigurationError || error instanceof StartError || isForOperator(error)) return error.message;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `The service cannot start because of a fault: ${text}`;
}
