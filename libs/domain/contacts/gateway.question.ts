import type { ContactRule, Purpose, StatutoryExemption, Urgency } from '#domain/partnerships';
import type { PartyKind } from '#platform/access';
import type { IdOf } from '#platform/values';
import type { PlainDate } from '#platform/working-days';
import type { GatewaySettings } from './gateway.settings.js';

/** "May I contact this organisation about this, then, and through whom?" */
export interface GatewayQuestion {
  readonly organisationId: IdOf<'organisation'>;
  /** `undefined` for the organisation as a whole, for example its head office. */
  readonly siteId?: IdOf<'site'> | undefined;
  readonly topic: string;
  readonly purpose: Purpose;
  readonly urgency: Urgency;
  readonly exemption?: StatutoryExemption | undefined;
  readonly plannedOn: PlainDate;
  readonly asker: Asker;
}

/** Who would make the contact. */
export interface Asker {
  readonly partyKind: PartyKind;
  readonly authorityId: IdOf<'authority'>;
  /** The region or nation that the authority lies in. */
  readonly region: string | undefined;
  /** `undefined` when a client system asks without saying for whom. */
  readonly officerId?: IdOf<'officer'> | undefined;
}

/** An officer in a post of a partnership. */
export interface PostHolder {
  readonly officerId: IdOf<'officer'>;
  readonly authorityId: IdOf<'authority'>;
}

/** What the gateway must know of an organisation's partnership. */
export interface PartnershipFacts {
  readonly id: IdOf<'partnership'>;
  readonly status: string;
  readonly leadAuthorityId: IdOf<'authority'>;
  readonly accountManager: PostHolder | null;
  readonly shadow: PostHolder | null;
  readonly accountManagerAbsent: boolean;
  readonly precedenceOverLocalInitiatives: boolean;
  /** The rules of the published criteria, with the days on which they count. */
  readonly contactRules: readonly ContactRule[];
}

/** A contact by anyone, planned or made, near the planned day. */
export interface NearbyContact {
  readonly contactId: IdOf<'contact'>;
  readonly siteId?: IdOf<'site'> | undefined;
  readonly authorityId: IdOf<'authority'>;
  readonly authorityName: string;
  readonly officerId?: IdOf<'officer'> | undefined;
  readonly topic: string;
  readonly purpose: Purpose;
  /** The day it was made, or is planned for. */
  readonly date: PlainDate;
  readonly made: boolean;
}

/** All that an answer may rest on. */
export interface GatewayFacts {
  /** The organisation's partnership, whatever its status; `undefined` when it has none. */
  readonly partnership: PartnershipFacts | undefined;
  /** The nearest first, at most `MOST_NEARBY_CONTACTS`; contacts withdrawn or not made are left out. */
  readonly nearby: readonly NearbyContact[];
  /** False when more are on record than are considered. */
  readonly nearbyIsComplete: boolean;
  readonly settings: GatewaySettings;
}
