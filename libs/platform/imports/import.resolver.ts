import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Rejection } from '#platform/event-sourcing';
import type { Position } from '#platform/event-store';
import { Engine } from '#platform/engine';
import { answerTo, applicationError, ApplicationError, type RequestContext } from '#platform/graphql';
import type { ImportDefinition } from './import-definition.js';
import {
  ImportFileError,
  ImportStoppedError,
  stoppedMessage,
  type ImportProblem,
  type ImportReport,
} from './import-report.js';
import { runImport } from './import-runner.js';

/** Rows of one mutation: it must answer before the client gives up waiting. */
export const MOST_ROWS_OF_A_MUTATION = 10_000;
const DEFAULT_PROBLEMS = 100;
const MOST_PROBLEMS = 1_000;

interface ImportRunInput {
  readonly idempotencyKey: string;
  readonly kind: string;
  readonly csv: string;
}

interface ImportPayload {
  readonly report: ImportReport | null;
  readonly userErrors: readonly Rejection[];
  readonly revision: null;
  readonly position: Position | null;
  readonly repeated: false;
}

@Resolver()
export class ImportResolver {
  constructor(private readonly engine: Engine) {}

  @Mutation('importRun')
  async importRun(@Args('input') input: ImportRunInput, @Context() context: RequestContext): Promise<ImportPayload> {
    await requireImporter(context);
    await context.reads.giveBack();
    if (!input.csv.isWellFormed()) return unusable('The text holds half a surrogate pair: it is not Unicode.');
    const text = Buffer.from(input.csv, 'utf8');
    try {
      const report = await runImport(this.engine, this.#definition(input.kind), {
        caller: context.caller,
        source: () => inPieces(text),
        correlationId: context.correlationId,
        causationId: input.idempotencyKey,
        maxRows: MOST_ROWS_OF_A_MUTATION,
      });
      if (report.position !== undefined) await context.reads.reach(report.position);
      return { report, userErrors: [], revision: null, position: report.position ?? null, repeated: false };
    } catch (error) {
      if (error instanceof ImportFileError) return unusable(...error.problems.map(({ reason }) => reason));
      throw error instanceof ImportStoppedError ? answerToStopped(error) : error;
    }
  }

  #definition(kind: string): ImportDefinition {
    const name = kind.toLowerCase().replaceAll('_', '-');
    const definition = this.engine.contexts.flatMap(({ imports = [] }) => imports).find((each) => each.name === name);
    if (!definition) throw new Error(`The schema has the import kind ${kind}, and no context defines it.`);
    return definition;
  }
}

@Resolver('ImportReport')
export class ImportReportResolver {
  @ResolveField('problemCount')
  problemCount({ problems, problemsLeftOut }: ImportReport): number {
    return problems.length + problemsLeftOut;
  }

  @ResolveField('problems')
  problems(@Parent() { problems }: ImportReport, @Args('limit') limit: number | null): readonly ImportProblem[] {
    const count = limit ?? DEFAULT_PROBLEMS;
    if (count >= 0 && count <= MOST_PROBLEMS) return problems.slice(0, count);
    throw applicationError('BAD_USER_INPUT', `limit must be between 0 and ${MOST_PROBLEMS}; it is ${count}.`);
  }
}

async function requireImporter({ reads }: RequestContext): Promise<void> {
  const session = await reads.session();
  if (session.may('RunImport', 'Import', {})) return;
  throw applicationError('FORBIDDEN', 'Only registrars of HSE and of the coordinating body may import.');
}

/** A fault that the client can do something about keeps its code; any other is masked. */
function answerToStopped(error: ImportStoppedError): Error {
  const { report, cause } = error;
  const answer = answerTo(cause);
  if (!answer) return error;
  return new ApplicationError(answer.code, stoppedMessage(report, answer.message), {
    extensions: answer.details,
    cause,
  });
}

function unusable(...reasons: readonly string[]): ImportPayload {
  const userErrors = reasons.map((message) => ({
    code: 'IMPORT_FILE_UNUSABLE',
    message,
    field: ['input', 'csv'],
  }));
  return { report: null, userErrors, revision: null, position: null, repeated: false };
}

async function* inPieces(text: Buffer): AsyncGenerator<Uint8Array> {
  const size = 64 * 1024;
  for (let from = 0; from < text.length; from += size) yield text.subarray(from, from + size);
}
