import { describe, expect, it } from '@jest/globals';
import { digestOf } from '#platform/values';
import { parseInstant } from '#platform/working-days';
import { SPEC_NOW, specificationOf } from '../event-sourcing/decider-specification.js';
import type { Actor } from '#platform/event-sourcing';
import {
  ann,
  asAccountManager,
  ben,
  cat,
  charterDecider,
  eve,
  forParty,
  TESCO,
  type CharterEvent,
} from './charter.fixture.js';
import { seekAgreement } from './agreement.decisions.js';
import { charterQuorum } from './charter.fixture.js';
import { signatoryOf } from './signatory.js';

const { given, fold } = specificationOf(charterDecider);

const digest = digestOf({ text: 'We act as one.' });
const dan: Actor = { ...ann, subject: 'dan', officerId: 'officer-dan' };

/** What `DraftCharter` by Ann records, the first time. */
function drafted(by: Actor = ann): readonly CharterEvent[] {
  const sought = {
    version: 1,
    content: { text: 'We act as one.' },
    title: 'The charter',
    quorum: charterQuorum,
    authors: [signatoryOf(by)],
    within: { workingDays: 5, nation: 'GB-SCT' as const },
  };
  return [{ type: 'CharterDrafted', data: { version: 1, text: 'We act as one.' } }, seekAgreement(sought, SPEC_NOW)];
}

const agreed = (by: Actor, seat: string): CharterEvent => ({
  type: 'AgreementGiven',
  data: { version: 1, digest, seat, by: signatoryOf(by) },
});
const reached: CharterEvent = { type: 'AgreementReached', data: { version: 1, digest } };
const objected = (by: Actor, seat: string, objection = 1): CharterEvent => ({
  type: 'ObjectionRaised',
  data: { version: 1, digest, objection, seat, by: signatoryOf(by), reason: 'Too vague.' },
});

const give = (
  participation = forParty(ann),
  fields: { digest?: typeof digest; seat?: string; version?: number } = {},
) => ({ type: 'GiveAgreement', data: { version: 1, digest, participation, ...fields } }) as const;
const takeBack = {
  type: 'TakeBackAgreement',
  data: { version: 1, reason: 'Too early.', participation: forParty(ann) },
} as const;
const raise = (participation = forParty(cat)) =>
  ({ type: 'RaiseObjection', data: { version: 1, digest, reason: 'Too vague.', participation } }) as const;
const settle = (participation = forParty(cat), settlement = 'A glossary was added.') =>
  ({ type: 'SettleObjection', data: { version: 1, objection: 1, settlement, participation } }) as const;
const passDeadline = { type: 'PassAgreementDeadline', data: { version: 1 } } as const;

describe('Agreeing', () => {
  it('binds a person of a party to the digest of the content', () => {
    given(...drafted())
      .when(give(forParty(ben)), { actor: ben })
      .then(agreed(ben, 'HSE'));
    given(...drafted())
      .when(give(forParty(cat)), { actor: cat })
      .then(agreed(cat, 'COUNCIL'));
  });

  it('is complete when every seat has its persons, and then only', () => {
    const all = [agreed(ann, 'HSE'), agreed(cat, 'COUNCIL'), agreed(eve, 'ACCOUNT_MANAGER')];
    given(...drafted(), ...all)
      .when(give(forParty(ben)), { actor: ben })
      .then(agreed(ben, 'HSE'), reached);
    given(...drafted(), ...all.slice(1))
      .when(give(forParty(ben)), { actor: ben })
      .then(agreed(ben, 'HSE'));
  });

  it('needs something to agree to', () => {
    given().when(give(), { actor: ann }).thenRejected('AGREEMENT_NOT_SOUGHT');
  });

  it('is refused on another digest, with both in the error', () => {
    const other = digestOf({ text: 'We act as two.' });
    const command = give(forParty(ben), { digest: other });
    const { message, field } = given(...drafted())
      .when(command, { actor: ben })
      .thenRejected('CONTENT_CHANGED');
    expect(message).toContain(other);
    expect(message).toContain(digest);
    expect(field).toEqual(['digest']);
  });

  it('is refused on another version', () => {
    const command = give(forParty(ben), { version: 2 });
    const { field } = given(...drafted())
      .when(command, { actor: ben })
      .thenRejected('CONTENT_CHANGED', /version 2/);
    expect(field).toEqual(['version']);
  });

  it('is refused to those who speak for nobody that must agree, naming who must', () => {
    given(...drafted())
      .when(give(forParty(eve)), { actor: eve })
      .thenRejected('SEAT_NOT_YOURS', /A lead of Dundee/);
    const officer: Actor = { ...cat, roles: ['OFFICER'] };
    given(...drafted())
      .when(give(forParty(cat)), { actor: officer })
      .thenRejected('SEAT_NOT_YOURS');
    const seat = give(forParty(cat), { seat: 'HSE' });
    given(...drafted())
      .when(seat, { actor: cat })
      .thenRejected('SEAT_NOT_YOURS', /Two leads of HSE/);
    const unknown = give(forParty(cat), { seat: 'MINISTER' });
    given(...drafted())
      .when(unknown, { actor: cat })
      .thenRejected('SEAT_UNKNOWN', /HSE, COUNCIL, ACCOUNT_MANAGER/);
  });

  it('is open to the party that succeeded the one named, and to whoever holds the post', () => {
    const successor: Actor = { ...eve, subject: 'fay' };
    const participation = { partyIds: ['authority-new', 'authority-dundee'], posts: [] };
    given(...drafted())
      .when(give(participation), { actor: successor })
      .then(agreed(successor, 'COUNCIL'));
    given(...drafted())
      .when(give(asAccountManager(eve)), { actor: eve })
      .then(agreed(eve, 'ACCOUNT_MANAGER'));
    const elsewhere = { partyIds: [], posts: [{ post: 'ACCOUNT_MANAGER', organisationId: 'organisation-asda' }] };
    given(...drafted())
      .when(give(elsewhere), { actor: eve })
      .thenRejected('SEAT_NOT_YOURS');
    const otherPost = { partyIds: [], posts: [{ post: 'SHADOW_ACCOUNT_MANAGER', organisationId: TESCO }] };
    given(...drafted())
      .when(give(otherPost), { actor: eve })
      .thenRejected('SEAT_NOT_YOURS');
  });

  it('asks those who can take two seats for which, unless somebody is missing in one only', () => {
    given(...drafted())
      .when(give(asAccountManager(ben)), { actor: ben })
      .thenRejected('SEAT_NEEDED', /HSE, ACCOUNT_MANAGER/);
    const full = [agreed(ann, 'HSE'), agreed(dan, 'HSE')];
    given(...drafted(), ...full)
      .when(give(asAccountManager(ben)), { actor: ben })
      .then(agreed(ben, 'ACCOUNT_MANAGER'));
  });

  it('never counts one person for two seats, also under another name or for another party', () => {
    const command = give(asAccountManager(ann), { seat: 'ACCOUNT_MANAGER' });
    given(...drafted(), agreed(ann, 'HSE'))
      .when(command, { actor: ann })
      .thenRejected('ONE_PERSON_TWO_SEATS', /Two leads of HSE/);
    const sameSubject: Actor = { ...cat, subject: 'ann' };
    given(...drafted(), agreed(ann, 'HSE'))
      .when(give(forParty(cat)), { actor: sameSubject })
      .thenRejected('ONE_PERSON_TWO_SEATS');
    const sameOfficer: Actor = { ...cat, officerId: 'officer-dan' };
    given(...drafted(), agreed(dan, 'HSE'))
      .when(give(forParty(cat)), { actor: sameOfficer })
      .thenRejected('ONE_PERSON_TWO_SEATS');
  });

  it('is refused twice, also by the same person in the same seat', () => {
    given(...drafted(), agreed(ben, 'HSE'))
      .when(give(forParty(ben)), { actor: ben })
      .thenRejected('ALREADY_AGREED');
  });

  it('is refused to an author where the rule says so', () => {
    given(...drafted(cat))
      .when(give(forParty(cat)), { actor: cat })
      .thenRejected('AUTHOR_CANNOT_AGREE');
    given(...drafted(ann))
      .when(give(forParty(ann)), { actor: ann })
      .then(agreed(ann, 'HSE'));
  });

  it('is refused where enough have agreed, and when all have', () => {
    const full = [agreed(ann, 'HSE'), agreed(dan, 'HSE')];
    given(...drafted(), ...full)
      .when(give(forParty(ben)), { actor: ben })
      .thenRejected('SEAT_TAKEN', /2 persons/);
    const all = [...full, agreed(cat, 'COUNCIL'), agreed(eve, 'ACCOUNT_MANAGER'), reached];
    given(...drafted(), ...all)
      .when(give(forParty(ben)), { actor: ben })
      .thenRejected('AGREEMENT_REACHED');
    given(...drafted(), ...all)
      .when(give(forParty(ann)), { actor: ann })
      .thenRejected('ALREADY_AGREED');
  });
});

describe('A change of the content', () => {
  it('voids what was agreed, in the same breath, and names all that is new', () => {
    const command = { type: 'DraftCharter', data: { text: 'We act together.' } } as const;
    const state = fold([...drafted(), agreed(ben, 'HSE')]);
    const context = { now: SPEC_NOW, today: '2006-03-21', effectiveAt: SPEC_NOW, actor: ann } as never;
    const decision = charterDecider.decide(command, state, context);
    if (decision.outcome !== 'accepted') throw new Error(decision.rejection.message);
    expect(decision.events.map(({ type }) => type)).toEqual(['AgreementVoided', 'CharterDrafted', 'AgreementSought']);
    const after = decision.events.reduce(charterDecider.evolve, state);
    expect(after.agreement).toMatchObject({ version: 2, digest: digestOf({ text: 'We act together.' }), given: [] });
  });
});

describe('Taking an agreement back', () => {
  const takenBack: CharterEvent = {
    type: 'AgreementTakenBack',
    data: { version: 1, seat: 'HSE', by: signatoryOf(ann), reason: 'Too early.' },
  };

  it('undoes it as long as not all have agreed', () => {
    given(...drafted(), agreed(ann, 'HSE'))
      .when(takeBack, { actor: ann })
      .then(takenBack);
    expect(fold([...drafted(), agreed(ann, 'HSE'), takenBack]).agreement?.given).toEqual([]);
  });

  it('leaves the other persons of the seat as they are', () => {
    expect(fold([...drafted(), agreed(ann, 'HSE'), agreed(ben, 'HSE'), takenBack]).agreement?.given).toEqual([
      { seat: 'HSE', by: signatoryOf(ben) },
    ]);
  });

  it('needs an own agreement, on the version put forward, before all have agreed', () => {
    given(...drafted(), agreed(ben, 'HSE'))
      .when(takeBack, { actor: ann })
      .thenRejected('NOT_AGREED');
    const other = { ...takeBack, data: { ...takeBack.data, version: 3 } };
    given(...drafted(), agreed(ann, 'HSE'))
      .when(other, { actor: ann })
      .thenRejected('CONTENT_CHANGED');
    given(...drafted(), agreed(ann, 'HSE'), reached)
      .when(takeBack, { actor: ann })
      .thenRejected('AGREEMENT_REACHED');
  });
});

describe('An objection', () => {
  it('keeps the agreement open until those who objected say how it was settled', () => {
    const others = [agreed(ann, 'HSE'), agreed(ben, 'HSE'), agreed(eve, 'ACCOUNT_MANAGER')];
    given(...drafted(), ...others)
      .when(raise(), { actor: cat })
      .then(objected(cat, 'COUNCIL'));
    const objection = [...drafted(), ...others, objected(cat, 'COUNCIL')];
    given(...objection)
      .when(give(forParty(cat)), { actor: cat })
      .thenRejected('OBJECTION_OPEN', /objection 1/);
    given(...objection)
      .when(settle(forParty(ann)), { actor: ann })
      .thenRejected('SEAT_NOT_YOURS', /A lead of Dundee/);
    const settled: CharterEvent = {
      type: 'ObjectionSettled',
      data: { version: 1, objection: 1, by: signatoryOf(cat), settlement: 'A glossary was added.' },
    };
    given(...objection)
      .when(settle(), { actor: cat })
      .then(settled);
    given(...objection, settled)
      .when(give(forParty(cat)), { actor: cat })
      .then(agreed(cat, 'COUNCIL'), reached);
  });

  it('takes back an agreement that the same person had given', () => {
    given(...drafted(), agreed(cat, 'COUNCIL'))
      .when(raise(), { actor: cat })
      .then(
        {
          type: 'AgreementTakenBack',
          data: { version: 1, seat: 'COUNCIL', by: signatoryOf(cat), reason: 'Too vague.' },
        },
        objected(cat, 'COUNCIL'),
      );
  });

  it('settled last completes the agreement', () => {
    const second: CharterEvent = objected(ben, 'HSE');
    const all = [agreed(ann, 'HSE'), agreed(dan, 'HSE'), agreed(cat, 'COUNCIL'), agreed(eve, 'ACCOUNT_MANAGER')];
    given(...drafted(), second, ...all)
      .when(settle(forParty(ben)), { actor: ben })
      .then(
        {
          type: 'ObjectionSettled',
          data: { version: 1, objection: 1, by: signatoryOf(ben), settlement: 'A glossary was added.' },
        },
        reached,
      );
  });

  it('is refused twice, by others, on other content, and for a second seat', () => {
    const again = { ...raise(), data: { ...raise().data, reason: 'Too long.' } };
    given(...drafted(), objected(cat, 'COUNCIL'))
      .when(again, { actor: cat })
      .thenRejected('ALREADY_OBJECTED');
    given(...drafted(), objected(cat, 'COUNCIL'))
      .when(raise(), { actor: cat })
      .then();
    given(...drafted())
      .when(raise(forParty(eve)), { actor: eve })
      .thenRejected('SEAT_NOT_YOURS');
    const changed = { ...raise(), data: { ...raise().data, digest: digestOf('other') } };
    given(...drafted())
      .when(changed, { actor: cat })
      .thenRejected('CONTENT_CHANGED');
    const asManager = {
      ...raise(asAccountManager(ann)),
      data: { ...raise(asAccountManager(ann)).data, seat: 'ACCOUNT_MANAGER' },
    };
    given(...drafted(), agreed(ann, 'HSE'))
      .when(asManager, { actor: ann })
      .thenRejected('ONE_PERSON_TWO_SEATS');
  });

  it('is settled once, and only where there is one', () => {
    given(...drafted())
      .when(settle(), { actor: cat })
      .thenRejected('OBJECTION_UNKNOWN');
    const settled: CharterEvent = {
      type: 'ObjectionSettled',
      data: { version: 1, objection: 1, by: signatoryOf(cat), settlement: 'A glossary was added.' },
    };
    const before = [...drafted(), objected(cat, 'COUNCIL'), settled];
    given(...before)
      .when(settle(), { actor: cat })
      .then();
    given(...before)
      .when(settle(forParty(cat), 'Otherwise.'), { actor: cat })
      .thenRejected('ALREADY_SETTLED');
  });

  it('comes to an end', () => {
    const many = Array.from({ length: 100 }, (_, index) =>
      objected({ ...cat, subject: `cat ${index}` }, 'COUNCIL', index + 1),
    );
    given(...drafted(), ...many)
      .when(raise(), { actor: cat })
      .thenRejected('TOO_MANY_OBJECTIONS');
  });
});

describe('The deadline', () => {
  // Five working days after Tuesday 21 March 2006 end with Tuesday 28 March.
  const lastMoment = parseInstant('2006-03-28T22:59:59.999Z');
  const after = parseInstant('2006-03-28T23:00:00.000Z');
  const lapse: CharterEvent = { type: 'AgreementLapsed', data: { version: 1, digest, lastDay: '2006-03-28' as never } };

  it('is the last moment at which agreements count, also before its passing is on record', () => {
    given(...drafted())
      .when(give(forParty(ben)), { actor: ben, now: lastMoment })
      .then(agreed(ben, 'HSE'));
    given(...drafted())
      .when(give(forParty(ben)), { actor: ben, now: after })
      .thenRejected('AGREEMENT_LAPSED', /2006-03-28/);
    given(...drafted(), agreed(ann, 'HSE'))
      .when(takeBack, { actor: ann, now: after })
      .thenRejected('AGREEMENT_LAPSED');
    given(...drafted())
      .when(raise(), { actor: cat, now: after })
      .thenRejected('AGREEMENT_LAPSED');
    given(...drafted(), objected(cat, 'COUNCIL'))
      .when(settle(), { actor: cat, now: after })
      .thenRejected('AGREEMENT_LAPSED');
  });

  it('is recorded when it has passed, once', () => {
    given(...drafted())
      .when(passDeadline, { now: lastMoment })
      .thenRejected('DEADLINE_AHEAD');
    given(...drafted())
      .when(passDeadline, { now: after })
      .then(lapse);
    given(...drafted(), lapse)
      .when(give(forParty(ben)), { actor: ben })
      .thenRejected('AGREEMENT_LAPSED');
  });

  it('does not undo what all had agreed', () => {
    given(...drafted(), reached)
      .when(passDeadline, { now: after })
      .then();
  });

  it('passed is said of a change that comes after it', () => {
    const command = { type: 'DraftCharter', data: { text: 'We act together.' } } as const;
    const decision = charterDecider.decide(command, fold(drafted()), {
      now: after,
      today: '2006-03-29' as never,
      effectiveAt: after,
      actor: ann,
    });
    expect(decision.outcome === 'accepted' && decision.events[0]).toEqual(lapse);
  });
});
