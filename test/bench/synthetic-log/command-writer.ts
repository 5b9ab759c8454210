import { randomUUID } from 'node:crypto';
import type { Caller } from '#platform/access';
import type { Engine } from '#platform/engine';
import type { AggregateDefinition, StoredEvent } from '#platform/event-sourcing';
import type { StreamName } from '#platform/event-store';
import { contexts } from '#domain';

const UUID_LENGTH = 36;

/** Gives commands to the engine as the API does, so that the events are those that the service really writes. */
export class CommandWriter {
  readonly #aggregates = new Map<string, AggregateDefinition>(
    contexts.flatMap(({ aggregates }) => aggregates.map((aggregate) => [aggregate.name, aggregate] as const)),
  );

  constructor(private readonly engine: Engine) {}

  /**
   * @returns what was recorded
   * @throws when the command is refused: what the benchmark writes no longer fits the rules
   */
  async give(caller: Caller, stream: string, type: string, input: object): Promise<readonly StoredEvent[]> {
    const aggregate = this.#aggregates.get(stream.slice(0, -UUID_LENGTH - 1));
    if (!aggregate) throw new Error(`No context has an aggregate for ${stream}.`);
    const outcome = await this.engine.commands.run(aggregate, {
      stream: stream as StreamName,
      type,
      input,
      commandId: randomUUID(),
      caller,
      correlationId: randomUUID(),
    });
    if (outcome.outcome !== 'accepted') throw new Error(`${type} was refused: ${JSON.stringify(outcome)}`);
    if (outcome.position !== undefined) await this.engine.projections.waitFor(outcome.position, 10_000);
    return outcome.events;
  }
}
