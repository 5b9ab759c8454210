import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { bundleSourceOf, exportBundle, publishedEventSchema, verifyBundle } from '#platform/evidence-bundle';
import {
  generateSignerKey,
  NOTE_ALGORITHM,
  parseNote,
  parseTlogProof,
  verifierKeyText,
  verifyNote,
  type LedgerKeys,
  type NoteSignerKey,
} from '#platform/ledger';
import {
  largestWitnessed,
  parseWitnessPolicy,
  quorumRuleOf,
  serveWitness,
  signingWith,
  Witness,
  type RunningWitnessServer,
  type WitnessPolicy,
} from '#platform/witness';
import { WitnessStore } from '../../libs/platform/witness/witness-store.js';
import { BundleInMemory } from '../../libs/platform/evidence-bundle/bundle-in-memory.fixture.js';
import { run } from '../../apps/cli/program.js';
import { commandsOf } from '../support/commands.js';
import { DUNDEE, makePartnershipWorld, type PartnershipWorld } from '../support/partnership-world.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const NOW = new Date('2006-03-21T09:00:00Z');
const OPERATOR: TestCaller = { name: 'operator', party: { kind: 'OPERATOR', id: 'operator' }, roles: ['OPERATOR'] };
const NAMES = ['hse', 'dundee', 'auditor'] as const;

interface EvidenceAnswer {
  readonly evidence: {
    readonly witnesses: readonly {
      name: string;
      verifierKey: string;
      state: string;
      signedSize: number;
      reason: string;
    }[];
    readonly witnessedCheckpoint: { readonly size: number } | null;
    readonly checkpoint: {
      readonly size: number;
      readonly cosignatures: readonly { readonly witness: string; readonly at: string }[];
      readonly quorum: { readonly met: boolean; readonly reason: string | null };
    };
  };
}

const EVIDENCE = `{ evidence {
  witnesses { name verifierKey state signedSize reason }
  witnessedCheckpoint { size }
  checkpoint { size cosignatures { witness at } quorum { met reason } }
} }`;

describe('Witnesses of the evidence ledger', () => {
  const keys = new Map(NAMES.map((name) => [name, generateSignerKey(`${name}.example`, NOTE_ALGORITHM.cosignature)]));
  const logKey = generateSignerKey('log.example/concordat', NOTE_ALGORITHM.ed25519);
  const ledgerKeys: LedgerKeys = { origin: logKey.name, active: logKey, verifiers: [logKey] };
  const servers = new Map<string, RunningWitnessServer>();
  let policy: WitnessPolicy;
  let service: TestService;
  let world: PartnershipWorld;
  const { accepted } = commandsOf(() => service, ['partnership']);

  beforeEach(async () => {
    for (const [name, key] of keys) servers.set(name, await startWitness(key));
    policy = policyOf('all');
    service = await start();
    world = await makePartnershipWorld(() => service);
  });

  afterEach(async () => {
    await service.close();
    await Promise.all([...servers.values()].map((server) => server.close()));
  });

  function startWitness(key: NoteSignerKey): Promise<RunningWitnessServer> {
    const store = WitnessStore.create(':memory:');
    const witness = new Witness({ store, logKeys: [logKey], clock: () => NOW, sign: signingWith(key) });
    return serveWitness({ witness, host: '127.0.0.1', port: 0, onFault: () => undefined });
  }

  function policyOf(count: string): WitnessPolicy {
    return parseWitnessPolicy(policyText(count));
  }

  function policyText(count: string): string {
    const lines = [...keys].map(([name, key]) => `witness ${name} ${verifierKeyText(key)} ${servers.get(name)?.url}`);
    return `log ${verifierKeyText(logKey)}\n${lines.join('\n')}\ngroup everybody ${count} ${NAMES.join(' ')}\nquorum everybody`;
  }

  function start(): Promise<TestService> {
    const witnesses = { policy, intervalMs: 60_000, timeoutMs: 5_000 };
    return startService(() => NOW, {}, { ledgerKeys, witnesses });
  }

  async function firstCheckpoint(): Promise<void> {
    const { ledger } = service.engine;
    if (!ledger.checkpoint()) await new Promise<void>((resolve) => void ledger.onCheckpoint(() => resolve()));
  }

  /** What the status of the service and its health say of the record. */
  function noticeKinds(): readonly string[] {
    return service.engine.integrityStatus(service.engine.ledger.size)?.notices.map(({ kind }) => kind) ?? [];
  }

  async function round(): Promise<void> {
    await service.engine.ledger.requireUpTo(await service.engine.store.head());
    await service.engine.witnesses?.round();
  }

  async function evidence(): Promise<EvidenceAnswer['evidence']> {
    // Not an auditor's, which would be put on record and let the log grow.
    const answer = await service.as(OPERATOR)<EvidenceAnswer>(EVIDENCE);
    expect(answer.errors).toBeUndefined();
    return answer.data.evidence;
  }

  it('sign what is served, and the API says who has signed', async () => {
    await round();
    const shown = await evidence();
    const { size } = shown.checkpoint;
    expect(shown.witnesses).toEqual(
      [...keys].map(([name, key]) => ({
        name,
        verifierKey: verifierKeyText(key),
        state: 'SIGNED',
        signedSize: size,
        reason: null,
      })),
    );
    const at = NOW.toISOString();
    expect([...shown.checkpoint.cosignatures].sort((a, b) => (a.witness < b.witness ? -1 : 1))).toEqual([
      { witness: 'auditor', at },
      { witness: 'dundee', at },
      { witness: 'hse', at },
    ]);
    expect(shown.checkpoint.quorum).toEqual({ met: true, reason: null });
    expect(shown.witnessedCheckpoint).toEqual({ size });
    expect(noticeKinds()).toEqual([]);
    for (const path of ['checkpoint', 'witnessed-checkpoint']) {
      const note = await (await fetch(`${service.url}/evidence/${path}`)).text();
      expect(verifyNote(parseNote(note), [logKey, ...keys.values()])).toHaveLength(4);
    }
  });

  it('have signed what a proof leads to, also when the log has grown since', async () => {
    await round();
    const { size } = (await evidence()).checkpoint;
    await accepted(world.dundeeLead, 'partnershipPropose', {
      organisationId: world.organisationId,
      leadSide: 'LOCAL_AUTHORITY',
      leadAuthorityId: DUNDEE,
      sector: 'Retail',
      bothEnforce: true,
    });
    await service.engine.ledger.requireUpTo(await service.engine.store.head());
    expect((await evidence()).checkpoint.size).toBeGreaterThan(size);
    const query = `query Prove($size: NonNegativeInt!) { evidence { inclusion(position: "1", size: $size) {
      text checkpoint { size quorum { met } } } } }`;
    const answer = await service.as(world.auditor)<{
      readonly evidence: { readonly inclusion: { readonly text: string; readonly checkpoint: object } };
    }>(query, { size });
    expect(answer.data.evidence.inclusion.checkpoint).toEqual({ size, quorum: { met: true } });
    const note = parseNote(parseTlogProof(answer.data.evidence.inclusion.text).checkpoint);
    expect(verifyNote(note, [...keys.values()])).toHaveLength(3);
  });

  it('have signed what the console checks at a service, also while they have yet to sign the newest', async () => {
    await round();
    const { size } = (await evidence()).checkpoint;
    // That an auditor asked is put on record: the log has grown.
    await service.as(world.auditor)(EVIDENCE);
    await service.engine.ledger.requireUpTo(await service.engine.store.head());
    expect(service.engine.ledger.size).toBeGreaterThan(size);
    const folder = temporaryFolder();
    try {
      const file = join(folder.path, 'policy');
      writeFileSync(file, policyText('all'));
      const said = await verifyByConsole('--policy', file);
      expect(said).toMatchObject({ exitCode: 0, text: expect.stringContaining(`checkpoint    ${size} events`) });
      expect(said.text.match(/^witness /gm)).toHaveLength(3);
      const stranger = verifierKeyText(generateSignerKey('stranger.example', NOTE_ALGORITHM.cosignature));
      writeFileSync(file, `log ${verifierKeyText(logKey)}\nwitness stranger ${stranger}\nquorum stranger`);
      expect(await verifyByConsole('--policy', file)).toMatchObject({
        exitCode: 4,
        text: expect.stringContaining('stranger has not signed'),
      });
      expect(await verifyByConsole('--complete-up-to', '99999')).toMatchObject({
        exitCode: 4,
        text: expect.stringContaining('not 99999: what came after may have been left out'),
      });
    } finally {
      folder.remove();
    }
  });

  async function verifyByConsole(...args: readonly string[]): Promise<{ exitCode: number; text: string }> {
    let text = '';
    const stream = { write: (written: string) => void (text += written) };
    service.as(world.auditor);
    const exitCode = await run(
      ['node', 'concordat', 'verify', '--url', service.url, ...args],
      { CONCORDAT_TOKEN: world.auditor.name },
      { stdout: stream, stderr: stream },
    );
    return { exitCode, text };
  }

  it('that are short of the quorum are named, and what they have not signed is not passed off as witnessed', async () => {
    await servers.get('dundee')?.close();
    await round();
    const shown = await evidence();
    expect(shown.checkpoint.quorum).toEqual({
      met: false,
      reason: 'everybody has 2 of the 3 that it needs (dundee has not signed).',
    });
    expect(shown.witnessedCheckpoint).toBeNull();
    expect(shown.witnesses.map(({ state }) => state)).toEqual(['SIGNED', 'UNAVAILABLE', 'SIGNED']);
    expect(shown.witnesses[1]?.reason).toContain('ECONNREFUSED');
    const toOthers = await service.as(world.representative)<EvidenceAnswer>(EVIDENCE);
    expect(toOthers.data.evidence.witnesses[1]).toMatchObject({ state: 'UNAVAILABLE', reason: null });
    expect((await fetch(`${service.url}/evidence/witnessed-checkpoint`)).status).toBe(404);
    // So that the other tests can close it.
    servers.set('dundee', await startWitness(generateSignerKey('x', NOTE_ALGORITHM.cosignature)));
  });

  it('see a log that was written anew with the true signing key', async () => {
    await round();
    const genuine = service.engine.ledger.size;
    await service.close();
    service = await start();
    world = await makePartnershipWorld(() => service);
    await round();
    const shown = await evidence();
    expect(shown.checkpoint.size).toBe(genuine);
    for (const { state, reason } of shown.witnesses) {
      expect([state, reason]).toEqual(['CONTRADICTED', '409 Not cosigned: two roots for the same size.']);
    }
    expect(noticeKinds()).toEqual(Array.from({ length: 3 }, () => 'DIFFERS_FROM_KNOWN'));
    expect(shown.checkpoint.cosignatures).toEqual([]);
    expect(shown.checkpoint.quorum.met).toBe(false);
  });

  it('see a log that went back, and show what it was', async () => {
    await round();
    const genuine = service.engine.ledger.size;
    await service.close();
    service = await start();
    await firstCheckpoint();
    await round();
    const shown = await evidence();
    expect(shown.checkpoint.size).toBe(0);
    for (const { state, reason } of shown.witnesses) {
      const expected = `It shows a checkpoint of ${genuine} entries that this log has signed, and the log has 0: it is an older state.`;
      expect([state, reason]).toEqual(['AHEAD', expected]);
    }
    expect(noticeKinds()).toEqual(Array.from({ length: 3 }, () => 'OLDER_THAN_KNOWN'));
    const asked = [...keys].map(([name, key]) => ({ key, url: servers.get(name)?.url ?? '' }));
    const log = { origin: logKey.name, keys: [logKey] };
    const largest = await largestWitnessed(asked, log, AbortSignal.timeout(5_000));
    expect(largest?.size).toBe(genuine);
  });

  it('sign what is exported, so that it can be checked offline against the policy', async () => {
    const bundle = await exported();
    const quorum = quorumRuleOf(policy);
    const verified = await verifyBundle(bundle, { keys: [logKey], quorum });
    expect(verified).toMatchObject({ outcome: 'verified', report: { witnesses: { length: 3 } } });
  });

  it('let a log that was rewritten be found offline, also by one checkpoint that a witness shows', async () => {
    await round();
    await service.close();
    service = await start();
    world = await makePartnershipWorld(() => service);
    const rewritten = await exported();
    // On its own it is without a fault: the true key has signed it.
    expect(await verifyBundle(rewritten, { keys: [logKey] })).toMatchObject({ outcome: 'verified' });
    const short = await verifyBundle(rewritten, { keys: [logKey], quorum: quorumRuleOf(policy) });
    expect(short).toMatchObject({ outcome: 'fault', fault: { kind: 'QUORUM_SHORT' } });
    const asked = [...keys].map(([name, key]) => ({ key, url: servers.get(name)?.url ?? '' }));
    const log = { origin: logKey.name, keys: [logKey] };
    const shown = await largestWitnessed(asked, log, AbortSignal.timeout(5_000));
    const known = [{ place: 'the witness', note: shown?.note ?? '' }];
    const found = await verifyBundle(rewritten, { keys: [logKey], known });
    expect(found).toMatchObject({ outcome: 'fault', fault: { kind: 'LOG_FORKED' } });
  });

  async function exported(): Promise<BundleInMemory> {
    const source = bundleSourceOf(service.engine, publishedEventSchema);
    return BundleInMemory.of(exportBundle(source, { scope: { kind: 'all' } }));
  }

  it('are for every party to see, and come with a policy about this log only', async () => {
    const answer = await service.as(world.representative)<EvidenceAnswer>(EVIDENCE);
    expect(answer.errors).toBeUndefined();
    const other = generateSignerKey('other.example', NOTE_ALGORITHM.ed25519);
    policy = parseWitnessPolicy(`log ${verifierKeyText(other)}\nquorum none`);
    await expect(start()).rejects.toThrow('The policy on witnesses is about other logs');
  });
});
