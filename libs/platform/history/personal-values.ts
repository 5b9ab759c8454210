import { placesOf, type EventCatalogue, type RetentionClass, type StoredEvent } from '#platform/event-sourcing';

/**
 * How a person is reached is for those who work with that person, who see it with the person: never here, whatever the
 * reason for keeping it.
 */
const REACHING: readonly string[] = ['email', 'phone', 'address'];
const NEVER_IN_HISTORIES: readonly RetentionClass[] = ['contact-details'];
/** Who asked is for those whom the enquiry went to: outside it, only the auditor sees it. */
const FOR_AUDITORS: readonly RetentionClass[] = ['enquirer'];

/**
 * The personal values that events of a stream brought, so that they can be left out also where the object's state took
 * them over.
 */
export class PersonalValues {
  readonly #withheld = new Set<string>();
  readonly #classes: readonly RetentionClass[];

  constructor(reader: 'auditor' | 'party') {
    this.#classes = reader === 'auditor' ? NEVER_IN_HISTORIES : [...NEVER_IN_HISTORIES, ...FOR_AUDITORS];
  }

  add(catalogue: EventCatalogue, event: StoredEvent): void {
    for (const field of catalogue.definitions[event.type]?.personal ?? []) {
      const isReaching = REACHING.includes(field.path.at(-1) ?? '');
      if (!isReaching && !this.#classes.includes(field.retention)) continue;
      for (const { value } of placesOf(field, event.stream, event.data)) this.#addTexts(value);
    }
  }

  isWithheld = (value: string): boolean => this.#withheld.has(value);

  #addTexts(value: unknown): void {
    if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) this.#addTexts(part);
    else if (value !== null && value !== undefined) this.#withheld.add(String(value));
  }
}
