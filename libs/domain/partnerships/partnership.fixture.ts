import type { Actor } from '#platform/event-sourcing';
import { deriveId } from '#platform/values';
import { parsePlainDate } from '#platform/working-days';
import { specificationOf } from '../../platform/event-sourcing/decider-specification.js';
import type { DataOf, LeadAuthority, OfficerFacts, OrganisationFacts } from './partnership.commands.js';
import { partnershipDecider } from './partnership.decider.js';
import type { EventOf, PartnershipEvent } from './partnership.events.js';

/** What the specs of the partnership's decider share: the pilot's partnership with a supermarket chain. */

export const { given, fold } = specificationOf(partnershipDecider);

export const day = parsePlainDate;
export const TODAY = day('2006-03-21');
export const REASON = 'For a reason.';

export const organisationId = deriveId('organisation', 'Tesco');
export const HSE = deriveId('authority', 'HSE');
export const DUNDEE = deriveId('authority', 'S12000042');
export const WAKEFIELD = deriveId('authority', 'E08000036');

export const MANAGER = deriveId('officer', 'Dundee');
export const SHADOW = deriveId('officer', 'HSE');
export const SUCCESSOR = deriveId('officer', 'Wakefield');

export const ofDundee = {
  kind: 'SERVING',
  authorityId: DUNDEE,
  side: 'LOCAL_AUTHORITY',
} as const satisfies OfficerFacts;
export const ofWakefield = {
  kind: 'SERVING',
  authorityId: WAKEFIELD,
  side: 'LOCAL_AUTHORITY',
} as const satisfies OfficerFacts;
export const ofHse = { kind: 'SERVING', authorityId: HSE, side: 'HSE' } as const satisfies OfficerFacts;

/** An organisation that meets the definition, and has no partnership. */
export const eligible: OrganisationFacts = {
  eligible: true,
  findings: [],
  partnershipId: undefined,
  concludedOn: undefined,
};
export const council: LeadAuthority = { side: 'LOCAL_AUTHORITY', endedOn: undefined };
export const hse: LeadAuthority = { side: 'HSE', endedOn: undefined };

const actor = (kind: string, id: string, subject: string): Actor => ({
  party: { kind, id },
  subject,
  roles: [],
  client: 'spec',
});
export const byLead = { actor: actor('LOCAL_AUTHORITY', DUNDEE, 'lead') };
export const byRepresentative = { actor: actor('ORGANISATION', organisationId, 'representative') };
export const byWorkers = { actor: actor('ORGANISATION', organisationId, 'worker-representative') };

export const proposal = {
  organisationId,
  leadSide: 'LOCAL_AUTHORITY',
  leadAuthorityId: DUNDEE,
  sector: 'Retail',
  bothEnforce: false,
} as const satisfies EventOf<'PartnershipProposed'>['data'];

export const proposed: PartnershipEvent = { type: 'PartnershipProposed', data: proposal };

export const agreedBy = (side: 'ORGANISATION' | 'REGULATORS'): EventOf<'SideAgreed'> => ({
  type: 'SideAgreed',
  data: {
    side,
    by:
      side === 'ORGANISATION'
        ? { partyId: organisationId, subject: 'representative' }
        : { partyId: DUNDEE, subject: 'lead' },
  },
});

export const agreed: readonly PartnershipEvent[] = [
  proposed,
  agreedBy('ORGANISATION'),
  agreedBy('REGULATORS'),
  { type: 'PartnershipAgreed', data: {} },
];

export const managerAppointed: EventOf<'OfficerAppointed'> = {
  type: 'OfficerAppointed',
  data: {
    appointment: 1,
    role: 'ACCOUNT_MANAGER',
    officerId: MANAGER,
    authorityId: DUNDEE,
    side: 'LOCAL_AUTHORITY',
    basis: 'APPOINTED',
    from: day('2005-10-01'),
  },
};

export const shadowAppointed: EventOf<'OfficerAppointed'> = {
  type: 'OfficerAppointed',
  data: {
    appointment: 2,
    role: 'SHADOW_ACCOUNT_MANAGER',
    officerId: SHADOW,
    authorityId: HSE,
    side: 'HSE',
    basis: 'APPOINTED',
    from: day('2005-10-01'),
  },
};

export const activated: PartnershipEvent = { type: 'PartnershipActivated', data: { from: day('2005-10-01') } };
export const active: readonly PartnershipEvent[] = [...agreed, managerAppointed, activated];

/** Both HSE and local authorities enforce; with account manager and shadow. */
export const activeWithBoth: readonly PartnershipEvent[] = [
  { type: 'PartnershipProposed', data: { ...proposal, bothEnforce: true } },
  ...agreed.slice(1),
  managerAppointed,
  shadowAppointed,
  activated,
];

export const terms = {
  title: 'Fewer manual handling injuries',
  measures: [{ name: 'Injuries', unit: 'per 100,000 workers', baseline: 300, target: 200, by: day('2008-03-31') }],
} as const satisfies DataOf<'ProposeObjective'>;

export const objectiveProposed: EventOf<'ObjectiveProposed'> = {
  type: 'ObjectiveProposed',
  data: {
    objective: 1,
    side: 'REGULATORS',
    title: terms.title,
    measures: terms.measures.map((measure) => ({ ...measure, number: 1 })),
  },
};

export const objectiveAgreedBy = (side: 'ORGANISATION' | 'REGULATORS', version = 1): PartnershipEvent => ({
  type: 'ObjectiveAgreedBySide',
  data: { objective: 1, version, side, by: agreedBy(side).data.by },
});

export const withAgreedObjective: readonly PartnershipEvent[] = [
  ...active,
  objectiveProposed,
  objectiveAgreedBy('REGULATORS'),
  objectiveAgreedBy('ORGANISATION'),
  { type: 'ObjectiveAgreed', data: { objective: 1, version: 1 } },
];
