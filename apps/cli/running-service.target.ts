import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { ExportFormat } from '#platform/history';
import { ImportFileError, ImportStoppedError, type ImportDefinition, type ImportProblem } from '#platform/imports';
import type { KeyStoreStatus, RotationReport } from '#platform/privacy';
import type { ProjectionStatus, ServiceStatus } from '#platform/operations';
import { csvParts, type CsvPart } from './csv-parts.js';
import { OperationError } from './exit-code.js';
import { retrying, type Wait } from './retrying.js';
import { servedSubjectReport } from './served-subject-report.js';
import type { Ask, Download } from './service-connection.js';
import type { DeadLetterView, ImportResult, Target } from './target.js';

const IMPORT = /* GraphQL */ `
  mutation ($input: ImportRunInput!) {
    importRun(input: $input) {
      report {
        rows
        taken
        unchanged
        refused
        complete
        problemCount
        problems(limit: 1000) {
          line
          column
          reason
        }
      }
      userErrors {
        message
      }
    }
  }
`;

const PROJECTION = 'name version generation state position fault deadLetterCount';
const INTEGRITY = `faults { nature position text } notices { kind text } readOnly checkedPosition checks checkedAt`;
const STATUS = `{ serviceStatus { engine head position deadLetterCount projections { ${PROJECTION} } integrity { ${INTEGRITY} } leases { name holder since epoch } } }`;
const REBUILD = /* GraphQL */ `
  mutation ($input: ProjectionRebuildInput!) {
    projectionRebuild(input: $input) {
      projection { ${PROJECTION} }
      userErrors {
        message
      }
    }
  }
`;
const RETRY = /* GraphQL */ `
  mutation ($input: DeadLettersRetryInput!) {
    deadLettersRetry(input: $input) {
      taken
      left
    }
  }
`;
const DEAD_LETTERS = /* GraphQL */ `
  query ($after: String, $projection: String) {
    deadLetters(first: 100, after: $after, projection: $projection) {
      nodes {
        projection
        position
        streamId
        type
        fault
        attempts
        recordedAt
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

const KEYS = /* GraphQL */ `
  {
    keyStatus {
      storeId
      keyEncryptionKey
      wrappingKeys {
        version
        keyEncryptionKey
        createdAt
        state
      }
      subjectKeys
      destroyedKeys
      fences
      awaitingDestruction
      rotationUnderWay
      unknownKeys
    }
  }
`;
const ROTATE = /* GraphQL */ `
  mutation ($input: KeysRotateInput!) {
    keysRotate(input: $input) {
      rotation {
        version
        rewrapped
        continued
      }
    }
  }
`;

interface UserErrors {
  readonly userErrors: readonly { readonly message: string }[];
}

interface ImportAnswer {
  readonly importRun: UserErrors & {
    readonly report: (Omit<ImportResult, 'problemsLeftOut'> & { readonly problemCount: number }) | null;
  };
}

interface StatusAnswer {
  readonly serviceStatus: ServiceStatus;
}

interface RebuildAnswer {
  readonly projectionRebuild: UserErrors & { readonly projection: ProjectionStatus | null };
}

interface DeadLettersAnswer {
  readonly deadLetters: {
    readonly nodes: readonly DeadLetterView[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

/** How often the status is asked for while a long rebuild goes on, in milliseconds. */
const LOOK_EVERY = 2_000;

/** Works through the API of a running service, with the rights of the token. */
export class RunningServiceTarget implements Target {
  constructor(
    private readonly ask: Ask,
    private readonly fetchBundle: Target['exportBundle'],
    private readonly wait?: Wait,
    private readonly download: Download = () => Promise.reject(new Error('Nothing to download from.')),
  ) {}

  async *history(parameters: Readonly<Record<string, string>>, format: ExportFormat): AsyncGenerator<string> {
    yield* await this.download(`/exports/history.${format}?${new URLSearchParams(parameters)}`);
  }

  import: Target['import'] = async (definition, file, onProgress) => {
    const total = new ImportTotal();
    try {
      for await (const part of csvParts(definition, file)) {
        // Rows that a failed attempt took have no second effect: they are counted as unchanged.
        total.add(part, await retrying(() => this.#send(definition, part), this.wait));
        onProgress(total.result);
      }
    } catch (error) {
      if (total.result.rows === 0) throw error;
      throw new ImportStoppedError({ ...total.result, complete: false }, error);
    }
    return total.result;
  };

  status: Target['status'] = async () => (await this.ask<StatusAnswer>(STATUS)).serviceStatus;

  rebuild: Target['rebuild'] = async (projection) => {
    const input = { idempotencyKey: randomUUID(), projection };
    const { projectionRebuild } = await this.ask<RebuildAnswer>(REBUILD, { input });
    const [refusal] = projectionRebuild.userErrors;
    if (refusal) throw new OperationError(refusal.message);
    let current = projectionRebuild.projection;
    while (current?.state === 'BUILDING') {
      await setTimeout(LOOK_EVERY);
      current = latest(await this.status(), projection);
    }
    if (current?.state === 'ACTIVE') return current;
    throw new OperationError(`The rebuild of ${projection} failed: ${current?.fault ?? 'its tables are gone'}`);
  };

  async *deadLetters(projection: string | undefined): AsyncGenerator<DeadLetterView> {
    let after: string | null = null;
    for (;;) {
      const variables: Record<string, unknown> = { after, projection };
      const { deadLetters }: DeadLettersAnswer = await this.ask<DeadLettersAnswer>(DEAD_LETTERS, variables);
      yield* deadLetters.nodes;
      if (!deadLetters.pageInfo.hasNextPage) return;
      after = deadLetters.pageInfo.endCursor;
    }
  }

  retryDeadLetters: Target['retryDeadLetters'] = async (projection) => {
    const input = { idempotencyKey: randomUUID(), projection };
    const { deadLettersRetry } = await this.ask<{ deadLettersRetry: { taken: number; left: number } }>(RETRY, {
      input,
    });
    return deadLettersRetry;
  };

  keyStatus: Target['keyStatus'] = async () => (await this.ask<{ keyStatus: KeyStoreStatus }>(KEYS)).keyStatus;

  rotateKeys: Target['rotateKeys'] = async () => {
    const input = { idempotencyKey: randomUUID() };
    const { keysRotate } = await this.ask<{ keysRotate: { rotation: RotationReport | null } }>(ROTATE, { input });
    return keysRotate.rotation ?? undefined;
  };

  exportBundle: Target['exportBundle'] = (options) => this.fetchBundle(options);

  subjectReport: Target['subjectReport'] = (subjectId) => servedSubjectReport(this.ask, subjectId);

  close: Target['close'] = async () => undefined;

  async #send(
    definition: ImportDefinition,
    { csv }: CsvPart,
  ): Promise<NonNullable<ImportAnswer['importRun']['report']>> {
    const kind = definition.name.toUpperCase().replaceAll('-', '_');
    const input = { idempotencyKey: randomUUID(), kind, csv };
    const { importRun } = await this.ask<ImportAnswer>(IMPORT, { input });
    if (importRun.report) return importRun.report;
    throw new ImportFileError(importRun.userErrors.map(({ message }) => ({ line: 1, column: null, reason: message })));
  }
}

function latest({ projections }: ServiceStatus, name: string): ProjectionStatus | null {
  const own = projections.filter((each) => each.name === name);
  return own.find(({ state }) => state !== 'ACTIVE') ?? own[0] ?? null;
}

/** The results of a file's pieces, put together. */
class ImportTotal {
  #counts = { rows: 0, taken: 0, unchanged: 0, refused: 0 };
  readonly #problems: ImportProblem[] = [];
  #leftOut = 0;
  #complete = true;

  add(part: CsvPart, report: NonNullable<ImportAnswer['importRun']['report']>): void {
    const unreadable = part.problems.length - (part.complete ? 0 : 1);
    this.#counts = {
      rows: this.#counts.rows + report.rows + unreadable,
      taken: this.#counts.taken + report.taken,
      unchanged: this.#counts.unchanged + report.unchanged,
      refused: this.#counts.refused + report.refused + unreadable,
    };
    const reported = report.problems.map((problem) => ({ ...problem, line: part.lineOf(problem.line) }));
    this.#problems.push(...[...reported, ...part.problems].sort((a, b) => a.line - b.line));
    this.#leftOut += report.problemCount - report.problems.length;
    this.#complete &&= part.complete && report.complete;
  }

  get result(): ImportResult {
    return {
      ...this.#counts,
      problems: this.#problems,
      problemsLeftOut: this.#leftOut,
      complete: this.#complete,
    };
  }
}
