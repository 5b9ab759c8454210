/** One thing that must be in order before requests make sense. */
export interface ReadinessCheck {
  readonly name: string;
  readonly ready: boolean;
  /** For operators; shown to whoever can reach the health routes. */
  readonly reason?: string;
}

/** Injected into the health routes; given by the composition of the service. */
export interface Readiness {
  check(): Promise<readonly ReadinessCheck[]>;
}

export const READINESS = Symbol('Readiness');
