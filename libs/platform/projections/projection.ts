import type { EventCatalogue, EventHead, EventsOf, StoredEvent } from '#platform/event-sourcing';
import type { RowChange, Table } from './table.js';

/** Turns one event into changes of rows. Pure: the same events give the same rows, live, rebuilt or as at a moment. */
export type ProjectionHandler = (event: StoredEvent) => readonly RowChange[];

/** As `ProjectionHandler`, for what is the same for events of every type. */
export type EveryEventHandler = (event: EventHead) => readonly RowChange[];

export interface Projection {
  /** In kebab case, unique: `organisation-register`. */
  readonly name: string;
  /** A new version gets tables of its own, built from the start of the log before it takes over. */
  readonly version: number;
  readonly tables: readonly Table[];
  /** By `<context>.<EventName>`. */
  readonly handlers: ReadonlyMap<string, ProjectionHandler>;
  /** For every event of the log, whatever its type. Data is not read for it. */
  readonly everyEvent?: EveryEventHandler;
}

type HandlersFor<Catalogue extends EventCatalogue> = {
  readonly [Name in keyof Catalogue['definitions'] & string]?: (
    event: StoredEvent<Extract<EventsOf<Catalogue>, { type: Name }>>,
  ) => readonly RowChange[];
};

/** The handlers for the events of one catalogue; each sees its event with the data of that type. */
export function on<Catalogue extends EventCatalogue>(
  catalogue: Catalogue,
  handlers: HandlersFor<Catalogue>,
): readonly (readonly [string, ProjectionHandler])[] {
  return Object.entries(handlers).map(
    ([name, handler]) => [`${catalogue.context}.${name}`, handler as ProjectionHandler] as const,
  );
}

export function defineProjection(definition: {
  readonly name: string;
  readonly version: number;
  readonly tables: readonly Table[];
  readonly handlers: readonly (readonly [string, ProjectionHandler])[];
  readonly everyEvent?: EveryEventHandler;
}): Projection {
  const handlers = new Map<string, ProjectionHandler>();
  for (const [key, handler] of definition.handlers) {
    if (handlers.has(key)) throw new Error(`The projection ${definition.name} handles ${key} twice.`);
    handlers.set(key, handler);
  }
  const { name, version, tables, everyEvent } = definition;
  return { name, version, tables, handlers, ...(everyEvent && { everyEvent }) };
}

/** Projections that cannot live beside one another; found when the service starts. */
export class ProjectionDefinitionError extends Error {
  override readonly name = 'ProjectionDefinitionError';
}

/** @throws ProjectionDefinitionError when two projections share a name or a table, naming every one at once */
export function assertDistinct(projections: readonly Projection[]): void {
  const faults = [
    ...twice(projections.map(({ name }) => name)).map((name) => `two projections have the name ${name}`),
    ...twice(projections.flatMap(({ tables }) => tables.map(({ name }) => name))).map(
      (name) => `two projections have a table ${name}`,
    ),
  ];
  if (faults.length > 0) throw new ProjectionDefinitionError(`The projections of all contexts: ${faults.join('; ')}.`);
}

export class UnknownProjectionError extends Error {
  override readonly name = 'UnknownProjectionError';
}

/** @throws UnknownProjectionError */
export function findProjection(projections: readonly Projection[], name: string): Projection {
  const projection = projections.find((candidate) => candidate.name === name);
  if (projection) return projection;
  const known = projections.map((candidate) => candidate.name).join(', ');
  throw new UnknownProjectionError(`There is no projection ${name}. There are: ${known}.`);
}

function twice(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
