import { z } from 'zod';
import type { ExportOptions } from '#platform/evidence-bundle';
import { idOf } from '#platform/values';

/** What an auditor asks to be exported. */
export const exportRequest = z.strictObject({
  scope: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('all') }),
    z.strictObject({ kind: z.literal('partnership'), partnershipId: idOf('partnership') }),
  ]),
  /** Signed checkpoints that the auditor holds. */
  known: z.array(z.string().max(20_000)).max(10).default([]),
}) satisfies z.ZodType<ExportOptions>;

/** What is asked for, checked. */
export type ExportRequest = z.output<typeof exportRequest>;
