import {
  placesOf,
  type EventCatalogue,
  type PersonalField,
  type RetentionClass,
  type StoredEvent,
} from '#platform/event-sourcing';
import { isForgotten } from '#platform/values';
import { textOf } from './plain-words.js';

/** What parts of a longer text stand between, where a value can be within it: `email:one@example.org`. */
const BETWEEN = /[\s,;"'<>()]+/;
/** A shorter part of a text can be there by chance. */
const SHORTEST_PART = 6;

/** Who reads: an auditor, or somebody of a party that recorded the event. */
export type Reader = 'auditor' | 'party';

/** Who asked is for those whom the enquiry went to: outside it, only the auditor sees it. */
const FOR_AUDITORS: readonly RetentionClass[] = ['enquirer'];

/**
 * How a person is reached is for those who work with that person, who see it with the person: never in a history.
 */
function isReaching({ retention, reaches }: PersonalField): boolean {
  return reaches === true || retention === 'contact-details';
}

/**
 * The personal values that events of a stream brought, so that they can be left out also where the object's state took
 * them over.
 */
export class PersonalValues {
  readonly #withheld = new Set<string>();

  constructor(private readonly reader: Reader) {}

  add(catalogue: EventCatalogue, event: StoredEvent): void {
    for (const field of catalogue.definitions[event.type]?.personal ?? []) {
      if (!this.#isKept(field)) continue;
      for (const { value } of placesOf(field, event.stream, event.data)) this.#addTexts(value);
    }
  }

  /** Also of a text in which such a value stands, or that is one but for capitals: states are kept by such keys. */
  isWithheld = (text: string): boolean => {
    if (this.#withheld.size === 0) return false;
    const comparable = comparableOf(text);
    if (this.#withheld.has(comparable) || this.#withheld.has(comparable.slice(comparable.indexOf(':') + 1)))
      return true;
    const parts = comparable.split(BETWEEN).flatMap((part) => [part, part.slice(part.indexOf(':') + 1)]);
    return parts.some((part) => part.length >= SHORTEST_PART && this.#withheld.has(part));
  };

  #isKept(field: PersonalField): boolean {
    return isReaching(field) || (this.reader === 'party' && FOR_AUDITORS.includes(field.retention));
  }

  /** That something is forgotten is for everybody. */
  #addTexts(value: unknown): void {
    if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) this.#addTexts(part);
    else if (value !== null && value !== undefined && !isForgotten(value))
      this.#withheld.add(comparableOf(textOf(value)));
  }
}

function comparableOf(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
