import { expect } from '@jest/globals';
import { START } from '../../../libs/platform/event-store/index.js';
import type { AppendResult, EventStore, Position, RecordedEvent } from '../../../libs/platform/event-store/index.js';
import type { AppendClientLine } from './append-client.js';
import { plannedAppend } from './append-plan.js';
import type { PlannedAppend } from './append-plan.js';

/**
 * What the clients of a campaign were promised, and the check that the log kept it: nothing acknowledged is lost,
 * nothing is there twice, nothing is missing in between.
 */
export class AcknowledgedAppends {
  readonly #acknowledged: AppendResult[][];
  readonly #seenIds = new Set<string>();
  readonly #lastRevisions = new Map<string, number>();
  /** For each client, how many of its appends are in the log. */
  readonly #logged: number[];
  #checkedTo: Position = START;

  constructor(
    readonly campaign: string,
    clients: number,
  ) {
    this.#acknowledged = Array.from({ length: clients }, () => []);
    this.#logged = Array.from({ length: clients }, () => 0);
  }

  /** For each client, how many of its appends were acknowledged: they are its first ones. */
  get counts(): readonly number[] {
    return this.#acknowledged.map((results) => results.length);
  }

  get total(): number {
    return this.counts.reduce((sum, count) => sum + count, 0);
  }

  add(line: string): void {
    const parsed = JSON.parse(line) as AppendClientLine;
    if (parsed.kind !== 'acknowledged') return;
    const results = this.#acknowledged[parsed.client];
    expect(results).toHaveLength(parsed.index);
    results?.push(parsed.result);
  }

  /** Checks what the log has gained since the last check, and that it holds all that was acknowledged. */
  async check(store: EventStore): Promise<void> {
    let append: RecordedEvent[] = [];
    for await (const event of store.readAll({ after: this.#checkedTo })) {
      expect(event.position).toBe(this.#checkedTo + 1);
      this.#checkedTo = event.position;
      expect(this.#seenIds.has(event.id)).toBe(false);
      this.#seenIds.add(event.id);
      expect(event.revision).toBe((this.#lastRevisions.get(event.stream) ?? -1) + 1);
      this.#lastRevisions.set(event.stream, event.revision);
      append.push(event);
      if (this.#isWhole(append)) append = [];
    }
    // Whatever begins an append must be followed by the rest of it.
    expect(append).toEqual([]);
    for (const [client, logged] of this.#logged.entries()) {
      const acknowledged = this.#acknowledged[client]?.length ?? 0;
      // At most the one append that was under way may be in the log unacknowledged.
      expect(logged - acknowledged).toBeGreaterThanOrEqual(0);
      expect(logged - acknowledged).toBeLessThanOrEqual(1);
    }
  }

  /** Checks events that follow each other in the log against the plan; true when they are one whole append. */
  #isWhole(events: readonly RecordedEvent[]): boolean {
    const first = events[0];
    const last = events.at(-1);
    if (first === undefined || last === undefined) return false;
    const { client, index } = JSON.parse(Buffer.from(first.data).toString()) as { client: number; index: number };
    const planned: PlannedAppend = plannedAppend(this.campaign, client, index);
    const plannedEvent = planned.events[events.length - 1];
    expect({ stream: last.stream, id: last.id }).toEqual({ stream: planned.stream, id: plannedEvent?.id });
    expect(Buffer.compare(last.data, plannedEvent?.data ?? Buffer.alloc(0))).toBe(0);
    if (events.length < planned.events.length) return false;
    expect(index).toBe(this.#logged[client]);
    this.#logged[client] = index + 1;
    this.#expectAsPromised(first, last, this.#acknowledged[client]?.[index]);
    return true;
  }

  #expectAsPromised(first: RecordedEvent, last: RecordedEvent, promised: AppendResult | undefined): void {
    if (promised === undefined) return;
    const { firstRevision, lastRevision, position, recordedAt } = promised;
    expect({ firstRevision, lastRevision, position, recordedAt }).toEqual({
      firstRevision: first.revision,
      lastRevision: last.revision,
      position: last.position,
      recordedAt: last.recordedAt,
    });
  }
}
