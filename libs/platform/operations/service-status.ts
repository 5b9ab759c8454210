import type { Engine } from '#platform/engine';
import { serviceIntegrity, type ServiceIntegrity } from './service-integrity.js';
import type { Generation } from '#platform/projections';

export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  readonly generation: number;
  readonly state: 'ACTIVE' | 'BUILDING' | 'FAILED';
  readonly position: number;
  readonly fault: string | null;
  readonly deadLetterCount: number;
}

export interface ServiceStatus {
  readonly engine: string;
  readonly head: number;
  readonly position: number;
  readonly projections: readonly ProjectionStatus[];
  readonly deadLetterCount: number;
  readonly integrity: ServiceIntegrity;
  /** Which process does what; empty where one does everything. */
  readonly leases: readonly LeaseAnswer[];
}

export interface LeaseAnswer {
  readonly name: string;
  readonly holder: string | null;
  readonly since: string | null;
  readonly epoch: number;
}

/** What the status is read from. */
export type StatusSource = Pick<Engine, 'store' | 'projections' | 'integrityStatus' | 'leases'>;

const STATES = { active: 'ACTIVE', building: 'BUILDING', failed: 'FAILED' } as const;

export async function serviceStatus(engine: StatusSource): Promise<ServiceStatus> {
  const { head, position, generations, deadLetterCounts } = await engine.projections.status();
  return {
    engine: engine.store.capabilities.engine,
    head,
    position,
    projections: generations.map((generation) =>
      projectionStatus(generation, deadLetterCounts.get(generation.projection) ?? 0),
    ),
    deadLetterCount: [...deadLetterCounts.values()].reduce((sum, count) => sum + count, 0),
    integrity: serviceIntegrity(engine.integrityStatus(head)),
    leases: (await engine.leases()).map(({ holder = null, since = null, ...lease }) => ({ ...lease, holder, since })),
  };
}

export function projectionStatus(generation: Generation, deadLetterCount: number): ProjectionStatus {
  const { projection: name, version, generation: count, state, position, fault = null } = generation;
  return { name, version, generation: count, state: STATES[state], position, fault, deadLetterCount };
}
