import { z } from 'zod';
import { PURPOSES, STATUTORY_EXEMPTIONS, topic, URGENCIES } from '#domain/partnerships';
import type { InputsOf } from '#platform/event-sourcing';
import { idOf, prose, type IdOf } from '#platform/values';
import { plainDateSchema, type Nation } from '#platform/working-days';
import { ANSWERS, CHANNELS, contactSource, outcome, roleLabel } from './contact.vocabulary.js';
import type { Capacity } from './gateway.advice.js';
import type { GatewayFacts, GatewayQuestion } from './gateway.question.js';

const reason = prose(1000);

/** What an officer asks the gateway. */
export const gatewayQuestionInput = z.strictObject({
  organisationId: idOf('organisation'),
  siteId: idOf('site').optional(),
  topic,
  purpose: z.enum(PURPOSES),
  urgency: z.enum(URGENCIES).default('ROUTINE'),
  exemption: z.enum(STATUTORY_EXEMPTIONS).optional(),
  /** Today when left out. */
  plannedOn: plainDateSchema.optional(),
  /** For client systems that act for one of their authority's officers. */
  officerId: idOf('officer').optional(),
});
export type GatewayQuestionInput = z.output<typeof gatewayQuestionInput>;

const whatWasMade = {
  madeOn: plainDateSchema,
  channel: z.enum(CHANNELS),
  withWhom: roleLabel,
  summary: prose(4000).optional(),
  confidential: z.boolean().default(false),
};

const whatWasDoneAboutAdvice = {
  /** True when the officer spoke to those with whom the contact was to be coordinated. */
  coordinated: z.boolean().default(false),
  deviationReason: reason.optional(),
};

export const contactCommands = {
  RegisterIntention: gatewayQuestionInput.extend({ note: prose(2000).optional() }),
  AnswerIntention: z.strictObject({
    answer: z.enum(ANSWERS),
    /** For WAIT: the first day on which the contact suits. */
    until: plainDateSchema.optional(),
    text: prose(2000),
  }),
  PassAnswerDeadline: z.strictObject({}),
  WithdrawIntention: z.strictObject({ reason }),
  MarkMade: z.strictObject({
    ...whatWasMade,
    ...whatWasDoneAboutAdvice,
    /** A ground that arose after the intention was registered. */
    exemption: z.enum(STATUTORY_EXEMPTIONS).optional(),
  }),
  MarkNotMade: z.strictObject({ reason }),
  RecordContact: z.strictObject({
    organisationId: idOf('organisation'),
    siteId: idOf('site').optional(),
    /** The caller's own when left out. */
    authorityId: idOf('authority').optional(),
    officerId: idOf('officer').optional(),
    topic,
    purpose: z.enum(PURPOSES),
    urgency: z.enum(URGENCIES).default('ROUTINE'),
    exemption: z.enum(STATUTORY_EXEMPTIONS).optional(),
    ...whatWasMade,
    outcome: outcome.optional(),
    source: contactSource.optional(),
  }),
  RecordOutcome: outcome.extend({ reason: reason.optional() }),
  PlanFollowUp: z.strictObject({ dueOn: plainDateSchema, text: prose(1000) }),
  CompleteFollowUp: z.strictObject({
    number: z.int().min(1).max(1000),
    doneOn: plainDateSchema,
    text: prose(1000).optional(),
  }),
  AmendContact: z.strictObject({
    siteId: idOf('site').optional(),
    officerId: idOf('officer').optional(),
    topic,
    purpose: z.enum(PURPOSES),
    urgency: z.enum(URGENCIES).default('ROUTINE'),
    exemption: z.enum(STATUTORY_EXEMPTIONS).optional(),
    ...whatWasMade,
    ...whatWasDoneAboutAdvice,
    reason,
  }),
};

export type ContactInput = InputsOf<typeof contactCommands>;
export type ContactInputData<Type extends ContactInput['type']> = Extract<ContactInput, { type: Type }>['data'];

/** An intention with everything that the advice rests on. */
export interface PreparedIntention {
  readonly question: GatewayQuestion;
  readonly note?: string | undefined;
  readonly facts: GatewayFacts;
  /** The nation of whoever is to answer: its bank holidays count. */
  readonly nation: Nation;
}

/** The commands as the decider gets them: with what had to be looked up. */
export type ContactCommand =
  | Exclude<ContactInput, { type: 'RegisterIntention' | 'AnswerIntention' | 'RecordContact' | 'AmendContact' }>
  | { readonly type: 'RegisterIntention'; readonly data: PreparedIntention }
  | {
      readonly type: 'AnswerIntention';
      readonly data: ContactInputData<'AnswerIntention'> & {
        /** In what capacity the caller may answer; `undefined`: in none. */
        readonly capacity: Capacity | undefined;
      };
    }
  | {
      readonly type: 'RecordContact';
      readonly data: ContactInputData<'RecordContact'> & { readonly authorityId: IdOf<'authority'> };
    }
  | {
      readonly type: 'AmendContact';
      readonly data: ContactInputData<'AmendContact'> & {
        /** Whose site it is; `undefined` when there is no such site or none is named. */
        readonly siteOrganisationId: string | undefined;
      };
    };
export type ContactCommandData<Type extends ContactCommand['type']> = Extract<ContactCommand, { type: Type }>['data'];
