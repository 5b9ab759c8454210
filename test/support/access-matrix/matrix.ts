import { randomUUID } from 'node:crypto';
import type { TestCaller, TestService } from '../service.js';
import { actingFor, matrixCallers } from './callers.js';
import type { MatrixCase, MatrixOutcome, MutationCase, QueryCase } from './cases.js';
import { inputTypeOf } from './make.js';
import type { MatrixWorld } from './world.js';

interface Refusals {
  readonly payload: { readonly userErrors: readonly { code: string; message: string; field: string[] }[] };
}

export type MatrixSections = Readonly<Record<string, readonly MatrixCase[]>>;

/**
 * Cases that run beside one another: they share no object, and the commits of mutations share disk writes. A read is asked
 * as all callers at once: together they stay below the 511 connections that may wait to be accepted. Of more, the system
 * drops some, and resets them a minute later where the process is too busy to accept them in time (ECONNRESET).
 */
const AT_ONCE = { query: 8, mutation: 24 } as const;

const SIGNS: Readonly<Record<MatrixOutcome, string>> = { yes: '✓', refused: '○', forbidden: '✗', absent: '·' };

/** Runs every case as every caller over HTTP, and renders what came of it as a Markdown table per section. */
export async function renderAccessMatrix(
  service: TestService,
  world: MatrixWorld,
  sections: MatrixSections,
): Promise<string> {
  const outcomes = new Map<MatrixCase, readonly MatrixOutcome[]>();
  const all = Object.values(sections).flat();
  // Reads first: what the mutations make would push what is sought off the first page.
  for (const kind of ['query', 'mutation'] as const) {
    await inParallel(
      all.filter((each) => each.kind === kind),
      AT_ONCE[kind],
      async (each) => outcomes.set(each, await tryAsEverybody(service, world, each)),
    );
  }
  const head = ['', ...callersOf(world, world.organisationId).map(({ name }) => name)];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const row = (each: MatrixCase) => {
    const state = each.state === undefined ? '' : ` (${each.state})`;
    return line([`\`${each.name}\`${state}`, ...(outcomes.get(each) ?? []).map((outcome) => SIGNS[outcome])]);
  };
  return Object.entries(sections)
    .map(([title, cases]) =>
      [`## ${title}\n`, line(head), line(head.map(() => '---')), ...cases.map(row), ''].join('\n'),
    )
    .join('\n');
}

/** Every caller, with names that tell callers for different organisations apart. */
function callersOf(world: MatrixWorld, organisationId: string): readonly TestCaller[] {
  return matrixCallers(organisationId, world.otherOrganisationId);
}

async function inParallel<Item>(
  items: readonly Item[],
  atOnce: number,
  run: (item: Item) => Promise<unknown>,
): Promise<void> {
  const waiting = items.values();
  const work = async () => {
    for (const item of waiting) await run(item);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

function tryAsEverybody(service: TestService, world: MatrixWorld, each: MatrixCase): Promise<MatrixOutcome[]> {
  if (each.kind === 'mutation') return tryMutation(service, world, each);
  const { organisationId = world.organisationId } = each;
  const callers = callersOf(world, organisationId);
  return Promise.all(callers.map((caller) => tryQuery(service, actingFor(organisationId, caller), each)));
}

async function tryMutation(service: TestService, world: MatrixWorld, each: MutationCase): Promise<MatrixOutcome[]> {
  const document = `mutation ($input: ${inputTypeOf(each.name)}!) {
    payload: ${each.name}(input: $input) { userErrors { code message field } }
  }`;
  const outcomes: MatrixOutcome[] = [];
  let fresh = await each.attempt();
  for (const index of callersOf(world, world.organisationId).keys()) {
    const { input, organisationId = world.organisationId } = fresh;
    const caller = callersOf(world, organisationId)[index];
    if (!caller) throw new Error(`There is no caller ${index}.`);
    const answer = await service.as(actingFor(organisationId, caller))<Refusals>(document, {
      input: { ...input, idempotencyKey: randomUUID() },
    });
    const outcome = mutationOutcome(each, answer);
    outcomes.push(outcome);
    if (outcome === 'yes') fresh = await each.attempt();
  }
  if (!outcomes.includes('yes')) throw new Error(`Nobody could do ${describe(each)}: ${outcomes.join(', ')}.`);
  return outcomes;
}

type Answer<Data> = Awaited<ReturnType<ReturnType<TestService['as']>>> & { data: Data };

function mutationOutcome(each: MutationCase, { data, errors }: Answer<Refusals>): MatrixOutcome {
  if (errors?.some(({ extensions }) => extensions.code === 'FORBIDDEN')) return 'forbidden';
  if (errors) throw new Error(`${describe(each)}: ${JSON.stringify(errors)}`);
  const [first] = data.payload.userErrors;
  if (!first) return 'yes';
  if (first.code === 'INVALID_INPUT') throw new Error(`The input of ${describe(each)} is not valid: ${first.message}`);
  // What a command names besides its object is hidden by the code that says there is no such thing.
  return first.code === 'NOT_FOUND' || first.code.endsWith('_UNKNOWN') ? 'absent' : 'refused';
}

async function tryQuery(service: TestService, caller: TestCaller, each: QueryCase): Promise<MatrixOutcome> {
  const { data, errors } = await service.as(caller)(each.query, each.variables);
  if (errors?.some(({ extensions }) => extensions.code === 'FORBIDDEN')) return 'forbidden';
  if (errors) throw new Error(`${describe(each)}: ${JSON.stringify(errors)}`);
  return each.shows(data as never) ? 'yes' : 'absent';
}

function describe({ name, state }: MatrixCase): string {
  return state === undefined ? name : `${name} (${state})`;
}
