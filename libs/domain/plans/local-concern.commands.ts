import { z } from 'zod';
import type { InputsOf } from '#platform/event-sourcing';
import { idOf, line, prose, type IdOf } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';
import { CONCERN_HOLDERS, variationTerms } from './local-concern.events.js';

const reason = prose(1000);

/** Terms as they are given: from the day of the answer where no day is named, and without conditions where none are. */
const givenTerms = variationTerms.extend({
  conditions: variationTerms.shape.conditions.default([]),
  from: plainDateSchema.optional(),
});

export const localConcernCommands = {
  RaiseLocalConcern: z.strictObject({
    organisationId: idOf('organisation'),
    what: prose(2000),
    why: prose(4000),
    until: plainDateSchema.optional(),
    concernOf: z.enum(CONCERN_HOLDERS),
    memberName: line(200).optional(),
  }),
  AcceptLocalConcern: givenTerms,
  DeclineLocalConcern: z.strictObject({ reasons: prose(2000) }),
  ReferLocalConcern: z.strictObject({ reason }),
  ProposeConcernSettlement: z.strictObject({
    settlement: z.discriminatedUnion('kind', [
      givenTerms.extend({ kind: z.literal('ACCEPT') }),
      z.strictObject({ kind: z.literal('DECLINE'), reasons: prose(2000) }),
    ]),
  }),
  ConfirmConcernSettlement: z.strictObject({ number: z.int().min(1) }),
  WithdrawLocalConcern: z.strictObject({ reason }),
  EndLocalVariation: z.strictObject({ reason }),
};

export type LocalConcernInput = InputsOf<typeof localConcernCommands>;
type InputOf<Type extends LocalConcernInput['type']> = Extract<LocalConcernInput, { type: Type }>['data'];

interface Enriched<Type extends LocalConcernInput['type'], Facts> {
  readonly type: Type;
  readonly data: InputOf<Type> & Facts;
}

/** For whom the actor settles: its own authority and those that it succeeded. */
interface ActingFor {
  readonly ownAuthorities: readonly string[];
}

/** The commands with the facts that the decider needs besides its own state. */
export type LocalConcernCommand =
  | Enriched<
      'RaiseLocalConcern',
      {
        readonly authorityId: IdOf<'authority'>;
        /** Under which a member's name is kept. */
        readonly memberId: IdOf<'elected-member'>;
        /** The organisation's partnership, while it is active. */
        readonly partnershipId: IdOf<'partnership'> | undefined;
      }
    >
  | Enriched<'ReferLocalConcern', { readonly leadAuthorityId: IdOf<'authority'> | undefined }>
  | Enriched<'ProposeConcernSettlement', ActingFor>
  | Enriched<'ConfirmConcernSettlement', ActingFor>
  | Extract<
      LocalConcernInput,
      { type: 'AcceptLocalConcern' | 'DeclineLocalConcern' | 'WithdrawLocalConcern' | 'EndLocalVariation' }
    >;
