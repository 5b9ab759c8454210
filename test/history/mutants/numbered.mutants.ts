import type { Mutant } from './mutant.js';

const APPENDS = 'numbered/numbered-appends.js';

/** Faults of the numbers that are given to the events of a log with gaps, where two processes write to it. */
export const NUMBERED_MUTANTS: readonly Mutant[] = [
  {
    name: 'takes what it knows for the end of the log',
    edits: [
      {
        file: 'numbered/numbered-event-store.js',
        find: 'await this.#follower.cover(await this.#head.ask());',
        replace: '',
      },
    ],
    // A process knows the end of what its own clients have written and seen.
    breaks: ['real-time-order'],
    alone: true,
  },
  {
    name: 'writes at any revision, whoever was faster',
    edits: [{ file: APPENDS, find: "last ?? 'none'", replace: "'any'" }],
    breaks: ['no-duplicates', 'one-winner'],
  },
  {
    name: 'does not wait to see what others have written before it looks for repetitions',
    edits: [{ file: APPENDS, find: 'await this.parts.follower.cover(event.position);', replace: '' }],
    breaks: ['no-duplicates'],
  },
  {
    name: 'answers with the time of its own clock',
    edits: [{ file: APPENDS, find: 'raisedTo ?? result.recordedAt', replace: 'result.recordedAt' }],
    breaks: ['acknowledged-is-kept'],
    alone: true,
  },
];
