export {
  defineAggregate,
  type AggregateDefinition,
  type CommandSchemas,
  type InputsOf,
  type Preparation,
  type Prepared,
} from './aggregate.js';
export { AggregateRepository } from './aggregate-repository.js';
export type { CommandAccepted, CommandOutcome, PlatformRejectionCode } from './command-outcome.js';
export type { CommandRequest } from './command-request.js';
export { eventId } from './command-recording.js';
export {
  CommandOutcomeUnknownError,
  CommandRunner,
  TooManyConflictsError,
  type CommandSession,
} from './command-runner.js';
export {
  accept,
  reject,
  type Actor,
  type CommandShape,
  type Decider,
  type Decision,
  type DecisionContext,
  type EventShape,
  type Rejection,
} from './decider.js';
export {
  EventCodec,
  MalformedEventError,
  UnknownEventTypesError,
  UnreadableEventError,
  type EventPlace,
  type PersonalValue,
} from './event-codec.js';
export {
  currentTypes,
  defineEvents,
  storedType,
  EventCatalogueError,
  type EventCatalogue,
  type EventDefinition,
  type EventsOf,
  type Upcaster,
} from './event-definitions.js';
export {
  isSealedValue,
  SealBrokenError,
  SealingSuspendedError,
  SubjectErasedError,
  withoutKeys,
  type FieldPlace,
  type FieldSealing,
  type OpenedValue,
  type SealedValue,
} from './field-sealing.js';
export {
  isSubjectId,
  RETENTION_CLASSES,
  subjectIdSchema,
  type PersonalField,
  type PersonalSubject,
  type RetentionClass,
  type SubjectId,
} from './personal-fields.js';
export { textsOnPersons, textsOnPersonsOf } from './personal-texts.js';
export { placesOf, type PersonalPlace } from './personal-places.js';
export { person, personOf, type Person } from './person.js';
export type { EventHead, EventMetadata, StoredEvent, StoredEventOf } from './stored-event.js';
