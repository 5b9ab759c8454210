import { ResolveField, Resolver } from '@nestjs/graphql';
import { dispatchesOf } from '#domain/dispatch';
import { authorityById, officerById } from '#domain/regulators';
import type { RequestContext } from '#platform/graphql';
import { parseJson } from '#platform/projections';
import {
  answersOf,
  receiptsOf,
  type MessageAnswerRow,
  type MessageChannelRow,
  type MessageCommentRow,
  type MessageReceiptRow,
} from './message-delivery.queries.js';
import type { MessageProof } from './message.proof.js';
import type { MessageSeatRow } from './message.queries.js';
import { officer, writer } from './message-writers.js';

@Resolver('MessageProof')
export class MessageProofResolver {
  @ResolveField('issuedBy')
  issuedBy({ issuedByPartyId }: MessageProof, _args: unknown, { reads }: RequestContext) {
    return issuedByPartyId === null ? null : reads.one(authorityById, issuedByPartyId);
  }
}

@Resolver('MessageConfirmation')
export class MessageConfirmationResolver {
  @ResolveField('party')
  party({ partyId }: MessageSeatRow, _args: unknown, context: RequestContext) {
    return partyId === null ? null : writer(partyId, context);
  }
}

@Resolver('IssuedChannel')
export class IssuedChannelResolver {
  @ResolveField('target')
  target({ number, target }: MessageChannelRow): object {
    return { ...parseJson(target), number };
  }

  @ResolveField('sentByService')
  sentByService({ sentByService }: MessageChannelRow): boolean {
    return sentByService === 1;
  }

  @ResolveField('dispatch')
  async dispatch({ messageId, channel }: MessageChannelRow, _args: unknown, { reads }: RequestContext) {
    const found = (await reads.one(dispatchesOf, messageId)) ?? [];
    return found.find((each) => each.channel === channel) ?? null;
  }

  /** Where it can be seen, and how many it reached: for the two bodies. */
  @ResolveField('evidence')
  async evidence({ evidence }: MessageChannelRow, _args: unknown, { reads }: RequestContext): Promise<string | null> {
    return (await reads.session()).may('read', 'MessageDelivery', {}) ? evidence : null;
  }

  @ResolveField('receipts')
  async receipts({ messageId, number }: MessageChannelRow, _args: unknown, { reads }: RequestContext) {
    return ((await reads.one(receiptsOf, messageId)) ?? []).filter(({ channel }) => channel === number);
  }
}

@Resolver('MessageReceipt')
export class MessageReceiptResolver {
  @ResolveField('on')
  on({ onDate }: MessageReceiptRow): string {
    return onDate;
  }

  @ResolveField('audience')
  audience({ audience }: MessageReceiptRow) {
    return parseJson(audience);
  }

  @ResolveField('notReceived')
  notReceived({ notReceived }: MessageReceiptRow) {
    return parseJson(notReceived);
  }

  @ResolveField('isCurrent')
  isCurrent({ current }: MessageReceiptRow): boolean {
    return current === 1;
  }
}

@Resolver('MessageFollowUp')
export class MessageFollowUpResolver {
  @ResolveField('on')
  on({ onDate }: { readonly onDate: string }): string {
    return onDate;
  }
}

@Resolver('MessageComment')
export class MessageCommentResolver {
  @ResolveField('by')
  by({ partyId }: MessageCommentRow, _args: unknown, context: RequestContext) {
    return writer(partyId, context);
  }

  @ResolveField('officer')
  officer({ officerId }: MessageCommentRow, _args: unknown, { reads }: RequestContext) {
    return officerId === null ? null : reads.one(officerById, officerId);
  }

  @ResolveField('organisation')
  organisation({ organisationId }: MessageCommentRow, _args: unknown, context: RequestContext) {
    return organisationId === null ? null : writer(organisationId, context);
  }

  @ResolveField('answers')
  async answers({ messageId, number }: MessageCommentRow, _args: unknown, { reads }: RequestContext) {
    return (await reads.one(answersOf, `${messageId}#${number}`)) ?? [];
  }
}

@Resolver('MessageCommentAnswer')
export class MessageCommentAnswerResolver {
  @ResolveField('by')
  by({ partyId }: MessageAnswerRow, _args: unknown, context: RequestContext) {
    return writer(partyId, context);
  }

  @ResolveField('officer')
  officer({ officerId }: MessageAnswerRow, _args: unknown, context: RequestContext) {
    return officer(officerId, context);
  }
}
