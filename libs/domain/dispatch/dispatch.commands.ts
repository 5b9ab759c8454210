import { z } from 'zod';
import type { InputsOf } from '#platform/event-sourcing';
import { idOf, line, prose } from '#platform/values';
import type { OpeningFacts } from './dispatch.opening.js';
import { DISPATCH_CHANNELS, dispatchedContent, sourceId, UNCERTAINTIES } from './dispatch.vocabulary.js';

const recipientListIds = z
  .array(idOf('recipient-list'))
  .min(1, 'must name at least one recipient list')
  .max(20, 'must name at most 20 recipient lists')
  .refine((ids) => new Set(ids).size === ids.length, 'must name each recipient list once');

const number = z.int().min(1);
const answer = line(500);
const reason = prose(1000);

/** What a transport said of one attempt. */
export const attemptReport = z.discriminatedUnion('outcome', [
  /** Without the answer when the data of the recipient was erased meanwhile. */
  z.strictObject({ outcome: z.literal('DELIVERED'), answer: answer.optional() }),
  z.strictObject({
    outcome: z.literal('FAILED_TEMPORARILY'),
    answer,
    retryAfterSeconds: z.int().min(0).optional(),
  }),
  z.strictObject({ outcome: z.literal('REFUSED'), answer }),
  z.strictObject({ outcome: z.literal('UNCERTAIN'), because: z.enum(UNCERTAINTIES), answer }),
  /** The recipient was taken off every list meanwhile: nothing was sent. */
  z.strictObject({ outcome: z.literal('REMOVED') }),
  /** It is not known that it arrived, and the data of the recipient was erased meanwhile: nobody can decide on it. */
  z.strictObject({ outcome: z.literal('GIVEN_UP') }),
]);

/** Most that one command starts or ends. */
const MOST_AT_ONCE = 100;

export const dispatchCommands = {
  /** Given by the service itself on behalf of a source, on the stream `dispatchIdOf` says. */
  OpenDispatch: dispatchedContent.extend({
    sourceId,
    issue: z.int().min(1).max(10_000),
    channel: z.enum(DISPATCH_CHANNELS),
    recipientListIds,
  }),
  StartDeliveries: z.strictObject({
    deliveries: z
      .array(z.strictObject({ number, attempt: number }))
      .min(1)
      .max(MOST_AT_ONCE),
  }),
  EndDeliveries: z.strictObject({
    deliveries: z
      .array(z.strictObject({ number, attempt: number, report: attemptReport }))
      .min(1)
      .max(MOST_AT_ONCE),
  }),
  RetryDelivery: z.strictObject({
    number,
    /** Said of an uncertain delivery: that the recipient may get the text twice is accepted. */
    mayArriveTwice: z.boolean().optional(),
    reason,
  }),
  SettleDelivery: z.strictObject({
    number,
    as: z.enum(['DELIVERED', 'GIVEN_UP']),
    /** What it rests on: what the recipient said, what the mail server's log shows. */
    evidence: reason,
  }),
  PauseDispatch: z.strictObject({ reason }),
  ResumeDispatch: z.strictObject({ reason }),
  AbandonDispatch: z.strictObject({ reason }),
};

export type DispatchInput = InputsOf<typeof dispatchCommands>;
export type AttemptReport = z.output<typeof attemptReport>;

/** What a source hands over to have its text sent. */
export type OpenDispatchInput = z.input<typeof dispatchCommands.OpenDispatch>;

/** The commands with what the decider needs besides its own state. */
export type DispatchCommand =
  | Exclude<DispatchInput, { type: 'OpenDispatch' }>
  | {
      readonly type: 'OpenDispatch';
      readonly data: Extract<DispatchInput, { type: 'OpenDispatch' }>['data'] & { readonly facts: OpeningFacts };
    };
