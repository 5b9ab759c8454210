import type { QueryArrayConfig } from 'pg';
import type { AppendResult, Position, Revision } from '../event-store.port.js';
import { RecordingClock } from '../recording-clock.js';
import type { AppendGroup, GroupAppend } from './append-group.js';
import { binaryArray } from './binary-array.js';

/** A text that PostgreSQL has given to what it runs. */
const TEXT =
  'select head_before, revisions_before, time_before, time_now from concordat_log.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)';

/** Milliseconds since 1970; the time before is -Infinity when the log is empty. */
export type AppendRow = readonly [
  headBefore: number | null,
  revisionsBefore: readonly number[],
  timeBefore: number,
  timeNow: number,
];

/** Calls `concordat_log.append` for a group. Prepared once for each connection. */
export function appendStatement(group: AppendGroup, newTypes: readonly string[]): QueryArrayConfig {
  const events = group.appends.flatMap(({ pending: { request }, stream, earlier }) =>
    request.events.map((event, index) => ({ event, stream, offset: earlier + index + 1 })),
  );
  const { streams } = group;
  const values = [
    streams.map(({ name }) => name),
    streams.map(({ lowest }) => lowest),
    streams.map(({ highest }) => highest),
    events.map(({ stream }) => stream.name),
    events.map(({ stream }) => stream.number),
    events.map(({ offset }) => offset),
    timesOf(group),
    events.map(({ event }) => event.id),
    events.map(({ event }) => event.type),
    binaryArray(events.map(({ event }) => event.data)),
    binaryArray(events.map(({ event }) => event.metadata)),
    newTypes,
  ];
  return { name: 'append', text: TEXT, values, rowMode: 'array' };
}

/** The types in a group that are not among those known to be in the log. */
export function newTypesOf(group: AppendGroup, known: ReadonlySet<string>): readonly string[] {
  const types = new Set<string>();
  for (const { pending } of group.appends) {
    for (const { type } of pending.request.events) if (!known.has(type)) types.add(type);
  }
  return [...types];
}

/** What a group's appends came to, in order; `undefined` when nothing was written. */
export function resultsOf(group: AppendGroup, row: AppendRow): readonly AppendResult[] | undefined {
  const [headBefore, revisionsBefore, timeBefore, timeNow] = row;
  if (headBefore === null) return undefined;
  const clock = new RecordingClock(Number.isFinite(timeBefore) ? isoTime(timeBefore) : undefined);
  let position = headBefore;
  return group.appends.map(({ pending, stream, earlier }: GroupAppend) => {
    const { length } = pending.request.events;
    position += length;
    const firstRevision = (revisionsBefore[stream.number - 1] ?? -1) + earlier + 1;
    return {
      firstRevision: firstRevision as Revision,
      lastRevision: (firstRevision + length - 1) as Revision,
      position: position as Position,
      recordedAt: clock.record(pending.at ?? isoTime(timeNow)),
      repeated: false,
    };
  });
}

/** One time for each event, never decreasing. */
function timesOf(group: AppendGroup): readonly (string | null)[] {
  const clock = new RecordingClock(undefined);
  return group.appends.flatMap(({ pending: { at, request } }) => {
    const time = at === undefined ? null : clock.record(at);
    return request.events.map(() => time);
  });
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
