import { STALE, type Mutant } from './mutant.js';

const GROUPS = 'sqlite/group-commit.js';
const WRITER = 'sqlite/log-writer.js';
const READER = 'sqlite/log-reader.js';

/** Faults of the embedded engine: of its groups, of what it remembers, and of its pages. */
export const SQLITE_MUTANTS: readonly Mutant[] = [
  {
    name: 'leaves out a position now and then',
    edits: [
      {
        file: 'sqlite/log-schema.js',
        find: 'NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM events)',
        replace: 'NEW.position <= (SELECT coalesce(max(position), 0) FROM events)',
      },
      { file: GROUPS, find: 'this.#position = head;', replace: 'this.#position = head % 5 === 4 ? head + 1 : head;' },
    ],
    breaks: ['total-order'],
    alone: true,
  },
  {
    name: 'leaves out a revision where nobody expects one',
    edits: [
      {
        file: GROUPS,
        find: 'const { firstRevision } = decision;',
        replace: `const leaves = decision.firstRevision > 0 && (request.expected === 'any' || request.expected === 'exists');
        const firstRevision = decision.firstRevision + (leaves ? 1 : 0);`,
      },
    ],
    breaks: ['contiguous-revisions'],
    alone: true,
  },
  {
    name: 'acknowledges a group that it has rolled back',
    edits: [
      {
        file: GROUPS,
        find: 'this.#commit.run();',
        replace: 'if (this.committedGroups % 7 === 6) this.#rollback.run(); else this.#commit.run();',
      },
    ],
    breaks: ['acknowledged-is-kept'],
  },
  {
    name: 'answers the appends of a group in another order',
    edits: [
      {
        file: WRITER,
        find: 'settle(answered[index], outcome);',
        replace: 'settle(answered[answered.length - 1 - index], outcome);',
      },
    ],
    breaks: ['acknowledged-is-kept'],
  },
  {
    name: 'remembers the end of the log for a while',
    edits: [
      {
        file: READER,
        find: 'return this.#head.get() ?? START;',
        replace: `this.looks = (this.looks ?? 0) + 1;
      if (this.looks % 4 === 1) this.remembered = this.#head.get() ?? START;
      return this.remembered;`,
      },
    ],
    breaks: STALE,
  },
  {
    name: 'remembers the end of a stream for a while',
    edits: [
      {
        file: READER,
        find: 'return this.#lastRevision.get(stream) ?? undefined;',
        replace: `this.looks = (this.looks ?? 0) + 1;
      this.remembered ??= new Map();
      if (this.looks % 4 === 1 || !this.remembered.has(stream)) this.remembered.set(stream, this.#lastRevision.get(stream));
      return this.remembered.get(stream) ?? undefined;`,
      },
    ],
    breaks: STALE,
  },
  {
    name: 'remembers that it did not find an event',
    edits: [
      {
        file: READER,
        find: 'return this.#positionOf.get(id);',
        replace: `this.looked ??= new Map();
      if (!this.looked.has(id)) this.looked.set(id, this.#positionOf.get(id));
      return this.looked.get(id);`,
      },
    ],
    breaks: STALE,
  },
  {
    name: 'remembers which types of events there are',
    edits: [
      {
        file: READER,
        find: 'return this.#eventTypes.all();',
        replace: 'return (this.types ??= this.#eventTypes.all());',
      },
    ],
    breaks: STALE,
  },
  {
    name: 'leaves out what stands at the edge of two pages',
    edits: [
      { file: READER, find: 'const PAGE_EVENTS = 512;', replace: 'const PAGE_EVENTS = 3;' },
      { file: 'stream-range.js', find: 'limit, lowest: revision + 1 }', replace: 'limit, lowest: revision + 2 }' },
    ],
    breaks: ['exact-reads'],
  },
];
