import { afterEach, describe, expect, it } from '@jest/globals';
import type { Lease } from '#platform/coordination';
import {
  MemoryEventStore,
  type EventId,
  type EventToAppend,
  type Position,
  type StreamName,
} from '#platform/event-store';
import {
  generateSignerKey,
  LedgerContradictsLogError,
  LedgerKeysError,
  NOTE_ALGORITHM,
  signNote,
  SqliteLedger,
  verifierKeyText,
  type LedgerKeys,
} from '#platform/ledger';
import { deriveId, deriveUuid } from '#platform/values';
import { LedgerWitnesses, parseWitnessPolicy } from '#platform/witness';
import { EvidenceSharing } from './evidence-sharing.js';
import { MemoryEvidenceExchange } from './memory-evidence-exchange.fixture.js';

const stream = deriveId('thing', 'spec') as string as StreamName;
const witness = generateSignerKey('witness.example', NOTE_ALGORITHM.cosignature);
const policy = parseWitnessPolicy(`witness one ${verifierKeyText(witness)} https://witness.example\nquorum one\n`);

function logKeys(...earlier: readonly LedgerKeys['active'][]): LedgerKeys {
  const active = generateSignerKey('concordat.example/log', NOTE_ALGORITHM.ed25519);
  return { origin: active.name, active, verifiers: [active, ...earlier] };
}

function eventOf(name: string): EventToAppend {
  const encoder = new TextEncoder();
  return {
    id: deriveUuid('spec-event', name) as EventId,
    type: 'things.ThingHappened.v1',
    data: encoder.encode(JSON.stringify({ name })),
    metadata: encoder.encode('{}'),
  };
}

async function logOf(...names: readonly string[]): Promise<MemoryEventStore> {
  const store = new MemoryEventStore({ clock: () => new Date('2006-03-21T09:00:00.000Z') });
  for (const name of names) await store.append(stream, 'any', [eventOf(name)]);
  return store;
}

class SpecLease implements Lease {
  readonly name = 'evidence';
  epoch = 1;
  constructor(public isHeld: boolean) {}
  onChange = () => () => undefined;
}

describe('Processes on one log', () => {
  const stops: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0).toReversed()) await stop();
  });

  async function processOn(
    store: MemoryEventStore,
    exchange: MemoryEvidenceExchange,
    { keys, isHeld }: { readonly keys: LedgerKeys; readonly isHeld: boolean },
  ) {
    const faults: unknown[] = [];
    const lease = new SpecLease(isHeld);
    const log = { info: () => undefined, error: (fields: object) => void faults.push(fields) };
    const sharing = new EvidenceSharing({ exchange, lease, log });
    const ledger = new SqliteLedger({
      store,
      file: ':memory:',
      keys,
      clock: () => new Date('2006-03-21T09:00:00.000Z'),
      log,
      record: async () => 0 as Position,
      pauseMs: 1,
      known: () => sharing.known(keys),
    });
    stops.push(() => ledger.stop());
    const settings = { policy, intervalMs: 60_000, timeoutMs: 1 };
    const witnesses = new LedgerWitnesses({ ...settings, ledger, report: log, now: () => new Date(), others: sharing });
    await ledger.start();
    sharing.start({ ledger, witnesses });
    stops.push(() => sharing.stop());
    await ledger.requireUpTo(await store.head());
    return { ledger, sharing, witnesses, lease, faults };
  }

  /** Looks again until it is so. */
  async function until(exchange: MemoryEvidenceExchange, isSo: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await isSo())) {
      exchange.call();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  it('publish what the holder of the lease has signed, and nobody else', async () => {
    const [exchange, keys] = [new MemoryEvidenceExchange(), logKeys()];
    const store = await logOf('a', 'b');
    await processOn(store, exchange, { keys, isHeld: false });
    exchange.call();
    expect(await exchange.newest()).toBeUndefined();
    const holder = await processOn(store, exchange, { keys, isHeld: true });
    await until(exchange, async () => (await exchange.newest()) === holder.ledger.checkpoint()?.note);
    await store.append(stream, 'any', [eventOf('c')]);
    await holder.ledger.requireUpTo(3);
    await until(exchange, async () => (await exchange.newest()) === holder.ledger.checkpoint()?.note);
    expect(holder.ledger.size).toBe(3);
  });

  it.each([
    ['was cut', ['a', 'b']],
    ['holds another event', ['a', 'x', 'c']],
    ['holds another event and went on', ['a', 'x', 'c', 'd', 'e']],
  ])('start on no log that %s since it was signed, although their ledgers are new', async (_what, names) => {
    const [exchange, keys] = [new MemoryEvidenceExchange(), logKeys()];
    const holder = await processOn(await logOf('a', 'b', 'c'), exchange, { keys, isHeld: true });
    await until(exchange, async () => (await exchange.newest()) === holder.ledger.checkpoint()?.note);
    const other = await logOf(...names);
    await expect(processOn(other, exchange, { keys, isHeld: false })).rejects.toThrow(LedgerContradictsLogError);
  });

  it('start on the log that went on since, with an earlier key too, and with no other', async () => {
    const [exchange, keys] = [new MemoryEvidenceExchange(), logKeys()];
    const holder = await processOn(await logOf('a', 'b'), exchange, { keys, isHeld: true });
    await until(exchange, async () => (await exchange.newest()) === holder.ledger.checkpoint()?.note);
    const grown = await logOf('a', 'b', 'c');
    expect((await processOn(grown, exchange, { keys, isHeld: false })).ledger.size).toBe(3);
    const rotated = logKeys(keys.active);
    expect((await processOn(grown, exchange, { keys: rotated, isHeld: false })).ledger.size).toBe(3);
    await expect(processOn(grown, exchange, { keys: logKeys(), isHeld: false })).rejects.toThrow(LedgerKeysError);
    const renamed = { ...keys, origin: 'another.example/log' };
    await expect(processOn(grown, exchange, { keys: renamed, isHeld: false })).rejects.toThrow(LedgerKeysError);
  });

  it('take over cosignatures, once their ledgers are as far, and how the witnesses are', async () => {
    const [exchange, keys] = [new MemoryEvidenceExchange(), logKeys()];
    const store = await logOf('a', 'b');
    const holder = await processOn(store, exchange, { keys, isHeld: true });
    const checkpoint = holder.ledger.checkpointAt(2);
    const text = checkpoint.note.slice(0, checkpoint.note.lastIndexOf('\n\n') + 1);
    const cosignature = signNote(text, witness, 1_142_935_200);
    await exchange.keep(2, cosignature);
    const late = await processOn(await logOf('a'), exchange, { keys, isHeld: false }).catch((error: unknown) => error);
    expect(late).toBeInstanceOf(LedgerContradictsLogError);
    const other = await processOn(store, exchange, { keys, isHeld: false });
    await until(exchange, () => other.ledger.cosigned(1).length === 1);
    expect(other.witnesses.signersOf(other.ledger.checkpointAt(2))).toHaveLength(1);
    expect(other.witnesses.newestWitnessed()?.size).toBe(2);
    await until(exchange, () => other.witnesses.statuses().length === 1);
    expect(other.witnesses.statuses()).toEqual([{ name: 'one', key: expect.objectContaining({}), state: 'WAITING' }]);
    expect([...holder.faults, ...other.faults]).toEqual([]);
  });

  it('say once that what they share is away, however often they look', async () => {
    const [exchange, keys] = [new MemoryEvidenceExchange(), logKeys()];
    const holder = await processOn(await logOf('a'), exchange, { keys, isHeld: true });
    await until(exchange, async () => (await exchange.newest()) !== undefined);
    let looks = 0;
    exchange.read = async () => {
      looks += 1;
      throw new Error('away');
    };
    await until(exchange, () => looks === 10);
    expect(holder.faults).toHaveLength(1);
  });

  it('ask no witness before they have come as far as the one that had the lease before', async () => {
    const [exchange, keys] = [new MemoryEvidenceExchange(), logKeys()];
    const store = await logOf('a');
    const next = await processOn(store, exchange, { keys, isHeld: false });
    // Another process has gone on: it has published three, of which this one has seen one.
    const ahead = await processOn(await logOf('a', 'b', 'c'), new MemoryEvidenceExchange(), { keys, isHeld: false });
    await exchange.publish(3, ahead.ledger.checkpointAt(3).note);
    next.lease.isHeld = true;
    expect(next.sharing.isOurs()).toBe(false);
    exchange.call();
    await new Promise((resolve) => setImmediate(resolve));
    expect(next.sharing.isOurs()).toBe(false);
    for (const name of ['b', 'c']) await store.append(stream, 'any', [eventOf(name)]);
    await next.ledger.requireUpTo(3);
    await until(exchange, () => next.sharing.isOurs());
    next.lease.epoch = 3;
    expect(next.sharing.isOurs()).toBe(false);
  });
});
