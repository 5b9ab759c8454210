import type { ApolloServerPlugin } from '@apollo/server';
import type { Type } from '@nestjs/common';
import type { PolicyContribution } from '#platform/access';
import type { Engine } from '#platform/engine';
import type { AggregateDefinition } from '#platform/event-sourcing';
import type { MutationSet, NodeDefinition, RecordedOperations, RecordedRead, RequestContext } from '#platform/graphql';
import type { ImportDefinition } from '#platform/imports';
import type { Projection } from '#platform/projections';
import type { Session, StandingContribution } from '#platform/sessions';
import type { DataSubjectKind } from './data-subject.js';
import type { EffectDefinition } from './effect.js';
import type { Erasing, Erasure } from './erasing.js';
import type { ProcessDefinition } from './process.js';

/**
 * What a context hands to the platform. The list of contexts (`libs/domain/index.ts`) is the only place that knows
 * them all.
 */
export interface DomainContext {
  readonly name: string;
  readonly aggregates: readonly AggregateDefinition[];
  readonly projections: readonly Projection[];
  readonly policy: PolicyContribution;
  readonly standings: readonly StandingContribution[];
  readonly processes: readonly ProcessDefinition[];
  /** What the context does outside the service. */
  readonly effects?: readonly EffectDefinition[];
  /** The effect that erases personal data; of one context only. */
  readonly erasures?: (erasing: Erasing) => EffectDefinition;
  /** What is on record as erased, by reference, after the one given; of one context only. */
  readonly erased?: (session: Session, after: string, limit: number) => Promise<readonly Erasure[]>;
  /** Of whom the context holds personal data. */
  readonly dataSubjects?: readonly DataSubjectKind[];
  readonly mutations: readonly MutationSet[];
  /** The kinds of CSV file that this context takes in bulk. */
  readonly imports?: readonly ImportDefinition[];
  /** Queries whose reading is put on record before the data is returned. */
  readonly recordedReads?: readonly RecordedRead[];
  /** Operations that are put on record before anything of them is carried out. */
  readonly recordedOperations?: readonly RecordedOperations[];
  /** How `node(id)` finds this context's objects. */
  readonly nodes: readonly NodeDefinition[];
  /** What the context does with every request. */
  readonly plugins?: (engine: Engine) => readonly ApolloServerPlugin<RequestContext>[];
  /** The resolvers of the context's queries and object fields. */
  readonly module: Type;
}
