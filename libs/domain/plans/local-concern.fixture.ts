import type { DecisionContext } from '#platform/event-sourcing';
import { deriveId } from '#platform/values';
import { parsePlainDate } from '#platform/working-days';
import { SPEC_NOW } from '../../platform/event-sourcing/decider-specification.js';
import type { LocalConcernCommand } from './local-concern.commands.js';
import type { LocalConcernEvent } from './local-concern.events.js';

export const WAKEFIELD = deriveId('authority', 'E08000036');
export const DUNDEE = deriveId('authority', 'S12000042');
export const TESCO = deriveId('organisation', 'Tesco');
export const PARTNERSHIP = deriveId('partnership', 'Tesco');
export const MEMBER = deriveId('elected-member', 'spec');

export const today = parsePlainDate('2006-03-21');
export const tomorrow = parsePlainDate('2006-03-22');
export const nextYear = parsePlainDate('2007-03-21');

export function by(partyId: string, subject: string): Pick<DecisionContext, 'actor' | 'now' | 'today'> {
  return {
    now: SPEC_NOW,
    today,
    actor: { party: { kind: 'LOCAL_AUTHORITY', id: partyId }, subject, roles: ['LEAD'], client: 'spec' },
  };
}

export const leadOfWakefield = by(WAKEFIELD, 'lead of Wakefield');
export const leadOfDundee = by(DUNDEE, 'lead of Dundee');

export const concern = {
  organisationId: TESCO,
  what: 'A local campaign.',
  why: 'Three accidents in a month.',
} as const;

export const raise: Extract<LocalConcernCommand, { type: 'RaiseLocalConcern' }> = {
  type: 'RaiseLocalConcern',
  data: {
    ...concern,
    concernOf: 'AUTHORITY',
    authorityId: WAKEFIELD,
    memberId: MEMBER,
    partnershipId: PARTNERSHIP,
  },
};

export const raised: LocalConcernEvent = {
  type: 'LocalConcernRaised',
  data: { ...concern, concernOf: 'AUTHORITY', authorityId: WAKEFIELD, partnershipId: PARTNERSHIP },
};

export const referred: LocalConcernEvent = {
  type: 'LocalConcernReferred',
  data: { leadAuthorityId: DUNDEE, reason: 'Not for me to say.' },
};
