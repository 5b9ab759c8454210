import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import {
  GrowingTree,
  leafEntry,
  leafHash,
  parseCheckpoint,
  parseNote,
  parseTlogProof,
  parseVerifierKey,
  toBase64,
  verifyConsistency,
  verifyInclusion,
  verifyNote,
} from '#platform/ledger';
import type { Position, RecordedEvent } from '#platform/event-store';
import { naiveRoot } from '../../libs/platform/ledger/naive-tree.fixture.js';
import { commandsOf } from '../support/commands.js';
import { DUNDEE, makePartnershipWorld, type PartnershipWorld } from '../support/partnership-world.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const AUDITOR: TestCaller = { name: 'auditor', party: { kind: 'AUDITOR', id: 'auditor' }, roles: ['AUDITOR'] };
const OPERATOR: TestCaller = { name: 'operator', party: { kind: 'OPERATOR', id: 'operator' }, roles: ['OPERATOR'] };

interface Inclusion {
  readonly position: string;
  readonly index: number;
  readonly leafHash: string;
  readonly leafEntry: string | null;
  readonly hashes: string[];
  readonly checkpoint: { readonly size: number; readonly root: string; readonly note: string };
  readonly text: string;
}
interface Shown<Field> {
  readonly evidence: Field;
}

const INCLUSION = 'position index leafHash leafEntry hashes checkpoint { size root note } text';
const bytes = (text: string) => Buffer.from(text, 'base64');

describe('Evidence over HTTP', () => {
  let service: TestService;
  let world: PartnershipWorld;
  let partnershipId: string;
  const { accepted } = commandsOf(() => service, ['partnership']);

  beforeAll(async () => {
    service = await startService(() => new Date('2006-03-21T09:00:00Z'));
    world = await makePartnershipWorld(() => service);
    partnershipId = await accepted(world.dundeeLead, 'partnershipPropose', {
      organisationId: world.organisationId,
      leadSide: 'LOCAL_AUTHORITY',
      leadAuthorityId: DUNDEE,
      sector: 'Retail',
      bothEnforce: true,
    });
    await accepted(world.representative, 'partnershipBeginConsideration', { partnershipId });
  });
  afterAll(() => service.close());

  async function ask<Field>(
    as: TestCaller,
    fields: string,
    variables: Record<string, unknown> = {},
    types = '',
  ): Promise<Field> {
    const { data, errors } = await service.as(as)<Shown<Field>>(`query ${types} { evidence { ${fields} } }`, variables);
    expect(errors).toBeUndefined();
    return data.evidence;
  }

  async function errorOf(fields: string, as: TestCaller = AUDITOR): Promise<string> {
    const { errors } = await service.as(as)(`{ evidence { ${fields} } }`);
    return `${errors?.[0]?.extensions.code}: ${errors?.[0]?.message}`;
  }

  async function log(): Promise<readonly RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for await (const event of service.engine.store.readAll({ after: 0 as Position })) events.push(event);
    return events;
  }

  const get = (path: string, as?: TestCaller) => {
    if (as) service.as(as);
    return fetch(`${service.url}/evidence/${path}`, as ? { headers: { authorization: `Test ${as.name}` } } : {});
  };
  const text = async (path: string, as?: TestCaller) => (await get(path, as)).text();

  it('proves every event of the log to whoever asks', async () => {
    const events = await log();
    await service.engine.ledger.requireUpTo(events.length);
    for (const event of [events[0], events.at(-1), events[7]]) {
      const { inclusion } = await ask<{ inclusion: Inclusion }>(
        world.representative,
        `inclusion(eventId: $id) { ${INCLUSION} }`,
        { id: event?.id },
        '($id: UUID)',
      );
      expect(inclusion.position).toBe(String(event?.position));
      expect(inclusion.leafEntry).toBeNull();
      const leaf = leafHash(leafEntry(event ?? fail()));
      expect(inclusion.leafHash).toBe(toBase64(leaf));
      const proof = parseTlogProof(inclusion.text);
      const note = parseNote(proof.checkpoint);
      const { size, root } = parseCheckpoint(note.text);
      expect(verifyNote(note, service.engine.ledger.keys.verifiers)).toHaveLength(1);
      expect(verifyInclusion({ index: proof.index, size, leaf, root }, proof.hashes)).toEqual({ outcome: 'proved' });
    }
  });

  it('shows auditors what a leaf holds, and nobody else', async () => {
    const [first] = await log();
    const fields = 'inclusion(position: "1") { leafEntry leafHash }';
    const { inclusion } = await ask<{ inclusion: Inclusion }>(AUDITOR, fields);
    expect(inclusion.leafEntry).toBe(Buffer.from(leafEntry(first ?? fail())).toString());
    for (const as of [world.hseLead, world.representative, OPERATOR]) {
      expect(await ask(as, fields)).toEqual({ inclusion: { leafEntry: null, leafHash: inclusion.leafHash } });
    }
  });

  it('shows that the log goes on from what it was', async () => {
    const before = await ask<{ checkpoint: { size: number; root: string } }>(OPERATOR, 'checkpoint { size root }');
    await accepted(world.representative, 'partnershipAgree', { partnershipId });
    const head = (await log()).length;
    await service.engine.ledger.requireUpTo(head);
    const { consistency } = await ask<{
      consistency: { from: number; to: number; fromRoot: string; toRoot: string; hashes: string[] };
    }>(OPERATOR, `consistency(from: ${before.checkpoint.size}) { from to fromRoot toRoot hashes }`);
    expect(consistency).toMatchObject({ from: before.checkpoint.size, to: head, fromRoot: before.checkpoint.root });
    const claim = {
      earlierSize: consistency.from,
      earlierRoot: bytes(consistency.fromRoot),
      size: consistency.to,
      root: bytes(consistency.toRoot),
    };
    expect(verifyConsistency(claim, consistency.hashes.map(bytes))).toEqual({ outcome: 'proved' });
  });

  it('shows that nothing was left out of a partnership, up to a checkpoint that the log holds', async () => {
    const record = (as: TestCaller, id = partnershipId) =>
      service.as(as)<{
        partnershipEvidenceRecord: {
          position: string | null;
          partnershipEvidence: { recorded: { size: number; inclusion: Inclusion } } | null;
          userErrors: { code: string; field: string[] }[];
        };
      }>(
        /* GraphQL */ `
          mutation ($input: PartnershipEvidenceRecordInput!) {
            partnershipEvidenceRecord(input: $input) {
              position
              partnershipEvidence {
                recorded {
                  size
                  inclusion {
                    position
                  }
                }
              }
              userErrors {
                code
                field
              }
            }
          }
        `,
        { input: { idempotencyKey: randomUUID(), partnershipId: id } },
      );
    const first = (await record(AUDITOR)).data.partnershipEvidenceRecord;
    const again = (await record(AUDITOR)).data.partnershipEvidenceRecord;
    const events = await log();
    const own = events.filter(({ metadata }) => Buffer.from(metadata).includes(`"partnershipId":"${partnershipId}"`));
    const closedAt = (position: string) => ({
      position,
      userErrors: [],
      partnershipEvidence: { recorded: { size: own.length, inclusion: { position } } },
    });
    // Between them, only that the auditor asked again: the later one says that the partnership had no part in it.
    expect([first, again]).toEqual([closedAt(String(events.length - 2)), closedAt(String(events.length))]);
    const { partnership } = await ask<{ partnership: { recorded: { root: string }; checkpoint: { origin: string } } }>(
      world.hseLead,
      `partnership(id: "${partnershipId}") { recorded { root } checkpoint { origin } }`,
    );
    expect(partnership.recorded.root).toBe(toBase64(naiveRoot(own.map(leafEntry))));
    expect(partnership.checkpoint.origin).toBe(`${service.engine.ledger.origin}/partnerships/${partnershipId}`);

    expect((await record(world.hseLead)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const unknown = await record(AUDITOR, `partnership-${randomUUID()}`);
    expect(unknown.data.partnershipEvidenceRecord).toEqual({
      position: null,
      partnershipEvidence: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['input', 'partnershipId'] }],
    });
  });

  it('keeps the trees of partnerships from organisations, and from those who may not know of the partnership', async () => {
    const fields = `partnership(id: "${partnershipId}") { partnershipId }`;
    for (const as of [world.representative, world.otherRepresentative, OPERATOR]) {
      expect(await ask(as, fields)).toEqual({ partnership: null });
    }
    for (const as of [AUDITOR, world.dundeeLead])
      expect(await ask(as, fields)).toEqual({ partnership: { partnershipId } });
    for (const id of [`partnership-${randomUUID()}`, 'log', world.organisationId]) {
      expect(await ask(AUDITOR, `partnership(id: "${id}") { partnershipId }`)).toEqual({ partnership: null });
    }
  });

  it('says what is wrong with a proof', async () => {
    const check = async (proof: string, event = 'position: "1"', as = AUDITOR) => {
      const answer = await ask<{ proofCheck: { outcome: string; reason: string | null } }>(
        as,
        `proofCheck(proof: $proof, ${event}) { outcome reason }`,
        { proof },
        '($proof: String!)',
      );
      return answer.proofCheck;
    };
    const { inclusion } = await ask<{ inclusion: Inclusion }>(AUDITOR, `inclusion(position: "1") { ${INCLUSION} }`);
    const proof = inclusion.text;
    expect(await check(proof)).toEqual({ outcome: 'PROVED', reason: null });
    expect(await check(proof, 'position: "2"')).toMatchObject({ outcome: 'REFUTED' });
    expect(await check(proof, `eventId: "${randomUUID()}"`)).toMatchObject({ reason: 'The log has no such event.' });
    const [hash = ''] = inclusion.hashes;
    expect(await check(proof.replace(hash, toBase64(leafHash(Buffer.from('x')))))).toMatchObject({
      outcome: 'REFUTED',
      reason: expect.stringContaining('leads to another root'),
    });
    expect(await check(proof.replace('index 0', 'index 1'))).toMatchObject({ outcome: 'REFUTED' });
    const { origin } = service.engine.ledger;
    expect(await check(proof.replaceAll(origin, 'example.org/other'))).toMatchObject({ outcome: 'FOREIGN' });
    const [body = '', signature = ''] = proof.split('\n— ');
    expect(await check(`${body}\n— example.org/other ${signature.split(' ')[1]}`)).toMatchObject({
      outcome: 'FOREIGN',
      reason: 'The checkpoint is signed by no key of this log.',
    });
    expect(await check(proof.replace('tlog-proof@v1', 'tlog-proof@v2'))).toMatchObject({ outcome: 'MALFORMED' });
    expect(await check(proof.slice(0, -2))).toMatchObject({ outcome: 'MALFORMED' });
    expect(await check('x'.repeat(20_001))).toMatchObject({ outcome: 'MALFORMED' });
    const altered = proof.replace(/\n(\d+)\n/, (_, size: string) => `\n${Number(size) + 1}\n`);
    expect(await check(altered)).toMatchObject({
      outcome: 'MALFORMED',
      reason: expect.stringContaining('is not by that key'),
    });
  });

  it('refuses questions that cannot be answered', async () => {
    const refused: readonly (readonly [string, string])[] = [
      ['inclusion { index }', 'BAD_USER_INPUT: Name the event by its id or by its position: one of the two.'],
      [`inclusion(position: "1", eventId: "${randomUUID()}") { index }`, 'BAD_USER_INPUT: Name the event'],
      ['inclusion(position: "999999") { index }', 'POSITION_NOT_ISSUED: The log has no position 999999 yet.'],
      ['inclusion(position: "0") { index }', 'POSITION_NOT_ISSUED: The positions of the log begin at 1.'],
      ['inclusion(position: "1", size: 999999) { index }', 'BAD_USER_INPUT: The tree has'],
      [
        'inclusion(position: "2", size: 1) { index }',
        'BAD_USER_INPUT: A tree of 1 leaves has no leaf with the index 1.',
      ],
      ['consistency(from: 3, to: 2) { from }', 'BAD_USER_INPUT: A tree of 2 leaves does not go on from one of 3.'],
      ['consistency(from: 999999) { from }', 'BAD_USER_INPUT: The tree has'],
    ];
    for (const [fields, error] of refused) expect(await errorOf(fields)).toContain(error);
    expect(await ask(AUDITOR, `inclusion(eventId: "${randomUUID()}") { index }`)).toEqual({ inclusion: null });
  });

  it('serves checkpoint, keys and tiles as plain files to everybody', async () => {
    const events = await log();
    await service.engine.ledger.requireUpTo(events.length);
    const keys = (await text('keys')).trimEnd().split('\n').map(parseVerifierKey);
    const note = parseNote(await text('checkpoint'));
    expect(verifyNote(note, keys)).toHaveLength(1);
    const { size, root } = parseCheckpoint(note.text);
    expect(size).toBe(events.length);
    const tile = await get(`tile/0/000.p/${size}`);
    expect(tile.headers.get('content-type')).toBe('application/octet-stream');
    const hashes = Buffer.from(await tile.arrayBuffer());
    const tree = new GrowingTree();
    for (let index = 0; index < size; index += 1) tree.append(hashes.subarray(index * 32, index * 32 + 32));
    expect(toBase64(tree.root())).toBe(toBase64(root));
    for (const path of [`tile/0/000.p/${size + 1}`, 'tile/0/001', 'tile/1/000.p/1', 'tile/0/0', 'tile/x', 'other']) {
      expect((await get(path)).status).toBe(404);
    }
  });

  it('serves entries, and the trees of partnerships, to auditors only', async () => {
    const [first] = await log();
    const trees = [`partnerships/${partnershipId}/checkpoint`, `partnerships/${partnershipId}/tile/0/000.p/1`];
    for (const path of ['tile/entries/000.p/1', ...trees]) {
      expect((await get(path)).status).toBe(401);
      expect((await get(path, world.hseLead)).status).toBe(403);
      const before = (await log()).length;
      expect((await get(path, AUDITOR)).status).toBe(200);
      const [reading, ...more] = (await log()).slice(before);
      expect([reading?.type, more]).toEqual(['audit.ReadingBegun.v1', []]);
      expect(JSON.parse(Buffer.from(reading?.data ?? fail()).toString())).toMatchObject({
        kind: 'PROOF',
        ids: path.startsWith('tile') ? [] : [partnershipId],
      });
    }
    const bundle = Buffer.from(await (await get('tile/entries/000.p/1', AUDITOR)).arrayBuffer());
    const entry = Buffer.from(leafEntry(first ?? fail()));
    expect(bundle).toEqual(Buffer.concat([Buffer.from([entry.length >> 8, entry.length & 255]), entry]));
    expect((await get(`partnerships/partnership-${randomUUID()}/checkpoint`, AUDITOR)).status).toBe(404);
    expect((await get('tile/entries/000', AUDITOR)).status).toBe(404);
  });

  it('is the same after a restart', async () => {
    const { origin } = service.engine.ledger;
    await service.engine.ledger.requireUpTo(await service.engine.store.head());
    const before = parseNote(await text('checkpoint'));
    await service.restart();
    await service.engine.ledger.requireUpTo(await service.engine.store.head());
    expect(service.engine.ledger.origin).toBe(origin);
    expect(parseNote(await text('checkpoint'))).toEqual(before);
  });

  it('puts the signing key on record, once', async () => {
    await service.engine.checkpointing?.runDue();
    await service.engine.checkpointing?.runDue();
    const adopted = (await log()).filter(({ type }) => type === 'evidence.SigningKeyAdopted.v1');
    expect(adopted).toHaveLength(1);
  });
});

function fail(): never {
  throw new Error('There is no such event.');
}
