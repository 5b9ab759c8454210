import { openSharedEngine, type Engine } from '#platform/engine';
import { parseLedgerKeys } from '#platform/ledger';
import { LocalKeyEncryptionKey } from '#platform/privacy';
import { contexts } from '#domain';
import { silentLog } from '../synthetic-log/silent-log.js';

/** What all processes of an installation have in common. */
export interface Installation {
  readonly connectionString: string;
  /** As in CONCORDAT_EVIDENCE_KEY. */
  readonly evidenceKey: string;
}

export interface BenchEngineOptions extends Installation {
  /** Whether it keeps the read models, and makes the tables first. */
  readonly worker: boolean;
}

/** The same in all processes of a measurement, and of no use outside. */
const keyEncryptionKey = new LocalKeyEncryptionKey(Buffer.alloc(32, 1));

/** One process of an installation that has everything in one database. */
export function openBenchEngine({ connectionString, evidenceKey, worker }: BenchEngineOptions): Promise<Engine> {
  const settings = { connectionString };
  return openSharedEngine({
    log: { kind: 'postgresql', settings },
    readModels: settings,
    keys: settings,
    subjectKeys: { keyEncryptionKey },
    ledgerKeys: parseLedgerKeys(evidenceKey),
    worker,
    migrate: worker,
    contexts,
    report: silentLog,
    onFault: (error) => {
      throw error;
    },
  });
}
