import type { EventCatalogue, PersonalField, RetentionClass, StoredEvent, SubjectId } from '#platform/event-sourcing';
import { placesOf } from '#platform/event-sourcing';
import type { EventStore, RecordedEvent, Revision, StreamName } from '#platform/event-store';
import { connectionOf, type Connection, type ConnectionArguments } from '#platform/graphql';
import type { Session } from '#platform/sessions';
import type { HoldingRow, HoldingTables } from './personal-holdings.projection.js';

/** Reads events again: what is held on a person stands nowhere else by person. */
export interface EventReader {
  readonly store: Pick<EventStore, 'readStream'>;
  readonly codec: { decode(event: RecordedEvent): StoredEvent };
}

/** A value that says something about the person, as the record has it now: `[forgotten]` after an erasure. */
export interface PersonalValueShown {
  /** Within the event's data, with the places of list elements: `recipients.0.address`. */
  readonly path: string;
  readonly retention: RetentionClass;
  /** Text as it is, anything else as JSON. */
  readonly value: string;
}

/** The events that hold data of a person, in the order of the log. */
export function listHoldings(
  session: Session,
  subjectId: SubjectId,
  page: ConnectionArguments,
): Promise<Connection<HoldingRow>> {
  const holdings = session
    .tables<HoldingTables>()
    .selectFrom('personal_holding')
    .selectAll()
    .where('subjectId', '=', subjectId);
  return connectionOf(holdings, { by: ['position'], direction: 'asc' }, page);
}

/** Finds in events what they say about a person, by what their types declare. */
export class SubjectReports {
  readonly #fields: ReadonlyMap<string, readonly PersonalField[]>;
  readonly #descriptions: ReadonlyMap<string, string>;

  constructor(catalogues: readonly EventCatalogue[]) {
    const events = catalogues.flatMap(({ context, definitions }) =>
      Object.entries(definitions).map(([name, definition]) => ({ key: `${context}.${name}`, definition })),
    );
    this.#fields = new Map(events.map(({ key, definition }) => [key, definition.personal ?? []]));
    this.#descriptions = new Map(events.map(({ key, definition }) => [key, definition.description]));
  }

  /** What happened, in a sentence. */
  descriptionOf({ type }: HoldingRow): string {
    return this.#descriptions.get(type) ?? type;
  }

  async valuesOf({ store, codec }: EventReader, holding: HoldingRow): Promise<readonly PersonalValueShown[]> {
    const from = holding.revision as Revision;
    for await (const recorded of store.readStream(holding.stream as StreamName, { from })) {
      const event = codec.decode(recorded);
      return (this.#fields.get(holding.type) ?? []).flatMap((field) =>
        placesOf(field, event.stream, event.data)
          .filter(({ subject }) => subject === holding.subjectId)
          .map(({ path, value }) => ({
            path,
            retention: field.retention,
            value: typeof value === 'string' ? value : JSON.stringify(value),
          })),
      );
    }
    return [];
  }
}
