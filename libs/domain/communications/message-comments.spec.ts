import { describe, expect, it } from '@jest/globals';
import type { Actor } from '#platform/event-sourcing';
import { parsePlainDate } from '#platform/working-days';
import type { MessageCommand } from './message.commands.js';
import {
  contextFor,
  draftSteps,
  GREGGS,
  historyOf,
  hseDrafter,
  hseLead,
  proposedAboutTesco,
  readerFacts,
  representative,
  specification,
  stranger,
  TESCO,
  today,
  type Step,
} from './message.fixture.js';

const { given, fold } = specification;
const text = 'Does this hold for depots?';

function commenting(by: Actor, more: Partial<{ organisationId: typeof TESCO; version: number }> = {}): MessageCommand {
  return { type: 'CommentOnMessage', data: { version: 1, part: 'BODY', text, facts: readerFacts(by), ...more } };
}

const signatory = { partyKind: 'HSE', partyId: 'authority-hse', subject: 'ann' } as const;
const ofTesco = { partyKind: 'ORGANISATION', partyId: TESCO, subject: 'eve' } as const;

describe('A comment', () => {
  it('of a regulator stays among regulators, unless it is marked for an organisation that reads the version', () => {
    const said = { version: 1, part: 'BODY', text, comment: 1, by: signatory } as const;
    given(...historyOf(...proposedAboutTesco))
      .when(commenting(hseLead), contextFor(hseLead))
      .then({ type: 'RegulatorsCommentMade', data: said });
    given(...historyOf(...proposedAboutTesco))
      .when(commenting(hseLead, { organisationId: TESCO }), contextFor(hseLead))
      .then({ type: 'CommentMade', data: { ...said, organisationId: TESCO } });
    given(...historyOf(...proposedAboutTesco))
      .when(commenting(hseLead, { organisationId: GREGGS }), contextFor(hseLead))
      .thenRejected('ORGANISATION_NOT_ASKED');
    given(...historyOf(...draftSteps))
      .when(commenting(hseLead, { organisationId: TESCO }), contextFor(hseLead))
      .thenRejected('ORGANISATION_NOT_ASKED');
  });

  it('of an organisation is on a version that it was asked to confirm, and its own', () => {
    const said = { version: 1, part: 'BODY', text, comment: 1, by: ofTesco, organisationId: TESCO } as const;
    given(...historyOf(...proposedAboutTesco))
      .when(commenting(representative), contextFor(representative))
      .then({ type: 'CommentMade', data: said });
    given(...historyOf(...proposedAboutTesco))
      .when(commenting(representative, { organisationId: GREGGS }), contextFor(representative))
      .thenRejected('ORGANISATION_NOT_ASKED');
    given(...historyOf(...proposedAboutTesco))
      .when(commenting(stranger), contextFor(stranger))
      .thenRejected('VERSION_UNKNOWN');
    given(...historyOf(...proposedAboutTesco))
      .when(commenting(representative, { version: 2 }), contextFor(representative))
      .thenRejected('VERSION_UNKNOWN');
  });

  it('is answered and settled by those who read it, and is then closed', () => {
    const steps: readonly Step[] = [...proposedAboutTesco, [commenting(representative), representative]];
    const answering = (readable: boolean, words = 'It does.'): MessageCommand => ({
      type: 'AnswerComment',
      data: { comment: 1, text: words, facts: { readable } },
    });
    const settling: MessageCommand = {
      type: 'SettleComment',
      data: { comment: 1, settlement: 'Depots are named now.', facts: { readable: true } },
    };
    const lead = contextFor(hseLead);
    given(...historyOf(...steps))
      .when(answering(false), lead)
      .thenRejected('COMMENT_UNKNOWN');
    given(...historyOf(...steps))
      .when(answering(true), lead)
      .then({
        type: 'CommentAnswered',
        data: { comment: 1, answer: 1, text: 'It does.', by: signatory, organisationId: TESCO },
      });
    given(...historyOf(...steps))
      .when(settling, lead)
      .then({
        type: 'CommentSettled',
        data: { comment: 1, settlement: 'Depots are named now.', by: signatory, organisationId: TESCO },
      });
    given(...historyOf(...steps, [settling, hseLead]))
      .when(answering(true, 'Not quite.'), lead)
      .thenRejected('COMMENT_SETTLED');
  });

  it('changes nothing of what is confirmed', () => {
    const before = fold(historyOf(...proposedAboutTesco));
    const after = fold(historyOf(...proposedAboutTesco, [commenting(hseLead), hseLead]));
    expect(after).toEqual({ ...before, comments: expect.any(Array) as unknown });
  });
});

describe('A follow-up', () => {
  const planning = {
    type: 'PlanFollowUp',
    data: { on: parsePlainDate('2006-05-02'), what: 'Ask whether it was understood.' },
  } as const;
  const completing = (on = today, note = 'It was.'): MessageCommand => ({
    type: 'CompleteFollowUp',
    data: { followUp: 1, on, note },
  });
  const lead = contextFor(hseDrafter);

  it('is planned, and done on a day that has come', () => {
    given(...historyOf(...draftSteps))
      .when(planning, lead)
      .then({ type: 'FollowUpPlanned', data: { followUp: 1, ...planning.data } });
    const planned = [...draftSteps, [planning, hseDrafter]] as const;
    given(...historyOf(...planned))
      .when(completing(parsePlainDate('2006-05-02')), lead)
      .thenRejected('DATE_IN_FUTURE');
    given(...historyOf(...planned))
      .when(completing(), lead)
      .then({ type: 'FollowUpDone', data: { followUp: 1, on: today, note: 'It was.' } });
    given(...historyOf(...planned, [completing(), hseDrafter]))
      .when(completing(today, 'It was not.'), lead)
      .thenRejected('ALREADY_RECORDED');
    given(...historyOf(...draftSteps))
      .when(completing(), lead)
      .thenRejected('FOLLOW_UP_UNKNOWN');
  });
});

describe('A risk of the programme', () => {
  const riskId = 'programme-risk-00000000-0000-4000-8000-000000000001';
  const linking = (known: boolean): MessageCommand => ({ type: 'LinkRisk', data: { riskId, facts: { known } } });

  it('is linked when the register has it, and unlinked', () => {
    const lead = contextFor(hseDrafter);
    given(...historyOf(...draftSteps))
      .when(linking(false), lead)
      .thenRejected('RISK_UNKNOWN');
    given(...historyOf(...draftSteps))
      .when(linking(true), lead)
      .then({ type: 'RiskLinked', data: { riskId } });
    given(...historyOf(...draftSteps, [linking(true), hseDrafter]))
      .when({ type: 'UnlinkRisk', data: { riskId } }, lead)
      .then({ type: 'RiskUnlinked', data: { riskId } });
  });
});
