import { describe, expect, it } from '@jest/globals';
import { deriveId } from '#platform/values';
import { CURRENT_PRINCIPLES } from '#domain/partnerships';
import { specificationOf } from '../../platform/event-sourcing/decider-specification.js';
import {
  agreeing,
  beginning,
  begun,
  drafted,
  manager,
  organisationId,
  played,
  principles,
  proposed,
  proposing,
  published,
  publishing,
  representative,
  step,
  variationInput,
  WHY,
} from './plan-history.fixture.js';
import { planDecider } from './plan.decider.js';
import { day, DUNDEE } from './plan.fixture.js';

const { given, fold } = specificationOf(planDecider);
const by = { partyKind: 'LOCAL_AUTHORITY', partyId: DUNDEE, subject: 'manager' } as const;
const clause = { key: 'FATALITIES', category: 'FATALITY' as const, text: 'All.', listed: [], exceptions: [] };

describe('Beginning a plan', () => {
  it.each(['AGREED', 'ACTIVE', 'SUSPENDED'] as const)('is for a partnership that is %s', (status) => {
    const command = { ...beginning, data: { ...beginning.data, facts: { partnership: { organisationId, status } } } };
    given()
      .when(command as typeof beginning, manager)
      .then(...begun);
  });

  it.each(['PROPOSED', 'CONSIDERING', 'CONCLUDED', 'DECLINED', 'WITHDRAWN'] as const)(
    'is refused in one that is %s',
    (status) => {
      const command = { ...beginning, data: { ...beginning.data, facts: { partnership: { organisationId, status } } } };
      given()
        .when(command as typeof beginning, manager)
        .thenRejected('PARTNERSHIP_NOT_AGREED');
    },
  );

  it('is refused where there is no such partnership, and while there is such a plan', () => {
    const nowhere = { ...beginning, data: { ...beginning.data, facts: { partnership: undefined } } };
    given()
      .when(nowhere as typeof beginning, manager)
      .thenRejected('PARTNERSHIP_UNKNOWN');
    given(...begun)
      .when(beginning, manager)
      .thenRejected('ALREADY_EXISTS');
  });

  it('comes before everything else', () => {
    given()
      .when({ type: 'DescribePlan', data: { title: 'Plan' } }, manager)
      .thenRejected('NOT_FOUND');
  });
});

describe('Drafting a plan', () => {
  it('describes it', () => {
    const data = { title: 'Plan', summary: 'In short.' };
    given(...begun)
      .when({ type: 'DescribePlan', data }, manager)
      .then({ type: 'PlanDescribed', data: { ...data, by } });
  });

  it('affirms a core principle, or answers it in a way of its own', () => {
    const address = (answer?: string) =>
      ({ type: 'AddressPrinciple', data: { principle: 'OPENNESS', answer, facts: principles } }) as const;
    const principle = { key: 'OPENNESS', version: 1 } as const;
    given(...begun)
      .when(address(), manager)
      .then({ type: 'PrincipleAddressed', data: { principle: { ...principle, position: 'AFFIRMED' }, by } });
    given(...begun)
      .when(address('So.'), manager)
      .then({
        type: 'PrincipleAddressed',
        data: { principle: { ...principle, position: 'ANSWERED', answer: 'So.' }, by },
      });
  });

  it('addresses the current list of principles only', () => {
    const facts = { principles: { version: 2, principles: CURRENT_PRINCIPLES.principles.slice(0, 1) } };
    given(...begun)
      .when({ type: 'AddressPrinciple', data: { principle: 'OPENNESS', facts } }, manager)
      .thenRejected('PRINCIPLES_UNKNOWN', /version 2/i);
  });

  it('chooses criteria of its own, or the default', () => {
    const own = played([step({ type: 'ChooseIncidentCriteria', data: { clauses: [clause] } })], begun);
    expect(own.at(-1)).toEqual({
      type: 'IncidentCriteriaChosen',
      data: { criteria: { kind: 'OWN', clauses: [clause] }, by },
    });
    given(...begun)
      .when({ type: 'ChooseIncidentCriteria', data: {} }, manager)
      .then();
    given(...own)
      .when({ type: 'ChooseIncidentCriteria', data: {} }, manager)
      .then({ type: 'IncidentCriteriaChosen', data: { criteria: { kind: 'DEFAULT' }, by } });
  });

  it('takes a reason for what was agreed before, and only for that', () => {
    given(...published)
      .when({ type: 'DescribePlan', data: { title: 'Another' } }, manager)
      .thenRejected('REASON_NEEDED', 'The title and summary');
    given(...published)
      .when({ type: 'ChooseIncidentCriteria', data: { clauses: [clause] } }, manager)
      .thenRejected('REASON_NEEDED');
    given(...published)
      .when({ type: 'AddressPrinciple', data: { principle: 'OPENNESS', answer: 'So.', facts: principles } }, manager)
      .thenRejected('REASON_NEEDED', 'Openness on both sides');
    given(...published)
      .when({ type: 'DescribePlan', data: { title: 'Another', reason: WHY } }, manager)
      .then({ type: 'PlanDescribed', data: { title: 'Another', reason: WHY, by } });
  });

  it('makes void what was agreed of the version that is put forward, and says so first', () => {
    const { agreement } = known(proposed);
    given(...proposed)
      .when({ type: 'DescribePlan', data: { title: 'Another', reason: WHY } }, manager)
      .then(
        { type: 'AgreementVoided', data: { version: 1, digest: agreement?.digest ?? 'sha256:', reason: WHY } },
        { type: 'PlanDescribed', data: { title: 'Another', reason: WHY, by } },
      );
  });

  it('leaves the agreement alone where nothing changes', () => {
    given(...proposed)
      .when({ type: 'DescribePlan', data: { title: 'Engagement plan' } }, manager)
      .then();
  });

  it('keeps a plan short enough for one version', () => {
    const long = (key: string) => ({ ...clause, key, listed: Array.from({ length: 50 }, () => 'é'.repeat(200)) });
    const clauses = Array.from({ length: 20 }, (_, index) => long(`CLAUSE_${index}`));
    given(...begun)
      .when({ type: 'ChooseIncidentCriteria', data: { clauses } }, manager)
      .thenRejected('PLAN_TOO_LONG');
  });
});

describe('A local variation', () => {
  const added = played([step({ type: 'AddVariation', data: variationInput })], drafted);

  it('is numbered, and on record once', () => {
    const { facts: _, ...terms } = variationInput;
    given(...drafted)
      .when({ type: 'AddVariation', data: variationInput }, manager)
      .then({ type: 'VariationAdded', data: { variation: { ...terms, number: 1 }, by } });
    given(...added)
      .when({ type: 'AddVariation', data: variationInput }, representative)
      .then();
  });

  it('names an authority that there is, and days in order', () => {
    const facts = { unknown: [{ what: 'AUTHORITY' as const, field: ['authorityId'] }] };
    const refused = given(...drafted)
      .when({ type: 'AddVariation', data: { ...variationInput, facts } }, manager)
      .thenRejected('AUTHORITY_UNKNOWN');
    expect(refused.field).toEqual(['authorityId']);
    given(...drafted)
      .when({ type: 'AddVariation', data: { ...variationInput, until: day('2005-01-01') } }, manager)
      .thenRejected('DATES_OUT_OF_ORDER');
  });

  it('answers a local concern that there is; which one, only regulators say', () => {
    const localConcernId = deriveId('local-concern', 'one');
    const facts = { unknown: [{ what: 'LOCAL_CONCERN' as const, field: ['localConcernId'] }] };
    given(...drafted)
      .when({ type: 'AddVariation', data: { ...variationInput, localConcernId, facts } }, manager)
      .thenRejected('LOCAL_CONCERN_UNKNOWN');
    const answering = played([step({ type: 'AddVariation', data: { ...variationInput, localConcernId } })], drafted);
    const amend = { type: 'AmendVariation', data: { ...variationInput, variation: 1, why: 'So.' } } as const;
    const concernAfter = (who: typeof manager) =>
      known(played([step(amend, who)], answering)).draft.variations[0]?.localConcernId;
    expect(concernAfter(representative)).toBe(localConcernId);
    expect(concernAfter(manager)).toBeUndefined();
  });

  it('ends earlier, never later', () => {
    given(...added)
      .when({ type: 'EndVariation', data: { variation: 1, until: day('2006-06-30') } }, manager)
      .then({
        type: 'VariationEnded',
        data: {
          variation: { ...withoutFacts(variationInput), number: 1, until: day('2006-06-30') },
          by,
        },
      });
    given(...added)
      .when({ type: 'EndVariation', data: { variation: 1, until: day('2007-06-30') } }, manager)
      .thenRejected('DATES_OUT_OF_ORDER', '31 December 2006');
    given(...added)
      .when({ type: 'EndVariation', data: { variation: 2, until: day('2006-06-30') } }, manager)
      .thenRejected('VARIATION_UNKNOWN');
  });

  it('is taken out only where it was never agreed', () => {
    given(...added)
      .when({ type: 'RemoveVariation', data: { variation: 1 } }, manager)
      .then({ type: 'VariationRemoved', data: { variation: 1, by } });
    const put = played([step(proposing())], added);
    const inForce = played([agreeing(put, manager), agreeing(put, representative), step(publishing(1))], put);
    given(...inForce)
      .when({ type: 'RemoveVariation', data: { variation: 1, reason: WHY } }, manager)
      .thenRejected('VARIATION_AGREED');
    given(...inForce)
      .when({ type: 'EndVariation', data: { variation: 1, until: day('2006-06-30') } }, manager)
      .thenRejected('REASON_NEEDED', 'Local variation 1');
  });

  it('that was removed leaves its number unused', () => {
    const removed = played([step({ type: 'RemoveVariation', data: { variation: 1 } })], added);
    const again = played([step({ type: 'AddVariation', data: variationInput })], removed);
    expect(known(again).draft.variations.map(({ number }) => number)).toEqual([2]);
  });
});

function withoutFacts({ facts: _, ...rest }: typeof variationInput) {
  return rest;
}

function known(events: typeof drafted) {
  const state = fold(events);
  if (state.kind === 'unknown') throw new Error('There is no plan.');
  return state;
}
