import { existsSync, readFileSync } from 'node:fs';

export interface HeldTenure {
  readonly epoch: number;
  /** The first and the last moment at which a process took the lease for its own, in nanoseconds of the machine. */
  readonly first: bigint;
  readonly last: bigint;
}

/** What a process has written down of the moments at which it took the lease for its own. */
export function tenuresIn(momentsFile: string): readonly HeldTenure[] {
  if (!existsSync(momentsFile)) return [];
  const tenures = new Map<string, HeldTenure>();
  for (const line of readFileSync(momentsFile, 'utf8').trim().split('\n')) {
    const [epoch = '', at = ''] = line.split(' ');
    const last = BigInt(at);
    tenures.set(epoch, { epoch: Number(epoch), first: tenures.get(epoch)?.first ?? last, last });
  }
  return [...tenures.values()];
}

/** Tenures that began while another process still took the lease for its own. */
export function overlaps(tenures: readonly HeldTenure[]): readonly string[] {
  const inOrder = tenures.toSorted((a, b) => a.epoch - b.epoch);
  return inOrder.flatMap(({ epoch, first }, index) => {
    const before = inOrder[index - 1];
    if (before === undefined || before.last < first) return [];
    return [`epoch ${epoch} began ${before.last - first} ns before epoch ${before.epoch} ended`];
  });
}
