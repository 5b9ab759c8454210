import { CommandOutcomeUnknownError, SealingSuspendedError } from '#platform/event-sourcing';
import {
  AppendOutcomeUnknownError,
  EventLogUnavailableError,
  EventStoreDbUnavailableError,
  LogNotFollowedError,
} from '#platform/event-store';
import { ReadModelsUnavailableError } from '#platform/projections';

const AWAY = [
  AppendOutcomeUnknownError,
  CommandOutcomeUnknownError,
  EventLogUnavailableError,
  EventStoreDbUnavailableError,
  LogNotFollowedError,
  ReadModelsUnavailableError,
  SealingSuspendedError,
];

/** Whether what went wrong is that the log, the read models or the keys do not answer: all else fails alike for now. */
export function isStorageAway(error: unknown): boolean {
  return AWAY.some((kind) => error instanceof kind);
}
