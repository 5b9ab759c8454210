import type { RequestReads } from '#platform/graphql';
import { canonicalText } from '#platform/values';
import { channelsOf, type MessageChannelRow } from './message-delivery.queries.js';
import {
  contentOf,
  messageVersionKey,
  seatsOfVersion,
  versionByKey,
  type MessageRow,
  type MessageSeatRow,
  type MessageVersionRow,
} from './message.queries.js';

/** What was issued, on whose word: enough to check it without this service. */
export interface MessageProof {
  readonly version: MessageVersionRow;
  readonly digest: string;
  /** RFC 8785: its SHA-256 is the digest. */
  readonly canonicalContent: string;
  readonly confirmations: readonly MessageSeatRow[];
  readonly issuedAt: string;
  readonly issuedOn: string | null;
  readonly issuedByPartyId: string | null;
  readonly channels: readonly MessageChannelRow[];
}

/** `null` before the issue, and for whoever does not read what was issued. */
export async function proofOf(
  reads: RequestReads,
  { id, issuedVersion, issuedAt, issuedOn, issuedByPartyId }: MessageRow,
): Promise<MessageProof | null> {
  if (issuedVersion === null) return null;
  const key = messageVersionKey(id, issuedVersion);
  const version = await reads.one(versionByKey, key);
  if (!version) return null;
  return {
    version,
    digest: version.digest,
    canonicalContent: canonicalText(contentOf(version)),
    confirmations: (await reads.one(seatsOfVersion, key)) ?? [],
    issuedAt,
    issuedOn,
    issuedByPartyId,
    channels: (await reads.one(channelsOf, id)) ?? [],
  };
}
