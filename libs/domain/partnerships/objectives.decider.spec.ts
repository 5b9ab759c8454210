import { describe, expect, it } from '@jest/globals';
import type { DataOf, PartnershipCommand } from './partnership.commands.js';
import type { PartnershipEvent } from './partnership.events.js';
import {
  active,
  byLead,
  byRepresentative,
  byWorkers,
  day,
  given,
  objectiveAgreedBy,
  objectiveProposed,
  organisationId,
  REASON,
  terms,
  TODAY,
  withAgreedObjective,
} from './partnership.fixture.js';

const open = [...active, objectiveProposed] as const;
const agree = (version = 1) => ({ type: 'AgreeObjective', data: { objective: 1, version } }) as const;
const amendedTerms: DataOf<'ProposeObjective'> = { ...terms, measures: [{ ...terms.measures[0], target: 150 }] };
const amended: PartnershipEvent = {
  type: 'ObjectiveAmended',
  data: {
    ...amendedTerms,
    measures: amendedTerms.measures.map((measure) => ({ ...measure, number: 1 })),
    objective: 1,
    version: 2,
    side: 'REGULATORS',
    reason: REASON,
  },
};

describe('Proposing an objective', () => {
  it('is for either side', () => {
    given(...active)
      .when({ type: 'ProposeObjective', data: terms }, byLead)
      .then(objectiveProposed);
    given(...active)
      .when({ type: 'ProposeObjective', data: terms }, byRepresentative)
      .then({ type: 'ObjectiveProposed', data: { ...objectiveProposed.data, side: 'ORGANISATION' } });
  });

  it('is refused when one of that title is open, or a measure is listed twice', () => {
    given(...open)
      .when({ type: 'ProposeObjective', data: { ...terms, title: terms.title.toUpperCase() } })
      .thenRejected('ALREADY_EXISTS', /Objective 1/);
    given(...active)
      .when({ type: 'ProposeObjective', data: { ...terms, measures: [...terms.measures, ...terms.measures] } })
      .thenRejected('DUPLICATE_IN_LIST');
  });

  it('is refused once the partnership has ended', () => {
    given(...active, { type: 'PartnershipConcluded', data: { on: TODAY, reason: REASON, summary: 'Well.' } })
      .when({ type: 'ProposeObjective', data: terms })
      .thenRejected('OUT_OF_ORDER', /is concluded/);
  });
});

describe('Agreeing to an objective', () => {
  it('takes both sides; to propose is not to agree', () => {
    given(...open)
      .when(agree(), byLead)
      .then(objectiveAgreedBy('REGULATORS'));
    given(...open, objectiveAgreedBy('REGULATORS'))
      .when(agree(), byRepresentative)
      .then(objectiveAgreedBy('ORGANISATION'), { type: 'ObjectiveAgreed', data: { objective: 1, version: 1 } });
    given(...open, objectiveAgreedBy('REGULATORS'))
      .when(agree(), byLead)
      .then();
  });

  it('never counts one person for two sides', () => {
    const twoHats = { actor: { ...byRepresentative.actor, subject: byLead.actor.subject } };
    given(...open, objectiveAgreedBy('REGULATORS'))
      .when(agree(), twoHats)
      .thenRejected('ONE_PERSON_TWO_SIDES');
  });

  it('is to one version: an amendment makes agreements void', () => {
    given(...withAgreedObjective)
      .when({ type: 'AmendObjective', data: { ...amendedTerms, objective: 1, reason: REASON } }, byLead)
      .then(amended);
    given(...withAgreedObjective, amended)
      .when(agree(1), byRepresentative)
      .thenRejected('TERMS_CHANGED', /version 2, not 1/);
    given(...withAgreedObjective, amended)
      .when(agree(2), byRepresentative)
      .then(objectiveAgreedBy('ORGANISATION', 2));
  });

  it('is refused for what is not there, or closed', () => {
    given(...active)
      .when(agree())
      .thenRejected('OBJECTIVE_UNKNOWN');
    given(...open, { type: 'ObjectiveWithdrawn', data: { objective: 1, side: 'ORGANISATION', reason: REASON } })
      .when(agree())
      .thenRejected('OBJECTIVE_CLOSED', /withdrawn/);
  });
});

describe('Amending an objective', () => {
  it('records nothing when the terms are the same', () => {
    given(...open)
      .when({ type: 'AmendObjective', data: { ...terms, objective: 1, reason: REASON } })
      .then();
  });

  it('gives a new measure a new number, never one that was taken', () => {
    const days = { name: 'Days lost', unit: 'per worker', target: 3, by: day('2008-03-31') };
    const withDays: PartnershipEvent = {
      type: 'ObjectiveAmended',
      data: {
        title: terms.title,
        measures: [{ ...days, number: 2 }],
        objective: 1,
        version: 2,
        side: 'REGULATORS',
        reason: REASON,
      },
    };
    given(...open)
      .when(
        { type: 'AmendObjective', data: { title: terms.title, measures: [days], objective: 1, reason: REASON } },
        byLead,
      )
      .then(withDays);
    given(...open, withDays)
      .when({ type: 'AmendObjective', data: { ...terms, objective: 1, reason: REASON } }, byLead)
      .then({
        type: 'ObjectiveAmended',
        data: {
          ...terms,
          measures: [{ ...terms.measures[0], number: 3 }],
          objective: 1,
          version: 3,
          side: 'REGULATORS',
          reason: REASON,
        },
      });
  });
});

describe('Ending an objective', () => {
  it('is achieved once agreed, with what shows it', () => {
    const data = { objective: 1, on: TODAY, reason: 'Reading 7.' };
    given(...withAgreedObjective)
      .when({ type: 'AchieveObjective', data })
      .then({ type: 'ObjectiveAchieved', data });
    given(...open)
      .when({ type: 'AchieveObjective', data })
      .thenRejected('OBJECTIVE_NOT_AGREED');
    given(...withAgreedObjective)
      .when({ type: 'AchieveObjective', data: { ...data, on: day('2006-03-22') } })
      .thenRejected('DATE_IN_FUTURE');
  });

  it('is not amended to the title of another one that is open, nor to two measures of one name', () => {
    const other: PartnershipEvent = {
      type: 'ObjectiveProposed',
      data: { ...objectiveProposed.data, objective: 2, title: 'Fewer days lost' },
    };
    const amend = (changes: Partial<DataOf<'AmendObjective'>>): PartnershipCommand => ({
      type: 'AmendObjective',
      data: { ...terms, measures: [...terms.measures], objective: 1, reason: REASON, ...changes },
    });
    const { field } = given(...active, objectiveProposed, other)
      .when(amend({ title: 'FEWER days lost' }))
      .thenRejected('ALREADY_EXISTS', /Objective 2 has this title/);
    expect(field).toEqual(['title']);
    given(...active, objectiveProposed, other, {
      type: 'ObjectiveWithdrawn',
      data: { objective: 2, side: 'REGULATORS', reason: REASON },
    })
      .when(amend({ title: 'Fewer days lost' }), byLead)
      .then({
        type: 'ObjectiveAmended',
        data: { ...objectiveProposed.data, title: 'Fewer days lost', version: 2, reason: REASON },
      });
    given(...active, objectiveProposed)
      .when(amend({ measures: [terms.measures[0], { ...terms.measures[0], target: 100 }] }))
      .thenRejected('DUPLICATE_IN_LIST');
  });

  it('no longer changes once it was withdrawn or achieved', () => {
    const achieved: PartnershipEvent = { type: 'ObjectiveAchieved', data: { objective: 1, on: TODAY, reason: REASON } };
    const withdrawn: PartnershipEvent = {
      type: 'ObjectiveWithdrawn',
      data: { objective: 1, side: 'REGULATORS', reason: REASON },
    };
    const withdraw = (reason: string) => ({ type: 'WithdrawObjective', data: { objective: 1, reason } }) as const;
    for (const closed of [achieved, withdrawn]) {
      given(...withAgreedObjective, closed)
        .when({ type: 'AmendObjective', data: { ...amendedTerms, objective: 1, reason: REASON } })
        .thenRejected('OBJECTIVE_CLOSED');
    }
    given(...withAgreedObjective, withdrawn)
      .when(withdraw(REASON))
      .then();
    given(...withAgreedObjective, withdrawn)
      .when(withdraw('Another.'))
      .thenRejected('OBJECTIVE_CLOSED', /was withdrawn/);
  });

  it('is withdrawn with a reason, by either side, unless it was achieved', () => {
    given(...withAgreedObjective)
      .when({ type: 'WithdrawObjective', data: { objective: 1, reason: REASON } }, byRepresentative)
      .then({ type: 'ObjectiveWithdrawn', data: { objective: 1, side: 'ORGANISATION', reason: REASON } });
    given(...withAgreedObjective, { type: 'ObjectiveAchieved', data: { objective: 1, on: TODAY, reason: REASON } })
      .when({ type: 'WithdrawObjective', data: { objective: 1, reason: REASON } })
      .thenRejected('OBJECTIVE_CLOSED', /achieved/);
  });
});

describe('Readings', () => {
  const figure = {
    value: 280,
    on: day('2006-03-01'),
    evidence: 'Annual return 2006, table 3',
    source: 'RIDDOR returns',
  };
  const record = (data: Partial<DataOf<'RecordReading'>> = {}) =>
    ({ type: 'RecordReading', data: { objective: 1, measure: 1, ...figure, ...data } }) as const;
  const recorded: PartnershipEvent = {
    type: 'ReadingRecorded',
    data: { objective: 1, measure: 1, reading: 1, ...figure },
  };
  const better = { value: 270, evidence: 'Corrected return', source: figure.source };
  const restated: PartnershipEvent = {
    type: 'ReadingRestated',
    data: { objective: 1, measure: 1, reading: 2, restates: 1, on: figure.on, ...better, reason: REASON },
  };
  const acknowledge = (reading: number) => ({ type: 'AcknowledgeReading', data: { objective: 1, reading } }) as const;

  it('belong to agreed objectives, to a measure of theirs and to a day that has come', () => {
    given(...withAgreedObjective)
      .when(record())
      .then(recorded);
    given(...open)
      .when(record())
      .thenRejected('OBJECTIVE_NOT_AGREED');
    given(...withAgreedObjective)
      .when(record({ measure: 2 }))
      .thenRejected('MEASURE_UNKNOWN');
    given(...withAgreedObjective)
      .when(record({ on: day('2006-03-22') }))
      .thenRejected('DATE_IN_FUTURE');
  });

  it('are restated, not overwritten', () => {
    given(...withAgreedObjective, recorded)
      .when(record({ value: 270 }))
      .thenRejected('READING_EXISTS', /Reading 1 holds 280/);
    const command = { type: 'RestateReading', data: { objective: 1, reading: 1, ...better, reason: REASON } } as const;
    given(...withAgreedObjective, recorded)
      .when(command)
      .then(restated);
    given(...withAgreedObjective, recorded, restated)
      .when(command)
      .thenRejected('READING_RESTATED', /by reading 2/);
    given(...withAgreedObjective)
      .when(command)
      .thenRejected('READING_UNKNOWN');
  });

  it('are acknowledged once by each worker representative, as long as they count', () => {
    const by = { partyId: organisationId, subject: 'worker-representative' };
    const acknowledged: PartnershipEvent = { type: 'ReadingAcknowledged', data: { objective: 1, reading: 1, by } };
    given(...withAgreedObjective, recorded)
      .when(acknowledge(1), byWorkers)
      .then(acknowledged);
    given(...withAgreedObjective, recorded, acknowledged)
      .when(acknowledge(1), byWorkers)
      .then();
    given(...withAgreedObjective, recorded, restated)
      .when(acknowledge(1), byWorkers)
      .thenRejected('READING_RESTATED');
  });
});
