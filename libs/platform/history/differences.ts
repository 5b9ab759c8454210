import type { EventVocabulary } from './event-vocabulary.js';
import { leavesOf, type Leaf, type Leaves } from './leaves.js';
import { isConstant, labelOf, wordsOfConstant } from './plain-words.js';

/**
 * What an event changed, for people. In the words of the event, which are published, where it says so itself; what was
 * there before, and what changed along with it, from the object's state. Pure; knows nothing of any context.
 */
export interface Difference {
  readonly path: readonly string[];
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly withheld: boolean;
}

export interface Compared {
  readonly before: unknown;
  readonly after: unknown;
  /** The event's own data. */
  readonly data: unknown;
}

/** True for a text that somebody must not be shown. */
export type IsWithheld = (value: string) => boolean;

/** How what an event changed is worded. */
export interface Words {
  readonly isWithheld: IsWithheld;
  readonly isEnumerated: EventVocabulary['isEnumerated'];
  /** What events of this type can say: what the state no longer holds of it was taken away. */
  readonly fields: ReadonlySet<string>;
}

export const MOST_DIFFERENCES = 200;
const MOST_CHARACTERS = 2_000;
/** How states say what they are. */
const STATUS: readonly string[] = ['status', 'kind', 'standing'];
/** That an object is there now, and was not, says nothing. */
const BEING_THERE: readonly string[] = ['unknown', 'known'];
/** Longest path of something in a state that belongs to the object itself, and to no part of it. */
const OF_THE_OBJECT = 2;
const WITHHELD = 'withheld';

export function differencesOf({ before, after, data }: Compared, words: Words): readonly Difference[] {
  const [was, is] = [leavesOf(before), leavesOf(after)];
  const wording = new Wording(words);
  const places = placesByWhatIsTold(is, was);
  const told = new Set<string>();
  const found: Difference[] = [];
  for (const leaf of leavesOf(data).values()) {
    const held = places.get(asTold(leaf)) ?? [];
    for (const place of held) told.add(place);
    const changed = held.find((place) => was.get(place)?.value !== leaf.value);
    if (held.length > 0 && changed === undefined) continue;
    found.push(wording.difference(leaf, changed === undefined ? undefined : was.get(changed)?.value, leaf.value));
  }
  for (const [place, leaf] of is) {
    const previous = was.get(place)?.value;
    if (previous === leaf.value || told.has(place) || !isTelling(leaf, previous)) continue;
    found.push(wording.difference(leaf, isBeingThere(leaf, previous) ? undefined : previous, leaf.value));
  }
  for (const [place, leaf] of was) {
    if (!is.has(place) && wasTakenAway(leaf, words)) found.push(wording.difference(leaf, leaf.value, undefined));
  }
  return found.slice(0, MOST_DIFFERENCES);
}

/**
 * Of what changed in the state without the event's saying so: what an object or a part of it is now, and what is there
 * instead of something else. The rest follows from what the event says, or is there for the rules only, as counters are.
 */
function isTelling({ path, name, value }: Leaf, previous: string | undefined): boolean {
  if (STATUS.includes(name)) return !BEING_THERE.includes(value) && (previous !== undefined || path.length === 1);
  return previous !== undefined && name !== 'type' && (name === 'version' || Number.isNaN(Number(value)));
}

function isBeingThere({ name }: Leaf, previous: string | undefined): boolean {
  return name === 'kind' && previous !== undefined && BEING_THERE.includes(previous);
}

/** States also drop what their rules no longer need. */
function wasTakenAway({ path, name, value }: Leaf, { fields }: Words): boolean {
  return path.length <= OF_THE_OBJECT && (fields.has(name) || path.at(-1) === value);
}

/** Where the state holds something under a name; where it changed comes first. */
function placesByWhatIsTold(is: Leaves, was: Leaves): ReadonlyMap<string, readonly string[]> {
  const places = new Map<string, string[]>();
  for (const [place, leaf] of is) {
    const told = asTold(leaf);
    const known = places.get(told);
    if (!known) places.set(told, [place]);
    else if (was.get(place)?.value === leaf.value) known.push(place);
    else known.unshift(place);
  }
  return places;
}

/** The state may hold what the event says in another place, under the same name. */
function asTold({ name, value }: Leaf): string {
  return `${name}=${value}`;
}

/** Says differences so that whoever reads them understands them, and sees nothing that is not for them. */
class Wording {
  constructor(private readonly words: Words) {}

  difference({ path, name }: Leaf, before: string | undefined, after: string | undefined): Difference {
    const isHidden = [before, after].some((value) => value !== undefined && this.words.isWithheld(value));
    const shown = path.map((segment) => (this.words.isWithheld(segment) ? WITHHELD : segment));
    const value = (text: string | undefined) => (text === undefined || isHidden ? null : this.#value(name, text));
    return {
      path: shown,
      // A text of a list is named by itself: to say it once is enough.
      label: labelOf([before, after].includes(path.at(-1)) && path.length > 1 ? shown.slice(0, -1) : shown),
      before: value(before),
      after: value(after),
      withheld: isHidden,
    };
  }

  #value(name: string, text: string): string {
    if (isConstant(text) && (STATUS.includes(name) || this.words.isEnumerated(name, text)))
      return wordsOfConstant(text);
    return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS).toWellFormed()}…` : text;
  }
}
