import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import pg from 'pg';
import { SealingSuspendedError, SubjectErasedError } from '#platform/event-sourcing';
import { SchemaMismatchError } from '#platform/postgres';
import { describeWithPostgresql } from '../../../../test/support/with-postgresql.js';
import {
  KeyDamagedError,
  KeyStoreAccessError,
  KeyStoreBusyError,
  KeyStoreOfAnotherLogError,
  KeyUnknownError,
} from '../key-store.errors.js';
import { officer } from '../key-store.fixture.js';
import { describeSubjectKeys, openedBy } from '../subject-keys.contract.js';
import { PostgresKeyBench } from './postgres-key-bench.fixture.js';
import type { PostgresKeyRing } from './postgres-key-ring.js';

const ANNE = officer('Anne');
const BEN = officer('Ben');
const NAMES = Array.from({ length: 200 }, (_, index) => officer(String(index)));
/** Hears nothing, and does not look by itself. */
const DEAF = { signals: { on: () => () => undefined }, timings: { everyMs: 3_600_000, goneAfterMs: 400 } };

describeWithPostgresql('In PostgreSQL', (cluster) => {
  describeSubjectKeys('in PostgreSQL', () => PostgresKeyBench.make(cluster()));

  let bench: PostgresKeyBench;
  beforeEach(async () => {
    bench = await PostgresKeyBench.make(cluster());
  });
  afterEach(() => bench.close());

  async function withKeyOf(subject: string, ring: PostgresKeyRing): Promise<string> {
    await ring.prepare([subject]);
    return ring.keyFor(subject).id;
  }

  it('each subject has one key, however many processes make it at the same time', async () => {
    const rings = await Promise.all([bench.open(), bench.open(), bench.open()]);
    await Promise.all(rings.map((ring, index) => ring.prepare(index === 1 ? NAMES.toReversed() : NAMES)));
    for (const name of NAMES) expect(new Set(rings.map((ring) => ring.keyFor(name).id)).size).toBe(1);
    expect(await rings[0]?.status()).toMatchObject({ subjectKeys: NAMES.length });
  });

  it('all processes have the same key of fingerprints, and keep it through a rotation', async () => {
    const [one, other] = await Promise.all([bench.open(), bench.open()]);
    expect(one.storeId).toBe(other.storeId);
    expect(one.fingerprintKey.equals(other.fingerprintKey)).toBe(true);
    await one.rotate();
    expect((await bench.open()).fingerprintKey.equals(other.fingerprintKey)).toBe(true);
  });

  it('a fence holds in every process when it is there', async () => {
    const [one, other] = [await bench.open(), await bench.open()];
    await withKeyOf(ANNE, other);
    await one.fence([ANNE], 'erasure-1');
    expect(() => other.keyFor(ANNE)).toThrow(SubjectErasedError);
    await expect(other.prepare([ANNE])).rejects.toThrow('erasure-1');
  });

  it('a destruction is complete when every process has let go of the keys, and of what was read with them', async () => {
    const [one, other] = [await bench.open(), await bench.open()];
    const id = await withKeyOf(ANNE, other);
    const ben = await withKeyOf(BEN, other);
    const held = await other.load([id, ben]);
    let finish: () => void = () => undefined;
    const told = new Promise<readonly string[]>((resolve) => {
      other.onDestroyed(
        (subjects) =>
          new Promise<void>((done) => {
            finish = done;
            resolve(subjects);
          }),
      );
    });
    await one.fence([ANNE], 'erasure-1');
    expect(other.keyOf(id)).toBeDefined();
    let isComplete = false;
    const destroying = one.destroy([ANNE]).then(() => (isComplete = true));
    expect(await told).toEqual([ANNE]);
    expect(other.keyOf(id)).toBeUndefined();
    // Whoever waits has looked at least once more.
    await other.fencesOf([ANNE]);
    expect(isComplete).toBe(false);
    finish();
    await destroying;
    expect(other.keyOf(ben)).toBeDefined();
    expect(held.length).toBeGreaterThan(0);
  });

  it('a process that hears nothing stops using its keys before others stop waiting for it', async () => {
    const [one, deaf] = [await bench.open(), await bench.open(DEAF)];
    const id = await withKeyOf(ANNE, deaf);
    await one.fence([ANNE], 'erasure-1');
    expect(() => deaf.keyOf(id)).toThrow(SealingSuspendedError);
    expect(() => deaf.keyFor(ANNE)).toThrow(SealingSuspendedError);
    await one.destroy([ANNE]);
    expect(await openedBy(deaf, id)).toBeUndefined();
    await expect(deaf.prepare([ANNE])).rejects.toThrow(SubjectErasedError);
  });

  it('a process that went is not waited for', async () => {
    const [one, other] = [await bench.open(), await bench.open()];
    await other.close();
    expect(await bench.query('select * from concordat_keys.holder')).toHaveLength(1);
    await one.fence([ANNE], 'erasure-1');
  });

  it('no key is at hand after its destruction, whoever was reading it', async () => {
    const [one, other] = [await bench.open(), await bench.open({ cachedKeys: 1 })];
    const ben = await withKeyOf(BEN, one);
    for (const name of NAMES.slice(0, 20)) {
      const id = await withKeyOf(name, one);
      await one.fence([name], 'erasure-1');
      let isOver = false;
      const reading = (async () => {
        while (!isOver) {
          await Promise.all([other.load([id]), other.load([ben])]);
          await setImmediate();
        }
      })();
      await one.destroy([name]);
      isOver = true;
      await reading;
      const held = await other.load([id]);
      expect(other.keyOf(id)).toBeUndefined();
      expect(held.length).toBeGreaterThan(0);
    }
  });

  it('a key that was not loaded is not taken for one that is gone', async () => {
    const id = await withKeyOf(ANNE, await bench.open());
    const other = await bench.open();
    expect(() => other.keyOf(id)).toThrow('was not loaded');
  });

  it('keys stay at hand while somebody holds on to them, however many others are used meanwhile', async () => {
    const ring = await bench.open({ cachedKeys: 3 });
    const ids = await Promise.all(NAMES.slice(0, 20).map((name) => bench.open().then((one) => withKeyOf(name, one))));
    const held = await ring.load(ids);
    for (const id of ids) expect(ring.keyOf(id)?.id).toBe(id);
    expect(held.length).toBeGreaterThan(0);
  });

  it('a key that was never there is a fault, unless the operator said that it is lost', async () => {
    const id = 'A'.repeat(32);
    const ring = await bench.open();
    await expect(openedBy(ring, id)).rejects.toThrow(KeyUnknownError);
    expect(await ring.status()).toMatchObject({ unknownKeys: 1 });
    expect(await openedBy(await bench.open({ unknownKeys: 'forgotten' }), id)).toBeUndefined();
  });

  it('a damaged key keeps no other from being read', async () => {
    const one = await bench.open();
    const [anne, ben] = [await withKeyOf(ANNE, one), await withKeyOf(BEN, one)];
    await bench.query(`update concordat_keys.key_material set material = set_byte(material, 20, 1 # get_byte(material, 20))
      where number = (select number from concordat_keys.subject_key where subject = '${ANNE}')`);
    const ring = await bench.open();
    const held = await ring.load([anne, ben]);
    expect(() => ring.keyOf(anne)).toThrow(KeyDamagedError);
    expect(ring.keyOf(ben)).toBeDefined();
    expect(held.length).toBeGreaterThan(0);
  });

  it('a damaged key fails who asks for it, and nobody who asks for others at the same time, until it is mended', async () => {
    const one = await bench.open();
    await one.prepare([ANNE, BEN]);
    await bench.query('create table mended as select * from concordat_keys.key_material');
    await bench.query(`update concordat_keys.key_material set material = set_byte(material, 20, 1 # get_byte(material, 20))
      where number = (select number from concordat_keys.subject_key where subject = '${ANNE}')`);
    const ring = await bench.open();
    const asked = await Promise.allSettled([ring.prepare([ANNE]), ring.prepare([BEN]), ring.prepare([NAMES[0] ?? ''])]);
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    await expect(ring.prepare([ANNE, BEN])).rejects.toThrow(KeyDamagedError);
    expect(() => ring.keyFor(ANNE)).toThrow(KeyDamagedError);
    expect(ring.keyFor(BEN).subject).toBe(BEN);
    await bench.query(
      'update concordat_keys.key_material k set material = m.material from mended m where m.number = k.number',
    );
    await ring.prepare([ANNE]);
    expect(ring.keyFor(ANNE).id).toBe(one.keyFor(ANNE).id);
  });

  it('a damaged wrapping key is a fault for what it opens, and for nothing else, until it is mended', async () => {
    const one = await bench.open();
    const [anne, ben] = [await withKeyOf(ANNE, one), await withKeyOf(BEN, one)];
    await bench.query('create table before as select * from concordat_keys.wrapping_key');
    await bench.query('create table material as select * from concordat_keys.key_material');
    await one.rotate();
    // As if the rotation had not come to Anne's key: the older wrapping key is still there, and damaged.
    await bench.query(`update concordat_keys.key_material k set material = m.material from material m
      where m.number = k.number
        and k.number = (select number from concordat_keys.subject_key where subject = '${ANNE}')`);
    await bench.query(`update concordat_keys.wrapping_key w
      set wrapped = set_byte(b.wrapped, 20, 1 # get_byte(b.wrapped, 20)) from before b where b.version = w.version`);
    const told: object[] = [];
    const ring = await bench.open({ log: { error: (facts) => void told.push(facts) } });
    for (let time = 1; time <= 2; time += 1) {
      const held = await ring.load([anne, ben]);
      expect(() => ring.keyOf(anne)).toThrow(/wrapping key 1 .+ damaged/);
      expect(ring.keyOf(ben)).toBeDefined();
      expect(held.length).toBeGreaterThan(0);
    }
    await expect(ring.prepare([ANNE, BEN])).rejects.toThrow(KeyDamagedError);
    expect(ring.keyFor(BEN).subject).toBe(BEN);
    expect(await ring.damagedAmong([anne, ben])).toEqual([{ id: anne, damage: expect.any(KeyDamagedError) }]);
    expect(told).toEqual([{ keyId: anne, err: expect.any(KeyDamagedError) }]);
    await bench.query(
      'update concordat_keys.wrapping_key w set wrapped = b.wrapped from before b where b.version = w.version',
    );
    expect(await openedBy(ring, anne)).toBeDefined();
  });

  it('a store does not open when what everything new is wrapped with is damaged', async () => {
    const one = await bench.open();
    await one.prepare([ANNE]);
    // The key of fingerprints alone is wrapped with another one.
    await bench.query(`insert into concordat_keys.wrapping_key
      select 2, key_encryption_key, id, created_at, set_byte(wrapped, 20, 1 # get_byte(wrapped, 20))
      from concordat_keys.wrapping_key`);
    await bench.query('update concordat_keys.store set active_version = 2');
    await expect(bench.open()).rejects.toThrow(/wrapping key 2 .+ damaged/);
  });

  it('nothing of a destroyed key stays in the files of the database, nor of what wrapped it before a rotation', async () => {
    const ring = await bench.open();
    await ring.prepare([...NAMES, ANNE]);
    const anne = await bench.materialOf(ANNE);
    const kept = await bench.materialOf(NAMES[3] ?? '');
    expect((await bench.bytes()).includes(anne)).toBe(true);
    await ring.fence([ANNE], 'erasure-1');
    await ring.destroy([ANNE]);
    const left = await bench.bytes();
    expect(left.includes(anne)).toBe(false);
    expect(left.includes(kept)).toBe(true);
    await ring.rotate();
    expect((await bench.bytes()).includes(kept)).toBe(false);
    for (const name of NAMES) ring.keyFor(name);
  });

  it('a destruction is not said to be complete while somebody reads the old keys', async () => {
    const ring = await bench.open();
    await ring.prepare([ANNE]);
    await ring.fence([ANNE], 'erasure-1');
    const reader = new pg.Client(bench.settings);
    await reader.connect();
    await reader.query('begin; select * from concordat_keys.key_material');
    await expect(ring.destroy([ANNE])).rejects.toThrow(KeyStoreBusyError);
    expect(await ring.keysOf(ANNE)).toMatchObject([{ state: 'DESTROYED' }]);
    await reader.end();
    await ring.destroy([ANNE]);
  });

  it('a role that does not own the tables can do all of it, and take no fence away', async () => {
    const settings = await bench.asRole(`service_${randomUUID().replaceAll('-', '')}`);
    const ring = await bench.open({ settings });
    await ring.prepare([ANNE, BEN]);
    for (const subject of [ANNE, BEN]) {
      await ring.fence([subject], 'erasure-1');
      await ring.destroy([subject]);
      await ring.rotate();
    }
    await ring.prepare(NAMES.slice(0, 3));
    const client = new pg.Client(settings);
    await client.connect();
    await expect(client.query('delete from concordat_keys.fence')).rejects.toThrow('permission denied');
    await client.end();
    await expect(bench.query('delete from concordat_keys.fence')).rejects.toThrow('Fences stay for ever');
    await expect(bench.query('truncate concordat_keys.fence')).rejects.toThrow('Fences stay for ever');
  });

  it('a role that lacks privileges is told so, and what to do', async () => {
    const settings = await bench.asRole(`stranger_${randomUUID().replaceAll('-', '')}`, false);
    const opening = bench.open({ settings });
    await expect(opening).rejects.toThrow(KeyStoreAccessError);
    await expect(opening).rejects.toThrow('concordat migrate --grant-to');
  });

  it('the store remembers its log, and refuses another', async () => {
    await (await bench.open()).close();
    await (await bench.open({ logId: 'one' })).close();
    await (await bench.open({ logId: 'one' })).close();
    const opening = bench.open({ logId: 'other' });
    await expect(opening).rejects.toThrow(KeyStoreOfAnotherLogError);
    await expect(opening).rejects.toThrow('belongs to the log one');
  });

  it('a database without the tables is refused with what to do', async () => {
    const settings = { connectionString: await cluster().createDatabase() };
    await expect(bench.open({ settings })).rejects.toThrow(SchemaMismatchError);
  });

  it('a store that is put back to an earlier state while it is in use ends the process', async () => {
    let fault: unknown;
    const faulty = new Promise<void>((resolve) => {
      void bench
        .open({
          onFault: (found) => {
            fault = found;
            resolve();
          },
        })
        .then(async (ring) => {
          await ring.fence([ANNE], 'erasure-1');
          await bench.query('update concordat_keys.store set change = 0');
        });
    });
    await faulty;
    expect(fault).toBeInstanceOf(KeyStoreOfAnotherLogError);
  });

  it('broken connections are made again', async () => {
    const ring = await bench.open();
    const id = await withKeyOf(ANNE, ring);
    await bench.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'concordat%' and datname = current_database()",
    );
    await ring.prepare([BEN]);
    expect(ring.keyFor(BEN)).toBeDefined();
    expect(await openedBy(ring, id)).toBeDefined();
  });

  it('keys are made and loaded by all while one rotates', async () => {
    const [one, other] = [await bench.open(), await bench.open()];
    await one.prepare(NAMES);
    const late = Array.from({ length: 40 }, (_, index) => officer(`late ${index}`));
    const rotating = one.rotate();
    for (const name of late) await other.prepare([name]);
    await rotating;
    await one.rotate();
    const fresh = await bench.open();
    await fresh.prepare([...NAMES, ...late]);
    for (const name of late) expect(fresh.keyFor(name).id).toBe(other.keyFor(name).id);
    expect(await fresh.status()).toMatchObject({ rotationUnderWay: false, subjectKeys: NAMES.length + late.length });
  });

  it('one process rotates at a time', async () => {
    const [one, other] = [await bench.open(), await bench.open()];
    await one.prepare(NAMES);
    const both = await Promise.allSettled([one.rotate(), other.rotate()]);
    const refused = both.filter(({ status }) => status === 'rejected');
    for (const { reason } of refused as PromiseRejectedResult[]) expect(reason).toBeInstanceOf(KeyStoreBusyError);
    const fresh = await bench.open();
    await fresh.prepare(NAMES);
    expect(await fresh.status()).toMatchObject({ rotationUnderWay: false });
  });
});
