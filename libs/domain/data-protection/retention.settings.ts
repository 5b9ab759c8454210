import type { RetentionClass } from '#platform/event-sourcing';

/** For how many days data of each class is kept. What has no period is kept until somebody decides otherwise. */
export type RetentionSettings = Readonly<Partial<Record<RetentionClass, number>>>;

export const RETENTION_DEFAULTS: RetentionSettings = {};
