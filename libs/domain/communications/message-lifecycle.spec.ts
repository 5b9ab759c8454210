import { describe, expect, it } from '@jest/globals';
import { parseInstant, parsePlainDate } from '#platform/working-days';
import { contentDigest, messageContent, type MessageContent } from './message.content.js';
import {
  aboutTesco,
  confirmedSteps,
  confirming,
  content,
  contextFor,
  drafting,
  draftSteps,
  factsFor,
  GREGGS,
  historyOf,
  hseDrafter,
  hseLead,
  issuedSteps,
  lacorsLead,
  manager,
  participationOf,
  proposedAboutTesco,
  proposedSteps,
  proposing,
  representative,
  revising,
  specification,
  stranger,
  TESCO,
} from './message.fixture.js';

const { given, fold } = specification;
const digest = contentDigest(content);
const reworded: MessageContent = { ...content, wording: { ...content.wording, body: 'Ask first.' } };
const drafter = contextFor(hseDrafter);
const signatory = { partyKind: 'HSE', partyId: 'authority-hse', subject: 'dan' } as const;

describe('A draft', () => {
  it('is the first version, with the digest of its content', () => {
    given()
      .when(drafting(), drafter)
      .then({ type: 'MessageDrafted', data: { version: 1, digest, content, by: signatory } });
  });

  it('gets a new version with each change of its content, and none when nothing changes', () => {
    const revised = contentDigest(reworded);
    given(...historyOf(...draftSteps))
      .when(revising(reworded, 'Shorter.'), drafter)
      .then({
        type: 'MessageRevised',
        data: { version: 2, digest: revised, content: reworded, reason: 'Shorter.', by: signatory },
      });
    given(...historyOf(...draftSteps))
      .when(revising(content), drafter)
      .then();
  });

  it('names only organisations that could confirm it, and says why not', () => {
    const facts = factsFor(aboutTesco);
    const draftWith = (organisation: (typeof facts.organisations)[number]) =>
      given().when(
        { type: 'DraftMessage', data: { content: aboutTesco, facts: { ...facts, organisations: [organisation] } } },
        drafter,
      );
    expect(draftWith({ kind: 'UNKNOWN' }).thenRejected('ORGANISATION_UNKNOWN').field).toEqual([
      'content',
      'organisationIds',
      '0',
    ]);
    draftWith({ kind: 'NO_ACTIVE_PARTNERSHIP', name: 'Tesco' }).thenRejected(
      'ORGANISATION_CANNOT_CONFIRM',
      /^Tesco has no active partnership/,
    );
    draftWith({ kind: 'NO_ACCOUNT_MANAGER', name: 'Tesco' }).thenRejected(
      'ORGANISATION_CANNOT_CONFIRM',
      /^Nobody is account manager of Tesco/,
    );
  });

  it('does not name two organisations with one account manager: one person never counts for two', () => {
    const both = { ...content, organisationIds: [TESCO, GREGGS] };
    const facts = factsFor(both);
    const organisations = facts.organisations.map((each) => ({ ...each, accountManagerId: 'cat' }));
    const rejection = given()
      .when({ type: 'DraftMessage', data: { content: both, facts: { ...facts, organisations } } }, drafter)
      .thenRejected('ORGANISATION_CANNOT_CONFIRM', /^Tesco and Greggs have the same account manager/);
    expect(rejection.field).toEqual(['content', 'organisationIds', '1']);
    expect(historyOf([drafting(both), hseDrafter])).toHaveLength(1);
  });

  it('is refused with Markdown that holds scripts, in the wording and in a speaking note', () => {
    const [meeting, ...others] = content.channels;
    if (meeting?.channel !== 'REGIONAL_MEETING') throw new Error('The first channel is a meeting.');
    const script = 'Say:\n\n<script>alert(1)</script>';
    const inBody = { ...content, wording: { ...content.wording, body: script } };
    const inNote = { ...content, channels: [{ ...meeting, speakingNote: script }, ...others] };
    for (const [wanted, field] of [
      [inBody, ['content', 'wording', 'body']],
      [inNote, ['content', 'channels', '0', 'speakingNote']],
    ] as const) {
      const rejection = given()
        .when(drafting(wanted), drafter)
        .thenRejected('WORDING_UNSAFE', /Line 3/);
      expect(rejection.field).toEqual(field);
    }
  });

  it('is refused with an embargo that would outlast its window', () => {
    const wanted = { ...content, embargoUntil: parseInstant('2006-04-29T08:00:00.000Z') };
    given()
      .when(drafting(wanted), drafter)
      .thenRejected('EMBARGO_OUTLASTS_WINDOW', /28 April 2006/);
  });

  it('is refused with a meeting at which it could not be said, as it cannot be issued by then', () => {
    const meetingOn = (on: string, changes: Partial<MessageContent> = {}) => {
      const [meeting, ...others] = content.channels;
      if (meeting?.channel !== 'REGIONAL_MEETING') throw new Error('The first channel is a meeting.');
      return drafting({ ...content, ...changes, channels: [...others, { ...meeting, on: parsePlainDate(on) }] });
    };
    const rejection = given()
      .when(meetingOn('2006-03-19'), drafter)
      .thenRejected('MEETING_BEFORE_ISSUE', /on 19 March 2006; the message cannot be issued before 20 March 2006/);
    expect(rejection.field).toEqual(['content', 'channels', String(content.channels.length - 1), 'on']);
    const embargoUntil = parseInstant('2006-03-22T08:00:00.000Z');
    given()
      .when(meetingOn('2006-03-21', { embargoUntil }), drafter)
      .thenRejected('MEETING_BEFORE_ISSUE', /22 March 2006/);
    expect(historyOf([meetingOn('2006-03-20'), hseDrafter])).toHaveLength(1);
    expect(historyOf([meetingOn('2006-03-22', { embargoUntil }), hseDrafter])).toHaveLength(1);
  });

  it('is refused when it names what the registers do not have', () => {
    const withFacts = (facts: Partial<ReturnType<typeof factsFor>>, wanted = content) =>
      given().when(
        { type: 'DraftMessage', data: { content: wanted, facts: { ...factsFor(wanted), ...facts } } },
        drafter,
      );
    const field = withFacts({ unknownRegions: ['scotland'] }).thenRejected('REGION_UNKNOWN', /Scotland/).field;
    expect(field).toEqual(['content', 'audiences', '0', 'region']);
    const [, , email] = content.channels;
    const [id = ''] = email?.channel === 'EMAIL' ? email.recipientListIds : [];
    const unfit = (kind: 'UNKNOWN' | 'UNFIT') => ({ unfitRecipientLists: [{ id, kind, why: 'It was retired.' }] });
    withFacts(unfit('UNFIT')).thenRejected('RECIPIENT_LIST_UNFIT', /retired/);
    expect(withFacts(unfit('UNKNOWN')).thenRejected('RECIPIENT_LIST_UNKNOWN').field).toEqual([
      'content',
      'channels',
      '2',
      'recipientListIds',
      '0',
    ]);
    withFacts({ unknownPeriods: [0] }).thenRejected('PROGRAMME_PERIOD_UNKNOWN');
  });

  it('corrects or supersedes only what was issued', () => {
    const messageId = 'message-00000000-0000-4000-8000-000000000001';
    const following = (relation: 'CORRECTS' | 'SUPERSEDES'): MessageContent => ({
      ...content,
      earlierMessage: { relation, messageId, why: 'The telephone number was wrong.' },
    });
    const draftAfter = (
      relation: 'CORRECTS' | 'SUPERSEDES',
      earlierMessage: 'UNKNOWN' | 'NOT_ISSUED' | 'SUPERSEDED',
    ) => {
      const wanted = following(relation);
      return given().when(
        { type: 'DraftMessage', data: { content: wanted, facts: { ...factsFor(wanted), earlierMessage } } },
        drafter,
      );
    };
    draftAfter('CORRECTS', 'UNKNOWN').thenRejected('EARLIER_MESSAGE_UNKNOWN');
    draftAfter('SUPERSEDES', 'NOT_ISSUED').thenRejected('EARLIER_MESSAGE_NOT_ISSUED');
    draftAfter('SUPERSEDES', 'SUPERSEDED').thenRejected('EARLIER_MESSAGE_SUPERSEDED');
    const corrected = following('CORRECTS');
    draftAfter('CORRECTS', 'SUPERSEDED').then({
      type: 'MessageDrafted',
      data: { version: 1, digest: contentDigest(corrected), content: corrected, by: signatory },
    });
  });

  it('names nothing twice, and no attachment without a digest', () => {
    const faultsOf = (wanted: unknown) =>
      messageContent.safeParse(wanted).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    const [audience] = content.audiences;
    expect(faultsOf({ ...content, audiences: [audience, audience] })).toEqual([
      'audiences must not name an audience twice',
    ]);
    const [, newsletter, email] = content.channels;
    expect(faultsOf({ ...content, channels: [newsletter, email, email] })).toEqual([
      'channels must not name a channel with the same target twice',
    ]);
    const [file] = content.attachments;
    const { digest: _, ...withoutDigest } = file ?? { digest };
    expect(faultsOf({ ...content, attachments: [withoutDigest] })?.[0]).toMatch(/^attachments\.0\.digest/);
    const window = { from: '2006-04-02', until: '2006-04-01' };
    expect(faultsOf({ ...content, window })).toEqual(['window.until must not end before it begins']);
    expect(messageContent.parse(content)).toEqual(content);
  });
});

describe('A version that is put forward', () => {
  it('goes to both leads, and for each organisation named to its account manager and to it', () => {
    const [, sought] = historyOf(...proposedAboutTesco);
    if (sought?.type !== 'AgreementSought') throw new Error('Nothing was put forward.');
    const { quorum, authors, deadline, digest: asked } = sought.data;
    expect(quorum.rule).toBe('message.1');
    expect(quorum.seats.map(({ key, authorMayAgree }) => [key, authorMayAgree])).toEqual([
      ['HSE', true],
      ['COORDINATING_BODY', true],
      [`ACCOUNT_MANAGER_OF_${TESCO.toUpperCase()}`, false],
      [TESCO.toUpperCase(), false],
    ]);
    expect(asked).toBe(contentDigest(aboutTesco));
    expect(authors).toEqual([signatory]);
    // Ten working days from Tuesday 21 March 2006.
    expect(deadline).toMatchObject({ workingDays: 10, lastDay: '2006-04-04' });
  });

  it('is the current one, word for word, and is put forward once', () => {
    given(...historyOf(...draftSteps))
      .when(proposing(reworded), drafter)
      .thenRejected('CONTENT_CHANGED', new RegExp(`${contentDigest(reworded)}.*${digest}`, 's'));
    given(...historyOf(...proposedSteps))
      .when(proposing(), drafter)
      .thenRejected('ALREADY_PROPOSED');
    given(...historyOf(...confirmedSteps))
      .when(proposing(), drafter)
      .thenRejected('ALREADY_PROPOSED');
  });

  it('can still be issued when it is confirmed', () => {
    given(...historyOf(...draftSteps))
      .when(proposing(), contextFor(hseDrafter, '2006-04-29T09:00:00.000Z'))
      .thenRejected('WINDOW_PASSED');
  });

  it('fits the programmes of the authorities on some day, unless it says why it need not', () => {
    const unfitWindow = ['A message should be out by 1 April 2006 for Dundee (business planning).'];
    const propose = (wanted: MessageContent) =>
      given(...historyOf([drafting(wanted), hseDrafter])).when(
        {
          type: 'ProposeMessage',
          data: { ...proposing(wanted).data, facts: { ...factsFor(wanted), unfitWindow } },
        },
        drafter,
      );
    propose(content).thenRejected('PROGRAMME_NOT_FITTED', /out by 1 April 2006/);
    const excepted = { ...content, programmeException: 'It cannot wait.' };
    const [, sought] = historyOf([drafting(excepted), hseDrafter], [proposing(excepted), hseDrafter]);
    expect(sought?.type).toBe('AgreementSought');
  });

  it('is put forward on what the registers say of exactly this version', () => {
    const facts = factsFor({ ...aboutTesco, organisationIds: [] });
    given(...historyOf([drafting(aboutTesco), hseDrafter]))
      .when({ type: 'ProposeMessage', data: { ...proposing(aboutTesco).data, facts } }, drafter)
      .thenRejected('NOT_READABLE_YET');
  });

  it('is not put forward without those whom an organisation lost since it was drafted', () => {
    const organisations = [{ kind: 'NO_ACCOUNT_MANAGER', name: 'Tesco' } as const];
    const facts = { ...factsFor(aboutTesco), organisations };
    given(...historyOf([drafting(aboutTesco), hseDrafter]))
      .when({ type: 'ProposeMessage', data: { ...proposing(aboutTesco).data, facts } }, drafter)
      .thenRejected('ORGANISATION_CANNOT_CONFIRM', /^Nobody is account manager of Tesco/);
  });

  it('is confirmed by those who are asked and by nobody else', () => {
    const proposed = historyOf(...proposedAboutTesco);
    const confirm = (by: typeof hseLead) => given(...proposed).when(confirming(by, aboutTesco), contextFor(by));
    for (const by of [hseDrafter, stranger]) confirm(by).thenRejected('SEAT_NOT_YOURS');
    const all = [hseLead, lacorsLead, manager, representative] as const;
    const confirmed = historyOf(...proposedAboutTesco, ...all.map((by) => [confirming(by, aboutTesco), by] as const));
    expect(confirmed.at(-1)?.type).toBe('AgreementReached');
    expect(fold(confirmed)).toMatchObject({ status: 'CONFIRMED' });
  });

  it('is confirmed by its author only for the two bodies', () => {
    const authored = historyOf([drafting(), hseLead], [proposing(), hseLead]);
    const decision = given(...authored).when(confirming(hseLead), contextFor(hseLead));
    decision.then({
      type: 'AgreementGiven',
      data: { version: 1, digest, seat: 'HSE', by: { ...signatory, subject: 'ann' } },
    });
    const byManager = historyOf([drafting(aboutTesco), manager], [proposing(aboutTesco), hseDrafter]);
    given(...byManager)
      .when(confirming(manager, aboutTesco), contextFor(manager))
      .thenRejected('AUTHOR_CANNOT_AGREE');
  });
});

describe('A change of a version that was put forward', () => {
  it('voids what was confirmed, in the same step, and makes a draft of it again', () => {
    const steps = [...proposedSteps, [confirming(hseLead), hseLead], [revising(reworded), hseDrafter]] as const;
    const history = historyOf(...steps);
    expect(history.map(({ type }) => type).slice(-2)).toEqual(['AgreementVoided', 'MessageRevised']);
    expect(fold(history)).toMatchObject({ status: 'DRAFT', version: 2 });
    given(...history)
      .when(confirming(lacorsLead), contextFor(lacorsLead))
      .thenRejected('AGREEMENT_NOT_SOUGHT');
    given(...historyOf(...steps, [proposing(reworded, 2), hseDrafter]))
      .when(confirming(lacorsLead), contextFor(lacorsLead))
      .thenRejected('CONTENT_CHANGED', new RegExp(`${digest}.*${contentDigest(reworded)}`, 's'));
  });

  it('reopens a version that all had confirmed', () => {
    const history = historyOf(...confirmedSteps, [revising(reworded), hseDrafter]);
    expect(fold(history)).toMatchObject({ status: 'DRAFT', version: 2 });
  });

  it('makes authors of all who worked on it', () => {
    const history = historyOf(...proposedSteps, [revising(reworded), hseLead], [proposing(reworded, 2), hseDrafter]);
    const last = history.at(-1);
    const authors = last?.type === 'AgreementSought' ? last.data.authors.map(({ subject }) => subject) : [];
    expect(authors).toEqual(['dan', 'ann']);
  });
});

describe('A version that lapsed', () => {
  const late = '2006-04-05T09:00:00.000Z';

  it('is confirmed no more, whether or not the lapse is on record', () => {
    given(...historyOf(...proposedSteps))
      .when(confirming(hseLead), contextFor(hseLead, late))
      .thenRejected('AGREEMENT_LAPSED');
    const history = historyOf(...proposedSteps, [
      { type: 'PassAgreementDeadline', data: { version: 1 } },
      hseDrafter,
      late,
    ]);
    expect(fold(history)).toMatchObject({ status: 'LAPSED' });
  });

  it('is put forward anew under a new number, without new authors', () => {
    const history = historyOf(...proposedSteps, [proposing(), hseLead, late]);
    expect(history.slice(2).map(({ type }) => type)).toEqual(['AgreementLapsed', 'MessageRevised', 'AgreementSought']);
    expect(fold(history)).toMatchObject({
      status: 'PROPOSED',
      version: 2,
      digest,
      agreement: { authors: [signatory] },
    });
  });
});

describe('A message that is withdrawn', () => {
  const withdrawing = { type: 'WithdrawMessage', data: { reason: 'Events overtook it.' } } as const;

  it('is closed for good, and what was confirmed is void', () => {
    const history = historyOf(...proposedSteps, [withdrawing, hseLead]);
    expect(history.slice(-2).map(({ type }) => type)).toEqual(['AgreementVoided', 'MessageWithdrawn']);
    given(...history)
      .when(withdrawing, drafter)
      .then();
    for (const command of [revising(reworded), proposing(), confirming(hseLead)]) {
      given(...history)
        .when(command, contextFor(hseLead))
        .thenRejected('MESSAGE_WITHDRAWN');
    }
  });

  it('was not issued before', () => {
    for (const command of [withdrawing, revising(reworded), proposing()]) {
      given(...historyOf(...issuedSteps))
        .when(command, drafter)
        .thenRejected('MESSAGE_ISSUED', /corrects or supersedes/);
    }
  });
});

describe('An objection', () => {
  it('keeps a message open until it is settled', () => {
    const participation = participationOf(hseLead);
    const objecting = {
      type: 'RaiseObjection',
      data: { version: 1, digest, reason: 'Unions are not mentioned.', participation },
    } as const;
    const settling = {
      type: 'SettleObjection',
      data: { version: 1, objection: 1, settlement: 'They are, in the note.', participation },
    } as const;
    const history = historyOf(
      ...proposedSteps,
      [objecting, hseLead],
      [confirming(lacorsLead), lacorsLead],
      [settling, hseLead],
      [confirming(hseLead), hseLead],
    );
    expect(history.at(-1)?.type).toBe('AgreementReached');
  });
});
