import { z } from 'zod';
import { instantFault, isInstant, type Instant } from './instant.js';
import { plainDateFault, type PlainDate } from './plain-date.js';

/*
 * Checks, not transforms: what is stored is what was checked, and the schemas can be published as JSON Schema.
 * The assertions are sound because a value passes only when the type's own guard holds.
 */

/** A date that exists, years 1900 to 2200. */
export const plainDateSchema = z
  .string()
  .superRefine((text, context) => {
    const fault = plainDateFault(text);
    if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
  })
  .meta({ format: 'date' }) as unknown as z.ZodType<PlainDate, PlainDate>;

/** A moment in the one form in which instants are held: UTC with three decimals. */
export const instantSchema = z
  .string()
  .superRefine((text, context) => {
    if (isInstant(text)) return;
    const message = instantFault(text) ?? 'must be in UTC with three decimals, like 2026-06-15T08:30:00.000Z';
    context.addIssue({ code: 'custom', message });
  })
  .meta({ format: 'date-time' }) as unknown as z.ZodType<Instant, Instant>;
