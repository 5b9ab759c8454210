import { describe, expect, it } from '@jest/globals';
import { deriveId } from '#platform/values';
import type { DraftContactRule } from './contact-criteria.js';
import type { PartnershipEvent } from './partnership.events.js';
import { active, day, DUNDEE, given, proposed, TODAY } from './partnership.fixture.js';

const askFirst: DraftContactRule = {
  purpose: 'PLANNED_INSPECTION',
  advice: 'ACCOUNT_MANAGER_FIRST',
  reason: 'Inspections are planned together.',
};
const notNow: DraftContactRule = {
  topic: 'Workplace transport',
  advice: 'NOT_NOW',
  validUntil: day('2006-06-01'),
  reason: 'New yards open in May.',
};
const facts = { unknownSites: [], unknownAuthorities: [] };
const draft = (...rules: DraftContactRule[]) => ({ type: 'DraftCriteria', data: { rules, facts } }) as const;
const drafted = (version: number, ...rules: DraftContactRule[]): PartnershipEvent => ({
  type: 'CriteriaDrafted',
  data: { version, rules },
});
const publish = (from = TODAY) => ({ type: 'PublishCriteria', data: { from } }) as const;
const published = (version: number, from = TODAY): PartnershipEvent => ({
  type: 'CriteriaPublished',
  data: { version, from },
});

describe('Drafting contact criteria', () => {
  it('holds the rules of the next version and replaces the former draft', () => {
    given(...active)
      .when(draft(askFirst))
      .then(drafted(1, askFirst));
    given(...active, drafted(1, askFirst))
      .when(draft(askFirst, { ...notNow, urgency: 'ROUTINE' }))
      .then(drafted(1, askFirst, { ...notNow, urgency: 'ROUTINE' }));
    given(...active, drafted(1, askFirst), published(1))
      .when(draft(notNow))
      .then(drafted(2, notNow));
  });

  it('asks when a rule to wait ends, and with whom to coordinate', () => {
    const field = given(...active)
      .when(draft(askFirst, { ...notNow, validUntil: undefined }))
      .thenRejected('RULE_INCOMPLETE', /Rule 2.*until when/).field;
    expect(field).toEqual(['rules', '1', 'validUntil']);
    given(...active)
      .when(draft({ ...askFirst, advice: 'COORDINATE' }))
      .thenRejected('RULE_INCOMPLETE', /Rule 1 must name the authority/);
    given(...active)
      .when(draft({ ...askFirst, coordinateWith: DUNDEE }))
      .thenRejected('RULE_INCOMPLETE', /something else/);
    given(...active)
      .when(draft({ ...notNow, validFrom: day('2006-06-01') }))
      .thenRejected('DATES_OUT_OF_ORDER', /Rule 1/);
  });

  it('names both of two equally specific rules that advise differently', () => {
    given(...active)
      .when(draft(askFirst, { ...askFirst, urgency: 'URGENT', advice: 'PROCEED' }, notNow))
      .thenRejected('RULES_CONTRADICT', /Rules 1 and 3/);
  });

  it('refuses sites of others and unknown authorities', () => {
    const siteId = deriveId('site', 'elsewhere');
    given(...active)
      .when({
        type: 'DraftCriteria',
        data: { rules: [{ ...askFirst, siteId }], facts: { ...facts, unknownSites: [0] } },
      })
      .thenRejected('SITE_UNKNOWN', /Rule 1/);
    given(...active)
      .when({ type: 'DraftCriteria', data: { rules: [askFirst], facts: { ...facts, unknownAuthorities: [0] } } })
      .thenRejected('AUTHORITY_UNKNOWN');
  });
});

describe('Publishing contact criteria', () => {
  it('puts the draft in force from a day on, never in the past', () => {
    given(...active, drafted(1, askFirst))
      .when(publish())
      .then(published(1));
    given(...active, drafted(1, askFirst))
      .when(publish(day('2006-03-20')))
      .thenRejected('DATE_IN_PAST');
    given(...active)
      .when(publish())
      .thenRejected('NO_DRAFT');
  });

  it('is refused before the partnership is agreed', () => {
    given(proposed, drafted(1, askFirst))
      .when(publish())
      .thenRejected('OUT_OF_ORDER', /is proposed/);
  });

  it('is refused from a day before the version before, or after one of its rules has ended', () => {
    given(...active, drafted(1, askFirst), published(1, day('2006-05-01')), drafted(2, askFirst))
      .when(publish(day('2006-04-30')))
      .thenRejected('DATES_OUT_OF_ORDER', /2006-05-01/);
    given(...active, drafted(1, notNow))
      .when(publish(day('2006-06-01')))
      .thenRejected('DATES_OUT_OF_ORDER', /Rule 1/);
  });
});
