import { createReadStream } from 'node:fs';
import { emptyFile, readHeader, recordsOf, type ImportDefinition, type ImportProblem } from '#platform/imports';

/** A piece of a file that can be sent by itself. */
export interface CsvPart {
  /** The header and some records. */
  readonly csv: string;
  /** What could not be read in this piece; it is not in `csv`. */
  readonly problems: readonly ImportProblem[];
  /** False when the file cannot be read on from here. */
  readonly complete: boolean;
  /** The line in the file of a line of the piece. */
  lineOf(line: number): number;
}

/** Small enough that each answers within seconds, and shows progress. */
const PART = { rows: 1_000, characters: 1_000_000 } as const;

/**
 * Cuts a file into pieces. One whose rows refer to one another stays whole.
 * @throws {ImportFileError} when the header is not one of this kind
 */
export async function* csvParts(definition: ImportDefinition, file: string): AsyncGenerator<CsvPart> {
  const most = definition.index ? { rows: Infinity, characters: Infinity } : PART;
  let part: PartBuilder | undefined;
  for await (const record of recordsOf(createReadStream(file))) {
    if (!part) {
      readHeader(definition, record);
      part = new PartBuilder(record.outcome === 'record' ? record.source : '');
    } else if (record.outcome === 'fault') {
      part.refuse({ line: record.line, column: null, reason: record.reason }, record.final);
    } else {
      if (part.rows >= most.rows || part.characters + record.source.length > most.characters) yield part.take();
      part.add(record.line, record.source);
    }
  }
  if (!part) throw emptyFile(definition);
  yield part.take();
}

class PartBuilder {
  #records: string[] = [];
  #lines = new Map<number, number>();
  #problems: ImportProblem[] = [];
  #complete = true;
  #nextLine: number;
  characters = 0;

  constructor(private readonly header: string) {
    this.#nextLine = this.#firstLine;
  }

  get rows(): number {
    return this.#records.length;
  }

  add(line: number, source: string): void {
    this.#lines.set(this.#nextLine, line);
    this.#nextLine += linesOf(source);
    this.#records.push(source);
    this.characters += source.length;
  }

  refuse(problem: ImportProblem, isFinal: boolean): void {
    this.#problems.push(problem);
    if (isFinal) this.#complete = false;
  }

  take(): CsvPart {
    const lines = this.#lines;
    const part = {
      csv: [this.header, ...this.#records].join('\n'),
      problems: this.#problems,
      complete: this.#complete,
      lineOf: (line: number) => lines.get(line) ?? line,
    };
    this.#records = [];
    this.#lines = new Map();
    this.#problems = [];
    this.#nextLine = this.#firstLine;
    this.characters = 0;
    return part;
  }

  get #firstLine(): number {
    return 1 + linesOf(this.header);
  }
}

function linesOf(source: string): number {
  return source.split('\n').length;
}
