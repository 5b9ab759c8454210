import { join } from 'node:path';
import { BundleFolder, bundleSourceOf, exportBundle, verifyBundle, writeBundle } from '#platform/evidence-bundle';
import { MemoryEventStore, type EventToAppend, type StreamName } from '#platform/event-store';
import { localLedgerKeys, SqliteLedger } from '#platform/ledger';
import { sampleEvent, sampleStreams } from '../append/sample-event.js';
import { defineProgram } from '../fresh-process.js';
import type { VerifyFigures, VerifyInput } from './verify.input.js';

const EVENTS_PER_APPEND = 250;
const STREAMS = 1_000;
/** Of one partnership in so many events. */
const PARTNERSHIPS = 50;

/** Writes a bundle of a whole log and checks it, as `concordat verify` does. */
export const verifyBundleProgram = defineProgram(
  import.meta.url,
  async ({ folder, events }: VerifyInput): Promise<VerifyFigures> => {
    const bundle = join(folder, 'bundle');
    const exporting = await seconds(() => writeSample(folder, bundle, events));
    const before = process.cpuUsage();
    const checking = await seconds(async () => {
      const verification = await verifyBundle(await BundleFolder.open(bundle));
      if (verification.outcome === 'fault') throw new Error(JSON.stringify(verification.fault));
    });
    const { user, system } = process.cpuUsage(before);
    return {
      perSecond: events / checking,
      cores: (user + system) / 1e6 / checking,
      exportPerSecond: events / exporting,
    };
  },
);

async function writeSample(folder: string, bundle: string, events: number): Promise<void> {
  const clock = () => new Date();
  const store = new MemoryEventStore({ clock });
  const streams = sampleStreams(STREAMS) as StreamName[];
  for (let written = 0; written < events; written += EVENTS_PER_APPEND) {
    const stream = streams[(written / EVENTS_PER_APPEND) % STREAMS] ?? ('' as StreamName);
    await store.append(stream, 'any', sampleEvents(Math.min(EVENTS_PER_APPEND, events - written)));
  }
  const quiet = { info: () => undefined, error: () => undefined };
  const file = join(folder, 'ledger.db');
  const ledger = new SqliteLedger({
    store,
    file,
    keys: localLedgerKeys(join(folder, 'ledger.key'), file),
    clock,
    log: quiet,
    record: () => Promise.reject(new Error('Nothing is recorded here.')),
    pauseMs: 0,
  });
  await ledger.start();
  await ledger.requireUpTo(events, 600_000);
  await writeBundle(
    bundle,
    exportBundle(
      bundleSourceOf({ store, ledger, clock }, async () => undefined),
      { scope: { kind: 'all' } },
    ),
  );
  await ledger.stop();
}

function sampleEvents(count: number): EventToAppend[] {
  return Array.from({ length: count }, (_, index) => {
    const { id, type, data, metadata } = sampleEvent();
    const partnershipId = `partnership-${index % PARTNERSHIPS}`;
    return {
      id: id as EventToAppend['id'],
      type,
      data: Buffer.from(data),
      metadata: Buffer.from(JSON.stringify({ ...JSON.parse(metadata), partnershipId })),
    };
  });
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
