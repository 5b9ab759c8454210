import { STALE, type Mutant } from './mutant.js';

const SCHEMA = 'postgres/log-schema.sql.js';
const READER = 'postgres/log-reader.js';
const STORE = 'postgres/postgres-event-store.js';

/** Faults of the log on PostgreSQL, where several processes write to it. */
export const POSTGRES_MUTANTS: readonly Mutant[] = [
  {
    name: 'takes positions from a sequence, so that a later one may be committed first',
    edits: [
      {
        file: SCHEMA,
        find: 'create table concordat_log.event_types (',
        replace: 'create sequence concordat_log.positions; create table concordat_log.event_types (',
      },
      {
        file: SCHEMA,
        find: 'limit 1 for update;',
        replace: `limit 1;
    perform pg_advisory_xact_lock(hashtext(s.name)) from (select * from unnest(streams) s(name) order by 1) s;`,
      },
      {
        file: SCHEMA,
        find: 'select head_before + e.number,',
        replace: "select nextval('concordat_log.positions'),",
      },
      { file: SCHEMA, find: 'where h.position = head_before;', replace: 'where false;' },
      {
        file: SCHEMA,
        find: 'time_before := extract',
        replace: `head_before := (select min(e.position) - 1 from concordat_log.events e where e.id = any (event_ids));
    perform pg_sleep(random() * 0.02);
    time_before := extract`,
      },
    ],
    breaks: ['subscription-order', 'exact-reads', ...STALE],
  },
  {
    name: 'does not look at the revisions of streams',
    edits: [{ file: SCHEMA, find: 'where s.revision not between s.lowest and s.highest', replace: 'where false' }],
    breaks: ['one-winner'],
  },
  {
    name: 'does not look for what it has recorded before, with ids that may be there twice',
    edits: [
      {
        file: SCHEMA,
        find: 'or exists (select from concordat_log.events e where e.id = any (event_ids))',
        replace: '',
      },
      { file: SCHEMA, find: 'not null unique,\n    revision', replace: 'not null,\n    revision' },
    ],
    breaks: ['no-duplicates'],
  },
  {
    name: 'looks at revisions after it has looked for what was recorded before',
    edits: [
      { file: READER, find: "const known = await this.#rows('known-events', events, [ids]);", replace: '' },
      {
        file: READER,
        find: "const last = await this.#rows('last-revisions', revisions, [streams]);",
        replace: `const known = await this.#rows('known-events', events, [ids]);
        await new Promise((resolve) => setTimeout(resolve, 5));
        const last = await this.#rows('last-revisions', revisions, [streams]);`,
      },
    ],
    breaks: ['repeating-is-safe', 'refused-with-reason'],
  },
  {
    name: 'records times as the processes have them',
    edits: [
      { file: SCHEMA, find: 'or new.recorded_at < old.recorded_at', replace: '' },
      {
        file: SCHEMA,
        find: 'greatest(latest, coalesce(e.at, server_time))',
        replace: 'coalesce(e.at, server_time)',
      },
    ],
    breaks: ['times-never-decrease', 'acknowledged-is-kept'],
  },
  {
    name: 'hears only of what its own process appends',
    edits: [
      {
        file: STORE,
        find: 'options.signals.on(POSTGRES_SCHEMAS.log, () => this.#arrivals.announce());',
        replace: '() => undefined;',
      },
    ],
    breaks: ['subscription-arrives'],
  },
  {
    name: 'remembers the end of the log for a while',
    edits: [
      {
        file: READER,
        find: 'async head() {',
        replace: `async head() {
        this.looks = (this.looks ?? 0) + 1;
        if (this.looks % 4 === 1) this.remembered = await this.lookAtHead();
        return this.remembered;
    }
    async lookAtHead() {`,
      },
    ],
    breaks: STALE,
  },
];
