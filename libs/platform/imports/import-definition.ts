import { z } from 'zod';
import type { AggregateDefinition } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';

/** A command that a row leads to. Its id is derived from all of this, so that the same row has one effect. */
export interface ImportCommand {
  readonly aggregate: AggregateDefinition;
  /** The object's id, which is its stream: derived from the row's natural key. */
  readonly id: string;
  /**
   * What the row is about, where that has one object after the other: the id of the command is then derived from this
   * and not from `id`, so that a row which had its effect on a former object has none on a later one.
   */
  readonly about?: string;
  readonly commandType: string;
  readonly input: unknown;
  /** When it took effect, ISO 8601; left out when that is the time of the import. */
  readonly effectiveAt?: string;
  /**
   * The column behind a field of the input, by the field's path (`legalEntity.number`), so that a refusal names the
   * column. Fields that are called like their column need no entry.
   */
  readonly columns?: Readonly<Record<string, string>>;
}

/** A row that cannot be taken, for a reason that its own cells do not show. */
export interface RowRefusal {
  readonly column: string | null;
  readonly reason: string;
}

/** What a row may look up besides its own cells. */
export interface ImportLookup<Entry = unknown> {
  /** What `index` collected from the whole file; empty where an import has no `index`. */
  readonly index: ReadonlyMap<string, Entry>;
  /** Reads the read models as the importing caller sees them. */
  read<T>(work: (session: Session) => Promise<T>): Promise<T>;
}

/** How the rows of one kind of CSV file become commands. */
export interface ImportDefinition<Row = unknown, Entry = unknown> {
  /** In kebab case: the kind on the command line, and in capitals in GraphQL. */
  readonly name: string;
  /** In one sentence: what the file holds. */
  readonly description: string;
  /**
   * A strict object, or a discriminated union of strict objects, with the header names as its keys. Empty cells are
   * absent. Columns that every row needs are required in the header.
   */
  readonly row: z.ZodType<Row>;
  /** The natural key: rows of the same key are taken in their order. */
  key(row: Row): string;
  /** Further keys under which rows after this one may speak of what it records: they wait for it too. */
  alsoKnownAs?(row: Row): readonly string[];
  /** Keys of rows before this one on which it rests: they are taken, and show in the read models, before it. */
  after?(row: Row): readonly string[];
  /** An entry for `ImportLookup.index`. The file is then read twice, and a service takes it only in one piece. */
  index?(row: Row): readonly [string, Entry];
  /** The commands of a row, carried out in their order until one is refused. */
  toCommands(
    row: Row,
    lookup: ImportLookup<Entry>,
  ): readonly ImportCommand[] | RowRefusal | Promise<readonly ImportCommand[] | RowRefusal>;
}

export interface ImportColumn {
  readonly name: string;
  readonly required: boolean;
}

/** @throws when the row's schema is not one that a header can be read from */
export function defineImport<Row, Entry = unknown>(
  definition: ImportDefinition<Row, Entry>,
): ImportDefinition<Row, Entry> {
  if (!/^[a-z]+(-[a-z]+)*$/.test(definition.name)) throw new Error(`${definition.name} is not a name in kebab case.`);
  columnsOf(definition);
  return definition;
}

export function columnsOf({ name, row }: ImportDefinition): readonly ImportColumn[] {
  const alternatives = row instanceof z.ZodDiscriminatedUnion ? row.options : [row];
  const shapes = alternatives.map((alternative) => {
    if (alternative instanceof z.ZodObject) return alternative.shape;
    throw new Error(`The rows of the import ${name} are neither an object nor a discriminated union of objects.`);
  });
  const names = new Set(shapes.flatMap((shape) => Object.keys(shape)));
  return [...names].map((column) => ({
    name: column,
    required: shapes.every((shape) => column in shape && !z.safeParse(shape[column], undefined).success),
  }));
}
