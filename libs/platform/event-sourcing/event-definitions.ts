import type { z } from 'zod';
import type { EventShape } from './decider.js';
import { personalFaults, type PersonalField } from './personal-fields.js';

/**
 * The current shape of one event. Its stored type is `<context>.<name>.v<version>`; that text and the schema are the
 * storage format: change the shape by a new version and an upcaster, never in place.
 */
export interface EventDefinition<Schema extends z.ZodType = z.ZodType> {
  readonly version: number;
  readonly schema: Schema;
  /** In one sentence, for the published schema: what happened. */
  readonly description: string;
  /**
   * The field of `data` that says on which date it took effect, where it may be another than that of recording. It then
   * counts from the beginning of that day in the United Kingdom.
   */
  readonly effective?: string;
  /** Fields that say something about a person. Once declared, a field stays so: the log holds sealed values there. */
  readonly personal?: readonly PersonalField[];
}

/** Turns the data of an older stored type into the data of the next one. Pure. */
export interface Upcaster {
  readonly from: string;
  readonly to: string;
  readonly upcast: (data: unknown) => unknown;
  /** The personal fields of the older type, as they were declared; they are opened before `upcast`. */
  readonly personal?: readonly PersonalField[];
}

export type EventDefinitions = Readonly<Record<string, EventDefinition>>;

export interface EventCatalogue<Definitions extends EventDefinitions = EventDefinitions> {
  readonly context: string;
  readonly definitions: Definitions;
  readonly upcasters: readonly Upcaster[];
}

/** The union of the events of a catalogue, told apart by `type`. */
export type EventsOf<Catalogue extends EventCatalogue> = {
  [Name in keyof Catalogue['definitions'] & string]: EventShape<
    Name,
    z.output<Catalogue['definitions'][Name]['schema']>
  >;
}[keyof Catalogue['definitions'] & string];

export function defineEvents<const Definitions extends EventDefinitions>(
  context: string,
  definitions: Definitions,
  upcasters: readonly Upcaster[] = [],
): EventCatalogue<Definitions> {
  const catalogue = { context, definitions, upcasters };
  checkCatalogue(catalogue);
  return catalogue;
}

export function storedType(context: string, name: string, version: number): string {
  return `${context}.${name}.v${version}`;
}

/** The stored types that this code writes, by stored type. */
export function currentTypes(catalogue: EventCatalogue): Map<string, { name: string; definition: EventDefinition }> {
  return new Map(
    Object.entries(catalogue.definitions).map(([name, definition]) => [
      storedType(catalogue.context, name, definition.version),
      { name, definition },
    ]),
  );
}

/** Event definitions or upcasters that cannot be right; found when the service starts. */
export class EventCatalogueError extends Error {
  override readonly name = 'EventCatalogueError';
}

/** @throws EventCatalogueError on a malformed name or version, and on upcasters with a duplicate, a cycle or a gap,
 *   naming every fault at once */
function checkCatalogue(catalogue: EventCatalogue): void {
  const faults = [
    ...malformed(catalogue),
    ...duplicates(catalogue.upcasters),
    ...brokenChains(catalogue),
    ...gaps(catalogue),
    ...Object.entries(catalogue.definitions).flatMap(([name, { personal = [] }]) =>
      personalFaults(personal).map((fault) => `${name}: ${fault}`),
    ),
  ];
  if (faults.length > 0) throw new EventCatalogueError(`Context ${catalogue.context}: ${faults.join('; ')}.`);
}

function malformed({ context, definitions }: EventCatalogue): string[] {
  const faults = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(context) ? [] : ['the name of the context is not in kebab case'];
  for (const [name, { version }] of Object.entries(definitions)) {
    if (!/^[A-Z][A-Za-z0-9]*$/.test(name)) faults.push(`the event name ${name} is not in Pascal case`);
    if (!Number.isSafeInteger(version) || version < 1) {
      faults.push(`the version of ${name} is ${version}, not a whole number from 1`);
    }
  }
  return faults;
}

function duplicates(upcasters: readonly Upcaster[]): string[] {
  const seen = new Set<string>();
  return upcasters.flatMap(({ from }) => {
    if (seen.has(from)) return [`two upcasters start at ${from}`];
    seen.add(from);
    return [];
  });
}

function brokenChains(catalogue: EventCatalogue): string[] {
  const current = currentTypes(catalogue);
  const next = new Map(catalogue.upcasters.map(({ from, to }) => [from, to]));
  return catalogue.upcasters.flatMap(({ from }) => {
    if (current.has(from)) return [`an upcaster starts at ${from}, which is a current type`];
    const visited = new Set([from]);
    for (let type = next.get(from); type !== undefined; type = next.get(type)) {
      if (current.has(type)) return [];
      if (visited.has(type)) return [`the upcasters from ${from} run in a circle`];
      visited.add(type);
    }
    return [`the upcasters from ${from} do not lead to a current type`];
  });
}

function gaps(catalogue: EventCatalogue): string[] {
  const starts = new Set(catalogue.upcasters.map(({ from }) => from));
  return Object.entries(catalogue.definitions).flatMap(([name, { version }]) =>
    olderVersions(version)
      .map((older) => storedType(catalogue.context, name, older))
      .filter((type) => !starts.has(type))
      .map((type) => `no upcaster starts at the older type ${type}`),
  );
}

function olderVersions(version: number): number[] {
  if (!Number.isSafeInteger(version)) return [];
  return Array.from({ length: Math.max(0, version - 1) }, (_, index) => index + 1);
}
