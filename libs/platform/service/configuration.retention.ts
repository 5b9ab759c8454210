import type { RetentionClass } from '#platform/event-sourcing';
import type { CommonValues } from './configuration.variables.js';

/** For how many days data of each class is kept; a class without a period is left out. */
export function retentionOf(values: CommonValues): Readonly<Partial<Record<RetentionClass, number>>> {
  const periods = {
    'officer-in-office': values.CONCORDAT_RETENTION_OFFICER_DAYS,
    'contact-details': values.CONCORDAT_RETENTION_CONTACT_DAYS,
    enquirer: values.CONCORDAT_RETENTION_ENQUIRER_DAYS,
    'free-text': values.CONCORDAT_RETENTION_FREE_TEXT_DAYS,
  } as const satisfies Readonly<Record<RetentionClass, number | undefined>>;
  const set: Partial<Record<RetentionClass, number>> = {};
  for (const [name, days] of Object.entries(periods)) if (days !== undefined) set[name as RetentionClass] = days;
  return set;
}
