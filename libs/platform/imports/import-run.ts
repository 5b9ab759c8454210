import type { CommandOutcome, Rejection } from '#platform/event-sourcing';
import type { Position, StreamName } from '#platform/event-store';
import { importCommandId } from './import-command-id.js';
import type { ImportCommand, ImportDefinition, ImportLookup } from './import-definition.js';
import { ImportStoppedError, type ImportCounts, type ImportProblem, type ImportReport } from './import-report.js';
import type { ImportRow } from './import-rows.js';
import type { ImportParts, ImportRequest } from './import-runner.js';

/** Rows under way at the same time: enough to share commits, few enough to bound memory. */
const CONCURRENCY = 32;
/** Problems kept for the report; beyond them they are counted. */
const MOST_PROBLEMS = 1_000;
const PROGRESS_EVERY = 200;
/** Longest wait for the read models to show rows already taken, in milliseconds. */
const SETTLE_MS = 600_000;

const TAKEN_FOR_FORMER =
  'This very row was taken before, for what has come to an end since. It is not applied to what followed.';

type RowOutcome = 'taken' | 'unchanged' | readonly Omit<ImportProblem, 'line'>[];

/** One import under way: rows side by side, those of one key in their order. */
export class ImportRun {
  readonly #counts = { rows: 0, taken: 0, unchanged: 0, refused: 0 };
  readonly #problems: ImportProblem[] = [];
  readonly #underWay = new Set<Promise<void>>();
  readonly #byKey = new Map<string, Promise<void>>();
  readonly #lookup: ImportLookup;
  #started = 0;
  #leftOut = 0;
  #complete = true;
  #position: Position | undefined;
  #failure: { readonly cause: unknown } | undefined;

  constructor(
    private readonly parts: ImportParts,
    private readonly definition: ImportDefinition,
    private readonly request: ImportRequest,
    index: ReadonlyMap<string, unknown>,
  ) {
    this.#lookup = {
      index,
      read: async (work) => {
        using session = await parts.sessions.open(request.caller);
        return await work(session);
      },
    };
  }

  /** Rows that were begun. */
  get started(): number {
    return this.#started;
  }

  get hasFailed(): boolean {
    return this.#failure !== undefined;
  }

  /** Begins a row; resolves when there is room for the next one. */
  async take(row: ImportRow): Promise<void> {
    if (row.outcome === 'ended') return this.end(row.problem);
    this.#started += 1;
    if (row.outcome === 'refused') return this.#settle(row.line, row.problems);
    while (this.#underWay.size >= CONCURRENCY) await Promise.race(this.#underWay);
    const work = this.#begin(row.line, row.row);
    this.#underWay.add(work);
    void work.then(() => this.#underWay.delete(work));
  }

  /** Nothing after this is read. */
  end(problem: ImportProblem): void {
    this.#complete = false;
    this.#keep(problem);
  }

  /** @throws {ImportStoppedError} */
  async finish(): Promise<ImportReport> {
    await Promise.all(this.#underWay);
    if (this.#failure) throw new ImportStoppedError({ ...this.#report, complete: false }, this.#failure.cause);
    if (this.#position !== undefined) await this.parts.projections.waitFor(this.#position, SETTLE_MS);
    this.request.onProgress?.({ ...this.#counts });
    return { ...this.#report, position: this.#position };
  }

  get #report(): Omit<ImportReport, 'position'> {
    return {
      ...this.#counts,
      problems: this.#problems.toSorted((a, b) => a.line - b.line),
      problemsLeftOut: this.#leftOut,
      complete: this.#complete,
    };
  }

  #begin(line: number, row: unknown): Promise<void> {
    const keys = [this.definition.key(row), ...(this.definition.alsoKnownAs?.(row) ?? [])];
    const after = this.definition.after?.(row) ?? [];
    const before = [...keys, ...after].flatMap((each) => this.#byKey.get(each) ?? []);
    const work = this.#run(line, row, before, after.length > 0);
    for (const key of keys) this.#byKey.set(key, work);
    return work.then(() => {
      for (const key of keys) if (this.#byKey.get(key) === work) this.#byKey.delete(key);
    });
  }

  /** Never rejects: a fault is kept for `finish`, and ends the import. */
  async #run(line: number, row: unknown, before: readonly Promise<void>[], restsOnOthers: boolean): Promise<void> {
    try {
      await Promise.all(before);
      if (restsOnOthers && this.#position !== undefined) {
        await this.parts.projections.waitFor(this.#position, SETTLE_MS);
      }
      if (!this.#failure) this.#settle(line, await this.#carryOut(row));
    } catch (cause) {
      this.#failure ??= { cause };
    }
  }

  async #carryOut(row: unknown): Promise<RowOutcome> {
    const plan = await this.definition.toCommands(row, this.#lookup);
    if ('reason' in plan) return [plan];
    let outcome: RowOutcome = 'unchanged';
    for (const command of plan) {
      const result = await this.#send(command);
      if (result.outcome === 'rejected') return result.rejections.map((each) => toProblem(each, command));
      if (result.outcome === 'forbidden')
        return [{ column: null, reason: `Your role does not allow ${result.action}.` }];
      if (!result.repeated && result.events.length > 0) outcome = 'taken';
      if (this.#position === undefined || result.position > this.#position) this.#position = result.position;
    }
    return outcome;
  }

  #send(command: ImportCommand): Promise<CommandOutcome> {
    const { caller, correlationId, causationId } = this.request;
    return this.parts.commands.run(command.aggregate, {
      stream: command.id as StreamName,
      type: command.commandType,
      input: command.input,
      commandId: importCommandId(this.definition.name, caller, command),
      caller,
      correlationId,
      ...(causationId === undefined ? {} : { causationId }),
      ...(command.effectiveAt === undefined ? {} : { effectiveAt: command.effectiveAt }),
    });
  }

  #settle(line: number, outcome: RowOutcome): void {
    this.#counts.rows += 1;
    if (outcome === 'taken' || outcome === 'unchanged') {
      this.#counts[outcome] += 1;
    } else {
      this.#counts.refused += 1;
      for (const problem of outcome) this.#keep({ ...problem, line });
    }
    if (this.#counts.rows % PROGRESS_EVERY === 0) this.request.onProgress?.({ ...this.#counts } satisfies ImportCounts);
  }

  #keep(problem: ImportProblem): void {
    if (this.#problems.length < MOST_PROBLEMS) this.#problems.push(problem);
    else this.#leftOut += 1;
  }
}

function toProblem(
  { code, field = [], message }: Rejection,
  { columns = {} }: ImportCommand,
): Omit<ImportProblem, 'line'> {
  if (code === 'IDEMPOTENCY_KEY_REUSED') return { column: null, reason: TAKEN_FOR_FORMER };
  const path = field.join('.');
  const named = Object.keys(columns).find((each) => path === each || path.startsWith(`${each}.`));
  return { column: (named === undefined ? field[0] : columns[named]) ?? null, reason: message };
}
