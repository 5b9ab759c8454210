import { z } from 'zod';
import type { InputsOf } from '#platform/event-sourcing';
import { idOf, line, prose } from '#platform/values';
import type { Nation } from '#platform/working-days';
import { ASKED_FOR } from './enquiry.askers.js';
import { ENQUIRY_KINDS, wantedRoute, type Destination, type EnquiryRoute, type Sorting } from './enquiry.routing.js';

const reason = prose(1000);

export const enquiryCommands = {
  ReceiveEnquiry: z.strictObject({
    topic: line(80),
    question: prose(4000),
    askedBy: line(200),
    /** Needed from those who can ask in the name of both. */
    askedFor: z.enum(ASKED_FOR).optional(),
    organisationId: idOf('organisation').optional(),
  }),
  SortEnquiry: z.strictObject({ kind: z.enum(ENQUIRY_KINDS), reason }),
  RerouteEnquiry: z.strictObject({ route: wantedRoute, reason }),
  AnswerEnquiry: z.strictObject({
    text: prose(8000).optional(),
    standardAnswerId: idOf('standard-answer').optional(),
  }),
  WithdrawEnquiry: z.strictObject({ reason }),
};

export type EnquiryInput = InputsOf<typeof enquiryCommands>;
type InputOf<Type extends EnquiryInput['type']> = Extract<EnquiryInput, { type: Type }>['data'];

interface Enriched<Type extends EnquiryInput['type'], Facts> {
  readonly type: Type;
  readonly data: InputOf<Type> & Facts;
}

/** The commands with the facts that the decider needs besides its own state. */
export type EnquiryCommand =
  | Enriched<'ReceiveEnquiry', { readonly organisationKnown: boolean; readonly sorting: Sorting }>
  | Enriched<'SortEnquiry', { readonly routeWithin: EnquiryRoute | undefined }>
  | Enriched<'RerouteEnquiry', { readonly destination: Destination }>
  | Enriched<'AnswerEnquiry', { readonly standardAnswerVersion: number | undefined; readonly nation: Nation }>
  | Extract<EnquiryInput, { type: 'WithdrawEnquiry' }>;
