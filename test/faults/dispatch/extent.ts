/** `npm run test:faults` asks for so many rounds of the event store's faults. */
const rounds = Number(process.env['CONCORDAT_FAULT_ROUNDS'] ?? 1);

/** A round of a dispatch takes longer than those of the event store. */
export const ROUNDS = Math.ceil(rounds / 20);

/** The short form sends to fewer: what may go wrong with a recipient does so with any of them. */
export const RECIPIENTS = rounds > 1 ? 1_000 : 150;

/** Repeats a run that failed. */
export const SEED = Number(process.env['CONCORDAT_FAULT_SEED'] ?? Date.now() % 2 ** 31);
