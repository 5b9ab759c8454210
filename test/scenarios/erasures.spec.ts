import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { commandsOf } from '../support/commands.js';
import { liveDigests, replayedDigests } from '../support/read-model-hash.js';
import {
  DUNDEE,
  HSE,
  LACORS,
  makePartnershipWorld,
  WAKEFIELD,
  type PartnershipWorld,
} from '../support/partnership-world.js';
import { testEngineKind } from '../support/engines/test-engine.kind.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const explanation = 'As decided.';
const wanted = { wantedBy: 'PERSON_CONCERNED', ground: 'OBJECTION_UPHELD', explanation };

/** The texts of a person that nothing may hold after the erasure. */
const NAME = 'Ermintrude Quillfeather';
const PHONE = '01924 555 0199';
const SUMMARY = 'Spoke with Bartholomew Zwickendorf of the night shift, who has a bad back.';
const OUTCOME = 'Mr Zwickendorf sees his doctor.';

interface Shown {
  readonly status: string;
  readonly eventsConcerned: number | null;
  readonly valuesInClearText: number | null;
  readonly readModels: readonly string[];
  readonly attempts: number;
  readonly subjects: { readonly nodes: readonly { readonly subjectId: string; readonly named: boolean }[] };
}

interface Report {
  readonly kind: string;
  readonly retentions: readonly string[];
  readonly inUse: string | null;
  readonly keptUntil: string | null;
  readonly related: readonly string[];
  readonly records: {
    readonly nodes: readonly {
      readonly type: string;
      readonly what: string;
      readonly values: readonly { readonly path: string; readonly retention: string; readonly value: string }[];
    }[];
  };
}

describe('Erasures over HTTP', () => {
  let service: TestService;
  let world: PartnershipWorld;
  let now = '2006-03-21T09:00:00.000Z';
  const { accepted, refusals } = commandsOf(
    () => service,
    ['erasure', 'contact', 'officer', 'recipientList', 'enquiry'],
  );

  const person = (
    name: string,
    kind: TestCaller['party']['kind'],
    id: string,
    role: TestCaller['roles'][number],
  ): TestCaller => ({
    name,
    party: { kind, id },
    roles: [role],
  });
  const registrar = person('registrar', 'HSE', HSE, 'REGISTRAR');
  const asking = person('asking', 'LOCAL_AUTHORITY', WAKEFIELD, 'DATA_PROTECTION_LEAD');
  const deciding = person('deciding', 'LOCAL_AUTHORITY', WAKEFIELD, 'DATA_PROTECTION_LEAD');
  const leading = person('leading', 'LOCAL_AUTHORITY', WAKEFIELD, 'LEAD');
  const elsewhere = person('elsewhere', 'LOCAL_AUTHORITY', DUNDEE, 'DATA_PROTECTION_LEAD');
  const central = person('central', 'HSE', HSE, 'DATA_PROTECTION_LEAD');
  const central2 = person('central deciding', 'HSE', HSE, 'DATA_PROTECTION_LEAD');
  const keeper = person('keeper', 'COORDINATING_BODY', LACORS, 'COMMUNICATIONS_LEAD');

  beforeAll(async () => {
    const retention = { 'officer-in-office': 365, 'free-text': 30, 'contact-details': 30, enquirer: 30 };
    service = await startService(() => new Date(now), {}, { retention });
    world = await makePartnershipWorld(() => service);
  }, 60_000);
  afterAll(() => service.close());

  const inspector = (): TestCaller => ({
    ...person('officer of Wakefield', 'LOCAL_AUTHORITY', WAKEFIELD, 'OFFICER'),
    officerId: world.officers.wakefield,
  });
  const madeContact = async () => {
    const id = await accepted(inspector(), 'contactRecord', {
      organisationId: world.organisationId,
      topic: 'manual handling',
      purpose: 'VISIT',
      madeOn: '2006-03-20',
      channel: 'VISIT',
      withWhom: 'Shift worker',
      summary: SUMMARY,
    });
    await accepted(inspector(), 'contactRecordOutcome', { contactId: id, results: ['VERBAL_ADVICE'], text: OUTCOME });
    return id;
  };
  const request = (subjectIds: readonly string[], as = asking) =>
    accepted(as, 'erasureRequest', { subjectIds, ...wanted });
  const decision = { ground: 'LEGAL_DUTY_TO_ERASE', explanation };
  const grant = (erasureId: string, as = deciding) => accepted(as, 'erasureGrant', { erasureId, ...decision });
  const carryOut = async () => {
    await service.engine.processes.runDue();
    await service.engine.effects.runDue();
    await service.engine.projections.caughtUp();
  };
  async function shown(id: string, as = deciding): Promise<Shown | null> {
    const { data, errors } = await service.as(as)<{ erasure: Shown | null }>(
      `query ($id: ID!) { erasure(id: $id) { status eventsConcerned valuesInClearText readModels attempts
        controller { id } subjects(first: 100) { nodes { subjectId named } } } }`,
      { id },
    );
    expect(errors).toBeUndefined();
    return data.erasure;
  }
  async function report(subjectId: string, as = deciding): Promise<Report | null> {
    const { data, errors } = await service.as(as)<{ subjectReport: Report | null }>(
      `query ($id: ID!) { subjectReport(subjectId: $id) { kind retentions inUse keptUntil related
        records(first: 100) { nodes { type what values { path retention value } } } } }`,
      { id: subjectId },
    );
    expect(errors).toBeUndefined();
    return data.subjectReport;
  }
  const said = (found: Report | null) => found?.records.nodes.flatMap(({ values }) => values.map(({ value }) => value));

  /** Which of the texts stand in which files of the data folder. */
  function found(...texts: readonly string[]): string[] {
    return readdirSync(service.dataFolder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .flatMap((entry) => {
        const bytes = readFileSync(join(entry.parentPath, entry.name));
        return texts.filter((text) => bytes.includes(text)).map((text) => `${entry.name}: ${text}`);
      });
  }

  it('leave nothing of a person in any file, and everything else as it was', async () => {
    const contactId = await madeContact();
    const other = await madeContact();
    const officerId = await accepted(registrar, 'officerRegister', {
      authorityId: WAKEFIELD,
      name: NAME,
      phone: PHONE,
      from: '2001-01-01',
    });
    await accepted(registrar, 'officerEndService', { officerId, on: '2006-03-01', reason: `${NAME} retires.` });
    expect(new Set(found(NAME, SUMMARY).map((each) => each.replace(/-wal/, '')))).toEqual(
      // On other engines it is in no file here.
      new Set(testEngineKind() === 'embedded' ? [`read-models.db: ${NAME}`, `read-models.db: ${SUMMARY}`] : []),
    );
    expect(said(await report(contactId))).toEqual([SUMMARY, OUTCOME]);
    expect(said(await report(officerId))).toEqual([NAME, PHONE, `${NAME} retires.`]);

    const position = String(await service.engine.store.head());
    const asAt = async () => {
      const { data, errors } = await service.as(world.hseLead)<{ contact: { detail: { summary: string } } }>(
        'query ($contact: ID!, $position: Position) @asAt(position: $position) { contact(id: $contact) { detail { summary } } }',
        { contact: contactId, position },
      );
      expect(errors).toBeUndefined();
      return data.contact.detail.summary;
    };
    expect(await asAt()).toBe(SUMMARY);
    const erasureId = await request([contactId, officerId]);
    await grant(erasureId);
    await carryOut();
    expect(await asAt()).toBe('[forgotten]');
    expect(await shown(erasureId)).toMatchObject({
      status: 'COMPLETED',
      attempts: 1,
      eventsConcerned: 4,
      valuesInClearText: 0,
    });
    expect(found(NAME, PHONE, 'Quillfeather')).toEqual([]);
    expect(said(await report(contactId))).toEqual(['[forgotten]', '[forgotten]']);
    expect(said(await report(other))).toEqual([SUMMARY, OUTCOME]);
    const { data } = await service.as(world.hseLead)(
      `query ($contact: ID!, $officer: ID!) {
        contact(id: $contact) { detail { summary outcome { text } } } officer(id: $officer) { name } }`,
      { contact: contactId, officer: officerId },
    );
    expect(data).toEqual({
      contact: { detail: { summary: '[forgotten]', outcome: { text: '[forgotten]' } } },
      officer: { name: '[forgotten]' },
    });
    // The log from its start gives the same read models.
    expect(await replayedDigests(service.engine)).toEqual(await liveDigests(service.engine));

    const second = await request([other]);
    await grant(second);
    await carryOut();
    expect(found(SUMMARY, OUTCOME, 'Zwickendorf')).toEqual([]);
    await service.restart();
    expect(found(SUMMARY, OUTCOME, 'Zwickendorf', NAME)).toEqual([]);
    expect((await shown(erasureId))?.status).toBe('COMPLETED');
  }, 60_000);

  it('let nothing be recorded about the persons any more', async () => {
    const contactId = await madeContact();
    await grant(await request([contactId]));
    await carryOut();
    const outcome = { contactId, results: ['VERBAL_ADVICE'], text: 'He is well again.', reason: 'More is known.' };
    expect(await refusals(inspector(), 'contactRecordOutcome', outcome)).toEqual([
      expect.stringMatching(/^SUBJECT_ERASED/),
    ]);
    expect(await refusals(asking, 'erasureRequest', { subjectIds: [contactId], ...wanted })).toEqual([
      'ALREADY_ERASED input.subjectIds.0',
    ]);
  });

  it('need two persons of the party that answers for the data', async () => {
    const contactId = await madeContact();
    const asked = { subjectIds: [contactId], ...wanted };
    for (const stranger of [elsewhere, central]) {
      expect(await refusals(stranger, 'erasureRequest', asked)).toEqual(['SUBJECT_UNKNOWN input.subjectIds.0']);
      expect(await report(contactId, stranger)).toBeNull();
    }
    for (const without of [inspector(), registrar, world.auditor, world.representative]) {
      expect(await refusals(without, 'erasureRequest', asked)).toEqual(['FORBIDDEN']);
      expect(await report(contactId, without)).toBeNull();
    }
    const erasureId = await request([contactId]);
    expect(await refusals(deciding, 'erasureRequest', asked)).toEqual(['ERASURE_BEING_DECIDED input.subjectIds.0']);
    expect(await refusals(asking, 'erasureGrant', { erasureId, ...decision })).toEqual(['SAME_PERSON input']);
    expect(await refusals(asking, 'erasureRefuse', { erasureId, ground: 'PUBLIC_TASK', explanation })).toEqual([
      'SAME_PERSON input',
    ]);
    expect(await refusals(leading, 'erasureGrant', { erasureId, ...decision })).toEqual(['FORBIDDEN']);
    expect(await refusals(elsewhere, 'erasureGrant', { erasureId, ...decision })).toEqual([
      'NOT_FOUND input.erasureId',
    ]);
    expect(await refusals(deciding, 'erasureGrant', { erasureId, explanation })).toEqual(['BAD_USER_INPUT']);
    await accepted(deciding, 'erasureRefuse', { erasureId, ground: 'PUBLIC_TASK', explanation });
    await carryOut();
    expect((await shown(erasureId))?.status).toBe('REFUSED');
    expect(said(await report(contactId))).toEqual([SUMMARY, OUTCOME]);
    expect(await refusals(deciding, 'erasureGrant', { erasureId, ...decision })).toEqual(['ERASURE_DECIDED input']);
    // Refused once is not refused for ever.
    const again = await request([contactId], leading);
    await accepted(leading, 'erasureWithdraw', { erasureId: again, explanation });
    expect((await shown(again))?.status).toBe('WITHDRAWN');
    expect(await shown(again, elsewhere)).toBeNull();
    expect(await shown(again, world.auditor)).toMatchObject({ status: 'WITHDRAWN' });
  });

  it('are not there for another council, by any way to them', async () => {
    const contactId = await madeContact();
    const erasureId = await request([contactId]);
    const position = String(await service.engine.store.head());
    const { data, errors } = await service.as(elsewhere)<Record<string, { nodes?: readonly unknown[] } | null>>(
      `query ($id: ID!, $contact: ID!, $officer: ID!) {
        erasure(id: $id) { id } node(id: $id) { id } erasures { nodes { id } }
        contact: subjectReport(subjectId: $contact) { id } officer: subjectReport(subjectId: $officer) { id }
        itself: subjectReport(subjectId: $id) { id }
        history(objectId: $id) { nodes { id } } }`,
      { id: erasureId, contact: contactId, officer: world.officers.wakefield },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      erasure: null,
      node: null,
      erasures: { nodes: [] },
      contact: null,
      officer: null,
      itself: null,
      history: { nodes: [] },
    });
    const then = await service.as(elsewhere)(
      'query ($id: ID!, $at: Position) @asAt(position: $at) { subjectReport(subjectId: $id) { id } }',
      { id: contactId, at: position },
    );
    expect(then.data).toEqual({ subjectReport: null });
    const unknown = `erasure-${randomUUID()}`;
    for (const mutation of ['erasureGrant', 'erasureRefuse']) {
      const ground = mutation === 'erasureGrant' ? 'LEGAL_DUTY_TO_ERASE' : 'PUBLIC_TASK';
      const answers = await Promise.all(
        [erasureId, unknown].map((id) => refusals(elsewhere, mutation, { erasureId: id, ground, explanation })),
      );
      expect(answers).toEqual([['NOT_FOUND input.erasureId'], ['NOT_FOUND input.erasureId']]);
    }
  });

  it('asked for twice at the same time are granted once the other one is taken back', async () => {
    const contactId = await madeContact();
    const asked = { subjectIds: [contactId], ...wanted };
    const both = await Promise.allSettled([asking, leading].map((each) => accepted(each, 'erasureRequest', asked)));
    const made = both.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    expect(made.length).toBeGreaterThan(0);
    const [first = '', ...others] = made;
    for (const other of others) {
      expect(await refusals(deciding, 'erasureGrant', { erasureId: first, ...decision })).toEqual([
        'ERASURE_BEING_DECIDED input.subjectIds.0',
      ]);
      await accepted(leading, 'erasureWithdraw', { erasureId: other, explanation });
    }
    const grants = await Promise.all(
      [deciding, deciding].map((each) => refusals(each, 'erasureGrant', { erasureId: first, ...decision })),
    );
    expect(grants).toEqual([[], []]);
    await carryOut();
    expect(await shown(first)).toMatchObject({ status: 'COMPLETED', attempts: 1 });
  });

  it('name persons of whom something is on record, each once', async () => {
    const nobody = `officer-${randomUUID()}`;
    expect(await refusals(asking, 'erasureRequest', { subjectIds: [nobody], ...wanted })).toEqual([
      'SUBJECT_UNKNOWN input.subjectIds.0',
    ]);
    expect(await refusals(asking, 'erasureRequest', { subjectIds: ['Mr Smith'], ...wanted })).toEqual([
      'INVALID_INPUT input.subjectIds.0',
    ]);
    expect(await refusals(asking, 'erasureRequest', { subjectIds: [], ...wanted })).toEqual([
      'INVALID_INPUT input.subjectIds',
    ]);
    const contactId = await madeContact();
    expect(await refusals(asking, 'erasureRequest', { subjectIds: [contactId, contactId], ...wanted })).toEqual([
      'DUPLICATE_SUBJECT input.subjectIds.1',
    ]);
  });

  it('wait until the officer has left and the period is over, other than for a legal duty', async () => {
    const { wakefield } = world.officers;
    expect(await report(wakefield)).toMatchObject({ kind: 'officer', inUse: expect.stringContaining('in service') });
    const inService = await request([wakefield]);
    expect(await refusals(deciding, 'erasureGrant', { erasureId: inService, ...decision })).toEqual([
      'SUBJECT_IN_USE input.subjectIds.0',
    ]);
    await accepted(deciding, 'erasureRefuse', { erasureId: inService, ground: 'PUBLIC_TASK', explanation });
    const officerId = await accepted(registrar, 'officerRegister', {
      authorityId: WAKEFIELD,
      name: 'A B',
      from: '2001-01-01',
    });
    await accepted(registrar, 'officerEndService', { officerId, on: '2006-03-01', reason: 'Retired.' });
    expect((await report(officerId))?.keptUntil).toBe('2007-03-01');
    const left = await request([officerId]);
    const early = { erasureId: left, ground: 'OBJECTION_UPHELD', explanation };
    expect(await refusals(deciding, 'erasureGrant', early)).toEqual(['RETENTION_RUNNING input.subjectIds.0']);
    await grant(left);
    await carryOut();
    expect((await shown(left))?.status).toBe('COMPLETED');
  });

  it('wait when the data is in use again', async () => {
    const officerId = await accepted(registrar, 'officerRegister', {
      authorityId: WAKEFIELD,
      name: 'C D',
      from: '2001-01-01',
    });
    await accepted(registrar, 'officerEndService', { officerId, on: '2006-03-10', reason: 'Retired.' });
    const erasureId = await request([officerId]);
    await grant(erasureId);
    const today = now;
    // As if it were known by now that the officer serves until tomorrow.
    now = '2006-03-09T09:00:00.000Z';
    await carryOut();
    expect((await shown(erasureId))?.status).toBe('GRANTED');
    now = today;
    await carryOut();
    expect((await shown(erasureId))?.status).toBe('COMPLETED');
  });

  it('take a recipient off the list, and end what waits to be sent', async () => {
    const details = { name: 'Leads', audience: 'PRACTITIONERS', channel: 'EMAIL' };
    const recipientListId = await accepted(keeper, 'recipientListCreate', details);
    await accepted(keeper, 'recipientListAddRecipients', {
      recipientListId,
      recipients: [{ address: 'bartholomew@zwick.example', label: 'B. Zwick' }, { address: 'other@zwack.example' }],
    });
    const subjectId = `${recipientListId}/1`;
    expect(await report(subjectId, central)).toMatchObject({ kind: 'recipient-list', retentions: ['CONTACT_DETAILS'] });
    await grant(await request([subjectId], central), central2);
    await carryOut();
    const { data } = await service.as(keeper)(
      `query ($id: ID!) { recipientList(id: $id) { recipientCount recipients(first: 10) { nodes { number address } } } }`,
      { id: recipientListId },
    );
    expect(data).toEqual({
      recipientList: { recipientCount: 1, recipients: { nodes: [{ number: 2, address: 'other@zwack.example' }] } },
    });
    expect(found('bartholomew@zwick', 'B. Zwick')).toEqual([]);
  });

  it('are proposed when the period of a class is over, once, and decided by people', async () => {
    const enquiryId = await accepted(inspector(), 'enquiryReceive', {
      topic: 'Core Principles',
      question: 'Ludovica Brandt asks: what are they?',
      askedBy: 'Ludovica Brandt',
    });
    // What was refused before the period was over is proposed all the same when it is.
    const early = await request([enquiryId]);
    await accepted(deciding, 'erasureRefuse', { erasureId: early, ground: 'STILL_NEEDED', explanation });
    const listed = async () => {
      const { data } = await service.as(deciding)<{
        erasures: { nodes: { id: string; retention: string; subjects: { nodes: { subjectId: string }[] } }[] };
      }>('{ erasures(first: 100, status: REQUESTED) { nodes { id retention subjects { nodes { subjectId } } } } }');
      return data.erasures.nodes.filter(({ retention }) => retention !== null);
    };
    await service.engine.processes.runDue();
    expect(await listed()).toEqual([]);
    now = '2006-06-01T09:00:00.000Z';
    await service.engine.processes.runDue();
    const before = await listed();
    expect(before.length).toBeGreaterThan(0);
    // Nobody has answered it.
    expect(before.flatMap(({ subjects }) => subjects.nodes.map(({ subjectId }) => subjectId))).not.toContain(enquiryId);
    await accepted(inspector(), 'enquiryWithdraw', { enquiryId, reason: 'Not needed.' });
    now = '2006-08-01T09:00:00.000Z';
    await service.engine.processes.runDue();
    const proposed = (await listed()).find(({ subjects }) => subjects.nodes[0]?.subjectId === enquiryId);
    expect(proposed).toMatchObject({ retention: expect.any(String) });
    await accepted(asking, 'erasureGrant', { erasureId: proposed?.id ?? '', ground: 'RETENTION_ENDED', explanation });
    await carryOut();
    expect(found('Ludovica')).toEqual([]);
    const all = await listed();
    now = '2006-10-01T09:00:00.000Z';
    await service.engine.processes.runDue();
    expect((await listed()).map(({ id }) => id).toSorted()).toEqual(all.map(({ id }) => id).toSorted());
  });
});
