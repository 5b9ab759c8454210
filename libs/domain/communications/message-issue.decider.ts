import { signatoryOf } from '#platform/agreements';
import { accept, reject, type DecisionContext } from '#platform/event-sourcing';
import { isSame } from '#platform/values';
import { dateInWords, momentInWords, type PlainDate } from '#platform/working-days';
import { audienceKey, audienceName, channelName } from './audience.vocabulary.js';
import { refuseEarlierMessage, refuseList } from './message-content.rules.js';
import type { DataOf, IssueFacts, MessageIssueCommand } from './message.commands.js';
import { isSentByService, type MessageContent } from './message.content.js';
import { closed, notReadableYet, otherVersion, quorumMissing } from './message.rejections.js';
import type { IssuedMessage, KnownMessage, MessageDecision } from './message.state.js';
import { sourceName } from './message.vocabulary.js';

/** So many counts can be recorded for one message. */
const MOST_RECEIPTS = 1000;

export function decideIssue(
  command: MessageIssueCommand,
  state: KnownMessage,
  context: DecisionContext,
): MessageDecision {
  if (command.type === 'IssueMessage') return issue(command.data, state, context);
  if (!state.issued) {
    return state.status === 'WITHDRAWN'
      ? closed(state.status)
      : reject('MESSAGE_NOT_ISSUED', 'The message was not issued yet: nothing can have been carried to anybody.');
  }
  switch (command.type) {
    case 'RecordChannelIssue':
      return recordChannel(command.data, state.issued, context);
    case 'RecordReceipt':
      return recordReceipt(command.data, state.issued, context);
  }
}

/** Once, by the single source, in exactly the words that all have confirmed. */
function issue(data: DataOf<'IssueMessage'>, state: KnownMessage, context: DecisionContext): MessageDecision {
  if (state.issued) {
    const { version, on } = state.issued;
    return reject('MESSAGE_ISSUED', `Version ${version} was issued on ${dateInWords(on)}. A message is issued once.`);
  }
  if (state.status === 'WITHDRAWN') return closed(state.status);
  if (data.version !== state.version || data.digest !== state.digest) return otherVersion(state, data);
  const { agreement, content, version, digest } = state;
  if (agreement?.status !== 'REACHED' || agreement.version !== version) return quorumMissing(state.status, agreement);
  if (data.facts.digest !== digest) return notReadableYet();
  const refused =
    refuseSource(content, context) ??
    refuseTime(content, context) ??
    refuseProgramme(content, data.facts) ??
    refuseChannels(data.facts) ??
    refuseEarlierMessage(content.earlierMessage, data.facts.earlierMessage);
  if (refused) return refused;
  const { audiences, organisationIds, channels, earlierMessage } = content;
  return accept({
    type: 'MessageIssued',
    data: {
      version,
      digest,
      on: context.today,
      by: signatoryOf(context.actor),
      confirmations: agreement.given.map(({ seat, by }) => ({ seat, by })),
      audiences,
      organisationIds,
      channels,
      ...(earlierMessage && { earlierMessage }),
    },
  });
}

function refuseSource({ source }: MessageContent, { actor }: DecisionContext) {
  if (actor.party.kind === source) return undefined;
  return reject(
    'NOT_THE_SOURCE',
    `The source of this message is ${sourceName(source)}: its communications lead issues it, so that it comes from one ` +
      'source.',
  );
}

function refuseTime({ window, embargoUntil }: MessageContent, { now, today }: DecisionContext) {
  if (today < window.from || window.until < today) {
    return reject(
      'OUTSIDE_WINDOW',
      `The message can be issued from ${dateInWords(window.from)} to ${dateInWords(window.until)}; today is ${dateInWords(today)}. ` +
        (today < window.from ? 'Wait, or revise' : 'Revise') +
        ' the window and have the new version confirmed.',
    );
  }
  if (embargoUntil === undefined || embargoUntil <= now) return undefined;
  return reject('UNDER_EMBARGO', `The message is under embargo until ${momentInWords(embargoUntil)}. Issue it then.`);
}

function refuseProgramme({ programmeException }: MessageContent, { unfitPeriods }: IssueFacts) {
  if (programmeException !== undefined || unfitPeriods.length === 0) return undefined;
  return reject(
    'PROGRAMME_NOT_FITTED',
    `Today does not fit the authorities' programmes. ${unfitPeriods.join(' ')} Issue the message on another day, or have ` +
      'a version confirmed that says why it may be issued all the same.',
  );
}

/** What has to be put right outside the message. */
function refuseChannels({ channelsNotConfigured, unfitRecipientLists }: IssueFacts) {
  const [unset] = channelsNotConfigured;
  if (unset !== undefined) return reject('CHANNEL_NOT_AVAILABLE', unset);
  const [unfit] = unfitRecipientLists;
  return unfit && refuseList(unfit);
}

function recordChannel(
  data: DataOf<'RecordChannelIssue'>,
  issued: IssuedMessage,
  { actor, today }: DecisionContext,
): MessageDecision {
  const refused = refuseChannel(data.channel, issued) ?? refuseDay(data.on, issued.on, 'was issued', today);
  if (refused) return refused;
  const known = issued.carriedOut.find(({ channel }) => channel === data.channel);
  if (!known) return accept({ type: 'ChannelCarriedOut', data: { ...data, by: signatoryOf(actor) } });
  if (isSame(known, data)) return accept();
  return reject(
    'ALREADY_RECORDED',
    `It is on record that channel ${data.channel} was carried out on ${dateInWords(known.on)}.`,
    ['channel'],
  );
}

function recordReceipt(
  data: DataOf<'RecordReceipt'>,
  issued: IssuedMessage,
  { actor, today }: DecisionContext,
): MessageDecision {
  const refused = refuseChannel(data.channel, issued);
  if (refused) return refused;
  const carried = issued.carriedOut.find(({ channel }) => channel === data.channel);
  if (!carried) {
    return reject('CHANNEL_NOT_CARRIED_OUT', `Record first that channel ${data.channel} was carried out.`, ['channel']);
  }
  const key = audienceKey(data.audience);
  if (!issued.audiences.some((each) => audienceKey(each) === key)) {
    return reject('AUDIENCE_NOT_ADDRESSED', `The message was not addressed to ${audienceName(data.audience)}.`, [
      'audience',
    ]);
  }
  const late = refuseDay(data.on, carried.on, 'was carried out', today);
  if (late) return late;
  const before = issued.receipts.findLast(
    ({ channel, audience }) => channel === data.channel && audienceKey(audience) === key,
  );
  if (before && isSame(before, data)) return accept();
  if (before && data.on < before.on) {
    return reject(
      'DATES_OUT_OF_ORDER',
      `The figures were counted last on ${dateInWords(before.on)}; ${dateInWords(data.on)} is earlier.`,
      ['on'],
    );
  }
  if (issued.receipts.length >= MOST_RECEIPTS) {
    return reject('TOO_MANY_RECORDED', `${MOST_RECEIPTS} counts are on record for this message.`);
  }
  const receipt = issued.receipts.length + 1;
  return accept({ type: 'ReceiptCounted', data: { ...data, receipt, by: signatoryOf(actor) } });
}

/** Only channels that people serve: of the others the service itself knows what became of them. */
function refuseChannel(number: number, { channels }: IssuedMessage) {
  const channel = channels[number - 1];
  if (!channel) {
    const most = `The message was issued over channels 1 to ${channels.length}.`;
    return reject('CHANNEL_UNKNOWN', `There is no channel ${number}. ${most}`, ['channel']);
  }
  if (!isSentByService(channel)) return undefined;
  return reject(
    'CHANNEL_SENT_BY_SERVICE',
    `Channel ${number} is ${channelName(channel.channel)}, which the service sends by itself; its dispatch shows what ` +
      'became of it.',
    ['channel'],
  );
}

function refuseDay(on: PlainDate, earliest: PlainDate, what: string, today: PlainDate) {
  if (on > today) {
    return reject('DATE_IN_FUTURE', `${dateInWords(on)} is still to come. Record it on the day or later.`, ['on']);
  }
  if (on >= earliest) return undefined;
  return reject(
    'DATES_OUT_OF_ORDER',
    `The message ${what} on ${dateInWords(earliest)}; ${dateInWords(on)} is earlier.`,
    ['on'],
  );
}
