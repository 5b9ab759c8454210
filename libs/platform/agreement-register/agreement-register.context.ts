import { Module, type Type } from '@nestjs/common';
import type { DomainContext } from '#platform/contexts';
import type { AggregateDefinition } from '#platform/event-sourcing';
import { agreementDeadlinesOf } from './agreement-deadlines.process.js';
import { agreementRegisterOf } from './agreement-register.projection.js';
import {
  AgreementObjectionResolver,
  AgreementResolver,
  AwaitedAgreementResolver,
  GivenAgreementResolver,
  PARTICIPATION_OF,
  QuorumResolver,
  QuorumSeatResolver,
  SignatoryResolver,
  type ParticipationOf,
} from './agreement.resolver.js';

export interface AgreementRegisterOptions {
  /** The aggregates whose versions are agreed. */
  readonly aggregates: readonly AggregateDefinition[];
  readonly participationOf: ParticipationOf;
}

/** How far every agreement is, what waits for a caller, and the passing of deadlines. */
export function agreementRegister({ aggregates, participationOf }: AgreementRegisterOptions): DomainContext {
  return {
    name: 'agreements',
    aggregates: [],
    projections: [agreementRegisterOf([...new Set(aggregates.map(({ context }) => context))])],
    policy: () => undefined,
    standings: [],
    processes: [agreementDeadlinesOf(aggregates)],
    mutations: [],
    nodes: [],
    module: agreementModule(participationOf),
  };
}

function agreementModule(participationOf: ParticipationOf): Type {
  @Module({
    providers: [
      { provide: PARTICIPATION_OF, useValue: participationOf },
      AgreementResolver,
      QuorumResolver,
      QuorumSeatResolver,
      GivenAgreementResolver,
      AgreementObjectionResolver,
      SignatoryResolver,
      AwaitedAgreementResolver,
    ],
  })
  class AgreementModule {}
  return AgreementModule;
}
