import { authorityIdOf } from '#domain/regulators';
import { deriveId } from '#platform/values';
import { parsePlainDate, plainDate } from '#platform/working-days';
import type { ContactRule } from '#domain/partnerships';
import type { GatewayFacts, GatewayQuestion, NearbyContact, PartnershipFacts } from './gateway.question.js';
import { GATEWAY_DEFAULTS } from './gateway.settings.js';

/* Dundee leads the partnership with a supermarket chain; Wakefield asks. */

export const DUNDEE = authorityIdOf('S12000042');
export const WAKEFIELD = authorityIdOf('E08000036');
export const LEEDS = authorityIdOf('E08000035');
export const HSE = authorityIdOf('HSE');
export const ORGANISATION = deriveId('organisation', 'spec');
export const SITE = deriveId('site', 'spec');
export const OTHER_SITE = deriveId('site', 'other');
export const ACCOUNT_MANAGER = deriveId('officer', 'account manager');
export const SHADOW = deriveId('officer', 'shadow');
export const OFFICER = deriveId('officer', 'asking');
export const PARTNERSHIP = deriveId('partnership', 'spec');

export const question: GatewayQuestion = {
  organisationId: ORGANISATION,
  siteId: SITE,
  topic: 'workplace transport',
  purpose: 'VISIT',
  urgency: 'ROUTINE',
  exemption: undefined,
  plannedOn: parsePlainDate('2006-04-03'),
  asker: {
    partyKind: 'LOCAL_AUTHORITY',
    authorityId: WAKEFIELD,
    region: 'Yorkshire and The Humber',
    officerId: OFFICER,
  },
};

export const partnership: PartnershipFacts = {
  id: PARTNERSHIP,
  status: 'ACTIVE',
  leadAuthorityId: DUNDEE,
  accountManager: { officerId: ACCOUNT_MANAGER, authorityId: DUNDEE },
  shadow: { officerId: SHADOW, authorityId: HSE },
  accountManagerAbsent: false,
  precedenceOverLocalInitiatives: false,
  contactRules: [],
};

export function rule(number: number, fields: Partial<ContactRule>): ContactRule {
  return {
    ruleId: deriveId('contact-rule', 'spec', String(number)),
    criteriaVersion: 3,
    number,
    advice: 'ACCOUNT_MANAGER_FIRST',
    reason: `Reason of rule ${number}.`,
    validFrom: plainDate(2006, 1, 1),
    validUntil: undefined,
    ...fields,
  };
}

export function nearby(key: string, fields: Partial<NearbyContact> = {}): NearbyContact {
  return {
    contactId: deriveId('contact', key),
    siteId: SITE,
    authorityId: LEEDS,
    authorityName: 'Leeds',
    officerId: deriveId('officer', 'of Leeds'),
    topic: 'falls from height',
    purpose: 'VISIT',
    date: plainDate(2006, 4, 1),
    made: true,
    ...fields,
  };
}

export function facts(fields: Partial<GatewayFacts> = {}): GatewayFacts {
  return { partnership, nearby: [], nearbyIsComplete: true, settings: GATEWAY_DEFAULTS, ...fields };
}
