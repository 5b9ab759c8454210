import { z } from 'zod';
import { agreementCommands, type AgreementCommand } from '#platform/agreements';
import type { InputsOf } from '#platform/event-sourcing';
import { digestSchema, idOf, prose, type Digest, type IdOf } from '#platform/values';
import { NATIONS, plainDateSchema } from '#platform/working-days';
import { carriedOut, receipt } from './message-issue.events.js';
import { messageContent } from './message.content.js';
import type { NamedOrganisation } from './message.quorum.js';
import { MESSAGE_PARTS, reason, version } from './message.vocabulary.js';

const text = prose(4000);
const comment = z.int().min(1);

const lifecycleCommands = {
  DraftMessage: z.strictObject({ content: messageContent }),
  /** The whole content anew; what is the same stays. */
  ReviseMessage: z.strictObject({ content: messageContent, reason }),
  ProposeMessage: z.strictObject({
    version,
    digest: digestSchema,
    /** How long it can be confirmed: until the end of the last of so many working days. */
    workingDays: z.int().min(1).max(60, 'must be at most 60 working days'),
    /** Whose bank holidays count. */
    nation: z.enum(NATIONS).default('GB-ENG'),
  }),
  WithdrawMessage: z.strictObject({ reason }),
};

const issueCommands = {
  IssueMessage: z.strictObject({ version, digest: digestSchema }),
  RecordChannelIssue: carriedOut,
  RecordReceipt: receipt,
};

const commentCommands = {
  CommentOnMessage: z.strictObject({
    version,
    part: z.enum(MESSAGE_PARTS).default('WHOLE'),
    text,
    /** The organisation that is to read it; an organisation's own people leave it out. */
    organisationId: idOf('organisation').optional(),
  }),
  AnswerComment: z.strictObject({ comment, text }),
  SettleComment: z.strictObject({ comment, settlement: prose(1000) }),
};

const followUpCommands = {
  PlanFollowUp: z.strictObject({ on: plainDateSchema, what: prose(1000) }),
  CompleteFollowUp: z.strictObject({ followUp: z.int().min(1), on: plainDateSchema, note: prose(1000) }),
  LinkRisk: z.strictObject({ riskId: idOf('programme-risk') }),
  UnlinkRisk: z.strictObject({ riskId: idOf('programme-risk') }),
};

export const messageCommands = {
  ...lifecycleCommands,
  ...agreementCommands,
  ...issueCommands,
  ...commentCommands,
  ...followUpCommands,
};

export type MessageInput = InputsOf<typeof messageCommands>;

/** Whether an organisation can be named: both it and its account manager have to confirm. */
export type NamingFacts =
  | { readonly kind: 'READY'; readonly organisation: NamedOrganisation; readonly accountManagerId: string }
  | { readonly kind: 'UNKNOWN' }
  | { readonly kind: 'NO_ACTIVE_PARTNERSHIP' | 'NO_ACCOUNT_MANAGER'; readonly name: string };

/** What has become of the message that this one corrects or supersedes. */
export type EarlierMessageFacts = 'UNKNOWN' | 'NOT_ISSUED' | 'SUPERSEDED' | 'ISSUED';

/** What the registers say of what the content names. */
export interface ContentFacts {
  /** Of the content that was looked up: the read models may not show the latest version yet. */
  readonly digest: Digest;
  /** In the order of the content's `organisationIds`. */
  readonly organisations: readonly NamingFacts[];
  /** Regions named in audiences and channels that the register of authorities does not have, in lower case. */
  readonly unknownRegions: readonly string[];
  readonly unfitRecipientLists: readonly UnfitRecipientList[];
  /** Places in the content's list of programme periods that no calendar has. */
  readonly unknownPeriods: readonly number[];
  /** Why no day of the window fits the programme periods, in sentences; empty when one does. */
  readonly unfitWindow: readonly string[];
  readonly earlierMessage: EarlierMessageFacts | undefined;
}

/** A recipient list over which nothing can be sent, and why in a sentence. */
export interface UnfitRecipientList {
  readonly id: string;
  readonly kind: 'UNKNOWN' | 'UNFIT' | 'EMPTY';
  readonly why: string;
}

/** What stands against issuing the message now, besides what the message itself says. */
export interface IssueFacts {
  readonly digest: Digest;
  /** Why the day does not fit the programme periods, in sentences. */
  readonly unfitPeriods: readonly string[];
  /** What the operator has to set up before electronic channels can be used, in sentences. */
  readonly channelsNotConfigured: readonly string[];
  readonly unfitRecipientLists: readonly UnfitRecipientList[];
  readonly earlierMessage: EarlierMessageFacts | undefined;
}

/** The versions that the person reads, by the keys that they hold, and the organisation that they speak for. */
export interface CommentFacts {
  readonly readerKeys: readonly string[];
  readonly ownOrganisationId: IdOf<'organisation'> | undefined;
}

/** Whether the person reads the comment. */
export interface ExchangeFacts {
  readonly readable: boolean;
}

interface FactsByCommand {
  readonly DraftMessage: ContentFacts;
  readonly ReviseMessage: ContentFacts;
  readonly ProposeMessage: ContentFacts;
  readonly IssueMessage: IssueFacts;
  readonly CommentOnMessage: CommentFacts;
  readonly AnswerComment: ExchangeFacts;
  readonly SettleComment: ExchangeFacts;
  readonly LinkRisk: { readonly known: boolean };
}

type WithFacts<Input extends MessageInput> = Input extends MessageInput
  ? Input['type'] extends keyof FactsByCommand
    ? { readonly type: Input['type']; readonly data: Input['data'] & { readonly facts: FactsByCommand[Input['type']] } }
    : Input['type'] extends AgreementCommand['type']
      ? never
      : Input
  : never;

/** The commands with what the decider must know besides. */
export type MessageCommand = WithFacts<MessageInput> | AgreementCommand;
export type MessageCommandOf<Name extends MessageCommand['type']> = Extract<MessageCommand, { type: Name }>;
export type DataOf<Name extends MessageCommand['type']> = MessageCommandOf<Name>['data'];

export type MessageLifecycleCommand = MessageCommandOf<keyof typeof lifecycleCommands>;
export type MessageIssueCommand = MessageCommandOf<keyof typeof issueCommands>;
export type MessageCommentCommand = MessageCommandOf<keyof typeof commentCommands>;
export type MessageFollowUpCommand = MessageCommandOf<keyof typeof followUpCommands>;
