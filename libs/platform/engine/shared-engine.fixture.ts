import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemCaller } from '#platform/access';
import type { CommandOutcome, CommandRequest } from '#platform/event-sourcing';
import { generateSignerKey, NOTE_ALGORITHM, type LedgerKeys } from '#platform/ledger';
import { keyEncryptionKeyFrom, type KeyEncryptionKey } from '#platform/privacy';
import { deriveUuid } from '#platform/values';
import { tallyAggregate } from '../event-sourcing/tally.fixture.js';
import type { Engine } from './engine.js';
import { openSharedEngine, type SharedEngineOptions } from './shared-engine.js';
import { talliesContext, tallyOf, type OpenTables } from './tallies-context.fixture.js';

/** Processes on one PostgreSQL database, all within this one. */
export class SharedEngineBench {
  readonly folder = mkdtempSync(join(tmpdir(), 'concordat-shared-'));
  readonly ledgerKeys = specLedgerKeys();
  readonly logged: { readonly fields: object; readonly message: string }[] = [];
  readonly #engines: Engine[] = [];

  constructor(readonly connectionString: string) {}

  options(changes: Partial<SharedEngineOptions> = {}): SharedEngineOptions {
    const settings = { connectionString: this.connectionString, poolSize: 4 };
    const record = (fields: object, message: string) => void this.logged.push({ fields, message });
    return {
      log: { kind: 'postgresql', settings },
      readModels: settings,
      keys: settings,
      subjectKeys: { keyEncryptionKey: specKeyEncryptionKey(1) },
      ledgerKeys: this.ledgerKeys,
      worker: false,
      migrate: true,
      contexts: [talliesContext()],
      clock: () => new Date('2006-03-21T09:00:00.000Z'),
      report: { info: record, error: record },
      onFault: (fault) => record({ fault }, 'fault'),
      ...changes,
    };
  }

  /** Opens one, and does not start it. */
  async open(changes: Partial<SharedEngineOptions> = {}): Promise<Engine> {
    const engine = await openSharedEngine(this.options(changes));
    this.#engines.push(engine);
    return engine;
  }

  async worker(changes: Partial<SharedEngineOptions> = {}): Promise<Engine> {
    const engine = await this.open({ worker: true, ...changes });
    await engine.start();
    engine.startDuties();
    return engine;
  }

  async close(): Promise<void> {
    await Promise.all(this.#engines.splice(0).map((engine) => engine.stop()));
    rmSync(this.folder, { recursive: true });
  }
}

export function specLedgerKeys(): LedgerKeys {
  const active = generateSignerKey('concordat.example/log', NOTE_ALGORITHM.ed25519);
  return { origin: active.name, active, verifiers: [active] };
}

export function specKeyEncryptionKey(byte: number): KeyEncryptionKey {
  const key = keyEncryptionKeyFrom(Buffer.alloc(32, byte).toString('base64'));
  if (key === undefined) throw new Error('32 bytes are a key.');
  return key;
}

/** Opens a tally, which falls due at a time. */
export function openTally(engine: Engine, name: string, dueAt: string): Promise<CommandOutcome> {
  const request: CommandRequest = {
    stream: tallyOf(name),
    type: 'OpenTally',
    input: { owner: dueAt },
    commandId: deriveUuid('open', name),
    caller: systemCaller('spec'),
    correlationId: 'spec',
  };
  return engine.commands.run(tallyAggregate, request);
}

/** Which tallies are open, as this process sees it. */
export async function openTalliesOf(engine: Engine): Promise<readonly string[]> {
  using session = await engine.sessions.open(systemCaller('spec'));
  const rows = await session.tables<OpenTables>().selectFrom('open_tally').select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
}
