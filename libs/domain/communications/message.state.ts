import type { Agreement, AgreementRejection, Signatory } from '#platform/agreements';
import type { Decision } from '#platform/event-sourcing';
import type { Digest, IdOf } from '#platform/values';
import type { PlainDate } from '#platform/working-days';
import type { Audience } from './audience.vocabulary.js';
import type { MessageChannel, MessageContent } from './message.content.js';
import type { MessageEvent, MessageEventOf } from './message.events.js';
import type { MessageRejection } from './message.rejections.js';
import type { MessageStatus } from './message.vocabulary.js';

export interface MessageComment {
  readonly number: number;
  readonly version: number;
  readonly part: string;
  readonly text: string;
  readonly by: Signatory;
  /** The organisation that reads it; `undefined`: regulators only. */
  readonly organisationId: IdOf<'organisation'> | undefined;
  readonly answers: readonly { readonly text: string; readonly by: Signatory }[];
  readonly settlement: string | undefined;
}

export interface FollowUp {
  readonly number: number;
  readonly on: PlainDate;
  readonly what: string;
  readonly done: { readonly on: PlainDate; readonly note: string } | undefined;
}

/** The latest figures for an audience over a channel. */
export interface CountedReceipt {
  readonly channel: number;
  readonly audience: Audience;
  readonly on: PlainDate;
  readonly received: number;
  readonly notReceived: readonly { readonly count: number; readonly reason: string }[];
}

export type CarriedOut = Omit<MessageEventOf<'ChannelCarriedOut'>['data'], 'by'>;

export interface IssuedMessage {
  readonly version: number;
  readonly digest: Digest;
  readonly on: PlainDate;
  readonly channels: readonly MessageChannel[];
  readonly audiences: readonly Audience[];
  readonly carriedOut: readonly CarriedOut[];
  readonly receipts: readonly CountedReceipt[];
}

export interface KnownMessage {
  readonly kind: 'known';
  readonly status: MessageStatus;
  /** The latest version: its number, content and digest. */
  readonly version: number;
  readonly content: MessageContent;
  readonly digest: Digest;
  /** Who worked on this version and on those before it. */
  readonly authors: readonly Signatory[];
  /** On the version that was put forward last. */
  readonly agreement: Agreement | undefined;
  /** By version: the keys of those who read it. */
  readonly readers: ReadonlyMap<number, readonly string[]>;
  readonly withdrawnBecause: string | undefined;
  readonly issued: IssuedMessage | undefined;
  readonly comments: readonly MessageComment[];
  readonly followUps: readonly FollowUp[];
  readonly riskIds: readonly string[];
}

export type MessageState = { readonly kind: 'unknown' } | KnownMessage;

export type MessageDecision = Decision<MessageEvent, MessageRejection | AgreementRejection>;
