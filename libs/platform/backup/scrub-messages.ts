import type { LogCheckReport } from './log-check.js';

/** What the thread that looks through the log is started with. */
export interface ScrubStart {
  readonly dataFolder: string;
  readonly recordsPerSecond: number;
  readonly pauseMs: number;
  /** Becomes 1 when the thread must end. */
  readonly flag: Int32Array<SharedArrayBuffer>;
}

export type FromScrub =
  | { readonly kind: 'reached'; readonly position: number }
  | { readonly kind: 'finished'; readonly report: LogCheckReport };
