import type { LeaseTimings } from '../../../libs/platform/coordination/index.js';
import { FAULTS } from './struck-process.js';

/** By each fault once; `npm run test:faults` asks for 300: then the holder is struck 100 times. */
export const ROUNDS = Math.max(FAULTS.length, Math.ceil(Number(process.env['CONCORDAT_FAULT_ROUNDS'] ?? 0) / 3));

/** Shorter than those of the service, so that more happens in less time. */
export const TIMINGS: LeaseTimings = { roundMs: 100, sureMs: 1_000, silenceMs: 1_500 };
