import { deriveId, digestOf } from '#platform/values';
import type { DispatchCommand, AttemptReport } from './dispatch.commands.js';
import type { DispatchEvent } from './dispatch.events.js';
import type { OpeningFacts } from './dispatch.opening.js';

/*
 * A dispatch for the specs of its decider.
 */

export const LIST = deriveId('recipient-list', 'leads');
export const OTHER_LIST = deriveId('recipient-list', 'others');
export const reason = 'Spec.';

const content = {
  sourceId: deriveId('message', 'spec'),
  issue: 1,
  channel: 'EMAIL' as const,
  subject: 'Who to call',
  text: 'Call the account manager.',
  html: '<p>Call the account manager.</p>',
  contentDigest: digestOf('Call the account manager.'),
  attachments: [],
  recipientListIds: [LIST],
};

type Opening = Extract<DispatchCommand, { type: 'OpenDispatch' }>['data'];

export function opening(facts: Partial<OpeningFacts> = {}, changes: Partial<Opening> = {}): DispatchCommand {
  return {
    type: 'OpenDispatch',
    data: {
      ...content,
      facts: {
        lists: [{ id: LIST, name: 'Leads', status: 'ACTIVE', channel: 'EMAIL' }],
        deliveries: [[{ list: 0, number: 1 }], [{ list: 0, number: 2 }]],
        ...facts,
      },
      ...changes,
    },
  };
}

/** The events of an opened dispatch with so many deliveries. */
export function opened(count = 2): readonly DispatchEvent[] {
  const deliveries = Array.from({ length: count }, (_, index) => [{ list: 0, number: index + 1 }]);
  return [
    { type: 'DispatchOpened', data: { ...content, deliveries: count } },
    { type: 'RecipientsFrozen', data: { recipientListIds: [LIST], first: 1, deliveries } },
  ];
}

export const start = (...deliveries: readonly (readonly [number: number, attempt: number])[]): DispatchCommand => ({
  type: 'StartDeliveries',
  data: { deliveries: deliveries.map(([number, attempt]) => ({ number, attempt })) },
});
export const started = (...deliveries: readonly (readonly [number: number, attempt: number])[]): DispatchEvent => ({
  type: 'DeliveriesStarted',
  data: { deliveries: deliveries.map(([number, attempt]) => ({ number, attempt })) },
});

export const end = (number: number, attempt: number, report: AttemptReport): DispatchCommand => ({
  type: 'EndDeliveries',
  data: { deliveries: [{ number, attempt, report }] },
});

export const REPORTS = {
  delivered: { outcome: 'DELIVERED', answer: '250 OK' },
  failed: { outcome: 'FAILED_TEMPORARILY', answer: '450 Later' },
  refused: { outcome: 'REFUSED', answer: '550 No' },
  uncertain: { outcome: 'UNCERTAIN', because: 'NO_ANSWER', answer: 'Gone' },
  removed: { outcome: 'REMOVED' },
} as const satisfies Readonly<Record<string, AttemptReport>>;
