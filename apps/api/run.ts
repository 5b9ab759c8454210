import 'reflect-metadata';
import { createLog, readConfiguration, type Environment } from '#platform/service';
import { startFailure } from '../process/start-failure.js';
import { startService } from './service.js';

const KEY_BESIDE =
  'The keys of personal data are locked with a key in the data folder itself, which is for trials only: set CONCORDAT_KEY_ENCRYPTION_KEY_FILE';
const SIGNED_BESIDE =
  'The evidence ledger is signed with a key in the data folder itself, which is for trials only: set CONCORDAT_EVIDENCE_KEY_FILE';

/** Starts the service as the environment says; ends the process with 1, saying why, when that cannot be. */
export async function run(environment: Environment): Promise<void> {
  try {
    const configuration = readConfiguration(environment);
    const { engine } = configuration;
    const log = createLog({ level: configuration.logLevel });
    if (!configuration.keys.keyEncryptionKey) log.warn(KEY_BESIDE);
    if (!configuration.evidence.ledgerKeys) log.warn(SIGNED_BESIDE);
    const { url, graceful } = await startService({ configuration, log });
    // Told to stop before there was a worker to wait for, it was never ready.
    if (!graceful.isStopping) log.info({ url, engine: engine.kind, node: process.versions.node }, 'Concordat is ready');
  } catch (error) {
    process.stderr.write(`${startFailure(error)}\n`);
    process.exit(1);
  }
}
