import { accept, reject, type Decider } from '#platform/event-sourcing';
import type { StandardAnswerCommand } from './standard-answer.commands.js';
import type { StandardAnswerEvent } from './standard-answer.events.js';

interface Wording {
  readonly topic: string;
  readonly title: string;
  readonly text: string;
}

export type StandardAnswerState =
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'known';
      readonly draft: Wording;
      readonly published: Wording | undefined;
      /** The last number given to a published wording; 0 when there was none. */
      readonly version: number;
      readonly withdrawn: boolean;
    };

export type StandardAnswerRejection = 'ALREADY_EXISTS' | 'NOT_FOUND' | 'STANDARD_ANSWER_WITHDRAWN';

export const standardAnswerDecider: Decider<
  StandardAnswerState,
  StandardAnswerCommand,
  StandardAnswerEvent,
  StandardAnswerRejection
> = {
  initialState: { kind: 'unknown' },

  decide(command, state) {
    if (command.type === 'DraftStandardAnswer') {
      if (state.kind === 'known') return reject('ALREADY_EXISTS', 'This standard answer is on record already.');
      return accept({ type: 'StandardAnswerDrafted', data: command.data });
    }
    if (state.kind === 'unknown') return reject('NOT_FOUND', 'There is no such standard answer.', ['standardAnswerId']);
    if (state.withdrawn) {
      if (command.type === 'WithdrawStandardAnswer') return accept();
      return reject('STANDARD_ANSWER_WITHDRAWN', 'This standard answer was withdrawn. Draft a new one.');
    }
    switch (command.type) {
      case 'ReviseStandardAnswer':
        return isSame(command.data, state.draft)
          ? accept()
          : accept({ type: 'StandardAnswerDrafted', data: command.data });
      case 'PublishStandardAnswer':
        return state.published && isSame(state.published, state.draft)
          ? accept()
          : accept({ type: 'StandardAnswerPublished', data: { ...state.draft, version: state.version + 1 } });
      case 'WithdrawStandardAnswer':
        return accept({ type: 'StandardAnswerWithdrawn', data: command.data });
    }
  },

  evolve(state, event) {
    if (event.type === 'StandardAnswerDrafted') {
      const before = state.kind === 'known' ? state : { published: undefined, version: 0, withdrawn: false };
      return { ...before, kind: 'known', draft: event.data };
    }
    if (state.kind === 'unknown') return state;
    if (event.type === 'StandardAnswerWithdrawn') return { ...state, withdrawn: true };
    const { version, ...published } = event.data;
    return { ...state, published, version };
  },
};

function isSame(a: Wording, b: Wording): boolean {
  return a.topic === b.topic && a.title === b.title && a.text === b.text;
}
