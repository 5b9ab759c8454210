import type { FaultNature, IntegrityStatus, Notice } from '#platform/backup';

/** As the API and the console show it. */
export interface ServiceIntegrity {
  readonly faults: readonly {
    readonly nature: Uppercase<FaultNature>;
    readonly position: number | null;
    readonly text: string;
  }[];
  readonly notices: readonly Notice[];
  readonly readOnly: boolean;
  readonly checkedPosition: number;
  readonly checks: number;
  readonly checkedAt: string | null;
}

export function serviceIntegrity(status: IntegrityStatus): ServiceIntegrity {
  const { faults, notices, readOnly, scrub } = status;
  return {
    faults: faults.map((fault) => ({ ...fault, nature: shouted(fault.nature) })),
    notices,
    readOnly,
    checkedPosition: scrub.position,
    checks: scrub.passes,
    checkedAt: scrub.lastFinishedAt ?? null,
  };
}

function shouted(nature: FaultNature): Uppercase<FaultNature> {
  return nature.toUpperCase() as Uppercase<FaultNature>;
}
