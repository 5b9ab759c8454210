import { defineMutations } from '#platform/graphql';
import { dispatchAggregate } from './dispatch.aggregate.js';
import { dispatchById } from './dispatch.queries.js';
import { recipientListAggregate } from './recipient-list.aggregate.js';
import { recipientListById } from './recipient-list.queries.js';

export const recipientListMutations = defineMutations(recipientListAggregate, {
  idField: 'recipientListId',
  payload: 'RecipientListPayload',
  objectField: 'recipientList',
  batch: recipientListById,
  mutations: {
    recipientListCreate: 'CreateRecipientList',
    recipientListAmend: 'AmendRecipientList',
    recipientListAddRecipients: 'AddRecipients',
    recipientListRemoveRecipients: 'RemoveRecipients',
    recipientListRetire: 'RetireRecipientList',
  },
});

export const dispatchMutations = defineMutations(dispatchAggregate, {
  idField: 'dispatchId',
  payload: 'DispatchPayload',
  objectField: 'dispatch',
  batch: dispatchById,
  mutations: {
    dispatchRetryDelivery: 'RetryDelivery',
    dispatchSettleDelivery: 'SettleDelivery',
    dispatchPause: 'PauseDispatch',
    dispatchResume: 'ResumeDispatch',
    dispatchAbandon: 'AbandonDispatch',
  },
  internal: ['OpenDispatch', 'StartDeliveries', 'EndDeliveries'],
});
