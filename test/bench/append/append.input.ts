/** What every engine under measurement is asked to do. */
export interface AppendInput {
  readonly folder: string;
  /** Events to append, besides a tenth as many before the clock starts. */
  readonly events: number;
  /** Writers at the same time, each waiting for its append before the next; for the bare loop, rows per transaction. */
  readonly writers: number;
}

/** Events are spread over this many streams in turn. */
export const STREAMS = 100;

export const warmUpEvents = ({ events, writers }: AppendInput): number => Math.max(writers, Math.floor(events / 10));
