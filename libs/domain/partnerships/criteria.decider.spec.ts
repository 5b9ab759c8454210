import { describe, expect, it } from '@jest/globals';
import type { DraftContactRule } from './contact-criteria.js';
import { criteriaUpcasters } from './criteria.events.js';
import type { UnknownInRule } from './partnership.commands.js';
import type { EventOf, PartnershipEvent } from './partnership.events.js';
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
const facts = { unknown: [] };
const draft = (...rules: DraftContactRule[]) => ({ type: 'DraftCriteria', data: { rules, facts } }) as const;
const drafted = (version: number, ...rules: DraftContactRule[]): PartnershipEvent => ({
  type: 'CriteriaDrafted',
  data: { version, rules },
});
const ended: PartnershipEvent = {
  type: 'PartnershipConcluded',
  data: { on: TODAY, reason: 'Done.', summary: 'So.' },
};
const publish = (from = TODAY) => ({ type: 'PublishCriteria', data: { from } }) as const;
const published = (
  version: number,
  from = TODAY,
  { ends, skipped = [] }: Partial<EventOf<'CriteriaPublished'>['data']> = {},
): PartnershipEvent => ({ type: 'CriteriaPublished', data: { version, from, ends, skipped } });

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

  it('refuses what the registers do not have, and names the field', () => {
    const unknown = (what: UnknownInRule['what'], ...field: string[]) =>
      given(...active).when({
        type: 'DraftCriteria',
        data: { rules: [askFirst, askFirst], facts: { unknown: [{ rule: 1, what, field }] } },
      });
    expect(unknown('SITE', 'siteId').thenRejected('SITE_UNKNOWN', /Rule 2/).field).toEqual(['rules', '1', 'siteId']);
    expect(unknown('AUTHORITY', 'who', 'authorityId').thenRejected('AUTHORITY_UNKNOWN', /Rule 2/).field).toEqual([
      'rules',
      '1',
      'who',
      'authorityId',
    ]);
    unknown('REGION', 'who', 'region').thenRejected('REGION_UNKNOWN', /Rule 2 names a region/);
  });

  it('ends with the partnership', () => {
    given(...active, ended)
      .when(draft(askFirst))
      .thenRejected('OUT_OF_ORDER', /is concluded/);
    given(...active, drafted(1, askFirst), ended)
      .when(publish())
      .thenRejected('OUT_OF_ORDER', /is concluded/);
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
    given(proposed, { type: 'ConsiderationBegun', data: {} }, drafted(1, askFirst))
      .when(publish())
      .thenRejected('OUT_OF_ORDER', /being considered/);
  });

  it('ends the version before on that day', () => {
    given(...active, drafted(1, askFirst), published(1), drafted(2, notNow))
      .when(publish(day('2006-05-01')))
      .then(published(2, day('2006-05-01'), { ends: 1 }));
  });

  it('takes the place of versions that are not in force by then, so that a slip of the day locks nothing', () => {
    const slipped = [
      ...active,
      drafted(1, askFirst),
      published(1),
      drafted(2, askFirst),
      published(2, day('2036-05-01'), { ends: 1 }),
      drafted(3, askFirst),
    ];
    const mended = published(3, day('2006-05-01'), { ends: 1, skipped: [{ version: 2, from: day('2036-05-01') }] });
    given(...slipped)
      .when(publish(day('2006-05-01')))
      .then(mended);
    given(...slipped, mended, drafted(4, askFirst))
      .when(publish(day('2006-06-01')))
      .then(published(4, day('2006-06-01'), { ends: 3 }));
    given(...active, drafted(1, askFirst), published(1), drafted(2, askFirst))
      .when(publish())
      .then(published(2, TODAY, { skipped: [{ version: 1, from: TODAY }] }));
  });

  it('is refused once one of its rules has ended by then', () => {
    given(...active, drafted(1, notNow))
      .when(publish(day('2006-06-01')))
      .thenRejected('DATES_OUT_OF_ORDER', /Rule 1/);
  });

  it('was recorded without the version that it ended, which was the one before', () => {
    const [upcaster] = criteriaUpcasters;
    expect(upcaster?.upcast({ version: 1, from: TODAY })).toEqual({ version: 1, from: TODAY, skipped: [] });
    expect(upcaster?.upcast({ version: 3, from: TODAY })).toEqual({ version: 3, from: TODAY, ends: 2, skipped: [] });
  });
});
