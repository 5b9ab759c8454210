import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Kind, parse } from 'graphql';
import { renderAccessMatrix, type MatrixSections } from '../support/access-matrix/matrix.js';
import { agreementCases } from '../support/access-matrix/agreements.cases.js';
import { asAtCases } from '../support/access-matrix/as-at.cases.js';
import { auditCases } from '../support/access-matrix/audit.cases.js';
import { communicationsPlanCases } from '../support/access-matrix/communications-plans.cases.js';
import { contactCases } from '../support/access-matrix/contacts.cases.js';
import { dataProtectionCases } from '../support/access-matrix/data-protection.cases.js';
import { dispatchCases } from '../support/access-matrix/dispatch.cases.js';
import { enquiryCases } from '../support/access-matrix/enquiries.cases.js';
import { evidenceCases } from '../support/access-matrix/evidence.cases.js';
import { historyCases } from '../support/access-matrix/history.cases.js';
import { importCases } from '../support/access-matrix/imports.cases.js';
import { messageCases } from '../support/access-matrix/messages.cases.js';
import { operationsCases } from '../support/access-matrix/operations.cases.js';
import { organisationCases } from '../support/access-matrix/organisations.cases.js';
import { partnershipCases } from '../support/access-matrix/partnerships.cases.js';
import { planCases } from '../support/access-matrix/plans.cases.js';
import { programmeCalendarCases } from '../support/access-matrix/programme-calendars.cases.js';
import { programmeRiskCases } from '../support/access-matrix/programmes.cases.js';
import { regulatorCases } from '../support/access-matrix/regulators.cases.js';
import { siteCases } from '../support/access-matrix/sites.cases.js';
import { standardAnswerCases } from '../support/access-matrix/standard-answers.cases.js';
import { makeWorld, type MatrixWorld } from '../support/access-matrix/world.js';
import { liveDigests, replayedDigests } from '../support/read-model-hash.js';
import { startService, type TestService } from '../support/service.js';

/** Read and approved by people; rewritten with `UPDATE_ACCESS_MATRIX=1 npm test`. */
const PAGE = new URL('../../../docs/reference/access.md', import.meta.url);
const SCHEMA = new URL('../../../schema/', import.meta.url);

/** A day on which everything that the cases date has happened, and one on which every deadline has passed. */
const NOW = '2006-06-01T09:00:00.000Z';
const LATE = '2007-06-01T09:00:00.000Z';

/** Events to which no case leads: of optional fields, of the import, which rights do not tell apart, of retention and of a crash. */
const NOT_RECORDED = new Set([
  'data-protection.ErasureInterrupted.v1',
  'data-protection.ErasureProposed.v1',
  'organisations.OpeningDayCorrected.v1',
  'partnerships.PartnershipTakenOver.v1',
  'partnerships.ShadowDispensedWith.v1',
]);

const INTRODUCTION = `# Who may do what

Every mutation, and reads of what is sensitive, tried over HTTP as every combination of party and role that a token can
hold. ✓ done or shown · ○ within the caller's rights, and refused by a rule · ✗ forbidden · a dot: answered as if it
were not there.

"lead LA" leads the partnership of the organisation concerned, where there is one; "former lead LA" led an earlier one
of the same organisation; "account manager" and "shadow" are appointed in it; "organisation" is the organisation
concerned; "other" has no part in it. For a read, the words in brackets say what is sought; for a mutation, in what
state its object is.
`;

describe('The access matrix', () => {
  let service: TestService;
  let world: MatrixWorld;
  let sections: MatrixSections;
  let now = NOW;
  beforeAll(async () => {
    service = await startService(() => new Date(now));
    world = await makeWorld(service);
    sections = {
      Organisations: [...organisationCases(world), ...(await siteCases(world))],
      Regulators: await regulatorCases(world),
      Partnerships: await partnershipCases(world),
      Agreements: agreementCases(),
      Plans: await planCases(world),
      Contacts: await contactCases(world),
      Enquiries: [...(await enquiryCases(world)), ...(await standardAnswerCases(world))],
      Communications: [
        ...(await messageCases(world)),
        ...(await programmeCalendarCases(world)),
        ...(await communicationsPlanCases(world)),
      ],
      Programmes: await programmeRiskCases(world),
      Dispatch: await dispatchCases(world, service),
      Evidence: await evidenceCases(world),
      'Data protection': await dataProtectionCases(world),
      Imports: importCases(world),
      'As at': asAtCases(world),
      'History and audit': [...(await historyCases(world)), ...auditCases()],
      Operations: operationsCases(),
    };
  }, 120_000);
  afterAll(() => service.close());

  it.each(['Mutation', 'Query'])('tries every %s of the service', (type) => {
    const tried = new Set(Object.values(sections).flatMap((each) => each.map(({ name }) => name)));
    expect(fieldsOfTheSchema(type).filter((name) => !tried.has(name))).toEqual([]);
  });

  it('answers every caller as the approved page says', async () => {
    const page = `${INTRODUCTION}\n${await renderAccessMatrix(service, world, sections)}`;
    if (process.env['UPDATE_ACCESS_MATRIX'] === '1') writeFileSync(PAGE, page);
    expect(page).toBe(readFileSync(PAGE, 'utf8'));
  }, 300_000);

  // Every mutation has been carried out by now: nowhere else is every kind of event in one log.
  it('leaves read models that equal a replay of every kind of event there is', async () => {
    const { engine } = service;
    now = LATE;
    await engine.checkpointing?.runDue();
    expect(await engine.processes.runDue()).toBeGreaterThan(0);
    await engine.effects.runDue();
    const recorded = new Set(await engine.store.eventTypes());
    const missing = engine.codec.currentTypes.filter((type) => !recorded.has(type) && !NOT_RECORDED.has(type));
    expect(missing).toEqual([]);
    expect(await replayedDigests(engine)).toEqual(await liveDigests(engine));
    expect((await engine.projections.status()).deadLetterCounts).toEqual(new Map());
  }, 120_000);
});

/** Fields of a type that the context's files of the schema write together. */
function fieldsOfTheSchema(type: string): readonly string[] {
  const files = readdirSync(SCHEMA).filter((name) => name.endsWith('.graphql'));
  const definitions = files.flatMap((name) => parse(readFileSync(new URL(name, SCHEMA), 'utf8')).definitions);
  return definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION && definition.name.value === type
      ? (definition.fields ?? []).map(({ name }) => name.value)
      : [],
  );
}
