/** What one line of the report says: how this project compares with a floor, a peer or a limit, in one run. */
export interface Finding {
  readonly what: string;
  readonly ours: number;
  readonly reference: number;
  readonly referenceName: string;
  /** Of `ours` and `reference`. */
  readonly unit: string;
  readonly target: Target;
  /** What a reader must know besides. */
  readonly note?: string;
}

/** `ours / reference` must be at least, or at most, this. */
export type Target = { readonly atLeast: number } | { readonly atMost: number };

/** A measurement that cannot be made here, and why. */
export interface NotMeasured {
  readonly what: string;
  readonly reason: string;
}

export type Outcome = Finding | NotMeasured;

export interface BenchmarkOptions {
  /** Fewer rounds of shorter measurements: to see that all works, not to quote from. */
  readonly quick: boolean;
  /** Where data is put, on the disk that is to be measured. */
  readonly folder: string;
  readonly progress: (message: string) => void;
}

export interface Benchmark {
  readonly name: string;
  readonly title: string;
  run(options: BenchmarkOptions): Promise<readonly Outcome[]>;
}

export function isFinding(outcome: Outcome): outcome is Finding {
  return 'ours' in outcome;
}

export function ratioOf({ ours, reference }: Finding): number {
  return ours / reference;
}

export function meets(finding: Finding): boolean {
  const ratio = ratioOf(finding);
  return 'atLeast' in finding.target ? ratio >= finding.target.atLeast : ratio <= finding.target.atMost;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  const lower = sorted.length % 2 === 1 ? upper : sorted[middle - 1];
  if (upper === undefined || lower === undefined) throw new Error('There is no median of nothing.');
  return (lower + upper) / 2;
}

/**
 * Measures several things in turn, round by round, so that whatever else the machine does falls on all of them alike.
 * @returns the median of each
 */
export async function inTurn<Names extends string>(
  rounds: number,
  measurements: Readonly<Record<Names, (round: number) => Promise<number>>>,
): Promise<Readonly<Record<Names, number>>> {
  const entries = Object.entries<(round: number) => Promise<number>>(measurements);
  const figures = new Map<string, number[]>(entries.map(([name]) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, measure] of entries) figures.get(name)?.push(await measure(round));
  }
  const medians = [...figures].map(([name, values]) => [name, median(values)] as const);
  return Object.fromEntries(medians) as Record<Names, number>;
}
