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

const UNKNOWN: ServiceIntegrity = {
  faults: [],
  notices: [],
  readOnly: false,
  checkedPosition: 0,
  checks: 0,
  checkedAt: null,
};

/** @param status undefined where nobody looks */
export function serviceIntegrity(status: IntegrityStatus | undefined): ServiceIntegrity {
  if (status === undefined) return UNKNOWN;
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
