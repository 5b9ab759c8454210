import type { Coordination, Lease } from './coordination.port.js';

/** For an engine that one process uses at a time: it does everything. */
export function soleProcess(): Coordination {
  return new FixedCoordination(true);
}

/** For a process that leaves everything to others. */
export function withoutLeases(): Coordination {
  return new FixedCoordination(false);
}

/** What is decided once and for all, outside. */
class FixedCoordination implements Coordination {
  readonly #leases = new Map<string, Lease>();

  constructor(private readonly isHeld: boolean) {}

  lease(name: string): Lease {
    const known = this.#leases.get(name);
    if (known) return known;
    const lease = fixedLease(name, this.isHeld);
    this.#leases.set(name, lease);
    return lease;
  }

  async start(): Promise<void> {}

  async stop(): Promise<void> {}
}

function fixedLease(name: string, isHeld: boolean): Lease {
  return {
    name,
    isHeld,
    epoch: 0,
    onChange: (listener) => {
      if (isHeld) listener(true);
      return () => undefined;
    },
  };
}
