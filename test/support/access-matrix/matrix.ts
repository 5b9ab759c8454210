import { randomUUID } from 'node:crypto';
import type { TestCaller, TestService } from '../service.js';
import type { MatrixCase, MatrixOutcome, MutationCase, QueryCase } from './cases.js';

interface Refusals {
  readonly payload: { readonly userErrors: readonly { code: string; message: string; field: string[] }[] };
}

/** Runs every case as every caller over HTTP, and renders what came of it as a Markdown table. */
export async function renderAccessMatrix(
  service: TestService,
  callers: readonly TestCaller[],
  cases: readonly MatrixCase[],
): Promise<string> {
  const head = ['', ...callers.map(({ name }) => name)];
  const rows: string[][] = [];
  for (const each of cases) {
    const outcomes =
      each.kind === 'mutation'
        ? await tryMutation(service, callers, each)
        : await Promise.all(callers.map((caller) => tryQuery(service, caller, each)));
    const state = each.state === undefined ? '' : ` (${each.state})`;
    rows.push([`\`${each.name}\`${state}`, ...outcomes.map((outcome) => SIGNS[outcome])]);
  }
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n');
}

const SIGNS: Readonly<Record<MatrixOutcome, string>> = { yes: '✓', forbidden: '✗', absent: '·' };

async function tryMutation(
  service: TestService,
  callers: readonly TestCaller[],
  { name, input }: MutationCase,
): Promise<MatrixOutcome[]> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { payload: ${name}(input: $input) { userErrors { code message field } } }`;
  const outcomes: MatrixOutcome[] = [];
  let fresh = await input();
  for (const caller of callers) {
    const variables = { input: { ...fresh, idempotencyKey: randomUUID() } };
    const outcome = mutationOutcome(name, await service.as(caller)<Refusals>(document, variables));
    outcomes.push(outcome);
    if (outcome === 'yes') fresh = await input();
  }
  return outcomes;
}

type Answer<Data> = Awaited<ReturnType<ReturnType<TestService['as']>>> & { data: Data };

function mutationOutcome(name: string, { data, errors }: Answer<Refusals>): MatrixOutcome {
  if (errors?.some(({ extensions }) => extensions.code === 'FORBIDDEN')) return 'forbidden';
  if (errors) throw new Error(`${name}: ${JSON.stringify(errors)}`);
  const invalid = data.payload.userErrors.find(({ code }) => code === 'INVALID_INPUT');
  if (invalid) throw new Error(`The sample input of ${name} is not valid: ${invalid.message}`);
  return data.payload.userErrors.some(({ code }) => code === 'NOT_FOUND') ? 'absent' : 'yes';
}

async function tryQuery(service: TestService, caller: TestCaller, each: QueryCase): Promise<MatrixOutcome> {
  const { data, errors } = await service.as(caller)(each.query, each.variables);
  if (errors?.some(({ extensions }) => extensions.code === 'FORBIDDEN')) return 'forbidden';
  if (errors) throw new Error(`${each.name}: ${JSON.stringify(errors)}`);
  return each.shows(data as never) ? 'yes' : 'absent';
}
