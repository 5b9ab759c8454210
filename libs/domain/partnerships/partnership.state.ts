import type { Actor, Decision, Person } from '#platform/event-sourcing';
import type { IdOf } from '#platform/values';
import type { PlainDate } from '#platform/working-days';
import type { DraftContactRule } from './contact-criteria.js';
import type { EventOf, PartnershipEvent } from './partnership.events.js';
import type { PartnershipRejection } from './partnership.rejections.js';
import type {
  AppointmentBasis,
  AppointmentRole,
  EarlierScheme,
  LeadSide,
  OfficerSide,
  PartnershipStatus,
  Side,
} from './partnership.vocabulary.js';

/** A post held now or once. */
export interface Tenure {
  readonly number: number;
  readonly role: AppointmentRole;
  readonly region: string | undefined;
  readonly officerId: IdOf<'officer'>;
  readonly authorityId: IdOf<'authority'>;
  readonly side: OfficerSide;
  readonly basis: AppointmentBasis;
  readonly from: PlainDate;
  /** The day from which the officer no longer holds the post. */
  readonly until: PlainDate | undefined;
  readonly follows: number | undefined;
  /** What the predecessor handed over. */
  readonly handover: Pick<EventOf<'HandoverRecorded'>['data'], 'items' | 'openMatters'> | undefined;
  readonly endedBecause: string | undefined;
}

export interface Absence {
  readonly number: number;
  readonly officerId: IdOf<'officer'>;
  readonly from: PlainDate;
  readonly until: PlainDate;
}

type ReadingData = EventOf<'ReadingRecorded'>['data'];

export interface Reading extends Pick<ReadingData, 'measure' | 'value' | 'on' | 'evidence' | 'source'> {
  readonly number: number;
  readonly restatedBy: number | undefined;
  readonly acknowledgedBy: readonly Person[];
}

type ObjectiveData = EventOf<'ObjectiveProposed'>['data'];
export type ObjectiveTerms = Pick<ObjectiveData, 'title' | 'description' | 'theme' | 'measures'>;
export type Agreements = Readonly<Partial<Record<Side, Person>>>;

export interface Objective {
  readonly number: number;
  readonly status: 'PROPOSED' | 'AGREED' | 'ACHIEVED' | 'WITHDRAWN';
  /** Grows with every amendment; agreements are to one version. */
  readonly version: number;
  readonly terms: ObjectiveTerms;
  /** Measures are never numbered anew, so that a reading keeps its measure. */
  readonly measuresNumbered: number;
  readonly agreements: Agreements;
  readonly readings: readonly Reading[];
  readonly withdrawn: Pick<EventOf<'ObjectiveWithdrawn'>['data'], 'objective' | 'reason'> | undefined;
}

export type Affirmation = Pick<EventOf<'PrinciplesAffirmed'>['data'], 'version' | 'note' | 'by'>;

export interface Criteria {
  /** The number of versions published. */
  readonly published: number;
  /** The versions that are, were or will be in force, each from its day until the day of the next one. */
  readonly timeline: readonly { readonly version: number; readonly from: PlainDate }[];
  readonly draft: readonly DraftContactRule[] | undefined;
}

export interface KnownPartnership {
  readonly kind: 'known';
  readonly status: PartnershipStatus;
  readonly organisationId: IdOf<'organisation'>;
  readonly leadSide: LeadSide;
  readonly leadAuthorityId: IdOf<'authority'>;
  readonly sector: string;
  readonly bothEnforce: boolean;
  readonly earlierScheme: EarlierScheme | undefined;
  readonly agreements: Agreements;
  /** First day of an active or suspended status; the last day of a concluded one. */
  readonly statusSince: PlainDate | undefined;
  /** Day of the latest dated step; the next one cannot be earlier. */
  readonly latestStepOn: PlainDate | undefined;
  /** The step by which the status came about, and the latest transfer of the lead, to know them when sent again. */
  readonly latestStep: StepEvent | undefined;
  readonly leadTransferred: EventOf<'LeadTransferred'>['data'] | undefined;
  /** All appointments in the order of recording: number 1 is the first. */
  readonly tenures: readonly Tenure[];
  readonly absences: readonly Absence[];
  readonly objectives: readonly Objective[];
  /** The latest version of the core principles that each side affirmed, by whom and with what remark. */
  readonly affirmed: Readonly<Partial<Record<Side, Affirmation>>>;
  readonly criteria: Criteria;
  readonly assessments: readonly EventOf<'MaturityAssessed'>['data'][];
  readonly lessons: readonly EventOf<'LessonRecorded'>['data'][];
}

export type StepEvent = EventOf<
  | 'ConsiderationBegun'
  | 'PartnershipDeclined'
  | 'ProposalWithdrawn'
  | 'PartnershipActivated'
  | 'PartnershipTakenOver'
  | 'PartnershipSuspended'
  | 'PartnershipResumed'
  | 'PartnershipConcluded'
>;

export type PartnershipState = { readonly kind: 'unknown' } | KnownPartnership;

export type PartnershipDecision = Decision<PartnershipEvent, PartnershipRejection>;

/** Who holds a post now, where only one officer can. */
export function holderOf(state: KnownPartnership, role: AppointmentRole): Tenure | undefined {
  return state.tenures.find((tenure) => tenure.role === role && tenure.until === undefined);
}

export function sideOf(actor: Actor): Side {
  return actor.party.kind === 'ORGANISATION' ? 'ORGANISATION' : 'REGULATORS';
}

/** The other side of a partnership. */
export function otherSide(side: Side): Side {
  return side === 'ORGANISATION' ? 'REGULATORS' : 'ORGANISATION';
}
