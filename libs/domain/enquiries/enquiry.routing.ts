import { z } from 'zod';
import { actingOfficer } from '#domain/partnerships';
import { idOf } from '#platform/values';
import { GENERAL_TOPICS, isGeneralTopic } from './general-topics.js';

/** Who is to answer an enquiry. */
export const enquiryRoute = z.discriminatedUnion('kind', [
  /** HSE and the coordinating body, for what is general. */
  z.strictObject({ kind: z.literal('CENTRAL') }),
  z.strictObject({
    kind: z.literal('OFFICER'),
    officerId: idOf('officer'),
    authorityId: idOf('authority'),
    capacity: z.enum(['ACCOUNT_MANAGER', 'SHADOW', 'OTHER']),
  }),
  z.strictObject({ kind: z.literal('AUTHORITY'), authorityId: idOf('authority') }),
]);
export type EnquiryRoute = z.output<typeof enquiryRoute>;

/** Where somebody wants an enquiry to go. In what capacity an officer answers follows from the officer's post. */
export const wantedRoute = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('CENTRAL') }),
  z.strictObject({ kind: z.literal('OFFICER'), officerId: idOf('officer'), authorityId: idOf('authority') }),
  z.strictObject({ kind: z.literal('AUTHORITY'), authorityId: idOf('authority') }),
]);
export type WantedRoute = z.output<typeof wantedRoute>;

/** Whether somebody is there to answer. */
export type Destination =
  | { readonly outcome: 'found'; readonly route: EnquiryRoute }
  | {
      readonly outcome: 'unfit';
      readonly code: 'ROUTE_UNKNOWN' | 'ROUTE_ENDED';
      readonly field: 'officerId' | 'authorityId';
      readonly why: string;
    };

export const ENQUIRY_KINDS = ['GENERAL', 'ORGANISATION_SPECIFIC'] as const;
export type EnquiryKind = (typeof ENQUIRY_KINDS)[number];

interface Post {
  readonly officerId: string;
  readonly authorityId: string;
}

/** What routing must know of the partnership of the organisation that an enquiry is about. */
export interface RoutingPartnership {
  readonly active: boolean;
  readonly leadAuthorityId: string;
  readonly accountManager: Post | null;
  readonly shadow: Post | null;
  readonly accountManagerAbsent: boolean;
}

export interface Sorting {
  readonly kind: EnquiryKind;
  readonly reason: string;
  /** The version of the list of general topics. */
  readonly topicsVersion: number;
  readonly route: EnquiryRoute;
}

const CENTRAL: EnquiryRoute = { kind: 'CENTRAL' };

/** Sorts a new enquiry by its topic, and finds who is to answer it. */
export function sortEnquiry(
  topic: string,
  about: { readonly organisation: boolean; readonly partnership: RoutingPartnership | undefined },
): Sorting {
  const topicsVersion = GENERAL_TOPICS.version;
  const general = (reason: string): Sorting => ({ kind: 'GENERAL', reason, topicsVersion, route: CENTRAL });
  if (isGeneralTopic(topic)) return general(`The topic "${topic}" is general, whatever organisation is named.`);
  if (!about.organisation) return general('The enquiry names no organisation.');
  if (!about.partnership) return general('The organisation has no partnership, so there is no account manager to ask.');
  return {
    kind: 'ORGANISATION_SPECIFIC',
    reason: 'The enquiry is about an organisation with a partnership, and its topic is not a general one.',
    topicsVersion,
    route: routeWithin(about.partnership),
  };
}

/** The account manager; in absence the shadow; otherwise the lead authority. */
export function routeWithin(partnership: RoutingPartnership): EnquiryRoute {
  const { active, leadAuthorityId } = partnership;
  const acting = active ? actingOfficer(partnership) : undefined;
  if (acting) return toOfficer(acting.post, acting.capacity);
  return { kind: 'AUTHORITY', authorityId: idOf('authority').parse(leadAuthorityId) };
}

/** In what capacity an officer answers for an organisation with this partnership, or with none. */
export function capacityOf(
  officerId: string,
  partnership: RoutingPartnership | undefined,
): 'ACCOUNT_MANAGER' | 'SHADOW' | 'OTHER' {
  if (!partnership?.active) return 'OTHER';
  if (partnership.accountManager?.officerId === officerId) return 'ACCOUNT_MANAGER';
  return partnership.shadow?.officerId === officerId ? 'SHADOW' : 'OTHER';
}

function toOfficer({ officerId, authorityId }: Post, capacity: 'ACCOUNT_MANAGER' | 'SHADOW'): EnquiryRoute {
  return {
    kind: 'OFFICER',
    officerId: idOf('officer').parse(officerId),
    authorityId: idOf('authority').parse(authorityId),
    capacity,
  };
}

export function isSameRoute(a: EnquiryRoute, b: EnquiryRoute): boolean {
  if (a.kind === 'CENTRAL' || b.kind === 'CENTRAL') return a.kind === b.kind;
  if (a.kind === 'OFFICER' && b.kind === 'OFFICER') return a.officerId === b.officerId;
  return a.kind === b.kind && a.authorityId === b.authorityId;
}
