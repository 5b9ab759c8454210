import { permits, type Ability } from '#platform/access';
import type { StreamName } from '#platform/event-store';
import { instantFault } from '#platform/working-days';
import type { AggregateDefinition } from './aggregate.js';
import type { LoadedAggregate } from './aggregate-repository.js';
import type { CommandOutcome } from './command-outcome.js';
import type { CommandRequest } from './command-request.js';
import type { CommandShape, Rejection } from './decider.js';
import type { PersonalValue } from './event-codec.js';
import type { SubjectErasedError } from './field-sealing.js';

/*
 * The refusals that are the same for every aggregate.
 */

export const KEY_REUSED: Rejection<'IDEMPOTENCY_KEY_REUSED'> = {
  code: 'IDEMPOTENCY_KEY_REUSED',
  message: 'This idempotency key was used for another command. Send each new command with a new key.',
  field: ['idempotencyKey'],
};

export function checkInput(
  definition: AggregateDefinition,
  request: CommandRequest,
): { input: CommandShape } | { rejections: readonly Rejection[] } {
  const schema = definition.commands[request.type];
  if (!schema) throw new Error(`${definition.subject} has no command ${request.type}.`);
  const parsed = schema.safeParse(request.input);
  const untimely = refuseByEffectiveAt(request);
  if (parsed.success) {
    return untimely ? { rejections: [untimely] } : { input: { type: request.type, data: parsed.data } };
  }
  const rejections = parsed.error.issues.slice(0, 50).map(({ path, message }) => ({
    code: 'INVALID_INPUT' as const,
    message: `${path.map(String).join('.') || 'The input'}: ${message}.`,
    field: path.map(String),
  }));
  return { rejections: untimely ? [...rejections, untimely] : rejections };
}

function refuseByEffectiveAt({ effectiveAt }: CommandRequest): Rejection | undefined {
  const fault = effectiveAt === undefined ? undefined : instantFault(effectiveAt);
  return fault === undefined
    ? undefined
    : { code: 'INVALID_INPUT', message: `effectiveAt: ${fault}.`, field: ['effectiveAt'] };
}

/**
 * What the caller may not see is answered like what is not there. Rights come before the refusal of a reused key, so
 * that a foreign key tells nothing.
 */
export function refuseByRights(
  definition: AggregateDefinition,
  ability: Ability,
  stream: StreamName,
  input: CommandShape,
  loaded: LoadedAggregate,
): CommandOutcome | undefined {
  const exists = loaded.revision !== undefined;
  const creation = definition.creations.includes(input.type);
  const attributes = definition.attributes(stream, loaded.state, input);
  if (!creation && !(exists && permits(ability, 'read', definition.subject, attributes))) {
    return rejected(notFound(definition));
  }
  if (permits(ability, input.type, definition.subject, attributes)) return undefined;
  return { outcome: 'forbidden', action: input.type, subject: definition.subject };
}

export function notFound(definition: AggregateDefinition): Rejection<'NOT_FOUND'> {
  return {
    code: 'NOT_FOUND',
    message: `There is no ${definition.name.replaceAll('-', ' ')} with this id.`,
    field: [`${definition.name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}Id`],
  };
}

export function refuseByRevision(
  definition: AggregateDefinition,
  request: CommandRequest,
  loaded: LoadedAggregate,
): Rejection | undefined {
  if (request.expectedRevision === undefined || request.expectedRevision === loaded.revision) return undefined;
  const actual = loaded.revision ?? 'none';
  return {
    code: 'STALE_REVISION',
    message:
      `The ${definition.name.replaceAll('-', ' ')} is at revision ${actual}, not ${request.expectedRevision}. ` +
      'Read it again and decide on what it says now.',
    field: ['expectedRevision'],
  };
}

/** The field is that of the input which has the name of the event's field, where there is one. */
export function refuseByErasure(
  { input }: CommandRequest,
  personal: readonly PersonalValue[],
  { subject, reference }: SubjectErasedError,
): Rejection<'SUBJECT_ERASED'> {
  const name = personal.find((value) => value.subject === subject)?.path.split('.')[0];
  const isInput = name !== undefined && typeof input === 'object' && input !== null && Object.hasOwn(input, name);
  return {
    code: 'SUBJECT_ERASED',
    message:
      `The personal data of ${subject} was erased (${reference}), so that nothing personal can be recorded under ` +
      'this id any more.',
    ...(isInput ? { field: [name] } : {}),
  };
}

export function rejected(rejection: Rejection): CommandOutcome {
  return { outcome: 'rejected', rejections: [rejection] };
}
