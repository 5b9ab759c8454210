import { deriveId } from '#platform/values';
import type { Caller } from '#platform/access';

/** The regulator who made the synthetic record, and who asks. */
export const BENCH_CALLER: Caller = {
  party: { kind: 'HSE', id: deriveId('authority', 'HSE') },
  subject: 'bench',
  roles: new Set(['REGISTRAR', 'LEAD', 'OFFICER']),
  client: 'bench',
};
