import { accept, reject } from '#platform/event-sourcing';
import { comparePlainDates, type PlainDate } from '#platform/working-days';
import type { DataOf, LeadAuthority } from './partnership.commands.js';
import type { EventOf, PartnershipEvent } from './partnership.events.js';
import { outOfOrder } from './partnership.rejections.js';
import type { KnownPartnership, PartnershipDecision, PartnershipState } from './partnership.state.js';
import { hasEnded, type LeadSide } from './partnership.vocabulary.js';

export function propose(
  data: DataOf<'ProposePartnership'>,
  state: PartnershipState,
  today: PlainDate,
): PartnershipDecision {
  const { facts, exceptionReason, ...proposal } = data;
  const { organisation, leadAuthority } = facts;
  // Another proposal was faster, or this one was sent before the read models showed how the former one ended.
  if (state.kind === 'known') {
    return hasEnded(state.status) ? outOfOrder(state.status) : partnershipExists(organisation?.partnershipId);
  }
  if (!organisation) {
    return reject('ORGANISATION_UNKNOWN', 'There is no organisation with this id.', ['organisationId']);
  }
  if (organisation.partnershipId !== undefined) return partnershipExists(organisation.partnershipId);
  const unfit = refuseLead(data.leadSide, leadAuthority, today);
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

/** @param id unknown as long as the read models do not show it */
function partnershipExists(id: string | undefined) {
  const which = id === undefined ? 'a partnership' : `the partnership ${id}`;
  return reject(
    'PARTNERSHIP_EXISTS',
    `The organisation has ${which} already. Conclude or withdraw it before another one is proposed.`,
    ['organisationId'],
  );
}

/** The lead authority is of the side that leads, and exists on the day from which it is to lead. */
export function refuseLead(leadSide: LeadSide, found: LeadAuthority | undefined, day: PlainDate) {
  if (found === undefined) {
    return reject('AUTHORITY_UNKNOWN', 'There is no authority with this id.', ['leadAuthorityId']);
  }
  if (found.endedOn !== undefined && comparePlainDates(day, found.endedOn) >= 0) {
    return reject('AUTHORITY_DISSOLVED', `The authority ended on ${found.endedOn}; it cannot lead after that.`, [
      'leadAuthorityId',
    ]);
  }
  if (found.side === leadSide) return undefined;
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
    latestStep: undefined,
    leadTransferred: undefined,
    tenures: [],
    absences: [],
    objectives: [],
    affirmed: {},
    criteria: { published: 0, timeline: [], draft: undefined },
    assessments: [],
    lessons: [],
  };
}
