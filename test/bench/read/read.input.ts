export interface ReadInput {
  readonly folder: string;
  /** Reads of the whole stream, besides as many before the clock starts. */
  readonly reads: number;
}

/** Length of the stream that is read. */
export const STREAM_EVENTS = 1_000;
/** Other streams of the same length in the same log, so that the stream's events do not lie side by side. */
export const OTHER_STREAMS = 20;
