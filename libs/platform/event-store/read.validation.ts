import { InvalidReadError } from './event-store.errors.js';

/** @throws InvalidReadError unless `value` is a whole number of at least `least` */
export function assertReadLimit(field: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw new InvalidReadError(`Reading events: ${field} is ${value}, but must be a whole number from ${least} upwards.`);
}
