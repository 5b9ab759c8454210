import type { StoredEvent } from '#platform/event-sourcing';
import { defineProjection, on } from '#platform/projections';
import { deriveId } from '#platform/values';
import type { ContactRuleWho, DraftContactRule } from './contact-criteria.js';
import { contactRuleTable, criteriaVersionTable } from './contact-criteria.tables.js';
import { partnershipEvents } from './partnership.events.js';

function whoColumns(who: ContactRuleWho | undefined) {
  return {
    whoKind: who?.kind ?? null,
    whoPartyKind: who?.kind === 'PARTY_KIND' ? who.partyKind : null,
    whoRegion: who?.kind === 'REGION' ? who.region : null,
    whoAuthorityId: who?.kind === 'AUTHORITY' ? who.authorityId : null,
  };
}

function rule(event: StoredEvent, version: number, number: number, data: DraftContactRule) {
  return contactRuleTable.insert({
    partnershipId: event.stream,
    version,
    number,
    ruleId: deriveId('contact-rule', event.stream, String(version), String(number)),
    ...whoColumns(data.who),
    topic: data.topic ?? null,
    purpose: data.purpose ?? null,
    siteId: data.siteId ?? null,
    urgency: data.urgency ?? null,
    advice: data.advice,
    coordinateWith: data.coordinateWith ?? null,
    reason: data.reason,
    validFrom: data.validFrom ?? null,
    validUntil: data.validUntil ?? null,
  });
}

const handlers = on(partnershipEvents, {
  CriteriaDrafted: (event) => {
    const partnershipId = event.stream;
    const { version, rules } = event.data;
    return [
      contactRuleTable.delete({ partnershipId, version }),
      criteriaVersionTable.upsert({
        partnershipId,
        version,
        organisationId: event.metadata.organisationId ?? '',
        published: 0,
        draftedAt: event.recordedAt,
        publishedAt: null,
        validFrom: null,
        validUntil: null,
      }),
      ...rules.map((data, index) => rule(event, version, index + 1, data)),
    ];
  },
  CriteriaPublished: (event) => {
    const partnershipId = event.stream;
    const { version, from, ends, skipped } = event.data;
    return [
      ...(ends === undefined
        ? []
        : [criteriaVersionTable.update({ partnershipId, version: ends }, { validUntil: from })]),
      ...skipped.map((each) =>
        criteriaVersionTable.update({ partnershipId, version: each.version }, { validUntil: each.from }),
      ),
      criteriaVersionTable.update(
        { partnershipId, version },
        { published: 1, publishedAt: event.recordedAt, validFrom: from },
      ),
    ];
  },
});

/** Every version of the contact criteria, with its rules; versions that were superseded stay readable. */
export const partnershipCriteria = defineProjection({
  name: 'partnership-criteria',
  version: 2,
  tables: [criteriaVersionTable, contactRuleTable],
  handlers,
});
