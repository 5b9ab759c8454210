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
export { CommandRunner, TooManyConflictsError, type CommandSession } from './command-runner.js';
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
export { EventCodec, MalformedEventError, UnknownEventTypesError, UnreadableEventError } from './event-codec.js';
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
export { person, personOf, type Person } from './person.js';
export type { EventMetadata, StoredEvent, StoredEventOf } from './stored-event.js';
