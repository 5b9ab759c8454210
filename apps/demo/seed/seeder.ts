import type { Caller } from '#platform/access';
import type { Engine } from '#platform/engine';
import type { AggregateDefinition, StoredEvent } from '#platform/event-sourcing';
import type { StreamName } from '#platform/event-store';
import type { Session } from '#platform/sessions';
import { deriveUuid } from '#platform/values';
import { addDays, londonDate, instantOf, type PlainDate } from '#platform/working-days';

/** Longest wait for the read models to show what was just recorded, in milliseconds. */
const SETTLE_MS = 30_000;

/** Gives the demonstration's commands, through the same command runner as everything else. */
export class Seeder {
  readonly #aggregates: ReadonlyMap<string, AggregateDefinition>;
  readonly today: PlainDate;
  #given = 0;

  constructor(private readonly engine: Engine) {
    const aggregates = engine.contexts.flatMap((context) => context.aggregates);
    this.#aggregates = new Map(aggregates.map((aggregate) => [aggregate.name, aggregate]));
    this.today = londonDate(instantOf(engine.clock()));
  }

  get given(): number {
    return this.#given;
  }

  /** The calendar date so many days from today. */
  day(offset: number): PlainDate {
    return addDays(this.today, offset);
  }

  /**
   * @param id of the object; its kind says which aggregate the command is for
   * @returns what was recorded
   * @throws Error when the command is refused: the demonstration is then wrong
   */
  async give(
    caller: Caller,
    id: string,
    type: string,
    input: Record<string, unknown>,
  ): Promise<readonly StoredEvent[]> {
    const aggregate = this.#aggregateOf(id);
    this.#given += 1;
    const outcome = await this.engine.commands.run(aggregate, {
      stream: id as StreamName,
      type,
      input,
      caller,
      commandId: deriveUuid('demonstration', String(this.#given), id, type),
      correlationId: deriveUuid('demonstration'),
    });
    if (outcome.outcome !== 'accepted') {
      throw new Error(`The demonstration's ${type} on ${id} was refused: ${JSON.stringify(outcome)}`);
    }
    if (outcome.position !== undefined) await this.engine.projections.waitFor(outcome.position, SETTLE_MS);
    return outcome.events;
  }

  /** Looks something up in the read models, as a caller. */
  async look<Found>(caller: Caller, ask: (session: Session) => Promise<Found>): Promise<Found> {
    using session = await this.engine.sessions.open(caller);
    return await ask(session);
  }

  #aggregateOf(id: string): AggregateDefinition {
    const kind = id.slice(0, id.length - '-00000000-0000-0000-0000-000000000000'.length);
    const aggregate = this.#aggregates.get(kind);
    if (!aggregate) throw new Error(`There is no aggregate ${kind}.`);
    return aggregate;
  }
}
