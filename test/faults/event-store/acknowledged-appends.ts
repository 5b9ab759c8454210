// Not Jest's `expect`, which would take most of the time of checking so many events.
import assert from 'node:assert/strict';
import { START } from '../../../libs/platform/event-store/index.js';
import type { AppendResult, EventStore, Position, RecordedEvent } from '../../../libs/platform/event-store/index.js';
import type { AppendClientLine } from './reporting-clients.js';
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
    assert.equal(results?.length, parsed.index, 'each client is acknowledged in order');
    results?.push(parsed.result);
  }

  /** Checks the whole log again: that nothing changed in what was checked before. */
  async checkFromStart(store: EventStore): Promise<void> {
    this.#seenIds.clear();
    this.#lastRevisions.clear();
    this.#logged.fill(0);
    this.#checkedTo = START;
    await this.check(store);
  }

  /** Checks what the log has gained since the last check, and that it holds all that was acknowledged. */
  async check(store: EventStore): Promise<void> {
    let append: RecordedEvent[] = [];
    for await (const event of store.readAll({ after: this.#checkedTo })) {
      assert.equal(event.position, this.#checkedTo + 1, 'positions have no gap');
      this.#checkedTo = event.position;
      assert.ok(!this.#seenIds.has(event.id), `event ${event.id} is in the log once`);
      this.#seenIds.add(event.id);
      assert.equal(event.revision, (this.#lastRevisions.get(event.stream) ?? -1) + 1, 'revisions have no gap');
      this.#lastRevisions.set(event.stream, event.revision);
      append.push(event);
      if (this.#isWhole(append)) append = [];
    }
    assert.deepEqual(append, [], 'whatever begins an append is followed by the rest of it');
    for (const [client, logged] of this.#logged.entries()) {
      const acknowledged = this.#acknowledged[client]?.length ?? 0;
      assert.ok(logged >= acknowledged, `client ${client}: ${acknowledged} appends acknowledged, ${logged} in the log`);
      assert.ok(logged <= acknowledged + 1, `client ${client}: only the append under way is in the log unacknowledged`);
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
    assert.deepEqual([last.stream, last.id], [planned.stream, plannedEvent?.id], 'events are those of one append');
    assert.equal(Buffer.compare(last.data, plannedEvent?.data ?? Buffer.alloc(0)), 0, 'the content is what was sent');
    if (events.length < planned.events.length) return false;
    assert.equal(index, this.#logged[client], `client ${client} has its appends in the log in order, none twice`);
    this.#logged[client] = index + 1;
    this.#expectAsPromised(first, last, this.#acknowledged[client]?.[index]);
    return true;
  }

  #expectAsPromised(first: RecordedEvent, last: RecordedEvent, promised: AppendResult | undefined): void {
    if (promised === undefined) return;
    const { firstRevision, lastRevision, position, recordedAt } = promised;
    assert.deepEqual(
      [firstRevision, lastRevision, position, recordedAt],
      [first.revision, last.revision, last.position, last.recordedAt],
      'the log has an append where it was acknowledged',
    );
  }
}
