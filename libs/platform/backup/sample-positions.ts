export interface Sample {
  /** So many at the end. */
  readonly last: number;
  /** So many others, spread evenly at random. */
  readonly sampled: number;
  readonly seed: number;
}

/** Positions up to the head, ascending and each once; the same seed chooses the same ones. */
export function samplePositions(head: number, { last, sampled, seed }: Sample): readonly number[] {
  const positions = new Set<number>();
  for (let position = Math.max(1, head - last + 1); position <= head; position += 1) positions.add(position);
  const random = randomNumbers(seed);
  for (let drawn = 0; drawn < sampled; drawn += 1) positions.add(1 + Math.floor(random() * head));
  return [...positions].toSorted((one, other) => one - other);
}

/** Mulberry32: small, seeded, and even enough to choose records by. */
function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
