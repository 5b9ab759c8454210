import { missingSeats, openObjections, type Agreement } from '#platform/agreements';
import { reject } from '#platform/event-sourcing';
import type { Digest } from '#platform/values';
import type { KnownMessage } from './message.state.js';
import type { MessageStatus } from './message.vocabulary.js';

export type MessageRejection =
  | 'NOT_FOUND'
  | 'ALREADY_EXISTS'
  | 'CONTENT_CHANGED'
  | 'NOT_READABLE_YET'
  | 'MESSAGE_ISSUED'
  | 'MESSAGE_WITHDRAWN'
  | 'ALREADY_PROPOSED'
  | 'WORDING_UNSAFE'
  | 'ORGANISATION_UNKNOWN'
  | 'ORGANISATION_CANNOT_CONFIRM'
  | 'REGION_UNKNOWN'
  | 'RECIPIENT_LIST_UNKNOWN'
  | 'RECIPIENT_LIST_UNFIT'
  | 'RECIPIENT_LISTS_EMPTY'
  | 'PROGRAMME_PERIOD_UNKNOWN'
  | 'EARLIER_MESSAGE_UNKNOWN'
  | 'EARLIER_MESSAGE_NOT_ISSUED'
  | 'EARLIER_MESSAGE_SUPERSEDED'
  | 'EMBARGO_OUTLASTS_WINDOW'
  | 'MEETING_BEFORE_ISSUE'
  | 'WINDOW_PASSED'
  | 'QUORUM_MISSING'
  | 'NOT_THE_SOURCE'
  | 'OUTSIDE_WINDOW'
  | 'UNDER_EMBARGO'
  | 'PROGRAMME_NOT_FITTED'
  | 'CHANNEL_NOT_AVAILABLE'
  | 'MESSAGE_NOT_ISSUED'
  | 'CHANNEL_UNKNOWN'
  | 'CHANNEL_SENT_BY_SERVICE'
  | 'DATE_IN_FUTURE'
  | 'DATES_OUT_OF_ORDER'
  | 'CHANNEL_NOT_CARRIED_OUT'
  | 'ALREADY_RECORDED'
  | 'AUDIENCE_NOT_ADDRESSED'
  | 'TOO_MANY_RECORDED'
  | 'VERSION_UNKNOWN'
  | 'ORGANISATION_NOT_ASKED'
  | 'COMMENT_UNKNOWN'
  | 'COMMENT_SETTLED'
  | 'FOLLOW_UP_UNKNOWN'
  | 'RISK_UNKNOWN';

/** What a message that is issued or withdrawn no longer allows. */
export function closed(status: MessageStatus) {
  if (status === 'WITHDRAWN') {
    return reject('MESSAGE_WITHDRAWN', 'The message was withdrawn. Draft a new one.');
  }
  return reject(
    'MESSAGE_ISSUED',
    'The message was issued and can no longer change. Draft a new one that corrects or supersedes it.',
  );
}

export function otherVersion(
  { version, digest }: Pick<KnownMessage, 'version' | 'digest'>,
  named: { readonly version: number; readonly digest: Digest },
) {
  return reject(
    'CONTENT_CHANGED',
    `You name version ${named.version} with the digest ${named.digest}. The message is at version ${version} with the ` +
      `digest ${digest}: read that one and decide on it.`,
    [named.version === version ? 'digest' : 'version'],
  );
}

/** Says who is missing. */
export function quorumMissing(status: MessageStatus, agreement: Agreement | undefined) {
  if (!agreement || (status !== 'PROPOSED' && status !== 'LAPSED')) {
    return reject('QUORUM_MISSING', 'Nobody was asked to confirm this version yet. Put it forward first.');
  }
  const missing = missingSeats(agreement).map(({ label }) => label);
  const open = openObjections(agreement).map(({ number }) => `objection ${number} is open`);
  const lapsed = status === 'LAPSED' ? ['the time to confirm it has lapsed'] : [];
  const why = [...(missing.length > 0 ? [`still to confirm: ${missing.join('; ')}`] : []), ...open, ...lapsed];
  return reject(
    'QUORUM_MISSING',
    `Version ${agreement.version} is not confirmed by all who must: ${why.join(', and ')}.`,
  );
}

export const versionUnknown = (version: number) =>
  reject('VERSION_UNKNOWN', `There is no version ${version} of the message that you can read.`, ['version']);

/** The facts were looked up for another version than the one that the log has by now. */
export const notReadableYet = () =>
  reject('NOT_READABLE_YET', 'The registers do not show this version yet. Send the command again in a moment.', [
    'version',
  ]);
