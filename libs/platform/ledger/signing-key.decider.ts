import { accept, type Decider } from '#platform/event-sourcing';
import type { EvidenceEvent } from './evidence.events.js';

export interface SigningKeyState {
  readonly origin?: string;
  readonly verifierKey?: string;
}

export interface SigningKeyCommand {
  readonly type: 'AdoptSigningKey';
  readonly data: { readonly origin: string; readonly verifierKey: string };
}

/** Which key signs since when. */
export const signingKeyDecider: Decider<SigningKeyState, SigningKeyCommand, EvidenceEvent> = {
  initialState: {},
  decide: ({ data }, state) => {
    if (state.verifierKey === data.verifierKey && state.origin === data.origin) return accept();
    const former = state.verifierKey === undefined ? {} : { formerVerifierKey: state.verifierKey };
    return accept({ type: 'SigningKeyAdopted', data: { ...data, ...former } });
  },
  evolve: (state, event) =>
    event.type === 'SigningKeyAdopted' ? { origin: event.data.origin, verifierKey: event.data.verifierKey } : state,
};
