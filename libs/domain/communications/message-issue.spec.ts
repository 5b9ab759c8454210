import { describe, expect, it } from '@jest/globals';
import { parseInstant, parsePlainDate } from '#platform/working-days';
import type { IssueFacts, MessageCommand } from './message.commands.js';
import { contentDigest, type MessageContent } from './message.content.js';
import {
  aboutTesco,
  confirmedSteps,
  confirming,
  content,
  contextFor,
  drafting,
  draftSteps,
  historyOf,
  hseDrafter,
  hseLead,
  issuedSteps,
  issueFactsFor,
  issuing,
  lacorsLead,
  proposedAboutTesco,
  proposedSteps,
  proposing,
  revising,
  specification,
  today,
  type Step,
} from './message.fixture.js';

const { given, fold } = specification;
const digest = contentDigest(content);
const source = contextFor(lacorsLead);

/** Confirmed by both leads, with this content. */
function confirmedWith(wanted: MessageContent): readonly Step[] {
  return [
    [drafting(wanted), hseDrafter],
    [proposing(wanted), hseDrafter],
    [confirming(hseLead, wanted), hseLead],
    [confirming(lacorsLead, wanted), lacorsLead],
  ];
}

function withFacts(facts: Partial<IssueFacts>, wanted = content): MessageCommand {
  const digest = contentDigest(wanted);
  return { type: 'IssueMessage', data: { version: 1, digest, facts: { ...issueFactsFor(wanted), ...facts } } };
}

describe('The issue of a message', () => {
  it('is one event that says in which words, on whose confirmations and over which channels', () => {
    const by = { partyKind: 'COORDINATING_BODY', partyId: 'authority-lacors', subject: 'ben' } as const;
    given(...historyOf(...confirmedSteps))
      .when(issuing(), source)
      .then({
        type: 'MessageIssued',
        data: {
          version: 1,
          digest,
          on: today,
          by,
          confirmations: [
            { seat: 'HSE', by: { partyKind: 'HSE', partyId: 'authority-hse', subject: 'ann' } },
            { seat: 'COORDINATING_BODY', by },
          ],
          audiences: content.audiences,
          organisationIds: [],
          channels: content.channels,
        },
      });
  });

  it('waits for the quorum, and says who is missing', () => {
    given(...historyOf(...draftSteps))
      .when(issuing(), source)
      .thenRejected('QUORUM_MISSING', /Put it forward first/);
    given(...historyOf(...proposedSteps, [confirming(hseLead), hseLead]))
      .when(issuing(), source)
      .thenRejected('QUORUM_MISSING', /still to confirm: The coordinating body's communications lead/);
    const aboutTescoSteps: readonly Step[] = [
      ...proposedAboutTesco,
      [confirming(hseLead, aboutTesco), hseLead],
      [confirming(lacorsLead, aboutTesco), lacorsLead],
    ];
    given(...historyOf(...aboutTescoSteps))
      .when(issuing(aboutTesco), source)
      .thenRejected('QUORUM_MISSING', /account manager of Tesco; A representative or the communications lead of Tesco/);
  });

  it('takes the current version by its number and digest', () => {
    const other = { ...content, title: 'Something else' };
    given(...historyOf(...confirmedSteps))
      .when(issuing(other), source)
      .thenRejected('CONTENT_CHANGED', new RegExp(`${contentDigest(other)}.*${digest}`, 's'));
    given(...historyOf(...confirmedSteps, [revising(other), hseDrafter]))
      .when(issuing(), source)
      .thenRejected('CONTENT_CHANGED');
    given(...historyOf(...confirmedSteps, [revising(other), hseDrafter]))
      .when(issuing(other, 2), source)
      .thenRejected('QUORUM_MISSING');
  });

  it('comes from the single source', () => {
    given(...historyOf(...confirmedSteps))
      .when(issuing(), contextFor(hseLead))
      .thenRejected('NOT_THE_SOURCE', /coordinating body/);
  });

  it('happens once', () => {
    given(...historyOf(...issuedSteps))
      .when(issuing(), source)
      .thenRejected('MESSAGE_ISSUED', /issued once/);
  });

  it('happens within the window, to the last moment of its last day', () => {
    const window = { from: parsePlainDate('2006-03-22'), until: parsePlainDate('2006-03-24') };
    const wanted = { ...content, window };
    const issueAt = (at: string) =>
      given(...historyOf(...confirmedWith(wanted))).when(issuing(wanted), contextFor(lacorsLead, at));
    issueAt('2006-03-21T12:00:00.000Z').thenRejected('OUTSIDE_WINDOW', /Wait, or revise the window/);
    issueAt('2006-03-25T00:00:00.000Z').thenRejected('OUTSIDE_WINDOW', /Revise the window/);
    for (const at of ['2006-03-22T00:00:00.000Z', '2006-03-24T23:59:59.999Z']) {
      expect(historyOf(...confirmedWith(wanted), [issuing(wanted), lacorsLead, at]).at(-1)?.type).toBe('MessageIssued');
    }
  });

  it('waits for the end of an embargo', () => {
    const wanted = { ...content, embargoUntil: parseInstant('2006-03-21T10:00:00.000Z') };
    given(...historyOf(...confirmedWith(wanted)))
      .when(issuing(wanted), contextFor(lacorsLead, '2006-03-21T09:59:59.999Z'))
      .thenRejected('UNDER_EMBARGO', /until 10am on 21 March 2006/);
    const issued = historyOf(...confirmedWith(wanted), [issuing(wanted), lacorsLead, '2006-03-21T10:00:00.000Z']);
    expect(issued.at(-1)?.type).toBe('MessageIssued');
  });

  it("fits the authorities' programmes, unless what was confirmed says why not", () => {
    const unfitPeriods = ['Dundee takes no messages from 1 to 31 March 2006 (business planning).'];
    given(...historyOf(...confirmedSteps))
      .when(withFacts({ unfitPeriods }), source)
      .thenRejected('PROGRAMME_NOT_FITTED', /Dundee takes no messages/);
    const excepted = { ...content, programmeException: 'A fault was found that cannot wait.' };
    const issued = historyOf(...confirmedWith(excepted), [withFacts({ unfitPeriods }, excepted), lacorsLead]);
    expect(issued.at(-1)?.type).toBe('MessageIssued');
  });

  it('is refused while a channel could not carry it, and says what to do', () => {
    const refusedWith = (facts: Partial<IssueFacts>) =>
      given(...historyOf(...confirmedSteps)).when(withFacts(facts), source);
    const unset = 'E-mail is not configured. The operator has to set CONCORDAT_SMTP_HOST.';
    refusedWith({ channelsNotConfigured: [unset] }).thenRejected('CHANNEL_NOT_AVAILABLE', /The operator has to set/);
    const id = 'recipient-list-00000000-0000-4000-8000-000000000001';
    const unfit = (kind: 'UNKNOWN' | 'UNFIT' | 'EMPTY') => ({
      unfitRecipientLists: [{ id, kind, why: 'Nobody is on it.' }],
    });
    refusedWith(unfit('UNKNOWN')).thenRejected('RECIPIENT_LIST_UNKNOWN');
    refusedWith(unfit('UNFIT')).thenRejected('RECIPIENT_LIST_UNFIT');
    refusedWith(unfit('EMPTY')).thenRejected('RECIPIENT_LISTS_EMPTY', /Nobody is on it/);
  });

  it('waits until the registers show the version that is to be issued', () => {
    const digest = contentDigest({ ...content, title: 'An earlier version' });
    given(...historyOf(...confirmedSteps))
      .when(withFacts({ digest }), source)
      .thenRejected('NOT_READABLE_YET');
  });

  it('is refused when another message has taken the place of the one it supersedes', () => {
    const messageId = 'message-00000000-0000-4000-8000-000000000001';
    const wanted: MessageContent = {
      ...content,
      earlierMessage: { relation: 'SUPERSEDES', messageId, why: 'New dates.' },
    };
    given(...historyOf(...confirmedWith(wanted)))
      .when(withFacts({ earlierMessage: 'SUPERSEDED' }, wanted), source)
      .thenRejected('EARLIER_MESSAGE_SUPERSEDED');
    const issued = historyOf(...confirmedWith(wanted), [withFacts({ earlierMessage: 'ISSUED' }, wanted), lacorsLead]);
    expect(issued.at(-1)).toMatchObject({ type: 'MessageIssued', data: { earlierMessage: wanted.earlierMessage } });
  });
});

describe('A channel that people serve', () => {
  const carried = {
    channel: 1,
    on: today,
    carriedOutBy: 'Regional manager, Scotland',
    evidence: 'Item 4 of the agenda.',
  };
  const recording: MessageCommand = { type: 'RecordChannelIssue', data: carried };
  const signatory = { partyKind: 'HSE', partyId: 'authority-hse', subject: 'ann' } as const;
  const lead = contextFor(hseLead);

  it('is carried out once the message is issued, and recorded once', () => {
    given(...historyOf(...confirmedSteps))
      .when(recording, lead)
      .thenRejected('MESSAGE_NOT_ISSUED');
    given(...historyOf(...issuedSteps))
      .when(recording, lead)
      .then({ type: 'ChannelCarriedOut', data: { ...carried, by: signatory } });
    const again = { ...carried, evidence: 'The minutes.' };
    given(...historyOf(...issuedSteps, [recording, hseLead]))
      .when({ type: 'RecordChannelIssue', data: again }, lead)
      .thenRejected('ALREADY_RECORDED');
  });

  it('is not carried out before the message was issued, nor on a day to come', () => {
    const on = (day: string): MessageCommand => ({
      type: 'RecordChannelIssue',
      data: { ...carried, on: parsePlainDate(day) },
    });
    given(...historyOf(...issuedSteps))
      .when(on('2006-03-20'), lead)
      .thenRejected('DATES_OUT_OF_ORDER');
    given(...historyOf(...issuedSteps))
      .when(on('2006-03-22'), lead)
      .thenRejected('DATE_IN_FUTURE');
  });

  it('is one of the message, and none that the service serves', () => {
    const over = (channel: number): MessageCommand => ({ type: 'RecordChannelIssue', data: { ...carried, channel } });
    given(...historyOf(...issuedSteps))
      .when(over(4), lead)
      .thenRejected('CHANNEL_UNKNOWN', /channels 1 to 3/);
    given(...historyOf(...issuedSteps))
      .when(over(3), lead)
      .thenRejected('CHANNEL_SENT_BY_SERVICE', /e-mail/);
  });

  it('has figures of whom the message reached, and why not the others', () => {
    const counted = {
      channel: 1,
      audience: { segment: 'TRADE_UNIONS' } as const,
      on: today,
      received: 40,
      notReceived: [{ count: 3, reason: 'Excused' }],
    };
    const counting: MessageCommand = { type: 'RecordReceipt', data: counted };
    const steps: readonly Step[] = [...issuedSteps, [recording, hseLead]];
    given(...historyOf(...issuedSteps))
      .when(counting, lead)
      .thenRejected('CHANNEL_NOT_CARRIED_OUT');
    given(...historyOf(...steps))
      .when(counting, lead)
      .then({ type: 'ReceiptCounted', data: { ...counted, receipt: 1, by: signatory } });
    given(...historyOf(...steps))
      .when({ type: 'RecordReceipt', data: { ...counted, audience: { segment: 'PRACTITIONERS' } } }, lead)
      .thenRejected('AUDIENCE_NOT_ADDRESSED', /practitioners/);
    const better = { ...counted, received: 43, notReceived: [] };
    const history = historyOf(...steps, [counting, hseLead]);
    given(...history)
      .when({ type: 'RecordReceipt', data: better }, lead)
      .then({ type: 'ReceiptCounted', data: { ...better, receipt: 2, by: signatory } });
    expect(fold(history)).toMatchObject({ issued: { receipts: [{ received: 40 }] } });
  });
});
