import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contexts } from '#domain';
import { matrixCallers } from '../support/access-matrix/callers.js';
import type { MatrixCase } from '../support/access-matrix/cases.js';
import { renderAccessMatrix } from '../support/access-matrix/matrix.js';
import { organisationCases } from '../support/access-matrix/organisations.cases.js';
import { regulatorCases } from '../support/access-matrix/regulators.cases.js';
import { makeWorld, type MatrixWorld } from '../support/access-matrix/world.js';
import { startService, type TestService } from '../support/service.js';

/** Read and approved by people; rewritten with `UPDATE_ACCESS_MATRIX=1 npm test`. */
const PAGE = new URL('../../../docs/reference/access.md', import.meta.url);

const INTRODUCTION = `# Who may do what

Every mutation, and reads of what is sensitive, tried over HTTP as every combination of party and role that a token can
hold. ✓ let through or shown · ✗ forbidden · a dot: answered as if it were not there. "lead LA" leads the partnership of
the organisation concerned; "account manager" and "shadow" are appointed in it; "other" has no part in it.
`;

describe('The access matrix', () => {
  let service: TestService;
  let world: MatrixWorld;
  let cases: Record<string, readonly MatrixCase[]>;
  beforeAll(async () => {
    service = await startService();
    world = await makeWorld(service);
    cases = { Organisations: organisationCases(world), Regulators: await regulatorCases(service) };
  });
  afterAll(() => service.close());

  it('tries every mutation of the service', () => {
    const tried = new Set(Object.values(cases).flatMap((each) => each.map(({ name }) => name)));
    const all = contexts.flatMap((context) => context.mutations.flatMap(({ mutations }) => Object.keys(mutations)));
    expect(all.filter((name) => !tried.has(name))).toEqual([]);
  });

  it('answers every caller as the approved page says', async () => {
    const callers = matrixCallers(world.organisationId, world.otherOrganisationId);
    const sections: string[] = [INTRODUCTION];
    for (const [title, each] of Object.entries(cases)) {
      sections.push(`## ${title}\n`, await renderAccessMatrix(service, callers, each));
    }
    const page = sections.join('\n');
    if (process.env['UPDATE_ACCESS_MATRIX'] === '1') writeFileSync(PAGE, page);
    expect(page).toBe(readFileSync(PAGE, 'utf8'));
  }, 120_000);
});
