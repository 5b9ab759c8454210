import {
  AbilityBuilder,
  createMongoAbility,
  subject as asSubject,
  type MongoAbility,
  type MongoQuery,
} from '@casl/ability';
import type { Caller } from './caller.js';

/**
 * What a caller stands in relation to, read from the read models at the request's snapshot: for example the
 * authorities it succeeds, or the organisations whose partnership it manages. Each context contributes named lists.
 */
export interface Standing {
  /** Ids under a name that a context contributed; empty when the caller has none. */
  ids(name: string): readonly string[];
}

export const NO_STANDING: Standing = { ids: () => [] };

/** Grants `actions` on objects of `subject` whose attributes meet `conditions` (all objects when left out). */
export type Allow = (actions: string | readonly string[], subject: string, conditions?: MongoQuery) => void;

/**
 * A context's part of the policy. Actions are `read` and the names of the context's commands; subjects are the names
 * of its objects. What nobody allows is denied.
 */
export type PolicyContribution = (caller: Caller, standing: Standing, allow: Allow) => void;

export type Ability = MongoAbility;

export function buildAbility(
  contributions: readonly PolicyContribution[],
  caller: Caller,
  standing: Standing = NO_STANDING,
): Ability {
  const builder = new AbilityBuilder<Ability>(createMongoAbility);
  const allow: Allow = (actions, subject, conditions) => {
    builder.can(typeof actions === 'string' ? actions : [...actions], subject, conditions);
  };
  for (const contribute of contributions) contribute(caller, standing, allow);
  return builder.build();
}

/** True when the policy lets the caller do `action` to the object with these attributes. */
export function permits(
  ability: Ability,
  action: string,
  subject: string,
  attributes: Readonly<Record<string, unknown>>,
): boolean {
  return ability.can(action, asSubject(subject, { ...attributes }));
}
