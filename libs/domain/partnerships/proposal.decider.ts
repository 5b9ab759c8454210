import { accept, reject } from '#platform/event-sourcing';
import type { DataOf } from './partnership.commands.js';
import type { EventOf, PartnershipEvent } from './partnership.events.js';
import type { KnownPartnership, PartnershipDecision, PartnershipState } from './partnership.state.js';
import type { LeadSide, OfficerSide } from './partnership.vocabulary.js';

export function propose(data: DataOf<'ProposePartnership'>, state: PartnershipState): PartnershipDecision {
  const { facts, exceptionReason, ...proposal } = data;
  const { organisation, leadAuthoritySide } = facts;
  if (state.kind === 'known') return reject('ALREADY_EXISTS', 'This partnership has been proposed already.');
  if (!organisation) {
    return reject('ORGANISATION_UNKNOWN', 'There is no organisation with this id.', ['organisationId']);
  }
  if (organisation.partnershipId !== undefined) {
    return reject(
      'PARTNERSHIP_EXISTS',
      `The organisation has the partnership ${organisation.partnershipId} already. Conclude or withdraw it before another one is proposed.`,
      ['organisationId'],
    );
  }
  const unfit = refuseLead(data.leadSide, leadAuthoritySide);
  if (unfit) return unfit;
  const proposed = { type: 'PartnershipProposed', data: proposal } as const;
  if (organisation.eligible) return accept<PartnershipEvent>(proposed);
  const findings = [...organisation.findings];
  if (exceptionReason === undefined) {
    return reject(
      'NOT_ELIGIBLE',
      `The organisation is not eligible. ${findings.join(' ')} To go ahead, give the reason in exceptionReason.`,
      ['exceptionReason'],
    );
  }
  return accept<PartnershipEvent>(proposed, {
    type: 'EligibilitySetAside',
    data: { findings, reason: exceptionReason },
  });
}

/** The lead authority is of the side that leads. */
export function refuseLead(leadSide: LeadSide, found: OfficerSide | undefined) {
  if (found === undefined) {
    return reject('AUTHORITY_UNKNOWN', 'There is no authority with this id.', ['leadAuthorityId']);
  }
  if (found === leadSide) return undefined;
  return reject(
    'SIDE_NOT_FITTING',
    leadSide === 'HSE' ? 'This authority is not HSE.' : 'This authority is not a local authority.',
    ['leadAuthorityId'],
  );
}

export function proposed(data: EventOf<'PartnershipProposed'>['data']): KnownPartnership {
  return {
    kind: 'known',
    status: 'PROPOSED',
    ...data,
    earlierScheme: data.earlierScheme,
    agreements: {},
    statusSince: undefined,
    latestStepOn: undefined,
    tenures: [],
    absences: [],
    objectives: [],
    affirmed: {},
    criteria: { published: 0, publishedFrom: undefined, draft: undefined },
    assessments: [],
    lessons: [],
  };
}
