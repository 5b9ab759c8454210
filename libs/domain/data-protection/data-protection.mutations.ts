import { defineMutations } from '#platform/graphql';
import type { ErasureAggregate } from './erasure.aggregate.js';
import { erasureById } from './erasure.queries.js';

export function erasureMutations(aggregate: ErasureAggregate) {
  return defineMutations(aggregate, {
    idField: 'erasureId',
    payload: 'ErasurePayload',
    objectField: 'erasure',
    batch: erasureById,
    mutations: {
      erasureRequest: 'RequestErasure',
      erasureGrant: 'GrantErasure',
      erasureRefuse: 'RefuseErasure',
      erasureWithdraw: 'WithdrawErasure',
    },
    internal: ['ProposeErasure', 'BeginErasure', 'EndErasure', 'InterruptErasure'],
  });
}
