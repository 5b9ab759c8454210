const nothing = (): void => undefined;

/** A log for measurements, which are not about logging. */
export const silentLog = { info: nothing, warn: nothing, error: nothing };
