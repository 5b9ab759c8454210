export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A calendar date that exists, written `YYYY-MM-DD`, for example `2006-03-21`. Years 1900 to 2200. */
  Date: { input: string; output: string; }
  /**
   * A moment. Give it as RFC 3339 with `Z` or an offset (`2006-03-21T10:00:00+01:00`); it is held and answered in UTC with
   * milliseconds (`2006-03-21T09:00:00.000Z`). Years 1900 to 2200; leap seconds are refused.
   */
  DateTime: { input: string; output: string; }
  /** A whole number from 0 to 2,147,483,647. */
  NonNegativeInt: { input: unknown; output: unknown; }
  /**
   * A place in the log of all events. Opaque: take it from an answer and send it back as it is. Later positions include
   * everything that earlier ones do.
   */
  Position: { input: string; output: string; }
  /** A universally unique identifier, for example `6f1c2b5e-3d0a-4f63-9d51-0a6d3a1c7b42`. Answered in lower case. */
  UUID: { input: string; output: string; }
};

/** A time during which the account manager is away and the shadow acts. Why is not recorded. */
export type AccountManagerAbsence = {
  readonly __typename?: 'AccountManagerAbsence';
  /** Its number within the partnership. */
  readonly number: Scalars['Int']['output'];
  /** The officer's id. */
  readonly officerId: Scalars['ID']['output'];
  /** First day. */
  readonly validFrom: Scalars['Date']['output'];
  /** The day of return. */
  readonly validUntil: Scalars['Date']['output'];
};

/** A page of absences. */
export type AccountManagerAbsenceConnection = {
  readonly __typename?: 'AccountManagerAbsenceConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<AccountManagerAbsenceEdge>;
  /** The absences of this page. */
  readonly nodes: ReadonlyArray<AccountManagerAbsence>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** An absence in a list. */
export type AccountManagerAbsenceEdge = {
  readonly __typename?: 'AccountManagerAbsenceEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The absence. */
  readonly node: AccountManagerAbsence;
};

/** What the gateway can say. It advises and never blocks: the officer decides. */
export type AdviceKind =
  /** Go through the account manager. */
  | 'ACCOUNT_MANAGER_FIRST'
  /** Speak first to those whom the advice names. */
  | 'COORDINATE_WITH'
  /** Wait, until the day that the advice names where it names one. */
  | 'NOT_NOW'
  /** Go ahead. */
  | 'PROCEED'
  /** Go ahead, and tell the account manager. */
  | 'PROCEED_AND_TELL_ACCOUNT_MANAGER';

/** What is sought for one version: that named persons of named parties agree to exactly this content, known by its digest. */
export type Agreement = {
  readonly __typename?: 'Agreement';
  /** The calendar with which they were counted: nation and source. */
  readonly calendar?: Maybe<Scalars['String']['output']>;
  /** SHA-256 of the content's canonical JSON (RFC 8785): `sha256:` and 64 hexadecimal digits. */
  readonly digest: Scalars['String']['output'];
  /** The last moment at which agreements count; null when there is no deadline. */
  readonly dueAt?: Maybe<Scalars['DateTime']['output']>;
  /** When all had agreed, or the deadline had passed, or it became void; null while it is open. */
  readonly endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The last working day for agreeing; null when there is no deadline. */
  readonly lastDay?: Maybe<Scalars['Date']['output']>;
  /** Objections to this version, in their order. */
  readonly objections: ReadonlyArray<AgreementObjection>;
  /** Who must agree, and who has. */
  readonly quorum: Quorum;
  /** When it was put forward. */
  readonly soughtAt: Scalars['DateTime']['output'];
  /** How far it is. */
  readonly status: AgreementStatus;
  /** What was put forward, in words. */
  readonly title: Scalars['String']['output'];
  /** The version of the object that was put forward. */
  readonly version: Scalars['Int']['output'];
  /** Why it is void; null when it is not. */
  readonly voidReason?: Maybe<Scalars['String']['output']>;
  /** How many working days there were for agreeing. */
  readonly workingDays?: Maybe<Scalars['Int']['output']>;
};

/** Why somebody who could agree does not. */
export type AgreementObjection = {
  readonly __typename?: 'AgreementObjection';
  /** Who objected. */
  readonly by: Signatory;
  /** From 1, within the version. */
  readonly number: Scalars['Int']['output'];
  /** When it was recorded. */
  readonly raisedAt: Scalars['DateTime']['output'];
  /** What stands against it. */
  readonly reason: Scalars['String']['output'];
  /** The key of the seat for which the person spoke. */
  readonly seat: Scalars['String']['output'];
  /** When it was settled. */
  readonly settledAt?: Maybe<Scalars['DateTime']['output']>;
  /** How it was settled, in the words of those who objected; null while it is open. */
  readonly settlement?: Maybe<Scalars['String']['output']>;
};

/** How far an agreement is. */
export type AgreementStatus =
  /** The deadline passed before all had agreed: nothing that was agreed counts. */
  | 'LAPSED'
  /** Put forward: those asked can agree, object, and take an agreement back. */
  | 'OPEN'
  /** All who must agree have agreed to exactly this content, and no objection is open. */
  | 'REACHED'
  /** The content changed or was called back: nothing that was agreed counts. */
  | 'VOIDED';

/** An authority's responsibility for enforcement at a site over time. */
export type Allocation = {
  readonly __typename?: 'Allocation';
  /** The authority. */
  readonly authority?: Maybe<Authority>;
  /** The authority's id. */
  readonly authorityId: Scalars['ID']['output'];
  /** On what ground. */
  readonly basis: AllocationBasis;
  /** The reason given. */
  readonly reason: Scalars['String']['output'];
  /** What it covers. */
  readonly scope: AllocationScopeKind;
  /** The part or activity; null for the whole site. */
  readonly scopeDescription?: Maybe<Scalars['String']['output']>;
  /** The site. */
  readonly site?: Maybe<Site>;
  /** First day. */
  readonly validFrom: Scalars['Date']['output'];
  /** The day from which another authority enforces; null while this one does. */
  readonly validUntil?: Maybe<Scalars['Date']['output']>;
};

/** Why an authority enforces (SI 1998/494). */
export type AllocationBasis =
  /** Assigned because it was uncertain: regulation 6. */
  | 'ASSIGNMENT'
  /** By the main activity at the site. */
  | 'MAIN_ACTIVITY'
  /** Transferred by agreement: regulation 5. */
  | 'TRANSFER';

/** A page of allocations. */
export type AllocationConnection = {
  readonly __typename?: 'AllocationConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<AllocationEdge>;
  /** The allocations of this page. */
  readonly nodes: ReadonlyArray<Allocation>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** An allocation in a list. */
export type AllocationEdge = {
  readonly __typename?: 'AllocationEdge';
  /** Where it lies in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The allocation. */
  readonly node: Allocation;
};

/** What an allocation covers. */
export type AllocationScopeInput = {
  /** Names the part or activity; left out for the whole site. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Whole site, part or activity. */
  readonly kind: AllocationScopeKind;
};

/** What an allocation of enforcement covers. */
export type AllocationScopeKind =
  /** An activity at the site, named in the description. */
  | 'ACTIVITY'
  /** A part of the site, named in the description. */
  | 'PART'
  /** The whole site. */
  | 'WHOLE';

/** Until when an account manager can answer. */
export type AnswerDue = {
  readonly __typename?: 'AnswerDue';
  /** The last moment. */
  readonly at: Scalars['DateTime']['output'];
  /** The version of the calendar used. */
  readonly calendar: Scalars['String']['output'];
  /** Bank holidays that were skipped. */
  readonly holidaysSkipped: ReadonlyArray<BankHoliday>;
  /** Whose bank holidays counted: those of whoever is to answer; where that is HSE, of whoever asks. */
  readonly nation: Nation;
  /** How many working days there were. */
  readonly workingDays: Scalars['Int']['output'];
};

/** An officer's time in a post of a partnership. */
export type Appointment = {
  readonly __typename?: 'Appointment';
  /** The authority that the officer came from. */
  readonly authority?: Maybe<Authority>;
  /** On what ground. */
  readonly basis: AppointmentBasis;
  /** The number of the predecessor's appointment, when the post was handed over. */
  readonly follows?: Maybe<Scalars['Int']['output']>;
  /** What was handed over with the post; null when nothing was, or when you may not read it. */
  readonly handover?: Maybe<Handover>;
  /** Its number within the partnership. */
  readonly number: Scalars['Int']['output'];
  /** The officer; null when you may not know the person. */
  readonly officer?: Maybe<Officer>;
  /** The officer's id. */
  readonly officerId: Scalars['ID']['output'];
  /** A liaison officer's region; null for other posts. */
  readonly region?: Maybe<Scalars['String']['output']>;
  /** The post. */
  readonly role: AppointmentRole;
  /** Where the officer came from. */
  readonly side: OfficerSide;
  /** First day. */
  readonly validFrom: Scalars['Date']['output'];
  /** The day from which the officer no longer held the post; null while in post. */
  readonly validUntil?: Maybe<Scalars['Date']['output']>;
};

/** On what ground an officer was appointed. */
export type AppointmentBasis =
  /** By appointment. */
  | 'APPOINTED'
  /** As the lead of the earlier scheme's arrangement, who takes the role in a partnership led by a local authority. */
  | 'LAPS_LEAD';

/** A page of appointments. */
export type AppointmentConnection = {
  readonly __typename?: 'AppointmentConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<AppointmentEdge>;
  /** The appointments of this page. */
  readonly nodes: ReadonlyArray<Appointment>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** An appointment in a list. */
export type AppointmentEdge = {
  readonly __typename?: 'AppointmentEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The appointment. */
  readonly node: Appointment;
};

/** A post in a partnership. */
export type AppointmentRole =
  /** The national focal point and gateway for contacts with the organisation. */
  | 'ACCOUNT_MANAGER'
  /** Keeps the authorities of a region in touch with the partnership: one for each region. */
  | 'LIAISON_OFFICER'
  /** Manages the partnership for an authority: one for each authority. */
  | 'PARTNERSHIP_MANAGER'
  /** Acts for the account manager during absences; from the other side where HSE and local authorities both enforce. */
  | 'SHADOW_ACCOUNT_MANAGER';

/** Help that an authority offers on a topic: an entry of the directory of assistance. */
export type AssistanceEntry = Node & {
  readonly __typename?: 'AssistanceEntry';
  /** The authority that offers the help. */
  readonly authority?: Maybe<Authority>;
  /** Where to ask besides: a helpdesk, a mailbox. */
  readonly contactPoint?: Maybe<Scalars['String']['output']>;
  /** What help there is. */
  readonly description: Scalars['String']['output'];
  /** Begins with `assistance-entry-`. Stable for ever. */
  readonly id: Scalars['ID']['output'];
  /** The nations served; none means all. */
  readonly nations: ReadonlyArray<Nation>;
  /** The officer who helps; null when it is not one officer. */
  readonly officer?: Maybe<Officer>;
  /** The regions served; none means all. */
  readonly regions: ReadonlyArray<Scalars['String']['output']>;
  /** Grows by one with every event. */
  readonly revision: Scalars['Int']['output'];
  /** What it is about, the main topic first. */
  readonly topics: ReadonlyArray<Scalars['String']['output']>;
  /** First day. */
  readonly validFrom: Scalars['Date']['output'];
  /** The day from which it no longer counts; null when no end is set. */
  readonly validUntil?: Maybe<Scalars['Date']['output']>;
  /** True when the help is no longer offered, whatever the dates say. */
  readonly withdrawn: Scalars['Boolean']['output'];
  /** Why it was withdrawn. */
  readonly withdrawnReason?: Maybe<Scalars['String']['output']>;
};

/** Changes an entry of the directory; what is left out is removed. */
export type AssistanceEntryAmendInput = {
  /** The entry. */
  readonly assistanceEntryId: Scalars['ID']['input'];
  /** Where to ask besides or instead; needed where no officer is named. */
  readonly contactPoint?: InputMaybe<Scalars['String']['input']>;
  /** What help there is. */
  readonly description: Scalars['String']['input'];
  /** Refuse when the entry is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The nations served; all when left out. */
  readonly nations?: InputMaybe<ReadonlyArray<Nation>>;
  /** The officer who helps, of the same authority. */
  readonly officerId?: InputMaybe<Scalars['ID']['input']>;
  /** Why. */
  readonly reason: Scalars['String']['input'];
  /** The regions served; all when left out. */
  readonly regions?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** What it is about, the main topic first: 1 to 20. */
  readonly topics: ReadonlyArray<Scalars['String']['input']>;
  /** First day. */
  readonly validFrom: Scalars['Date']['input'];
  /** The day from which it no longer counts. */
  readonly validUntil?: InputMaybe<Scalars['Date']['input']>;
};

/** A page of the directory of assistance. */
export type AssistanceEntryConnection = {
  readonly __typename?: 'AssistanceEntryConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<AssistanceEntryEdge>;
  /** The entries of this page. */
  readonly nodes: ReadonlyArray<AssistanceEntry>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** An entry in a list. */
export type AssistanceEntryEdge = {
  readonly __typename?: 'AssistanceEntryEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The entry. */
  readonly node: AssistanceEntry;
};

/** Enters help into the directory of assistance. */
export type AssistanceEntryListInput = {
  /** The authority that offers the help. */
  readonly authorityId: Scalars['ID']['input'];
  /** Where to ask besides or instead; needed where no officer is named. */
  readonly contactPoint?: InputMaybe<Scalars['String']['input']>;
  /** What help there is. */
  readonly description: Scalars['String']['input'];
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The nations served; all when left out. */
  readonly nations?: InputMaybe<ReadonlyArray<Nation>>;
  /** The officer who helps, of the same authority. */
  readonly officerId?: InputMaybe<Scalars['ID']['input']>;
  /** The regions served, as the register of authorities names them; all when left out. */
  readonly regions?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** What it is about, the main topic first: 1 to 20. */
  readonly topics: ReadonlyArray<Scalars['String']['input']>;
  /** First day. */
  readonly validFrom: Scalars['Date']['input'];
  /** The day from which it no longer counts. */
  readonly validUntil?: InputMaybe<Scalars['Date']['input']>;
};

/** What the mutations of the directory answer. */
export type AssistanceEntryPayload = MutationPayload & {
  readonly __typename?: 'AssistanceEntryPayload';
  /** The entry after the command; null when it was refused. */
  readonly assistanceEntry?: Maybe<AssistanceEntry>;
  /** Where the log was after the object's last event; null when the command was refused. */
  readonly position?: Maybe<Scalars['Position']['output']>;
  /** True when this idempotency key had been used for this very command. */
  readonly repeated: Scalars['Boolean']['output'];
  /** The object's revision after the command; null when it was refused. */
  readonly revision?: Maybe<Scalars['Int']['output']>;
  /** Empty when the command was carried out. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Withdraws an entry of the directory. */
export type AssistanceEntryWithdrawInput = {
  /** The entry. */
  readonly assistanceEntryId: Scalars['ID']['input'];
  /** Refuse when the entry is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** Why. */
  readonly reason: Scalars['String']['input'];
};

/** An audience: a segment, narrowed by a region or a sector. */
export type Audience = {
  readonly __typename?: 'Audience';
  /** The region of England or the nation; null for everywhere. */
  readonly region?: Maybe<Scalars['String']['output']>;
  /** The sector or division, for `HSE_SECTOR`. */
  readonly sector?: Maybe<Scalars['String']['output']>;
  /** The group of people. */
  readonly segment: AudienceSegment;
};

/** An audience: a segment, narrowed by a region or a sector. */
export type AudienceInput = {
  /** The region of England or the nation, as the register of authorities has it; left out for everywhere. Not for `HSE_SECTOR` and `ORGANISATIONS`. */
  readonly region?: InputMaybe<Scalars['String']['input']>;
  /** The sector or division; needed for `HSE_SECTOR` and for nothing else. */
  readonly sector?: InputMaybe<Scalars['String']['input']>;
  /** The group of people. */
  readonly segment: AudienceSegment;
};

/** A group of people who are to hear something. */
export type AudienceSegment =
  /** Councillors, who see health and safety from a local perspective. */
  | 'ELECTED_MEMBERS'
  /** A sector or division of HSE, named beside it: CACTUS, Construction Division. */
  | 'HSE_SECTOR'
  /** Local authorities, all of them or those of one region. */
  | 'LOCAL_AUTHORITIES'
  /** Organisations in the scheme, which the message names. */
  | 'ORGANISATIONS'
  /** Inspectors and environmental health officers. */
  | 'PRACTITIONERS'
  /** Professional bodies, for example of environmental health officers. */
  | 'PROFESSIONAL_BODIES'
  /** Those who decide on an authority's priorities and means. */
  | 'SENIOR_MANAGERS'
  /** Trade unions. */
  | 'TRADE_UNIONS';

/** Something that an auditor asked for. Texts of the question are kept by their digests only. */
export type AuditReading = {
  readonly __typename?: 'AuditReading';
  /** What is asked of the operation as a whole, such as the moment whose record it is about. */
  readonly asked: ReadonlyArray<Scalars['String']['output']>;
  /** The client system that sent it. */
  readonly client: Scalars['String']['output'];
  /** The request's correlation id. */
  readonly correlationId: Scalars['String']['output'];
  /** SHA-256 of the operation's document. */
  readonly document: Scalars['String']['output'];
  /** The fields asked for at the top. */
  readonly fields: ReadonlyArray<Scalars['String']['output']>;
  /** The id of the event that records it. */
  readonly id: Scalars['ID']['output'];
  /** The objects that the question names. At most 200. */
  readonly ids: ReadonlyArray<Scalars['ID']['output']>;
  /** By which way. */
  readonly kind: AuditReadingKind;
  /** The operation's name, or what an export is of; null for an operation without name. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Where it is in the log. */
  readonly position: Scalars['Position']['output'];
  /** When it was recorded: just before the answer. */
  readonly readAt: Scalars['DateTime']['output'];
  /** The auditor, as the access token names them. */
  readonly subject: Scalars['String']['output'];
  /** SHA-256 of the canonical form (RFC 8785) of the variables. */
  readonly variables: Scalars['String']['output'];
};

/** A page of what auditors asked for. */
export type AuditReadingConnection = {
  readonly __typename?: 'AuditReadingConnection';
  /** The readings of this page with their cursors. */
  readonly edges: ReadonlyArray<AuditReadingEdge>;
  /** The readings of this page. */
  readonly nodes: ReadonlyArray<AuditReading>;
  /** Where this page lies. */
  readonly pageInfo: PageInfo;
};

/** A reading with its cursor. */
export type AuditReadingEdge = {
  readonly __typename?: 'AuditReadingEdge';
  /** Pass it as `after` to go on behind this reading. */
  readonly cursor: Scalars['String']['output'];
  /** The reading. */
  readonly node: AuditReading;
};

/** By which way an auditor read. */
export type AuditReadingKind =
  /** A file of many records. */
  | 'EXPORT'
  /** An operation of this API. */
  | 'OPERATION'
  /** A proof with what it proves. */
  | 'PROOF';

/** A regulator, or a body that coordinates or advises regulators. */
export type Authority = Node & {
  readonly __typename?: 'Authority';
  /** Where it enforces now: at open sites, by site, part or activity, in the order of the sites' ids. */
  readonly allocations: AllocationConnection;
  /** The county council in whose area it lies. */
  readonly county?: Maybe<Authority>;
  /** The day from which it no longer counts; null while no end is planned. It may be still to come. */
  readonly endedOn?: Maybe<Scalars['Date']['output']>;
  /** The names that it gave up, the latest first. */
  readonly formerNames: ReadonlyArray<AuthorityFormerName>;
  /** Its code of the Government Statistical Service: a local authority's only. */
  readonly gssCode?: Maybe<Scalars['String']['output']>;
  /** Begins with `authority-`. Stable for ever. */
  readonly id: Scalars['ID']['output'];
  /** What it is. */
  readonly kind: AuthorityKind;
  /** A short code that registers use besides, for example LACORS. */
  readonly localCode?: Maybe<Scalars['String']['output']>;
  /** The name by which it is known, for example Dundee. */
  readonly name: Scalars['String']['output'];
  /** The nation in which it lies; null for a body of the whole United Kingdom. */
  readonly nation?: Maybe<Nation>;
  /** Its name in full, for example Dundee City Council. */
  readonly officialName: Scalars['String']['output'];
  /** HSE, for one of its divisions. */
  readonly parent?: Maybe<Authority>;
  /**
   * The steps of succession that lead to it, directly or over other authorities, in the order of time. What those
   * authorities did is readable under this one.
   */
  readonly predecessors: ReadonlyArray<Succession>;
  /** The region in which it lies. */
  readonly region?: Maybe<Scalars['String']['output']>;
  /** Grows by one with every event. Pass it as `expectedRevision` to refuse a command decided on older facts. */
  readonly revision: Scalars['Int']['output'];
  /** Its first day; null when unknown. It may be still to come. */
  readonly startedOn?: Maybe<Scalars['Date']['output']>;
  /** The steps of succession that lead on from it, directly or over other authorities, in the order of time. */
  readonly successors: ReadonlyArray<Succession>;
  /** The code of its type of local authority, for example NMD. */
  readonly typeCode?: Maybe<Scalars['String']['output']>;
  /** Its type of local authority, for example Non-metropolitan district. */
  readonly typeName?: Maybe<Scalars['String']['output']>;
};


/** A regulator, or a body that coordinates or advises regulators. */
export type AuthorityAllocationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Corrects or completes the details of an authority; what is left out is removed. */
export type AuthorityAmendInput = {
  /** The authority. */
  readonly authorityId: Scalars['ID']['input'];
  /** The county council in whose area it lies: another local authority, which lies in no county itself. */
  readonly countyId?: InputMaybe<Scalars['ID']['input']>;
  /** Refuse when the authority is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** Up to 16 capital letters, digits and hyphens. */
  readonly localCode?: InputMaybe<Scalars['String']['input']>;
  /** The nation in which it lies; a local authority needs one. */
  readonly nation?: InputMaybe<Nation>;
  /** HSE, for one of its divisions. */
  readonly parentId?: InputMaybe<Scalars['ID']['input']>;
  /** Why. */
  readonly reason: Scalars['String']['input'];
  /** The region in which it lies. */
  readonly region?: InputMaybe<Scalars['String']['input']>;
  /** Its first day, where known. */
  readonly startedOn?: InputMaybe<Scalars['Date']['input']>;
  /** The code of its type of local authority: up to eight capital letters. */
  readonly typeCode?: InputMaybe<Scalars['String']['input']>;
  /** Its type of local authority. */
  readonly typeName?: InputMaybe<Scalars['String']['input']>;
};

/** Gives a local authority its GSS code. */
export type AuthorityAssignGssCodeInput = {
  /** The authority. */
  readonly authorityId: Scalars['ID']['input'];
  /** Refuse when the authority is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** Nation letter and eight digits. */
  readonly gssCode: Scalars['String']['input'];
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** Why. */
  readonly reason: Scalars['String']['input'];
};

/** A page of authorities. */
export type AuthorityConnection = {
  readonly __typename?: 'AuthorityConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<AuthorityEdge>;
  /** The authorities of this page. */
  readonly nodes: ReadonlyArray<Authority>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** Corrects the end of an authority. */
export type AuthorityCorrectDissolutionInput = {
  /** The authority that ends. */
  readonly authorityId: Scalars['ID']['input'];
  /** The day from which it no longer counts. */
  readonly endedOn: Scalars['Date']['input'];
  /** Refuse when the authority is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** Why. */
  readonly reason: Scalars['String']['input'];
  /** Everyone who takes over: at most 20; nobody when left out. */
  readonly successors?: InputMaybe<ReadonlyArray<SuccessorInput>>;
};

/** Records the end of an authority. */
export type AuthorityDissolveInput = {
  /** The authority that ends. */
  readonly authorityId: Scalars['ID']['input'];
  /** The day from which it no longer counts. It may be still to come. */
  readonly endedOn: Scalars['Date']['input'];
  /** Refuse when the authority is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** Why. */
  readonly reason: Scalars['String']['input'];
  /** Who takes over: at most 20; nobody when left out. */
  readonly successors?: InputMaybe<ReadonlyArray<SuccessorInput>>;
};

/** An authority in a list. */
export type AuthorityEdge = {
  readonly __typename?: 'AuthorityEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The authority. */
  readonly node: Authority;
};

/** Which authorities to list: those that meet everything given. */
export type AuthorityFilter = {
  /** Only those that have started and not ended on this day; an unknown first day counts as long ago. */
  readonly currentOn?: InputMaybe<Scalars['Date']['input']>;
  /** Only of this kind. */
  readonly kind?: InputMaybe<AuthorityKind>;
  /** Only names that begin so, whatever the letter case. */
  readonly nameStartsWith?: InputMaybe<Scalars['String']['input']>;
  /** Only in this nation. */
  readonly nation?: InputMaybe<Nation>;
  /** Only in this region, written as in the register. */
  readonly region?: InputMaybe<Scalars['String']['input']>;
};

/** A name that an authority gave up. The authority stayed the same. */
export type AuthorityFormerName = {
  readonly __typename?: 'AuthorityFormerName';
  /** The name by which it was known. */
  readonly name: Scalars['String']['output'];
  /** Its name in full. */
  readonly officialName: Scalars['String']['output'];
  /** The reason given. */
  readonly reason: Scalars['String']['output'];
  /** The day from which another name counted; null when unknown. */
  readonly until?: Maybe<Scalars['Date']['output']>;
};

/** What a regulator or another body in the register is. */
export type AuthorityKind =
  /** A body that advises, such as HELA, the HSE and local authorities enforcement liaison committee. */
  | 'ADVISORY_BODY'
  /** The body that coordinates local authorities: LACORS, later LG Regulation. */
  | 'COORDINATING_BODY'
  /** The Health and Safety Executive. */
  | 'HSE'
  /** A division of HSE, such as its Construction Division. */
  | 'HSE_DIVISION'
  /** A council or a combined authority. */
  | 'LOCAL_AUTHORITY'
  /** Any other body. */
  | 'OTHER_BODY';

/** What an authority's mutations answer. */
export type AuthorityPayload = MutationPayload & {
  readonly __typename?: 'AuthorityPayload';
  /** The authority after the command; null when it was refused. */
  readonly authority?: Maybe<Authority>;
  /** Where the log was after the object's last event; null when the command was refused. */
  readonly position?: Maybe<Scalars['Position']['output']>;
  /** True when this idempotency key had been used for this very command. */
  readonly repeated: Scalars['Boolean']['output'];
  /** The object's revision after the command; null when it was refused. */
  readonly revision?: Maybe<Scalars['Int']['output']>;
  /** Empty when the command was carried out. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Enters an authority into the register. */
export type AuthorityRegisterInput = {
  /** The county council in whose area it lies: another local authority, which lies in no county itself. */
  readonly countyId?: InputMaybe<Scalars['ID']['input']>;
  /** A local authority's code of the Government Statistical Service: nation letter and eight digits. It can never change. */
  readonly gssCode?: InputMaybe<Scalars['String']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** What it is; it can never change. */
  readonly kind: AuthorityKind;
  /** Up to 16 capital letters, digits and hyphens; needed without a GSS code, and can then never change. */
  readonly localCode?: InputMaybe<Scalars['String']['input']>;
  /** The name by which it is known; the official name when left out. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** The nation in which it lies; a local authority needs one. */
  readonly nation?: InputMaybe<Nation>;
  /** Its name in full. */
  readonly officialName: Scalars['String']['input'];
  /** HSE, for one of its divisions. */
  readonly parentId?: InputMaybe<Scalars['ID']['input']>;
  /** The region in which it lies. */
  readonly region?: InputMaybe<Scalars['String']['input']>;
  /** Its first day, where known. */
  readonly startedOn?: InputMaybe<Scalars['Date']['input']>;
  /** The code of its type of local authority: up to eight capital letters. */
  readonly typeCode?: InputMaybe<Scalars['String']['input']>;
  /** Its type of local authority. */
  readonly typeName?: InputMaybe<Scalars['String']['input']>;
};

/** Records another name. */
export type AuthorityRenameInput = {
  /** The authority. */
  readonly authorityId: Scalars['ID']['input'];
  /** Refuse when the authority is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** The day from which the name counts; not in the future. */
  readonly from: Scalars['Date']['input'];
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The name by which it is known from then on; the official name when left out. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** The new name in full. */
  readonly officialName: Scalars['String']['input'];
  /** Why. */
  readonly reason: Scalars['String']['input'];
};

/** Withdraws the end of an authority. */
export type AuthorityWithdrawDissolutionInput = {
  /** The authority that does not end after all. */
  readonly authorityId: Scalars['ID']['input'];
  /** Refuse when the authority is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** Why. */
  readonly reason: Scalars['String']['input'];
};

/** A version that waits for you: to agree or to object, or to say how an objection was settled. */
export type AwaitedAgreement = {
  readonly __typename?: 'AwaitedAgreement';
  /** What is sought. */
  readonly agreement?: Maybe<Agreement>;
  /** The object: a plan, a message; null when you may not know of it. */
  readonly object?: Maybe<Node>;
  /** For whom you would speak. */
  readonly seat?: Maybe<QuorumSeat>;
};

/** A page of versions that wait for you. */
export type AwaitedAgreementConnection = {
  readonly __typename?: 'AwaitedAgreementConnection';
  /** The same with their cursors. */
  readonly edges: ReadonlyArray<AwaitedAgreementEdge>;
  /** The versions of this page. */
  readonly nodes: ReadonlyArray<AwaitedAgreement>;
  /** Where the page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** A version that waits for you, with its place in the list. */
export type AwaitedAgreementEdge = {
  readonly __typename?: 'AwaitedAgreementEdge';
  /** Pass it as `after` to read on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The version. */
  readonly node: AwaitedAgreement;
};

/** A bank holiday. */
export type BankHoliday = {
  readonly __typename?: 'BankHoliday';
  /** The day. */
  readonly date: Scalars['Date']['output'];
  /** Its official name. */
  readonly name: Scalars['String']['output'];
};

/** What changed in a plan, as far as it concerns the authority. */
export type BriefedChange = {
  readonly __typename?: 'BriefedChange';
  /** What is there now; a list as JSON, and null for a thing as a whole. */
  readonly after?: Maybe<Scalars['String']['output']>;
  /** What was there; a list as JSON, and null for a thing as a whole. */
  readonly before?: Maybe<Scalars['String']['output']>;
  /** Whether it is new, gone or another one. */
  readonly kind: BriefedChangeKind;
  /** Where: names of fields, and the numbers or keys of things in lists. */
  readonly path: ReadonlyArray<Scalars['String']['output']>;
  /** The change, for people. */
  readonly sentence: Scalars['String']['output'];
};

/** How a plan changed in one place. */
export type BriefedChangeKind =
  /** It is new. */
  | 'ADDED'
  /** It is another one. */
  | 'CHANGED'
  /** It is gone. */
  | 'REMOVED';

/** A rule of the contact criteria in force. */
export type BriefedContactRule = {
  readonly __typename?: 'BriefedContactRule';
  /** What it advises. */
  readonly advice: ContactAdvice;
  /** With whom to coordinate, where it advises that. */
  readonly coordinateWith?: Maybe<Authority>;
  /** The version of the contact criteria. */
  readonly criteriaVersion: Scalars['Int']['output'];
  /** Its number in that version. */
  readonly number: Scalars['Int']['output'];
  /** The purpose of contacts that it is about; null for any. */
  readonly purpose?: Maybe<ContactPurpose>;
  /** Why. */
  readonly reason: Scalars['String']['output'];
  /** The site that it is about; null for any. */
  readonly site?: Maybe<Site>;
  /** The topic that it is about; null for any. */
  readonly topic?: Maybe<Scalars['String']['output']>;
  /** The urgency that it is about; null for any. */
  readonly urgency?: Maybe<ContactUrgency>;
  /** The first day on which it counts. */
  readonly validFrom: Scalars['Date']['output'];
  /** The day from which it no longer counts; null while none is known. */
  readonly validUntil?: Maybe<Scalars['Date']['output']>;
};

/** Which incidents are investigated, by the plan or by default. */
export type BriefedIncidentCriteria = {
  readonly __typename?: 'BriefedIncidentCriteria';
  /** Their clauses. */
  readonly clauses: ReadonlyArray<IncidentClause>;
  /** The version of the default criteria; null for criteria of the plan's own. */
  readonly defaultVersion?: Maybe<Scalars['Int']['output']>;
  /** True when they are the plan's own. */
  readonly own: Scalars['Boolean']['output'];
};

/** A priority that concerns an authority. */
export type BriefedPriority = {
  readonly __typename?: 'BriefedPriority';
  /** The day on which it begins, where there is key information. */
  readonly from?: Maybe<Scalars['Date']['output']>;
  /** Why it concerns the authority. */
  readonly grounds: ReadonlyArray<ConcernGround>;
  /** What those concerned must know of it; null when the plan tells them its title and themes only. */
  readonly keyInformation?: Maybe<Scalars['String']['output']>;
  /** Its number in the plan; it keeps it in every version. */
  readonly number: Scalars['Int']['output'];
  /** Of the sites that it names, those at which the authority enforces, where there is key information. */
  readonly sites: ReadonlyArray<Site>;
  /** Its themes. */
  readonly themes: ReadonlyArray<Scalars['String']['output']>;
  /** Its title. */
  readonly title: Scalars['String']['output'];
  /** Its topics, where there is key information or where it concerns all who enforce at the organisation's sites. */
  readonly topics: ReadonlyArray<Scalars['String']['output']>;
  /** The day on which it ends, where there is key information. */
  readonly until?: Maybe<Scalars['Date']['output']>;
};

/** How an authority may depart from a plan. */
export type BriefedVariation = {
  readonly __typename?: 'BriefedVariation';
  /** The first day on which it counts. */
  readonly from: Scalars['Date']['output'];
  /** The local concern that it answers. */
  readonly localConcernId?: Maybe<Scalars['ID']['output']>;
  /** Its number in the plan. */
  readonly number: Scalars['Int']['output'];
  /** The day from which it no longer counts. */
  readonly until: Scalars['Date']['output'];
  /** What is different. */
  readonly what: Scalars['String']['output'];
  /** Why. */
  readonly why: Scalars['String']['output'];
};

/** How something changed. */
export type ChangeKind =
  /** It is new. */
  | 'ADDED'
  /** It is another one. */
  | 'CHANGED'
  /** It is gone. */
  | 'REMOVED';

/** Over what something is said. E-mail and webhooks are sent by the service; over the others people carry a message and record it. */
export type CommunicationChannel =
  /** An e-mail, sent by the service. */
  | 'EMAIL'
  /** A protected site for regulators: the HELA Extranet. */
  | 'EXTRANET'
  /** A letter. */
  | 'LETTER'
  /** An article, for example in Environmental Health News. */
  | 'NEWSLETTER'
  /** Face to face at a regional meeting, from a speaking note. */
  | 'REGIONAL_MEETING'
  /** A public website. */
  | 'WEB'
  /** A signed call to a party's own system, sent by the service. */
  | 'WEBHOOK';

/** A cell of a plan's coverage matrix. */
export type CommunicationsCell = {
  readonly __typename?: 'CommunicationsCell';
  /** Whom it is about. */
  readonly audience: Audience;
  /** Over which channel; null for a segment of which the plan has no need. */
  readonly channel?: Maybe<CommunicationChannel>;
  /** How they are met: the worst of them. */
  readonly coverage: CommunicationsCoverage;
  /** For which milestone; null for a segment of which the plan has no need. */
  readonly milestone?: Maybe<CommunicationsMilestone>;
  /** The numbers of the needs in this cell. */
  readonly needs: ReadonlyArray<Scalars['Int']['output']>;
};

/** Whether people hear what they must. */
export type CommunicationsCoverage =
  /** A linked message that reaches them was issued by the day. */
  | 'COVERED'
  /** No linked message will reach them, and the day is ahead. */
  | 'GAP'
  /** A linked message that reaches them was issued after the day. */
  | 'LATE'
  /** The plan says of nobody in the segment what they must hear. */
  | 'NOT_IN_PLAN'
  /** Nothing that reaches them was issued, and the day has passed. */
  | 'OVERDUE'
  /** A linked message can still reach them by the day: it can be issued by then, or the meeting is still to come. */
  | 'PLANNED';

/** A gap in a communications plan. */
export type CommunicationsGap = {
  readonly __typename?: 'CommunicationsGap';
  /** What kind of gap: `GAP`, `OVERDUE` or `NOT_IN_PLAN`. */
  readonly coverage: CommunicationsCoverage;
  /** The number of the need that is not met; null for a segment of which the plan has none. */
  readonly need?: Maybe<Scalars['Int']['output']>;
  /** The segment that does not hear what it must. */
  readonly segment: AudienceSegment;
  /** The gap in a sentence. */
  readonly sentence: Scalars['String']['output'];
};

/** Something for which people must have heard things. */
export type CommunicationsMilestone = {
  readonly __typename?: 'CommunicationsMilestone';
  /** What it is. */
  readonly name: Scalars['String']['output'];
  /** Its number in the plan, from 1. */
  readonly number: Scalars['Int']['output'];
  /** Its day. */
  readonly on: Scalars['Date']['output'];
  /** Why it was amended or withdrawn the last time. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** True when it does not count any more. */
  readonly withdrawn: Scalars['Boolean']['output'];
};

/** Who must hear what, by when, over which channel and for which milestone. */
export type CommunicationsNeed = {
  readonly __typename?: 'CommunicationsNeed';
  /** Who must hear it. */
  readonly audience: Audience;
  /** The last day on which they must have heard it. */
  readonly by: Scalars['Date']['output'];
  /** Over which channel. */
  readonly channel: CommunicationChannel;
  /**
   * Whether it is met today; null when it does not count any more. A message counts from the day of its issue, over a
   * regional meeting from the day of the meeting where that is later.
   */
  readonly coverage?: Maybe<CommunicationsCoverage>;
  /** The same in a sentence. */
  readonly coverageInWords?: Maybe<Scalars['String']['output']>;
  /** The messages that are to meet it. */
  readonly messageIds: ReadonlyArray<Scalars['ID']['output']>;
  /** The milestone for which they must. */
  readonly milestone?: Maybe<CommunicationsMilestone>;
  /** Its number in the plan, from 1. */
  readonly number: Scalars['Int']['output'];
  /** How many conflicts there are. */
  readonly programmeConflictCount: Scalars['Int']['output'];
  /**
   * Where its day does not fit in with the programmes of local authorities whose people are to hear it, in the order of the
   * periods' first days: at most 100.
   */
  readonly programmeConflicts: ReadonlyArray<ProgrammeConflict>;
  /** Why it was amended or withdrawn the last time. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** What they must hear. */
  readonly what: Scalars['String']['output'];
  /** True when it does not count any more. */
  readonly withdrawn: Scalars['Boolean']['output'];
};

/** A communications plan: which stakeholders must hear what by when, and whether they do. */
export type CommunicationsPlan = Node & {
  readonly __typename?: 'CommunicationsPlan';
  /** Why its title or its days were changed the last time. */
  readonly amendmentReason?: Maybe<Scalars['String']['output']>;
  /** What came of it; null until it is closed. */
  readonly evaluation?: Maybe<Scalars['String']['output']>;
  /** First day. */
  readonly from: Scalars['Date']['output'];
  /** What nobody hears and nobody is about to, the overdue first; then the segments that the plan leaves out. */
  readonly gaps: ReadonlyArray<CommunicationsGap>;
  /** Begins with `communications-plan-`. Stable for ever. */
  readonly id: Scalars['ID']['output'];
  /**
   * Audience (segment and region or sector) × channel × milestone: a cell for each combination of which the plan has needs,
   * and one for each segment of which it has none, in the order of the segments.
   */
  readonly matrix: ReadonlyArray<CommunicationsCell>;
  /** What people must have heard things for, in the order of their days: at most 50 that count. */
  readonly milestones: ReadonlyArray<CommunicationsMilestone>;
  /** Who must hear what, in the order of the days: at most 200 that count. */
  readonly needs: ReadonlyArray<CommunicationsNeed>;
  /** Grows by one with every event. */
  readonly revision: Scalars['Int']['output'];
  /** Where it stands. */
  readonly status: CommunicationsPlanStatus;
  /** What it is for. */
  readonly title: Scalars['String']['output'];
  /** Last day; it belongs to the plan. */
  readonly until: Scalars['Date']['output'];
};


/** A communications plan: which stakeholders must hear what by when, and whether they do. */
export type CommunicationsPlanMilestonesArgs = {
  includeWithdrawn?: InputMaybe<Scalars['Boolean']['input']>;
};


/** A communications plan: which stakeholders must hear what by when, and whether they do. */
export type CommunicationsPlanNeedsArgs = {
  includeWithdrawn?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Input of `communicationsPlanAddMilestone`. */
export type CommunicationsPlanAddMilestoneInput = {
  /** The plan. */
  readonly communicationsPlanId: Scalars['ID']['input'];
  /** Refuse when the plan has another revision by now. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** What it is: at most 200 characters, and another name than that of any other milestone of the plan that counts. */
  readonly name: Scalars['String']['input'];
  /** Its day, within the plan's. */
  readonly on: Scalars['Date']['input'];
};

/** Input of `communicationsPlanAddNeed`. */
export type CommunicationsPlanAddNeedInput = {
  /** Who must hear it. A regional meeting needs a region wherever the audience can have one. */
  readonly audience: AudienceInput;
  /** The last day on which they must have heard it, within the plan's days. */
  readonly by: Scalars['Date']['input'];
  /** Over which channel. */
  readonly channel: CommunicationChannel;
  /** The plan. */
  readonly communicationsPlanId: Scalars['ID']['input'];
  /** Refuse when the plan has another revision by now. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The number of the milestone for which they must. */
  readonly milestone: Scalars['Int']['input'];
  /** What they must hear: at most 500 characters. */
  readonly what: Scalars['String']['input'];
};

/** Input of `communicationsPlanAmend`: what the plan is to be. */
export type CommunicationsPlanAmendInput = {
  /** The plan. */
  readonly communicationsPlanId: Scalars['ID']['input'];
  /** Refuse when the plan has another revision by now. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** First day. */
  readonly from: Scalars['Date']['input'];
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** Why, in plain English, for those who read the history. */
  readonly reason: Scalars['String']['input'];
  /** What it is for: at most 200 characters. */
  readonly title: Scalars['String']['input'];
  /** Last day. */
  readonly until: Scalars['Date']['input'];
};

/** Input of `communicationsPlanAmendMilestone`: what the milestone is to be. */
export type CommunicationsPlanAmendMilestoneInput = {
  /** The plan. */
  readonly communicationsPlanId: Scalars['ID']['input'];
  /** Refuse when the plan has another revision by now. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The milestone's number. */
  readonly milestone: Scalars['Int']['input'];
  /** What it is: at most 200 characters, and another name than that of any other milestone of the plan that counts. */
  readonly name: Scalars['String']['input'];
  /** Its day, within the plan's. */
  readonly on: Scalars['Date']['input'];
  /** Why, in plain English, for those who read the history. */
  readonly reason: Scalars['String']['input'];
};

/** Input of `communicationsPlanAmendNeed`: what the need is to be. */
export type CommunicationsPlanAmendNeedInput = {
  /** Who must hear it. A regional meeting needs a region wherever the audience can have one. */
  readonly audience: AudienceInput;
  /** The last day on which they must have heard it, within the plan's days. */
  readonly by: Scalars['Date']['input'];
  /** Over which channel. */
  readonly channel: CommunicationChannel;
  /** The plan. */
  readonly communicationsPlanId: Scalars['ID']['input'];
  /** Refuse when the plan has another revision by now. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The number of the milestone for which they must. */
  readonly milestone: Scalars['Int']['input'];
  /** The need's number. */
  readonly need: Scalars['Int']['input'];
  /** Why, in plain English, for those who read the history. */
  readonly reason: Scalars['String']['input'];
  /** What they must hear: at most 500 characters. */
  readonly what: Scalars['String']['input'];
};

/** Input of `communicationsPlanClose`. */
export type CommunicationsPlanCloseInput = {
  /** The plan. */
  readonly communicationsPlanId: Scalars['ID']['input'];
  /** What came of it, what worked and what did not: at most 8,000 characters. */
  readonly evaluation: Scalars['String']['input'];
  /** Refuse when the plan has another revision by now. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
};

/** A page of communications plans. */
export type CommunicationsPlanConnection = {
  readonly __typename?: 'CommunicationsPlanConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<CommunicationsPlanEdge>;
  /** The plans of this page. */
  readonly nodes: ReadonlyArray<CommunicationsPlan>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** Input of `communicationsPlanDraft`. */
export type CommunicationsPlanDraftInput = {
  /** First day. */
  readonly from: Scalars['Date']['input'];
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** What it is for: at most 200 characters. */
  readonly title: Scalars['String']['input'];
  /** Last day. */
  readonly until: Scalars['Date']['input'];
};

/** A plan in a list. */
export type CommunicationsPlanEdge = {
  readonly __typename?: 'CommunicationsPlanEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The plan. */
  readonly node: CommunicationsPlan;
};

/** Input of `communicationsPlanLinkMessage`. */
export type CommunicationsPlanLinkMessageInput = {
  /** The plan. */
  readonly communicationsPlanId: Scalars['ID']['input'];
  /** Refuse when the plan has another revision by now. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The message. */
  readonly messageId: Scalars['ID']['input'];
  /** The need's number. */
  readonly need: Scalars['Int']['input'];
};

/** What the mutations of communications plans answer. */
export type CommunicationsPlanPayload = MutationPayload & {
  readonly __typename?: 'CommunicationsPlanPayload';
  /** The plan after the command; null when it was refused. */
  readonly communicationsPlan?: Maybe<CommunicationsPlan>;
  /** Where the log was after the object's last event; null when the command was refused. */
  readonly position?: Maybe<Scalars['Position']['output']>;
  /** True when this idempotency key had been used for this very command. */
  readonly repeated: Scalars['Boolean']['output'];
  /** The object's revision after the command; null when it was refused. */
  readonly revision?: Maybe<Scalars['Int']['output']>;
  /** Empty when the command was carried out. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Input of `communicationsPlanPutInForce`. */
export type CommunicationsPlanPutInForceInput = {
  /** The plan. */
  readonly communicationsPlanId: Scalars['ID']['input'];
  /** Refuse when the plan has another revision by now. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
};

/** Where a communications plan stands. */
export type CommunicationsPlanStatus =
  /** It is over and evaluated. */
  | 'CLOSED'
  /** In the making: only those who keep it read it. */
  | 'DRAFT'
  /** It counts, and every regulator reads it. */
  | 'IN_FORCE';

/** Input of `communicationsPlanUnlinkMessage`. */
export type CommunicationsPlanUnlinkMessageInput = {
  /** The plan. */
  readonly communicationsPlanId: Scalars['ID']['input'];
  /** Refuse when the plan has another revision by now. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The message. */
  readonly messageId: Scalars['ID']['input'];
  /** The need's number. */
  readonly need: Scalars['Int']['input'];
  /** Why, in plain English, for those who read the history. */
  readonly reason: Scalars['String']['input'];
};

/** Input of `communicationsPlanWithdrawMilestone`. */
export type CommunicationsPlanWithdrawMilestoneInput = {
  /** The plan. */
  readonly communicationsPlanId: Scalars['ID']['input'];
  /** Refuse when the plan has another revision by now. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The milestone's number. */
  readonly milestone: Scalars['Int']['input'];
  /** Why, in plain English, for those who read the history. */
  readonly reason: Scalars['String']['input'];
};

/** Input of `communicationsPlanWithdrawNeed`. */
export type CommunicationsPlanWithdrawNeedInput = {
  /** The plan. */
  readonly communicationsPlanId: Scalars['ID']['input'];
  /** Refuse when the plan has another revision by now. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The need's number. */
  readonly need: Scalars['Int']['input'];
  /** Why, in plain English, for those who read the history. */
  readonly reason: Scalars['String']['input'];
};

/** An object at two moments. */
export type Comparison = {
  readonly __typename?: 'Comparison';
  /** The other moment. */
  readonly after: ShownMoment;
  /** The moment that is compared with the other. */
  readonly before: ShownMoment;
  /** What differs, in the order of the object's fields: values and parts of the object, and to which other objects it refers. */
  readonly differences: ReadonlyArray<Difference>;
  /** The object's id. */
  readonly id: Scalars['ID']['output'];
  /** True when there are more differences than are listed, or a list was too long to be looked at wholly (50 items). */
  readonly isPartial: Scalars['Boolean']['output'];
  /** The same for the moment after. */
  readonly shownAfter: Scalars['Boolean']['output'];
  /** False when there was no such object at the moment before, or you could not know of it then. */
  readonly shownBefore: Scalars['Boolean']['output'];
  /** The type of the object. */
  readonly typename: Scalars['String']['output'];
};

/** How a concern is answered. */
export type ConcernAnswerKind =
  /** It is accepted as a local variation. */
  | 'ACCEPT'
  /** It is declined. */
  | 'DECLINE';

/** Who gave an answer for the partnership. */
export type ConcernAnsweredBy =
  /** Whoever answers for the account: the account manager, the shadow in absence, or a lead of the lead authority. */
  | 'ACCOUNT'
  /** The leads of both authorities together. */
  | 'BOTH_LEADS';

/** Why a priority concerns an authority. */
export type ConcernGround =
  /** It names none of these, and the authority enforces at a site of the organisation. */
  | 'ENFORCES'
  /** It names the authority. */
  | 'NAMED'
  /** The authority lies in a region that it names. */
  | 'REGION'
  /** It names sectors of HSE, and the authority is HSE. */
  | 'SECTOR'
  /** The authority enforces at a site that it names. */
  | 'SITE';

/** Whose a local concern is. */
export type ConcernHolder =
  /** The authority's own. */
  | 'AUTHORITY'
  /** An elected member's, who views health and safety from a local perspective. */
  | 'ELECTED_MEMBER';

/** How a lead proposed to settle a concern. Only the latest proposal can be confirmed. */
export type ConcernSettlement = {
  readonly __typename?: 'ConcernSettlement';
  /** Under which conditions, when it accepts. */
  readonly conditions?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** True when the lead of the other authority confirmed it. */
  readonly confirmed: Scalars['Boolean']['output'];
  /** The first day, when it accepts. */
  readonly from?: Maybe<Scalars['Date']['output']>;
  /** Whether it accepts or declines. */
  readonly kind: ConcernAnswerKind;
  /** Its number, from 1. */
  readonly number: Scalars['Int']['output'];
  /** When it was proposed. */
  readonly proposedAt: Scalars['DateTime']['output'];
  /** Why it is declined, when it declines. */
  readonly reasons?: Maybe<Scalars['String']['output']>;
  /** For which authority it was proposed. */
  readonly side: ConcernSettlingSide;
  /** What the authority may do otherwise, when it accepts. */
  readonly terms?: Maybe<Scalars['String']['output']>;
  /** The day from which it no longer counts, when it accepts and an end is agreed. */
  readonly until?: Maybe<Scalars['Date']['output']>;
};

/** How a concern is to be settled. */
export type ConcernSettlementInput = {
  /** Under which conditions; needed, and only allowed, to accept. */
  readonly conditions?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The first day; only allowed to accept. */
  readonly from?: InputMaybe<Scalars['Date']['input']>;
  /** Whether it is accepted or declined. */
  readonly kind: ConcernAnswerKind;
  /** Why it is declined; needed, and only allowed, to decline. */
  readonly reasons?: InputMaybe<Scalars['String']['input']>;
  /** What the authority may do otherwise; needed, and only allowed, to accept. */
  readonly terms?: InputMaybe<Scalars['String']['input']>;
  /** The day from which it no longer counts; only allowed to accept. */
  readonly until?: InputMaybe<Scalars['Date']['input']>;
};

/** One of the two authorities whose leads settle a concern. */
export type ConcernSettlingSide =
  /** The one that leads the partnership. */
  | 'LEADING'
  /** The one that raised the concern. */
  | 'RAISING';

/** Where a local concern stands. */
export type ConcernStatus =
  /** It was accepted as a local variation. */
  | 'ACCEPTED'
  /** It was declined: the partnership keeps its precedence. */
  | 'DECLINED'
  /** It was accepted, and the local variation was ended. */
  | 'ENDED'
  /** It waits for an answer. */
  | 'RAISED'
  /** The leads of both authorities are to settle it. */
  | 'REFERRED'
  /** The authority no longer raises it. */
  | 'WITHDRAWN';

/** Shows that a tree goes on from what it was like before. */
export type ConsistencyProof = {
  readonly __typename?: 'ConsistencyProof';
  /** How many leaves it had. */
  readonly from: Scalars['NonNegativeInt']['output'];
  /** The hash over the first `from` leaves, in base64. */
  readonly fromRoot: Scalars['String']['output'];
  /** The hashes that lead from one to the other, in base64. */
  readonly hashes: ReadonlyArray<Scalars['String']['output']>;
  /** How many it has. */
  readonly to: Scalars['NonNegativeInt']['output'];
  /** The hash over the first `to` leaves, in base64. */
  readonly toRoot: Scalars['String']['output'];
};

/**
 * A contact by a regulator with an organisation, intended or made. Every regulator sees that it is there, so that the
 * gateway's reasons can be checked; organisations see `OrganisationContact` instead.
 */
export type Contact = Node & {
  readonly __typename?: 'Contact';
  /** What the gateway advised; null when it was only recorded afterwards. */
  readonly adviceKind?: Maybe<AdviceKind>;
  /** The authority whose contact it is. */
  readonly authority?: Maybe<Authority>;
  /**
   * What only the parties to it see: its authority, the account manager, the shadow, the lead authority, HSE and auditors.
   * Null for others.
   */
  readonly detail?: Maybe<ContactDetail>;
  /** The ground on which it goes ahead in any case. */
  readonly exemption?: Maybe<StatutoryExemption>;
  /** Begins with `contact-`. Stable for ever. */
  readonly id: Scalars['ID']['output'];
  /** The day on which it was made. */
  readonly madeOn?: Maybe<Scalars['Date']['output']>;
  /** The organisation. */
  readonly organisation?: Maybe<Organisation>;
  /** The day for which it is or was planned; null when it was only recorded afterwards. */
  readonly plannedOn?: Maybe<Scalars['Date']['output']>;
  /** What it is for. */
  readonly purpose: ContactPurpose;
  /** When it entered the record. */
  readonly registeredAt: Scalars['DateTime']['output'];
  /** Grows by one with every event. */
  readonly revision: Scalars['Int']['output'];
  /** The site; null for the organisation as a whole. */
  readonly site?: Maybe<Site>;
  /** Where it stands. */
  readonly status: ContactStatus;
  /** What it is about. */
  readonly topic: Scalars['String']['output'];
  /** How soon it is needed. */
  readonly urgency: ContactUrgency;
};

/** What contact criteria advise. */
export type ContactAdvice =
  /** Speak to the account manager first. */
  | 'ACCOUNT_MANAGER_FIRST'
  /** Coordinate with the authority named. */
  | 'COORDINATE'
  /** Wait until the rule ends. */
  | 'NOT_NOW'
  /** Go ahead. */
  | 'PROCEED';

/** The corrected record of a contact, all of it; organisation and authority cannot change. */
export type ContactAmendInput = {
  /** How. */
  readonly channel: ContactChannel;
  /** True when the organisation is not to learn of it. */
  readonly confidential?: InputMaybe<Scalars['Boolean']['input']>;
  /** The contact. */
  readonly contactId: Scalars['ID']['input'];
  /** True when the officer spoke to those with whom it was to be coordinated; only where there was advice. */
  readonly coordinated?: InputMaybe<Scalars['Boolean']['input']>;
  /**
   * Why the officer did not do as advised; needed where the corrected record says so, unless a statutory ground holds. Only
   * where there was advice.
   */
  readonly deviationReason?: InputMaybe<Scalars['String']['input']>;
  /** The ground on which it went ahead in any case. */
  readonly exemption?: InputMaybe<StatutoryExemption>;
  /** Refuse the command when the contact is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The day; not in the future, and not before an intention was registered. */
  readonly madeOn: Scalars['Date']['input'];
  /** The officer whose contact it was: one who served the authority on that day; left out where it is not known. */
  readonly officerId?: InputMaybe<Scalars['ID']['input']>;
  /** What it was for. */
  readonly purpose: ContactPurpose;
  /** Why the record is corrected. */
  readonly reason: Scalars['String']['input'];
  /** Its site; left out for the organisation as a whole. */
  readonly siteId?: InputMaybe<Scalars['ID']['input']>;
  /** What was said and seen. */
  readonly summary?: InputMaybe<Scalars['String']['input']>;
  /** What it was about: up to 80 characters. */
  readonly topic: Scalars['String']['input'];
  /** How soon it was needed. */
  readonly urgency?: InputMaybe<ContactUrgency>;
  /** With whom: a role, never a person's name. */
  readonly withWhom: Scalars['String']['input'];
};

/** An answer to an intention. */
export type ContactAnswerIntentionInput = {
  /** In short. */
  readonly answer: IntentionAnswerKind;
  /** The contact. */
  readonly contactId: Scalars['ID']['input'];
  /** Refuse the command when the contact is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** In words. */
  readonly text: Scalars['String']['input'];
  /** For WAIT, and only then: the first day that suits, today or later. */
  readonly until?: InputMaybe<Scalars['Date']['input']>;
};

/** How a contact is made. */
export type ContactChannel =
  /** By email. */
  | 'EMAIL'
  /** By letter. */
  | 'LETTER'
  /** In a meeting elsewhere. */
  | 'MEETING'
  /** By telephone. */
  | 'PHONE'
  /** At a site. */
  | 'VISIT';

/** A follow-up that is done. */
export type ContactCompleteFollowUpInput = {
  /** The contact. */
  readonly contactId: Scalars['ID']['input'];
  /** The day; not in the future. */
  readonly doneOn: Scalars['Date']['input'];
  /** Refuse the command when the contact is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The follow-up's number within the contact. */
  readonly number: Scalars['Int']['input'];
  /** What was done. */
  readonly text?: InputMaybe<Scalars['String']['input']>;
};

/** A page of contacts. */
export type ContactConnection = {
  readonly __typename?: 'ContactConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<ContactEdge>;
  /** The contacts of this page. */
  readonly nodes: ReadonlyArray<Contact>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** A version of an organisation's contact criteria: when the account manager wants to be contacted, and when not. */
export type ContactCriteria = {
  readonly __typename?: 'ContactCriteria';
  /** When it was last drafted. */
  readonly draftedAt: Scalars['DateTime']['output'];
  /** False for the draft of the next version. */
  readonly published: Scalars['Boolean']['output'];
  /** When it was published. */
  readonly publishedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * Its rules. Of those that apply to a contact, the most specific counts: the one that asks about more; among equals, an
   * authority is narrower than a region and a region than a kind of party.
   */
  readonly rules: ReadonlyArray<ContactRule>;
  /** First day in force. */
  readonly validFrom?: Maybe<Scalars['Date']['output']>;
  /** The day from which a later version is in force; null while there is none. */
  readonly validUntil?: Maybe<Scalars['Date']['output']>;
  /** The number of the version, from 1. */
  readonly version: Scalars['Int']['output'];
};

/** A page of versions of contact criteria. */
export type ContactCriteriaConnection = {
  readonly __typename?: 'ContactCriteriaConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<ContactCriteriaEdge>;
  /** The versions of contact criteria of this page. */
  readonly nodes: ReadonlyArray<ContactCriteria>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** A version of contact criteria in a list. */
export type ContactCriteriaEdge = {
  readonly __typename?: 'ContactCriteriaEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The version of contact criteria. */
  readonly node: ContactCriteria;
};

/** What only the parties to a contact see. */
export type ContactDetail = {
  readonly __typename?: 'ContactDetail';
  /** The gateway's advice, with the rules, versions and facts that it rests on. */
  readonly advice?: Maybe<GatewayAdvice>;
  /** Whether the officer did as the gateway advised; null until it is made, and without advice. */
  readonly adviceFollowed?: Maybe<Scalars['Boolean']['output']>;
  /** Why its record was corrected last. */
  readonly amendmentReason?: Maybe<Scalars['String']['output']>;
  /** The account manager's last answer. */
  readonly answer?: Maybe<IntentionAnswer>;
  /** Until when the account manager can answer; null unless the advice was to turn to the account manager first. */
  readonly answerDue?: Maybe<AnswerDue>;
  /** How it was made. */
  readonly channel?: Maybe<ContactChannel>;
  /** True when the organisation is not to learn of it. */
  readonly confidential: Scalars['Boolean']['output'];
  /** True when the officer spoke to those with whom it was to be coordinated. */
  readonly coordinated?: Maybe<Scalars['Boolean']['output']>;
  /** Why the officer did not do as advised. */
  readonly deviationReason?: Maybe<Scalars['String']['output']>;
  /** Why the intention was withdrawn, or the contact not made. */
  readonly endReason?: Maybe<Scalars['String']['output']>;
  /** What is to be done after it, in the order in which it was planned. */
  readonly followUps: ReadonlyArray<ContactFollowUp>;
  /** What the officer noted when registering the intention. */
  readonly note?: Maybe<Scalars['String']['output']>;
  /** The officer whose contact it is, where known. */
  readonly officer?: Maybe<Officer>;
  /** What came of it. */
  readonly outcome?: Maybe<ContactOutcome>;
  /** The record of another system that it was taken from. */
  readonly source?: Maybe<ContactSource>;
  /** What was said and seen. */
  readonly summary?: Maybe<Scalars['String']['output']>;
  /** With whom: a role, never a person's name. */
  readonly withWhom?: Maybe<Scalars['String']['output']>;
};

/** A contact in a list. */
export type ContactEdge = {
  readonly __typename?: 'ContactEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The contact. */
  readonly node: Contact;
};

/** Which contacts to list; what is left out is not asked about. */
export type ContactFilter = {
  /** Only by this authority. Your own one includes those that it succeeded. */
  readonly authorityId?: InputMaybe<Scalars['ID']['input']>;
  /** Only those made on or planned for this day or later; not later than `to`. */
  readonly from?: InputMaybe<Scalars['Date']['input']>;
  /** Only with this organisation. */
  readonly organisationId?: InputMaybe<Scalars['ID']['input']>;
  /** Only at this site. */
  readonly siteId?: InputMaybe<Scalars['ID']['input']>;
  /** Only with this status. */
  readonly status?: InputMaybe<ContactStatus>;
  /** Only those made on or planned for this day or earlier. */
  readonly to?: InputMaybe<Scalars['Date']['input']>;
};

/** Something to be done after a contact. */
export type ContactFollowUp = {
  readonly __typename?: 'ContactFollowUp';
  /** When it was done; null while it is open. */
  readonly doneOn?: Maybe<Scalars['Date']['output']>;
  /** What was done. */
  readonly doneText?: Maybe<Scalars['String']['output']>;
  /** By when. */
  readonly dueOn: Scalars['Date']['output'];
  /** Its number within the contact, from 1. */
  readonly number: Scalars['Int']['output'];
  /** What is to be done. */
  readonly text: Scalars['String']['output'];
};

/** How an intended contact was made. */
export type ContactMarkMadeInput = {
  /** How. */
  readonly channel: ContactChannel;
  /** True when the organisation is not to learn of it, for example because a worker spoke in confidence. */
  readonly confidential?: InputMaybe<Scalars['Boolean']['input']>;
  /** The contact. */
  readonly contactId: Scalars['ID']['input'];
  /** True when you spoke to those with whom it was to be coordinated. */
  readonly coordinated?: InputMaybe<Scalars['Boolean']['input']>;
  /** Why you did not do as advised; needed in that case, unless a statutory ground holds. */
  readonly deviationReason?: InputMaybe<Scalars['String']['input']>;
  /** A statutory ground that arose after the intention was registered. */
  readonly exemption?: InputMaybe<StatutoryExemption>;
  /** Refuse the command when the contact is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The day; not in the future, and not before the intention was registered. */
  readonly madeOn: Scalars['Date']['input'];
  /** What was said and seen. */
  readonly summary?: InputMaybe<Scalars['String']['input']>;
  /** With whom: a role, such as `store manager`, never a person's name. */
  readonly withWhom: Scalars['String']['input'];
};

/** Why an intended contact was not made. */
export type ContactMarkNotMadeInput = {
  /** The contact. */
  readonly contactId: Scalars['ID']['input'];
  /** Refuse the command when the contact is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** Why. */
  readonly reason: Scalars['String']['input'];
};

/** What came of a contact. */
export type ContactOutcome = {
  readonly __typename?: 'ContactOutcome';
  /** Why it was corrected; null for the first record. */
  readonly correctionReason?: Maybe<Scalars['String']['output']>;
  /** In codes that can be counted. */
  readonly results: ReadonlyArray<ContactResult>;
  /** In words. */
  readonly text?: Maybe<Scalars['String']['output']>;
};

/** What came of a contact. */
export type ContactOutcomeInput = {
  /** In codes. */
  readonly results: ReadonlyArray<ContactResult>;
  /** In words. */
  readonly text?: InputMaybe<Scalars['String']['input']>;
};

/** What a contact's mutations answer. */
export type ContactPayload = MutationPayload & {
  readonly __typename?: 'ContactPayload';
  /** The advice, when the command registered an intention. */
  readonly advice?: Maybe<GatewayAdvice>;
  /** The contact after the command; null when it was refused. */
  readonly contact?: Maybe<Contact>;
  /** Where the log was after the command; null when it was refused or everything was so already. */
  readonly position?: Maybe<Scalars['Position']['output']>;
  /** True when this idempotency key had been used for this very command: the answer is the first one again. */
  readonly repeated: Scalars['Boolean']['output'];
  /** The contact's revision after the command; null when it was refused. */
  readonly revision?: Maybe<Scalars['Int']['output']>;
  /** Empty when the command was carried out. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Something to be done after a contact. */
export type ContactPlanFollowUpInput = {
  /** The contact. */
  readonly contactId: Scalars['ID']['input'];
  /** By when; not before the contact was made. */
  readonly dueOn: Scalars['Date']['input'];
  /** Refuse the command when the contact is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** What is to be done. */
  readonly text: Scalars['String']['input'];
};

/** Who is an organisation's point of contact at the moment. */
export type ContactPoint = {
  readonly __typename?: 'ContactPoint';
  /** From which authority. */
  readonly authority?: Maybe<Authority>;
  /** In what capacity. */
  readonly capacity: ContactPointCapacity;
  /** The officer; null when nobody is in post. */
  readonly officer?: Maybe<Officer>;
};

/** In what capacity somebody is an organisation's point of contact. */
export type ContactPointCapacity =
  /** The account manager. */
  | 'ACCOUNT_MANAGER'
  /** The lead authority, while nobody is in post. */
  | 'LEAD_AUTHORITY'
  /** The shadow account manager, while the account manager is away or the post is empty. */
  | 'SHADOW_ACCOUNT_MANAGER';

/** What a contact with an organisation is for. */
export type ContactPurpose =
  /** Giving advice. */
  | 'ADVICE'
  /** A campaign across authorities. */
  | 'CAMPAIGN'
  /** Following up a complaint. */
  | 'COMPLAINT'
  /** Enforcing the law. */
  | 'ENFORCEMENT'
  /** Looking into an incident. */
  | 'INCIDENT_INVESTIGATION'
  /** Asking for information. */
  | 'INFORMATION_REQUEST'
  /** An initiative of one authority or region. */
  | 'LOCAL_INITIATIVE'
  /** Something else. */
  | 'OTHER'
  /** An inspection planned ahead. */
  | 'PLANNED_INSPECTION'
  /** Any other visit. */
  | 'VISIT';

/** A contact made without an intention. */
export type ContactRecordInput = {
  /** Whose contact it was; your own authority when left out. */
  readonly authorityId?: InputMaybe<Scalars['ID']['input']>;
  /** How. */
  readonly channel: ContactChannel;
  /** True when the organisation is not to learn of it. */
  readonly confidential?: InputMaybe<Scalars['Boolean']['input']>;
  /** The ground on which it went ahead in any case. */
  readonly exemption?: InputMaybe<StatutoryExemption>;
  /** A UUID that you choose per command. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The day; not in the future. */
  readonly madeOn: Scalars['Date']['input'];
  /** The officer whose contact it was: one who served the authority on that day. */
  readonly officerId?: InputMaybe<Scalars['ID']['input']>;
  /** The organisation. */
  readonly organisationId: Scalars['ID']['input'];
  /** What came of it. */
  readonly outcome?: InputMaybe<ContactOutcomeInput>;
  /** What it was for. */
  readonly purpose: ContactPurpose;
  /** Its site; left out for the organisation as a whole. */
  readonly siteId?: InputMaybe<Scalars['ID']['input']>;
  /** The record of another system that it is taken from. */
  readonly source?: InputMaybe<ContactSourceInput>;
  /** What was said and seen. */
  readonly summary?: InputMaybe<Scalars['String']['input']>;
  /** What it was about: up to 80 characters. */
  readonly topic: Scalars['String']['input'];
  /** How soon it was needed. */
  readonly urgency?: InputMaybe<ContactUrgency>;
  /** With whom: a role, never a person's name. */
  readonly withWhom: Scalars['String']['input'];
};

/** What came of a contact. */
export type ContactRecordOutcomeInput = {
  /** The contact. */
  readonly contactId: Scalars['ID']['input'];
  /** Refuse the command when the contact is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** Why an outcome on record is corrected. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** In codes. */
  readonly results: ReadonlyArray<ContactResult>;
  /** In words. */
  readonly text?: InputMaybe<Scalars['String']['input']>;
};

/** An intended contact. */
export type ContactRegisterIntentionInput = {
  /** A ground on which it goes ahead in any case. */
  readonly exemption?: InputMaybe<StatutoryExemption>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** What the account manager should know besides. */
  readonly note?: InputMaybe<Scalars['String']['input']>;
  /** Whose contact it is, where not that of the officer whom the token names: an officer of your authority. */
  readonly officerId?: InputMaybe<Scalars['ID']['input']>;
  /** The organisation to be contacted. */
  readonly organisationId: Scalars['ID']['input'];
  /** The day, at most two years ahead; today when left out. */
  readonly plannedOn?: InputMaybe<Scalars['Date']['input']>;
  /** What it is for. */
  readonly purpose: ContactPurpose;
  /** Its site; left out for the organisation as a whole. */
  readonly siteId?: InputMaybe<Scalars['ID']['input']>;
  /** What it is about: up to 80 characters, such as `workplace transport`. */
  readonly topic: Scalars['String']['input'];
  /** How soon it is needed. */
  readonly urgency?: InputMaybe<ContactUrgency>;
};

/** What came of a contact. */
export type ContactResult =
  /** Another contact is needed. */
  | 'FURTHER_CONTACT_NEEDED'
  /** An improvement notice. */
  | 'IMPROVEMENT_NOTICE'
  /** The information that was asked for. */
  | 'INFORMATION_OBTAINED'
  /** Nothing needs doing. */
  | 'NO_ACTION_NEEDED'
  /** None of these. */
  | 'OTHER'
  /** The matter went to another authority. */
  | 'PASSED_TO_ANOTHER_AUTHORITY'
  /** A prohibition notice. */
  | 'PROHIBITION_NOTICE'
  /** A prosecution is considered. */
  | 'PROSECUTION_CONSIDERED'
  /** Advice by word of mouth. */
  | 'VERBAL_ADVICE'
  /** Advice in writing. */
  | 'WRITTEN_ADVICE';

/** A rule of contact criteria. What is null is not asked about. */
export type ContactRule = {
  readonly __typename?: 'ContactRule';
  /** What it advises. */
  readonly advice: ContactAdvice;
  /** With whom to coordinate. */
  readonly coordinateWith?: Maybe<Authority>;
  /** Identifies the rule for ever. */
  readonly id: Scalars['ID']['output'];
  /** Its number within the version. */
  readonly number: Scalars['Int']['output'];
  /** The purpose it concerns. */
  readonly purpose?: Maybe<ContactPurpose>;
  /** Why; shown to the officer who asks. */
  readonly reason: Scalars['String']['output'];
  /** The site it concerns. */
  readonly site?: Maybe<Site>;
  /** The id of the site it concerns. */
  readonly siteId?: Maybe<Scalars['ID']['output']>;
  /** The topic it concerns, whatever the letter case. */
  readonly topic?: Maybe<Scalars['String']['output']>;
  /** The urgency it concerns. */
  readonly urgency?: Maybe<ContactUrgency>;
  /** First day, where it is later than the version's. */
  readonly validFrom?: Maybe<Scalars['Date']['output']>;
  /** The day from which it no longer counts, where it is earlier than the version's. */
  readonly validUntil?: Maybe<Scalars['Date']['output']>;
  /** Whose contacts it concerns; null: everybody's. */
  readonly who?: Maybe<ContactRuleWho>;
};

/** A rule of contact criteria. What is left out is not asked about. */
export type ContactRuleInput = {
  /** What it advises. */
  readonly advice: ContactAdvice;
  /** The authority to coordinate with; for that advice, and needed there. */
  readonly coordinateWith?: InputMaybe<Scalars['ID']['input']>;
  /** The purpose it concerns. */
  readonly purpose?: InputMaybe<ContactPurpose>;
  /** Why; shown to the officer who asks. */
  readonly reason: Scalars['String']['input'];
  /** The site of the organisation it concerns. */
  readonly siteId?: InputMaybe<Scalars['ID']['input']>;
  /** The topic it concerns, whatever the letter case. */
  readonly topic?: InputMaybe<Scalars['String']['input']>;
  /** The urgency it concerns. */
  readonly urgency?: InputMaybe<ContactUrgency>;
  /** First day, where it is later than the version's. */
  readonly validFrom?: InputMaybe<Scalars['Date']['input']>;
  /** The day from which it no longer counts; needed where it advises to wait. */
  readonly validUntil?: InputMaybe<Scalars['Date']['input']>;
  /** Whose contacts it concerns. */
  readonly who?: InputMaybe<ContactRuleWhoInput>;
};

/** Whose contacts a rule concerns. */
export type ContactRuleWho = {
  readonly __typename?: 'ContactRuleWho';
  /** The authority. */
  readonly authority?: Maybe<Authority>;
  /** The id of the authority. */
  readonly authorityId?: Maybe<Scalars['ID']['output']>;
  /** How it says so. */
  readonly kind: ContactRuleWhoKind;
  /** The kind of party. */
  readonly partyKind?: Maybe<ContactingParty>;
  /** The region. */
  readonly region?: Maybe<Scalars['String']['output']>;
};

/** Whose contacts a rule concerns: give the one field that the kind calls for. */
export type ContactRuleWhoInput = {
  /** The authority. */
  readonly authorityId?: InputMaybe<Scalars['ID']['input']>;
  /** How it says so. */
  readonly kind: ContactRuleWhoKind;
  /** The kind of party. */
  readonly partyKind?: InputMaybe<ContactingParty>;
  /** The region, written as in the register of authorities. */
  readonly region?: InputMaybe<Scalars['String']['input']>;
};

/** How a rule says whose contacts it concerns. */
export type ContactRuleWhoKind =
  /** One authority. */
  | 'AUTHORITY'
  /** A kind of party. */
  | 'PARTY_KIND'
  /** The authorities of a region. */
  | 'REGION';

/** A record in another system. */
export type ContactSource = {
  readonly __typename?: 'ContactSource';
  /** The record's reference there. */
  readonly reference: Scalars['String']['output'];
  /** The system's name. */
  readonly system: Scalars['String']['output'];
};

/** A record in another system. */
export type ContactSourceInput = {
  /** The record's reference there: up to 120 characters. */
  readonly reference: Scalars['String']['input'];
  /** The system's name: up to 80 characters. */
  readonly system: Scalars['String']['input'];
};

/** Where a contact stands. */
export type ContactStatus =
  /** Intended; whoever manages the account answered. */
  | 'ANSWERED'
  /** Intended; the account manager may still answer in time. */
  | 'AWAITING_ANSWER'
  /** Intended; nobody's answer is awaited. */
  | 'INTENDED'
  /** Made. */
  | 'MADE'
  /** Intended, and did not take place. */
  | 'NOT_MADE'
  /** Intended; nobody answered in time, so that the officer may proceed. */
  | 'UNANSWERED'
  /** Intended, and given up or registered by mistake. */
  | 'WITHDRAWN';

/** How soon a contact must be made. */
export type ContactUrgency =
  /** At any time. */
  | 'ROUTINE'
  /** Within days. */
  | 'SOON'
  /** At once. */
  | 'URGENT';

/** An intention given up. */
export type ContactWithdrawIntentionInput = {
  /** The contact. */
  readonly contactId: Scalars['ID']['input'];
  /** Refuse the command when the contact is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** Why. */
  readonly reason: Scalars['String']['input'];
};

/** A kind of party that contacts organisations. */
export type ContactingParty =
  /** The body that coordinates local authorities. */
  | 'COORDINATING_BODY'
  /** The Health and Safety Executive. */
  | 'HSE'
  /** Local authorities. */
  | 'LOCAL_AUTHORITY';

/** How steadily posts were held. */
export type Continuity = {
  readonly __typename?: 'Continuity';
  /** How many appointments there were. */
  readonly appointments: Scalars['Int']['output'];
  /** The average length of a tenure in days. */
  readonly averageDays?: Maybe<Scalars['Float']['output']>;
  /** How often the posts changed hands. */
  readonly changes: Scalars['Int']['output'];
  /** For how many days. */
  readonly currentDays?: Maybe<Scalars['Int']['output']>;
  /** Since when the present holder is in post; null while nobody is, and for several posts. */
  readonly currentSince?: Maybe<Scalars['Date']['output']>;
  /** How many days that were. */
  readonly daysUnattended: Scalars['Int']['output'];
  /** When nobody held a post, from the start of the partnership until its end or today. */
  readonly gaps: ReadonlyArray<ContinuityGap>;
  /** The part of all handover points that was done, from 0 to 1; null when there were none, or when you may not read them. */
  readonly handoverCompleteness?: Maybe<Scalars['Float']['output']>;
  /** How many changes came with a handover. */
  readonly handovers: Scalars['Int']['output'];
  /** The longest tenure in days. */
  readonly longestDays?: Maybe<Scalars['Int']['output']>;
  /** How many posts these figures are about: those that somebody holds or held. */
  readonly posts: Scalars['Int']['output'];
};

/** A time during which nobody held a post. */
export type ContinuityGap = {
  readonly __typename?: 'ContinuityGap';
  /** Its length so far. */
  readonly days: Scalars['Int']['output'];
  /** First day. */
  readonly from: Scalars['Date']['output'];
  /** The day from which the post was held again, or the partnership had ended; null while the gap lasts. */
  readonly until?: Maybe<Scalars['Date']['output']>;
};

/** Somebody to coordinate with. */
export type Coordination = {
  readonly __typename?: 'Coordination';
  /** The authority. */
  readonly authority?: Maybe<Authority>;
  /** The contact that is the occasion. */
  readonly contact?: Maybe<Contact>;
  /** The officer, where known. */
  readonly officer?: Maybe<Officer>;
};

/** A core principle. */
export type CorePrinciple = {
  readonly __typename?: 'CorePrinciple';
  /** Stable name. */
  readonly key: CorePrincipleKey;
  /** In full. */
  readonly text: Scalars['String']['output'];
  /** In a few words. */
  readonly title: Scalars['String']['output'];
};

/** A core principle of partnerships. */
export type CorePrincipleKey =
  /** Regulators are consistent, with room for local flexibility. */
  | 'CONSISTENCY'
  /** Relationships continue when people change. */
  | 'CONTINUITY'
  /** Both sides are open with one another. */
  | 'OPENNESS'
  /** What the partnership agreed comes before local initiatives. */
  | 'PRECEDENCE_OVER_LOCAL_INITIATIVES'
  /** The account manager is the one point of contact. */
  | 'SINGLE_POINT_OF_CONTACT'
  /** Workers are involved. */
  | 'WORKER_INVOLVEMENT';

/** A version of the core principles that every partnership is built around. */
export type CorePrinciples = {
  readonly __typename?: 'CorePrinciples';
  /** The principles. */
  readonly principles: ReadonlyArray<CorePrinciple>;
  /** Its number, from 1. */
  readonly version: Scalars['Int']['output'];
};

/** A witness's signature under a checkpoint. */
export type Cosignature = {
  readonly __typename?: 'Cosignature';
  /** When it signed, by its own clock. */
  readonly at: Scalars['DateTime']['output'];
  /** Its key. */
  readonly verifierKey: Scalars['String']['output'];
  /** What the policy calls the witness. */
  readonly witness: Scalars['String']['output'];
};

/** A rule of a partnership's published contact criteria. */
export type CriteriaCitation = {
  readonly __typename?: 'CriteriaCitation';
  /** The version of its criteria. */
  readonly criteriaVersion: Scalars['Int']['output'];
  /** The partnership's id. */
  readonly partnershipId: Scalars['ID']['output'];
  /** The rule's id. */
  readonly ruleId: Scalars['ID']['output'];
};

/** How exactly a day is known. */
export type DayPrecision =
  /** To the day. */
  | 'DAY'
  /** To the year: the day is the first of that year. */
  | 'YEAR';

/** An event that a projection could not take, or that waits behind such an event of its stream. */
export type DeadLetter = {
  readonly __typename?: 'DeadLetter';
  /** How often it was tried. */
  readonly attempts: Scalars['Int']['output'];
  /** Why it was not taken. */
  readonly fault: Scalars['String']['output'];
  /** The event's place in the log. */
  readonly position: Scalars['Position']['output'];
  /** The projection. */
  readonly projection: Scalars['String']['output'];
  /** When the event was recorded. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** The stream of the event: the id of the object concerned. */
  readonly streamId: Scalars['ID']['output'];
  /** The event's type. */
  readonly type: Scalars['String']['output'];
};

/** A page of dead letters. */
export type DeadLetterConnection = {
  readonly __typename?: 'DeadLetterConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<DeadLetterEdge>;
  /** The dead letters of this page. */
  readonly nodes: ReadonlyArray<DeadLetter>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** A dead letter in a list. */
export type DeadLetterEdge = {
  readonly __typename?: 'DeadLetterEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The dead letter. */
  readonly node: DeadLetter;
};

/** Of which projection to try the dead letters again. */
export type DeadLettersRetryInput = {
  /** A UUID that you choose per command. A letter that was taken is gone, so that repeating it does no harm. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The projection's name. */
  readonly projection: Scalars['String']['input'];
};

/** What `deadLettersRetry` answers. */
export type DeadLettersRetryPayload = MutationPayload & {
  readonly __typename?: 'DeadLettersRetryPayload';
  /** How many are left. */
  readonly left: Scalars['Int']['output'];
  /** Always null: the record does not change. */
  readonly position?: Maybe<Scalars['Position']['output']>;
  /** Always false. */
  readonly repeated: Scalars['Boolean']['output'];
  /** Always null: the record does not change. */
  readonly revision?: Maybe<Scalars['Int']['output']>;
  /** How many were taken. */
  readonly taken: Scalars['Int']['output'];
  /** Why it was not done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What one address gets of a dispatch. */
export type Delivery = {
  readonly __typename?: 'Delivery';
  /** How many attempts were begun. */
  readonly attempts: Scalars['Int']['output'];
  /** The dispatch. */
  readonly dispatch?: Maybe<Dispatch>;
  /** Not before this time; for one that waits for another attempt. */
  readonly dueAt?: Maybe<Scalars['DateTime']['output']>;
  /** What was tried and decided, the earliest first. */
  readonly history: ReadonlyArray<DeliveryStep>;
  /** Its number within the dispatch, from 1. */
  readonly number: Scalars['Int']['output'];
  /** Who gets it: one recipient, or several of the same address. */
  readonly recipients: ReadonlyArray<DeliveryRecipient>;
  /** Where it stands. */
  readonly standing: DeliveryStanding;
};

/** A page of deliveries. */
export type DeliveryConnection = {
  readonly __typename?: 'DeliveryConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<DeliveryEdge>;
  /** The deliveries of this page. */
  readonly nodes: ReadonlyArray<Delivery>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** A delivery in a list. */
export type DeliveryEdge = {
  readonly __typename?: 'DeliveryEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The delivery. */
  readonly node: Delivery;
};

/** How many deliveries stand how. */
export type DeliveryFigures = {
  readonly __typename?: 'DeliveryFigures';
  /** Dead letters: every attempt failed. */
  readonly dead: Scalars['Int']['output'];
  /** The other side took them over. */
  readonly delivered: Scalars['Int']['output'];
  /** They were given up. */
  readonly givenUp: Scalars['Int']['output'];
  /** An attempt is under way. */
  readonly inFlight: Scalars['Int']['output'];
  /** The other side refused them for good. */
  readonly refused: Scalars['Int']['output'];
  /** The recipients were taken off the lists before anything was sent. */
  readonly removed: Scalars['Int']['output'];
  /** They may have arrived. */
  readonly uncertain: Scalars['Int']['output'];
  /** They wait for their first or next attempt. */
  readonly waiting: Scalars['Int']['output'];
};

/** A recipient of a delivery. */
export type DeliveryRecipient = {
  readonly __typename?: 'DeliveryRecipient';
  /** The recipient; null for those who do not keep lists, and when it was taken off the list. */
  readonly recipient?: Maybe<Recipient>;
  /** The list; null where you may not know of it. */
  readonly recipientList?: Maybe<RecipientList>;
  /** The list. */
  readonly recipientListId: Scalars['ID']['output'];
  /** The number on the list. */
  readonly recipientNumber: Scalars['Int']['output'];
};

/** What a delivery can be settled as. */
export type DeliverySettlement =
  /** It arrived. */
  | 'DELIVERED'
  /** Nothing more is done about it. */
  | 'GIVEN_UP';

/** Where a delivery stands. */
export type DeliveryStanding =
  /** A dead letter: every attempt failed. It is not sent again unless somebody decides so. */
  | 'DEAD'
  /** The other side took it over, or somebody settled that it arrived. */
  | 'DELIVERED'
  /** It was given up. */
  | 'GIVEN_UP'
  /** The other side refused it for good. */
  | 'REFUSED'
  /** The recipient was taken off the lists before anything was sent. */
  | 'REMOVED'
  /** An attempt is under way. */
  | 'STARTED'
  /** It may have arrived. It is not sent again unless somebody decides so. */
  | 'UNCERTAIN'
  /** It waits for its first or next attempt. */
  | 'WAITING';

/** A step in the history of a delivery. */
export type DeliveryStep = {
  readonly __typename?: 'DeliveryStep';
  /** What the other side said, or what went wrong; null where you may not read it, for it may name the address. */
  readonly answer?: Maybe<Scalars['String']['output']>;
  /** When it was recorded. */
  readonly at: Scalars['DateTime']['output'];
  /** The attempt's number; null for a decision. */
  readonly attempt?: Maybe<Scalars['Int']['output']>;
  /** Why it is uncertain. */
  readonly because?: Maybe<DeliveryUncertainty>;
  /** The id of the party that decided. */
  readonly byPartyId?: Maybe<Scalars['ID']['output']>;
  /** What happened. */
  readonly kind: DeliveryStepKind;
  /** A decision's reason or evidence; null where you may not read it. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** What it was settled as. */
  readonly settledAs?: Maybe<DeliveryStanding>;
};

/** A kind of step in the history of a delivery. */
export type DeliveryStepKind =
  /** The last attempt failed: a dead letter. */
  | 'DEAD'
  /** The other side took it over. */
  | 'DELIVERED'
  /** The attempt failed, and another one will follow. */
  | 'FAILED_TEMPORARILY'
  /** The attempt did not succeed, and the dispatch had been abandoned or the data of the recipient erased. */
  | 'GIVEN_UP'
  /** The other side refused it for good. */
  | 'REFUSED'
  /** The recipient was taken off the lists: nothing was sent. */
  | 'REMOVED'
  /** Somebody decided that it is tried again. */
  | 'RETRIED'
  /** Somebody decided what it counts as. */
  | 'SETTLED'
  /** An attempt began. */
  | 'STARTED'
  /** It may have arrived. */
  | 'UNCERTAIN';

/** Why nobody can say whether a delivery arrived. */
export type DeliveryUncertainty =
  /** The service stopped after the attempt had begun and before its outcome was on record. */
  | 'IN_FLIGHT_AT_STOP'
  /** Everything was sent, and no answer came. */
  | 'NO_ANSWER';

/** One difference between two moments. */
export type Difference = {
  readonly __typename?: 'Difference';
  /** The value after, in words; null when there is none. */
  readonly after?: Maybe<Scalars['String']['output']>;
  /** The value before, in words; null when there was none. */
  readonly before?: Maybe<Scalars['String']['output']>;
  /** What it is. */
  readonly kind: DifferenceKind;
  /** Where: names of fields, and items of lists by what tells them apart (an id, a number, a name). */
  readonly path: ReadonlyArray<Scalars['String']['output']>;
};

/** What a difference is. */
export type DifferenceKind =
  /** It was not there before. */
  | 'ADDED'
  /** It is another one. */
  | 'CHANGED'
  /** It is not there after. */
  | 'REMOVED';

/** One text, sent once to each recipient over one channel. */
export type Dispatch = Node & {
  readonly __typename?: 'Dispatch';
  /** The channel. */
  readonly channel: DispatchChannel;
  /** The text as every recipient gets it; null where you may not read it. */
  readonly content?: Maybe<DispatchContent>;
  /** The digest of what was agreed, as the source gave it. */
  readonly contentDigest: Scalars['String']['output'];
  /** Its deliveries. */
  readonly deliveries: DeliveryConnection;
  /** How many deliveries it has: one for each address. */
  readonly deliveryCount: Scalars['Int']['output'];
  /** How its deliveries stand. */
  readonly figures?: Maybe<DeliveryFigures>;
  /** Begins with `dispatch-`. Stable for ever. */
  readonly id: Scalars['ID']['output'];
  /** The number of the issue of that object: 1 for the first. */
  readonly issue: Scalars['Int']['output'];
  /** The recipient lists, with the figures of each. */
  readonly lists: ReadonlyArray<DispatchList>;
  /** When it was opened. */
  readonly openedAt: Scalars['DateTime']['output'];
  /** Grows by one with every event. */
  readonly revision: Scalars['Int']['output'];
  /** The id of the object that the text comes from. */
  readonly sourceId: Scalars['ID']['output'];
  /** Where it stands. */
  readonly status: DispatchStatus;
  /** Why it was last paused, resumed or abandoned. */
  readonly statusReason?: Maybe<Scalars['String']['output']>;
};


/** One text, sent once to each recipient over one channel. */
export type DispatchDeliveriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  standing?: InputMaybe<DeliveryStanding>;
};

/** Lets no attempts begin any more: what waits is given up, for good. */
export type DispatchAbandonInput = {
  /** The dispatch. */
  readonly dispatchId: Scalars['ID']['input'];
  /** Refuse when the dispatch is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** Makes a repetition of this very command harmless. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** Why: at most 1,000 characters. */
  readonly reason: Scalars['String']['input'];
};

/** A file that belongs to a text. */
export type DispatchAttachment = {
  readonly __typename?: 'DispatchAttachment';
  /** Its SHA-256 digest. */
  readonly digest: Scalars['String']['output'];
  /** Where it is kept. */
  readonly location: Scalars['String']['output'];
  /** Its media type. */
  readonly mediaType: Scalars['String']['output'];
  /** Its name. */
  readonly name: Scalars['String']['output'];
};

/** The way by which a text reaches recipients outside the service. */
export type DispatchChannel =
  /** By e-mail. */
  | 'EMAIL'
  /** By a signed webhook: an HTTPS request to the recipient's system. */
  | 'WEBHOOK';

/** A page of dispatches. */
export type DispatchConnection = {
  readonly __typename?: 'DispatchConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<DispatchEdge>;
  /** The dispatches of this page. */
  readonly nodes: ReadonlyArray<Dispatch>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** The text of a dispatch. */
export type DispatchContent = {
  readonly __typename?: 'DispatchContent';
  /** The files that belong to it; they are named, not sent. */
  readonly attachments: ReadonlyArray<DispatchAttachment>;
  /** As sanitised markup. */
  readonly html: Scalars['String']['output'];
  /** Its subject. */
  readonly subject: Scalars['String']['output'];
  /** As plain text. */
  readonly text: Scalars['String']['output'];
};

/** A dispatch in a list. */
export type DispatchEdge = {
  readonly __typename?: 'DispatchEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The dispatch. */
  readonly node: Dispatch;
};

/** A recipient list of a dispatch. */
export type DispatchList = {
  readonly __typename?: 'DispatchList';
  /** How the deliveries to those on the list stand. A delivery to an address on several lists counts for each. */
  readonly figures?: Maybe<DeliveryFigures>;
  /** The list; null where you may not know of it. */
  readonly recipientList?: Maybe<RecipientList>;
  /** The id of the list. */
  readonly recipientListId: Scalars['ID']['output'];
};

/** Lets no attempts begin until the dispatch is resumed. Those under way come to their end. */
export type DispatchPauseInput = {
  /** The dispatch. */
  readonly dispatchId: Scalars['ID']['input'];
  /** Refuse when the dispatch is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** Makes a repetition of this very command harmless. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** Why: at most 1,000 characters. */
  readonly reason: Scalars['String']['input'];
};

/** What a command on a dispatch answers. */
export type DispatchPayload = MutationPayload & {
  readonly __typename?: 'DispatchPayload';
  /** The dispatch; null when the command was refused. */
  readonly dispatch?: Maybe<Dispatch>;
  /** Where the log was after the dispatch's last event; null when the command was refused. */
  readonly position?: Maybe<Scalars['Position']['output']>;
  /** True when this idempotency key had been used for this very command. */
  readonly repeated: Scalars['Boolean']['output'];
  /** The dispatch's revision after the command; null when it was refused. */
  readonly revision?: Maybe<Scalars['Int']['output']>;
  /** Empty when the command was carried out. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Lets attempts begin again. */
export type DispatchResumeInput = {
  /** The dispatch. */
  readonly dispatchId: Scalars['ID']['input'];
  /** Refuse when the dispatch is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** Makes a repetition of this very command harmless. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** Why: at most 1,000 characters. */
  readonly reason: Scalars['String']['input'];
};

/** Has a delivery tried again that was refused, is uncertain or is a dead letter. */
export type DispatchRetryDeliveryInput = {
  /** The dispatch. */
  readonly dispatchId: Scalars['ID']['input'];
  /** Refuse when the dispatch is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** Makes a repetition of this very command harmless. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** Needed for an uncertain delivery, which may have arrived: `true` accepts that the recipient may get the text twice. */
  readonly mayArriveTwice?: InputMaybe<Scalars['Boolean']['input']>;
  /** The number of the delivery. */
  readonly number: Scalars['Int']['input'];
  /** Why: at most 1,000 characters. */
  readonly reason: Scalars['String']['input'];
};

/** Decides what a delivery counts as that was refused, is uncertain or is a dead letter. */
export type DispatchSettleDeliveryInput = {
  /** What it counts as. */
  readonly as: DeliverySettlement;
  /** The dispatch. */
  readonly dispatchId: Scalars['ID']['input'];
  /** What that rests on, such as the recipient's word or the mail server's log: at most 1,000 characters. */
  readonly evidence: Scalars['String']['input'];
  /** Refuse when the dispatch is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** Makes a repetition of this very command harmless. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The number of the delivery. */
  readonly number: Scalars['Int']['input'];
};

/** Where a dispatch stands. */
export type DispatchStatus =
  /** No attempts begin any more. */
  | 'ABANDONED'
  /** Every delivery has come to its end. */
  | 'COMPLETED'
  /** Deliveries are sent, or wait for their time or for a decision. */
  | 'OPEN'
  /** No attempts begin. */
  | 'PAUSED';

/** A message that was issued before. */
export type EarlierMessage = {
  readonly __typename?: 'EarlierMessage';
  /** It itself; null when you may not know of it. */
  readonly message?: Maybe<Message>;
  /** Its id. */
  readonly messageId: Scalars['ID']['output'];
  /** How the later message stands to it. */
  readonly relation: EarlierMessageRelation;
  /** What was wrong with it, or why there is a new one. */
  readonly why: Scalars['String']['output'];
};

/** The issued message that a message corrects or supersedes. */
export type EarlierMessageInput = {
  /** The message. */
  readonly messageId: Scalars['ID']['input'];
  /** Which of the two. */
  readonly relation: EarlierMessageRelation;
  /** What was wrong with it, or why there is a new one: at most 1,000 characters. */
  readonly why: Scalars['String']['input'];
};

/** How a message stands to one that was issued before it. */
export type EarlierMessageRelation =
  /** It says what was wrong there. */
  | 'CORRECTS'
  /** It takes its place. */
  | 'SUPERSEDES';

/** An arrangement of an earlier scheme with the same organisation. */
export type EarlierScheme = {
  readonly __typename?: 'EarlierScheme';
  /** What the arrangement is known by there. */
  readonly reference: Scalars['String']['output'];
  /** How the partnership stands to it. */
  readonly relation: SchemeRelation;
  /** The scheme, for example LAPS. */
  readonly scheme: Scalars['String']['output'];
};

/** An arrangement of an earlier scheme with the same organisation. */
export type EarlierSchemeInput = {
  /** What the arrangement is known by there. */
  readonly reference: Scalars['String']['input'];
  /** How the partnership stands to it. */
  readonly relation: SchemeRelation;
  /** The scheme, for example LAPS. */
  readonly scheme: Scalars['String']['input'];
};

/** Whether an organisation may have a partnership: more than 10,000 UK employees and more than one open site. */
export type Eligibility = {
  readonly __typename?: 'Eligibility';
  /** The answer that counts. */
  readonly eligible: Scalars['Boolean']['output'];
  /** True when a lead set the computed answer aside. */
  readonly overridden: Scalars['Boolean']['output'];
  /** What speaks for and against, in plain English. */
  readonly reasons: ReadonlyArray<Scalars['String']['output']>;
};

/** A question about the scheme or about an organisation in it. */
export type Enquiry = Node & {
  readonly __typename?: 'Enquiry';
  /** The answer in words of its own; null for a standard answer and while it is open. */
  readonly answer?: Maybe<Scalars['String']['output']>;
  /** The authority from which the answer came. */
  readonly answeredByAuthority?: Maybe<Authority>;
  /** The officer who answered, if the answer came from one by name; null, too, when you may not know of the officer. */
  readonly answeredByOfficer?: Maybe<Officer>;
  /** The day it was answered. */
  readonly answeredOn?: Maybe<Scalars['Date']['output']>;
  /** Who asked: a role or body, not a name. */
  readonly askedBy: Scalars['String']['output'];
  /** In whose name it is asked. */
  readonly askedFor: EnquiryAskedFor;
  /** Begins with `enquiry-`. Stable for ever. */
  readonly id: Scalars['ID']['output'];
  /** How it was sorted. */
  readonly kind: EnquiryKind;
  /** The organisation it names, if it names one. */
  readonly organisation?: Maybe<Organisation>;
  /** The question. */
  readonly question: Scalars['String']['output'];
  /** The day it was received. */
  readonly receivedOn: Scalars['Date']['output'];
  /** The calendar with which they were counted. */
  readonly responseCalendar?: Maybe<Scalars['String']['output']>;
  /** Working days from receipt to answer. */
  readonly responseWorkingDays?: Maybe<Scalars['Int']['output']>;
  /** Grows by one with every event. */
  readonly revision: Scalars['Int']['output'];
  /** In what capacity the officer is to answer. */
  readonly routeCapacity?: Maybe<EnquiryRouteCapacity>;
  /** Where it was routed. */
  readonly routeKind: EnquiryRouteKind;
  /** Why it was routed so. */
  readonly routeReason: Scalars['String']['output'];
  /** The authority that is to answer, if one was named. */
  readonly routedAuthority?: Maybe<Authority>;
  /** The officer who is to answer, if one was named. */
  readonly routedOfficer?: Maybe<Officer>;
  /** Why it was sorted so. */
  readonly sortingReason: Scalars['String']['output'];
  /** The standard answer used, as it stands now: it may have another wording in use by now. */
  readonly standardAnswer?: Maybe<StandardAnswer>;
  /** The version of the standard answer that was used. */
  readonly standardAnswerVersion?: Maybe<Scalars['Int']['output']>;
  /** The standard answer's wording that was given. */
  readonly standardAnswerWording?: Maybe<StandardAnswerWording>;
  /** What has become of it. */
  readonly status: EnquiryStatus;
  /** What it is about, in a few words. */
  readonly topic: Scalars['String']['output'];
  /** The version of the list of general topics that sorted it; null when a person did. */
  readonly topicsVersion?: Maybe<Scalars['Int']['output']>;
  /** Why it was withdrawn. */
  readonly withdrawalReason?: Maybe<Scalars['String']['output']>;
};

/** Input of `enquiryAnswer`. */
export type EnquiryAnswerInput = {
  /** The id of the enquiry. */
  readonly enquiryId: Scalars['ID']['input'];
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** A published standard answer; leave out for words of its own. */
  readonly standardAnswerId?: InputMaybe<Scalars['ID']['input']>;
  /** The answer in words of its own; leave out for a standard answer. */
  readonly text?: InputMaybe<Scalars['String']['input']>;
};

/** In whose name an enquiry is asked. */
export type EnquiryAskedFor =
  /** The party's: every one of its people reads it. */
  | 'PARTY'
  /** An organisation's workers': among its people, only workers' representatives read and withdraw it. */
  | 'WORKERS';

/** A page of enquiries. */
export type EnquiryConnection = {
  readonly __typename?: 'EnquiryConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<EnquiryEdge>;
  /** The enquiries of this page. */
  readonly nodes: ReadonlyArray<Enquiry>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** An enquiry in a list. */
export type EnquiryEdge = {
  readonly __typename?: 'EnquiryEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The enquiry. */
  readonly node: Enquiry;
};

/** What an enquiry is about. */
export type EnquiryKind =
  /** The scheme; answered centrally, so that account managers need not. */
  | 'GENERAL'
  /** One organisation; answered by whoever manages its account. */
  | 'ORGANISATION_SPECIFIC';

/** What an enquiry's mutations answer. */
export type EnquiryPayload = MutationPayload & {
  readonly __typename?: 'EnquiryPayload';
  /** The enquiry after the command; null when it was refused, or when you may not see it. */
  readonly enquiry?: Maybe<Enquiry>;
  /**
   * Where the log was after the object's last event; null when the command was refused. Pass it in the header
   * `concordat-read-after` to read at least this.
   */
  readonly position?: Maybe<Scalars['Position']['output']>;
  /** True when this idempotency key had been used for this very command. */
  readonly repeated: Scalars['Boolean']['output'];
  /** The object's revision after the command; null when it was refused. */
  readonly revision?: Maybe<Scalars['Int']['output']>;
  /** Empty when the command was carried out. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Input of `enquiryReceive`. */
export type EnquiryReceiveInput = {
  /** Who asked: a role or body, not a name. */
  readonly askedBy: Scalars['String']['input'];
  /** In whose name: needed from those who can ask in the name of their party and of its workers. */
  readonly askedFor?: InputMaybe<EnquiryAskedFor>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The organisation that it is about, if it is about one. */
  readonly organisationId?: InputMaybe<Scalars['ID']['input']>;
  /** The question: at most 4,000 characters. */
  readonly question: Scalars['String']['input'];
  /** What it is about, in a few words: at most 80 characters. */
  readonly topic: Scalars['String']['input'];
};

/** Input of `enquiryReroute`. */
export type EnquiryRerouteInput = {
  /** The id of the enquiry. */
  readonly enquiryId: Scalars['ID']['input'];
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** Why, in plain English, for those who read the history. */
  readonly reason: Scalars['String']['input'];
  /** Who is to answer. */
  readonly route: EnquiryRouteInput;
};

/** In what capacity an officer is to answer. */
export type EnquiryRouteCapacity =
  /** As the organisation's account manager. */
  | 'ACCOUNT_MANAGER'
  /** As somebody else, by decision. */
  | 'OTHER'
  /** As the shadow account manager, in the account manager's absence. */
  | 'SHADOW';

/** To whom an enquiry is to be routed. In what capacity an officer answers follows from the officer's post. */
export type EnquiryRouteInput = {
  /** The officer's authority, or the authority. */
  readonly authorityId?: InputMaybe<Scalars['ID']['input']>;
  /** Centrally, to an officer or to an authority. */
  readonly kind: EnquiryRouteKind;
  /** The officer, for an officer. */
  readonly officerId?: InputMaybe<Scalars['ID']['input']>;
};

/** To whom an enquiry was routed. */
export type EnquiryRouteKind =
  /** An authority, which decides who answers. */
  | 'AUTHORITY'
  /** HSE and the coordinating body. */
  | 'CENTRAL'
  /** One officer. */
  | 'OFFICER';

/** Input of `enquirySort`. */
export type EnquirySortInput = {
  /** The id of the enquiry. */
  readonly enquiryId: Scalars['ID']['input'];
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** What it is about after all. */
  readonly kind: EnquiryKind;
  /** Why, in plain English, for those who read the history. */
  readonly reason: Scalars['String']['input'];
};

/** How long answers took. */
export type EnquiryStatistics = {
  readonly __typename?: 'EnquiryStatistics';
  /** How many enquiries were answered. */
  readonly answers: Scalars['Int']['output'];
  /** The longest that one took, in working days. */
  readonly longestWorkingDays?: Maybe<Scalars['Int']['output']>;
  /** Half of them were answered within so many working days. */
  readonly medianWorkingDays?: Maybe<Scalars['Int']['output']>;
};

/** What has become of an enquiry. */
export type EnquiryStatus =
  /** It was answered. */
  | 'ANSWERED'
  /** It waits for an answer. */
  | 'OPEN'
  /** Whoever asked no longer needs an answer. */
  | 'WITHDRAWN';

/** Input of `enquiryWithdraw`. */
export type EnquiryWithdrawInput = {
  /** The id of the enquiry. */
  readonly enquiryId: Scalars['ID']['input'];
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** Why, in plain English, for those who read the history. */
  readonly reason: Scalars['String']['input'];
};

/** A request, or a proposal, to make personal data unreadable for ever, and what came of it. */
export type Erasure = Node & {
  readonly __typename?: 'Erasure';
  /** How often it was begun: more than once when the service stopped in between. */
  readonly attempts: Scalars['Int']['output'];
  /** When it was complete. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was decided or taken back. */
  readonly concludedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The officer who decided, or took it back, where that is known. */
  readonly concludedByOfficer?: Maybe<Officer>;
  /** The party that answers for the data, and decides. */
  readonly controller?: Maybe<Authority>;
  /** How many events hold data that can no longer be read; null until it is complete. */
  readonly eventsConcerned?: Maybe<Scalars['Int']['output']>;
  /** Why it was decided so, or taken back. */
  readonly explanation?: Maybe<Scalars['String']['output']>;
  /** The ground on which it was granted; null when it was not. */
  readonly grantedOn?: Maybe<GroundToErase>;
  /** Begins with `erasure-`. Stable for ever. */
  readonly id: Scalars['ID']['output'];
  /** How many days that class is kept, as it was set then. */
  readonly keptForDays?: Maybe<Scalars['Int']['output']>;
  /** The day from which those were counted. */
  readonly keptSince?: Maybe<Scalars['Date']['output']>;
  /** The read models that were built anew. */
  readonly readModels: ReadonlyArray<Scalars['String']['output']>;
  /** The ground on which it was refused; null when it was not. */
  readonly refusedOn?: Maybe<GroundToKeep>;
  /** Why, in words; null for what retention proposed. */
  readonly requestExplanation?: Maybe<Scalars['String']['output']>;
  /** On what ground it was asked for. */
  readonly requestGround: GroundToErase;
  /** When it was put on record. */
  readonly requestedAt: Scalars['DateTime']['output'];
  /** The officer who put the request on record, where that is known; whoever it is does not decide on it. */
  readonly requestedByOfficer?: Maybe<Officer>;
  /** The class whose period has ended; null for what somebody asked for. */
  readonly retention?: Maybe<RetentionClass>;
  /** Grows by one with every event. */
  readonly revision: Scalars['Int']['output'];
  /** Where it stands. */
  readonly status: ErasureStatus;
  /** Whose data it is about. */
  readonly subjects: ErasureSubjectConnection;
  /** How many values stand in the log in clear text, from before sealing began: they cannot be erased. */
  readonly valuesInClearText?: Maybe<Scalars['Int']['output']>;
  /** Who wants it; null for what retention proposed. */
  readonly wantedBy?: Maybe<ErasureRequester>;
};


/** A request, or a proposal, to make personal data unreadable for ever, and what came of it. */
export type ErasureSubjectsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of erasures. */
export type ErasureConnection = {
  readonly __typename?: 'ErasureConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<ErasureEdge>;
  /** The erasures of this page. */
  readonly nodes: ReadonlyArray<Erasure>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** An erasure in a list. */
export type ErasureEdge = {
  readonly __typename?: 'ErasureEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The erasure. */
  readonly node: Erasure;
};

/** Input of `erasureGrant`. */
export type ErasureGrantInput = {
  /** The erasure's id. */
  readonly erasureId: Scalars['ID']['input'];
  /** Refuse when the object has another revision by now. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** Why, in words; leave out names. */
  readonly explanation: Scalars['String']['input'];
  /** On what ground. */
  readonly ground: GroundToErase;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
};

/** What the mutations of erasures answer. */
export type ErasurePayload = MutationPayload & {
  readonly __typename?: 'ErasurePayload';
  /** The erasure after the command; null when it was refused. */
  readonly erasure?: Maybe<Erasure>;
  /** Where the log was after the object's last event; null when the command was refused. */
  readonly position?: Maybe<Scalars['Position']['output']>;
  /** True when this idempotency key had been used for this very command. */
  readonly repeated: Scalars['Boolean']['output'];
  /** The object's revision after the command; null when it was refused. */
  readonly revision?: Maybe<Scalars['Int']['output']>;
  /** Empty when the command was carried out. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Input of `erasureRefuse`. */
export type ErasureRefuseInput = {
  /** The erasure's id. */
  readonly erasureId: Scalars['ID']['input'];
  /** Refuse when the object has another revision by now. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** Why, in words; leave out names. */
  readonly explanation: Scalars['String']['input'];
  /** On what ground. */
  readonly ground: GroundToKeep;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
};

/** Input of `erasureRequest`. */
export type ErasureRequestInput = {
  /** Why, in words; leave out names. */
  readonly explanation: Scalars['String']['input'];
  /** On what ground. */
  readonly ground: GroundToErase;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** Whose data: ids of subjects that your party answers for, 1 to 100. */
  readonly subjectIds: ReadonlyArray<Scalars['ID']['input']>;
  /** Who wants it. */
  readonly wantedBy: ErasureRequester;
};

/** Who wants an erasure. */
export type ErasureRequester =
  /** The party that answers for the data. */
  | 'CONTROLLER'
  /** The person whose data it is. */
  | 'PERSON_CONCERNED';

/** Where an erasure stands. */
export type ErasureStatus =
  /** The keys are destroyed, and nothing of the service holds the data. */
  | 'COMPLETED'
  /** It is to be carried out; it begins when nothing under way writes about the person any more. */
  | 'GRANTED'
  /** The data stays. */
  | 'REFUSED'
  /** Somebody asked for it, or retention proposed it; nobody has decided. */
  | 'REQUESTED'
  /** It has begun: nothing personal can be recorded about the persons any more. */
  | 'UNDER_WAY'
  /** The request was taken back before it was decided. */
  | 'WITHDRAWN';

/** A person whose data an erasure is about, or the persons that a record tells of. */
export type ErasureSubject = {
  readonly __typename?: 'ErasureSubject';
  /** True when the request names it; false when data of the same person was found under it. */
  readonly named: Scalars['Boolean']['output'];
  /** The subject's id; it holds nothing personal. */
  readonly subjectId: Scalars['ID']['output'];
};

/** A page of data subjects. */
export type ErasureSubjectConnection = {
  readonly __typename?: 'ErasureSubjectConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<ErasureSubjectEdge>;
  /** The subjects of this page. */
  readonly nodes: ReadonlyArray<ErasureSubject>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** A data subject in a list. */
export type ErasureSubjectEdge = {
  readonly __typename?: 'ErasureSubjectEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The subject. */
  readonly node: ErasureSubject;
};

/** Input of `erasureWithdraw`. */
export type ErasureWithdrawInput = {
  /** The erasure's id. */
  readonly erasureId: Scalars['ID']['input'];
  /** Refuse when the object has another revision by now. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** Why, in words; leave out names. */
  readonly explanation: Scalars['String']['input'];
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
};

/**
 * What shows that nothing in the log was altered, left out or added afterwards: a Merkle tree over all events, signed
 * checkpoints of it, and proofs (RFC 6962; C2SP tlog-checkpoint, tlog-proof). The same is served as plain files under
 * `/evidence`, where clients of transparency logs read it. Hashes say nothing of what they are hashes of.
 */
export type Evidence = {
  readonly __typename?: 'Evidence';
  /** The newest checkpoint of the log; null while the service is working the tree out after a start. */
  readonly checkpoint?: Maybe<EvidenceCheckpoint>;
  /** Shows that the log goes on from what it was like at an earlier checkpoint. */
  readonly consistency: ConsistencyProof;
  /**
   * Shows that an event is in the log. Name it by its id or by its position, one of the two; null when there is no such
   * event.
   */
  readonly inclusion?: Maybe<InclusionProof>;
  /** The keys that what was signed so far can be checked with; the one that signs now comes first. */
  readonly keys: ReadonlyArray<EvidenceKey>;
  /** The name of the log: the first line of its checkpoints. */
  readonly origin: Scalars['String']['output'];
  /**
   * The evidence over one partnership's events. Null when there is no such partnership, or you may not know of it. For
   * regulators and auditors: how many events there are tells of some that an organisation does not see.
   */
  readonly partnership?: Maybe<PartnershipEvidence>;
  /** Checks a proof against the log as it is now, and says what is wrong with it. */
  readonly proofCheck: ProofCheck;
  /**
   * The newest checkpoint that a quorum of the witnesses has signed: those who run the service cannot take it back alone.
   * Null when there is none, or when the service has no witnesses.
   */
  readonly witnessedCheckpoint?: Maybe<EvidenceCheckpoint>;
  /** Those who watch over the log, each for itself, and whether they have signed; none when the service has no policy. */
  readonly witnesses: ReadonlyArray<EvidenceWitness>;
};


/**
 * What shows that nothing in the log was altered, left out or added afterwards: a Merkle tree over all events, signed
 * checkpoints of it, and proofs (RFC 6962; C2SP tlog-checkpoint, tlog-proof). The same is served as plain files under
 * `/evidence`, where clients of transparency logs read it. Hashes say nothing of what they are hashes of.
 */
export type EvidenceConsistencyArgs = {
  from: Scalars['NonNegativeInt']['input'];
  to?: InputMaybe<Scalars['NonNegativeInt']['input']>;
};


/**
 * What shows that nothing in the log was altered, left out or added afterwards: a Merkle tree over all events, signed
 * checkpoints of it, and proofs (RFC 6962; C2SP tlog-checkpoint, tlog-proof). The same is served as plain files under
 * `/evidence`, where clients of transparency logs read it. Hashes say nothing of what they are hashes of.
 */
export type EvidenceInclusionArgs = {
  eventId?: InputMaybe<Scalars['UUID']['input']>;
  position?: InputMaybe<Scalars['Position']['input']>;
  size?: InputMaybe<Scalars['NonNegativeInt']['input']>;
};


/**
 * What shows that nothing in the log was altered, left out or added afterwards: a Merkle tree over all events, signed
 * checkpoints of it, and proofs (RFC 6962; C2SP tlog-checkpoint, tlog-proof). The same is served as plain files under
 * `/evidence`, where clients of transparency logs read it. Hashes say nothing of what they are hashes of.
 */
export type EvidencePartnershipArgs = {
  id: Scalars['ID']['input'];
};


/**
 * What shows that nothing in the log was altered, left out or added afterwards: a Merkle tree over all events, signed
 * checkpoints of it, and proofs (RFC 6962; C2SP tlog-checkpoint, tlog-proof). The same is served as plain files under
 * `/evidence`, where clients of transparency logs read it. Hashes say nothing of what they are hashes of.
 */
export type EvidenceProofCheckArgs = {
  eventId?: InputMaybe<Scalars['UUID']['input']>;
  position?: InputMaybe<Scalars['Position']['input']>;
  proof: Scalars['String']['input'];
};

/** What a tree was like at one size. */
export type EvidenceCheckpoint = {
  readonly __typename?: 'EvidenceCheckpoint';
  /** The witnesses of the service's policy that have signed it. */
  readonly cosignatures: ReadonlyArray<Cosignature>;
  /** The same as a signed note, with the signatures of the log and of witnesses, as it is served. */
  readonly note: Scalars['String']['output'];
  /** The name of the log, or of the partnership's tree. */
  readonly origin: Scalars['String']['output'];
  /** Whether enough of them have; null when there are none, and for checkpoints of partnerships, which they do not sign. */
  readonly quorum?: Maybe<WitnessQuorum>;
  /** The hash over all of them, in base64. */
  readonly root: Scalars['String']['output'];
  /** How many leaves it had. */
  readonly size: Scalars['NonNegativeInt']['output'];
};

/** A key that checkpoints are checked with. */
export type EvidenceKey = {
  readonly __typename?: 'EvidenceKey';
  /** True for the one that signs now. */
  readonly active: Scalars['Boolean']['output'];
  /** As signed notes write it: `name+hash+key`. */
  readonly verifierKey: Scalars['String']['output'];
};

/** Somebody who signs a checkpoint of the log only when it goes on from the one that they signed before (C2SP tlog-witness). */
export type EvidenceWitness = {
  readonly __typename?: 'EvidenceWitness';
  /** What the policy calls it. */
  readonly name: Scalars['String']['output'];
  /** It is not asked before then; null when it is asked in the next round. */
  readonly nextAttemptAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why it has not signed the newest one, where it has not. For auditors and operators; null to everybody else. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** When it signed it, by its own clock. */
  readonly signedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The largest checkpoint that it has signed since the service was started. */
  readonly signedSize?: Maybe<Scalars['NonNegativeInt']['output']>;
  /** How it stands with it. */
  readonly state: EvidenceWitnessState;
  /** As signed notes write it: `name+hash+key`. */
  readonly verifierKey: Scalars['String']['output'];
};

/** How it stands with a witness. */
export type EvidenceWitnessState =
  /** It has signed a larger log: this one may have been put back from a backup. */
  | 'AHEAD'
  /** It says that the log is not the one that it signed before: the past was changed. */
  | 'CONTRADICTED'
  /** The policy has no address at which to ask it. */
  | 'NOT_ASKED'
  /** It does not know the log or its key. */
  | 'REFUSED'
  /** It has signed the checkpoint that it was asked for last. */
  | 'SIGNED'
  /** It does not answer, or not in a way that can be used; it is asked again. */
  | 'UNAVAILABLE'
  /** It has not been asked yet. */
  | 'WAITING';

/** The gateway's answer to: may I contact this organisation about this, then, and through whom? */
export type GatewayAdvice = {
  readonly __typename?: 'GatewayAdvice';
  /** Whom to speak to or tell; null when there is no active partnership, or when it is you. */
  readonly contactPoint?: Maybe<ContactPoint>;
  /** Whom to coordinate with, whatever the answer. */
  readonly coordinateWith: ReadonlyArray<Coordination>;
  /** The facts that the rules were given. */
  readonly inputs: GatewayInputs;
  /** The answer in short. */
  readonly kind: AdviceKind;
  /** Why, what it rests on first. */
  readonly reasons: ReadonlyArray<GatewayReason>;
  /** The version of the gateway's rules as a whole. */
  readonly rulesVersion: Scalars['Int']['output'];
  /** For NOT_NOW: the first day on which the ground no longer holds; null when that is open. */
  readonly until?: Maybe<Scalars['Date']['output']>;
};

/** The facts that the gateway's rules were given. */
export type GatewayInputs = {
  readonly __typename?: 'GatewayInputs';
  /** The ground given for going ahead in any case. */
  readonly exemption?: Maybe<StatutoryExemption>;
  /** The contacts found, the nearest first: at most 20. */
  readonly nearby: ReadonlyArray<NearbyContact>;
  /** How many days before and after the planned day contacts with the organisation counted. */
  readonly organisationWindowDays: Scalars['Int']['output'];
  /** The organisation's partnership; null when it has none. */
  readonly partnership?: Maybe<GatewayPartnershipFacts>;
  /** The same for contacts at the very same site. */
  readonly siteWindowDays: Scalars['Int']['output'];
};

/** In what two outcomes of one question to the gateway differ. */
export type GatewayOutcomePart =
  /** In the last day for an answer. */
  | 'ANSWER_DUE'
  /** In whom to speak to or tell. */
  | 'CONTACT_POINT'
  /** In whom to coordinate with, and on what occasion. */
  | 'COORDINATION'
  /** In the kind of the advice. */
  | 'KIND'
  /** In the day until which to wait. */
  | 'UNTIL';

/** A partnership, as it was when the advice was given. */
export type GatewayPartnershipFacts = {
  readonly __typename?: 'GatewayPartnershipFacts';
  /** True while the account manager was away. */
  readonly accountManagerAbsent: Scalars['Boolean']['output'];
  /** The version of the contact criteria in force; null when no rule was. */
  readonly criteriaVersion?: Maybe<Scalars['Int']['output']>;
  /** Its id. */
  readonly id: Scalars['ID']['output'];
  /** True when both sides had affirmed that the partnership comes before local initiatives. */
  readonly precedenceOverLocalInitiatives: Scalars['Boolean']['output'];
  /** Its status. */
  readonly status: Scalars['String']['output'];
};

/** What an officer asks the gateway. */
export type GatewayQuestionInput = {
  /** A ground on which it goes ahead in any case. */
  readonly exemption?: InputMaybe<StatutoryExemption>;
  /** For which of your authority's officers you ask; left out, for the one whom the token names. */
  readonly officerId?: InputMaybe<Scalars['ID']['input']>;
  /** The organisation to be contacted. */
  readonly organisationId: Scalars['ID']['input'];
  /** The day, at most two years ahead; today when left out. */
  readonly plannedOn?: InputMaybe<Scalars['Date']['input']>;
  /** What it is for. */
  readonly purpose: ContactPurpose;
  /** Its site; left out for the organisation as a whole. */
  readonly siteId?: InputMaybe<Scalars['ID']['input']>;
  /** What it is about: up to 80 characters, such as `workplace transport`. */
  readonly topic: Scalars['String']['input'];
  /** How soon it is needed. */
  readonly urgency?: InputMaybe<ContactUrgency>;
};

/** Why the gateway advises what it does. */
export type GatewayReason = {
  readonly __typename?: 'GatewayReason';
  /** The contacts on record that it speaks of: at most 20. */
  readonly contacts: ReadonlyArray<Contact>;
  /** The rule of the partnership's criteria that it cites. */
  readonly criteria?: Maybe<CriteriaCitation>;
  /** True for what the answer rests on; false for what is said besides. */
  readonly decisive: Scalars['Boolean']['output'];
  /** The gateway's rule. */
  readonly rule: Scalars['String']['output'];
  /** In plain English. */
  readonly text: Scalars['String']['output'];
  /** The rule's version. */
  readonly version: Scalars['Int']['output'];
};

/** A page of past questions to the gateway, judged again. */
export type GatewayRerun = {
  readonly __typename?: 'GatewayRerun';
  /** Of how many of them the outcome differs. */
  readonly differing: Scalars['Int']['output'];
  /** How many were judged for this page: fewer than asked for where it would have taken too long. Go on from `endCursor`. */
  readonly judged: Scalars['Int']['output'];
  /** Those that are to be shown, the latest first by the day on which the contact was made or is planned. */
  readonly nodes: ReadonlyArray<GatewayRerunCase>;
  /** Where this page lies; its cursors are those of the cases judged, shown or not. */
  readonly pageInfo: PageInfo;
  /** The version of the gateway's rules by which they were judged. */
  readonly rulesVersion: Scalars['Int']['output'];
};

/** A past question to the gateway, judged again on the facts as they were on record just before, by the rights of whoever asked. */
export type GatewayRerunCase = {
  readonly __typename?: 'GatewayRerunCase';
  /** The advice that would be given; null when the question could not be put again. */
  readonly adviceNow?: Maybe<GatewayAdvice>;
  /** The advice that was given. */
  readonly adviceThen: GatewayAdvice;
  /** The last day for an answer, where one would be awaited. */
  readonly answerDueNow?: Maybe<Scalars['Date']['output']>;
  /** The last day for an answer, where one was awaited. */
  readonly answerDueThen?: Maybe<Scalars['Date']['output']>;
  /** The contact, as it is today. */
  readonly contact?: Maybe<Contact>;
  /** In what the outcomes differ; empty when they do not. */
  readonly differs: ReadonlyArray<GatewayOutcomePart>;
  /** Why the question could not be put again; null when it was. */
  readonly notJudged?: Maybe<Scalars['String']['output']>;
  /** The place in the log of the event that holds the question and its advice. */
  readonly position: Scalars['Position']['output'];
  /** The day on which the question was asked. */
  readonly registeredOn: Scalars['Date']['output'];
  /** The rules that give other reasons, also where the outcome is the same. */
  readonly rules: ReadonlyArray<GatewayRuleDifference>;
  /**
   * True when the record holds the very facts that the advice names as its own. False where something was recorded in the
   * same instant, which the advice did not know of yet: a difference may then come from that.
   */
  readonly sameFacts: Scalars['Boolean']['output'];
};

/** Which cases of a re-run to show; those that could not be judged are shown in any case. */
export type GatewayRerunShown =
  /** All that were judged. */
  | 'ALL'
  /** Those, and those of which only the reasons differ. */
  | 'ANYTHING_DIFFERS'
  /** Those of which the outcome differs. */
  | 'OUTCOME_DIFFERS';

/** A rule of the gateway that gives other reasons than it gave. */
export type GatewayRuleDifference = {
  readonly __typename?: 'GatewayRuleDifference';
  /** What it gives; empty when it has nothing to say, or is left out. */
  readonly now: ReadonlyArray<GatewayReason>;
  /** The rule. */
  readonly rule: Scalars['String']['output'];
  /** What it gave; empty when it had nothing to say. */
  readonly then: ReadonlyArray<GatewayReason>;
};

/** Under what past questions to the gateway are judged again; what is left out stays as it was when the advice was given. */
export type GatewayWhatIfInput = {
  /** How many working days the account manager has to answer: 1 to 60. */
  readonly answerWithinWorkingDays?: InputMaybe<Scalars['Int']['input']>;
  /** How many days before and after the planned day contacts with the organisation count: 1 to 366. */
  readonly organisationWindowDays?: InputMaybe<Scalars['Int']['input']>;
  /** The same for contacts at the very same site: 1 to 366. */
  readonly siteWindowDays?: InputMaybe<Scalars['Int']['input']>;
  /** Rules of the gateway that are left out, by the names under which reasons cite them. */
  readonly withoutRules?: ReadonlyArray<Scalars['String']['input']>;
};

/** That a person agreed to a version. */
export type GivenAgreement = {
  readonly __typename?: 'GivenAgreement';
  /** Who agreed. */
  readonly by: Signatory;
  /** False when it was taken back. */
  readonly counts: Scalars['Boolean']['output'];
  /** When it was recorded. */
  readonly givenAt: Scalars['DateTime']['output'];
  /** When it was taken back. */
  readonly takenBackAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why it was taken back. */
  readonly takenBackReason?: Maybe<Scalars['String']['output']>;
};

/** On what ground personal data is erased (UK GDPR, Article 17(1)). */
export type GroundToErase =
  /** The person withdrew consent, and nothing else allows keeping it. */
  | 'CONSENT_WITHDRAWN'
  /** A law or a court requires it. */
  | 'LEGAL_DUTY_TO_ERASE'
  /** It is no longer needed for what it was recorded for. */
  | 'NO_LONGER_NEEDED'
  /** The person objected, and no overriding reason to keep it was found. */
  | 'OBJECTION_UPHELD'
  /** The period for which its class is kept has ended. */
  | 'RETENTION_ENDED'
  /** It should never have been recorded. */
  | 'UNLAWFULLY_PROCESSED';

/** On what ground an erasure is refused (UK GDPR, Articles 12 and 17(3)). */
export type GroundToKeep =
  /** It is needed for archiving, research or statistics in the public interest. */
  | 'ARCHIVING_OR_RESEARCH'
  /** It is needed for freedom of expression and information. */
  | 'FREEDOM_OF_EXPRESSION'
  /** Whoever asked was not shown to be the person concerned. */
  | 'IDENTITY_NOT_SHOWN'
  /** It is needed for legal claims. */
  | 'LEGAL_CLAIMS'
  /** A law requires that it is kept. */
  | 'LEGAL_OBLIGATION'
  /** The request is manifestly unfounded or excessive. */
  | 'MANIFESTLY_UNFOUNDED_OR_EXCESSIVE'
  /** It is needed for a task in the public interest or an official authority. */
  | 'PUBLIC_TASK'
  /** It is still needed for what it was recorded for, and none of the grounds to erase applies. */
  | 'STILL_NEEDED';

/** What a predecessor handed over to a successor. */
export type Handover = {
  readonly __typename?: 'Handover';
  /** The part of the checklist that was done, from 0 to 1. */
  readonly completeness: Scalars['Float']['output'];
  /** The checklist. */
  readonly items: ReadonlyArray<HandoverItem>;
  /** What was open. */
  readonly openMatters: ReadonlyArray<Scalars['String']['output']>;
};

/** A point of a handover's checklist. */
export type HandoverItem = {
  readonly __typename?: 'HandoverItem';
  /** Whether it was. */
  readonly done: Scalars['Boolean']['output'];
  /** What was to be handed over. */
  readonly item: Scalars['String']['output'];
  /** A remark. */
  readonly note?: Maybe<Scalars['String']['output']>;
};

/** A point of a handover's checklist. */
export type HandoverItemInput = {
  /** Whether it was. */
  readonly done: Scalars['Boolean']['input'];
  /** What was to be handed over. */
  readonly item: Scalars['String']['input'];
  /** A remark. */
  readonly note?: InputMaybe<Scalars['String']['input']>;
};

/** How many people an organisation employs in the United Kingdom. */
export type Headcount = {
  readonly __typename?: 'Headcount';
  /** The day on which the figure was right. */
  readonly asOf: Scalars['Date']['output'];
  /** Who said so. */
  readonly source: Scalars['String']['output'];
  /** Employees. */
  readonly ukEmployees: Scalars['Int']['output'];
};

/** How many people an organisation employs in the United Kingdom. */
export type HeadcountInput = {
  /** The day on which the figure was right; not in the future. */
  readonly asOf: Scalars['Date']['input'];
  /** Who said so. */
  readonly source: Scalars['String']['input'];
  /** Employees. */
  readonly ukEmployees: Scalars['Int']['input'];
};

/** Who did something, as it was recorded then. */
export type HistoryActor = {
  readonly __typename?: 'HistoryActor';
  /** The client system that sent it. */
  readonly clientSystem: Scalars['String']['output'];
  /** The officer as the register shows them now; null when you may not know of them. */
  readonly officer?: Maybe<Node>;
  /** The officer, where the token named one. */
  readonly officerId?: Maybe<Scalars['ID']['output']>;
  /** The party: an authority, an organisation, `auditor` or `operator`. */
  readonly partyId: Scalars['ID']['output'];
  /** The kind of party: `HSE`, `LOCAL_AUTHORITY`, `ORGANISATION` and so on. */
  readonly partyKind: Scalars['String']['output'];
  /** The roles in which it was done. */
  readonly roles: ReadonlyArray<Scalars['String']['output']>;
  /** The person or system, as its access token named it; only for the auditor and for the own party. */
  readonly subject?: Maybe<Scalars['String']['output']>;
};

/** The command that led to an event. */
export type HistoryCommand = {
  readonly __typename?: 'HistoryCommand';
  /** Its idempotency key. */
  readonly id: Scalars['ID']['output'];
  /** Its name, such as `RecordContact`. */
  readonly type: Scalars['String']['output'];
};

/** How much of an event the caller sees. */
export type HistoryContent =
  /** All that was recorded, except for personal values that only others need. */
  | 'SHOWN'
  /** Only that it happened: what it says is for others. */
  | 'WITHHELD';

/** One thing that an event changed. */
export type HistoryDifference = {
  readonly __typename?: 'HistoryDifference';
  /** What is there now; null for nothing, or when it is withheld. */
  readonly after?: Maybe<Scalars['String']['output']>;
  /** What was there; null for nothing, or when it is withheld. Values of a list that the schema gives are in words. */
  readonly before?: Maybe<Scalars['String']['output']>;
  /** The same in words. */
  readonly label: Scalars['String']['output'];
  /** Where it stands; what is withheld is named `withheld` there. */
  readonly path: ReadonlyArray<Scalars['String']['output']>;
  /** True when something personal is left out that you have no need to see. */
  readonly withheld: Scalars['Boolean']['output'];
};

/** Something that happened and was recorded for good. */
export type HistoryEvent = {
  readonly __typename?: 'HistoryEvent';
  /** Who did it. */
  readonly actor: HistoryActor;
  /** The id of the event or of the command that made this happen; null when a person or a system asked for it directly. */
  readonly causationId?: Maybe<Scalars['ID']['output']>;
  /** The event that made this happen, if it was one and you may see it. */
  readonly cause?: Maybe<HistoryEvent>;
  /** What this event, or its command, made happen, as far as you may see it. At most 50. */
  readonly caused: ReadonlyArray<HistoryEvent>;
  /** The command that led to it. */
  readonly command: HistoryCommand;
  /** How much of it you see. */
  readonly content: HistoryContent;
  /** The same for everything that one request or one run of a process caused. */
  readonly correlationId: Scalars['String']['output'];
  /**
   * What it changed, in the event's own words; empty when that is for others. At most 200. Beyond the 5,000th event of an
   * object, what was there before is not told.
   */
  readonly differences: ReadonlyArray<HistoryDifference>;
  /** When it took effect, where that was said to differ. */
  readonly effectiveAt?: Maybe<Scalars['DateTime']['output']>;
  /** A UUID, stable for ever. */
  readonly id: Scalars['ID']['output'];
  /** What events of this type mean. */
  readonly meaning: Scalars['String']['output'];
  /** The object as it is now; null when you may not know of it. */
  readonly object?: Maybe<Node>;
  /** The object that it happened to. */
  readonly objectId: Scalars['ID']['output'];
  /** The organisation it belongs to. */
  readonly organisationId?: Maybe<Scalars['ID']['output']>;
  /** The partnership it belongs to. */
  readonly partnershipId?: Maybe<Scalars['ID']['output']>;
  /** Its place in the log. */
  readonly position: Scalars['Position']['output'];
  /** The reason that was given; null when none was, or when it is for others. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** When it was recorded. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** Counts the events of the object from 0. */
  readonly revision: Scalars['Int']['output'];
  /** The name of the event in words, such as "Contact recorded". */
  readonly title: Scalars['String']['output'];
  /** As it was stored: `<context>.<name>.v<version>`. */
  readonly type: Scalars['String']['output'];
};

/** A page of a history. */
export type HistoryEventConnection = {
  readonly __typename?: 'HistoryEventConnection';
  /** The events of this page with their cursors. */
  readonly edges: ReadonlyArray<HistoryEventEdge>;
  /** The events of this page. */
  readonly nodes: ReadonlyArray<HistoryEvent>;
  /**
   * Where this page lies. A page can hold fewer events than asked for, and another follow: looking through what you may not
   * see, or what the filter leaves out, ends after some thousand events.
   */
  readonly pageInfo: PageInfo;
};

/** An event with its cursor. */
export type HistoryEventEdge = {
  readonly __typename?: 'HistoryEventEdge';
  /** Pass it as `after` to go on behind this event. */
  readonly cursor: Scalars['String']['output'];
  /** The event. */
  readonly node: HistoryEvent;
};

/** Narrows a history. What is given counts together. */
export type HistoryFilter = {
  /** Of this course of events: everything that one request or one run of a process caused. */
  readonly correlationId?: InputMaybe<Scalars['String']['input']>;
  /** Took effect before this moment. */
  readonly effectiveBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** Took effect at this moment or later. What names no such time took effect when it was recorded. */
  readonly effectiveFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** Parties that recorded them: ids of authorities and organisations, `auditor` or `operator`. At most 50. */
  readonly parties?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Recorded before this moment. */
  readonly recordedBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** Recorded at this moment or later. */
  readonly recordedFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** Types of events, such as `contacts.ContactRecorded`, with or without version. At most 50. */
  readonly types?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** The order of a history: that of the log, or its reverse. */
export type HistoryOrder =
  /** What was recorded last comes first. */
  | 'NEWEST_FIRST'
  /** What was recorded first comes first. */
  | 'OLDEST_FIRST';

/** What a CSV file holds; the columns of each are in the reference. */
export type ImportKind =
  /** Local authorities with their codes, dates and successors; only in one piece. */
  | 'AUTHORITIES'
  /** Contacts that were made, from the records of other systems. */
  | 'CONTACTS'
  /** Organisations with their legal entities, their sites, and who enforces at each. */
  | 'ORGANISATIONS'
  /** Partnerships with organisations, who leads them, and how they stand. */
  | 'PARTNERSHIPS';

/** What an import answers. */
export type ImportPayload = MutationPayload & {
  readonly __typename?: 'ImportPayload';
  /**
   * What a read must have reached to show every row that was not refused; null when all were. Pass it in the header
   * `concordat-read-after` to read at least this.
   */
  readonly position?: Maybe<Scalars['Position']['output']>;
  /** Always false: rows that were taken before are counted as unchanged, whatever the idempotency key. */
  readonly repeated: Scalars['Boolean']['output'];
  /** What became of the rows; null when the file as a whole could not be read. */
  readonly report?: Maybe<ImportReport>;
  /** Always null: an import concerns many objects. */
  readonly revision?: Maybe<Scalars['Int']['output']>;
  /** Why the file as a whole could not be read. Empty when there is a report. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Why a row was not taken. */
export type ImportProblem = {
  readonly __typename?: 'ImportProblem';
  /** The column concerned; null where it is the row or the file as a whole. */
  readonly column?: Maybe<Scalars['String']['output']>;
  /** The line on which the row begins, counted from 1; the header is on line 1. */
  readonly line: Scalars['Int']['output'];
  /** What was wrong, in plain English. */
  readonly reason: Scalars['String']['output'];
};

/** What became of the rows of a file. */
export type ImportReport = {
  readonly __typename?: 'ImportReport';
  /** False when the file could not be read to its end; a problem says why. */
  readonly complete: Scalars['Boolean']['output'];
  /** How many problems there are. */
  readonly problemCount: Scalars['Int']['output'];
  /** The problems in the order of their lines; of very many, only the first 1,000 are kept. */
  readonly problems: ReadonlyArray<ImportProblem>;
  /** Rows that were not taken; the problems say why. */
  readonly refused: Scalars['Int']['output'];
  /** Rows read, without the header and empty lines. */
  readonly rows: Scalars['Int']['output'];
  /** Rows that changed the record. */
  readonly taken: Scalars['Int']['output'];
  /** Rows that were imported before, or say what the record says already. */
  readonly unchanged: Scalars['Int']['output'];
};


/** What became of the rows of a file. */
export type ImportReportProblemsArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};

/** A CSV file and what it holds. */
export type ImportRunInput = {
  /** The file's text, at most 10,000 rows. A larger file is sent in parts, each with the header. */
  readonly csv: Scalars['String']['input'];
  /** A UUID that you choose per import; recorded with every event as its cause. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** What the file holds. */
  readonly kind: ImportKind;
};

/** An incident, by what incident selection criteria ask about. */
export type IncidentCaseInput = {
  /** What holds of it that criteria make exceptions of, in their words: at most 20. */
  readonly exceptions?: ReadonlyArray<Scalars['String']['input']>;
  /** What kinds of incident it was, 1 to 7. */
  readonly findings: ReadonlyArray<IncidentFindingInput>;
  /** What you know the case by, at most 80 characters: never a person's name. Each case needs another one. */
  readonly reference: Scalars['String']['input'];
};

/** What kind of incident a clause selects for investigation. */
export type IncidentCategory =
  /** An occupational disease. */
  | 'DISEASE'
  /** Somebody died. */
  | 'FATALITY'
  /** One of the injuries listed, whatever its cause. */
  | 'INJURY'
  /** A major injury from one of the causes listed. */
  | 'MAJOR_INJURY_FROM'
  /** An event that could have led to a major accident. */
  | 'PRECURSOR'
  /** The public is likely to be seriously concerned. */
  | 'PUBLIC_CONCERN'
  /** A serious breach of health and safety law is likely. */
  | 'SERIOUS_BREACH';

/** One clause of incident selection criteria. */
export type IncidentClause = {
  readonly __typename?: 'IncidentClause';
  /** What kind of incident it selects. */
  readonly category: IncidentCategory;
  /** What it leaves out. */
  readonly exceptions: ReadonlyArray<Scalars['String']['output']>;
  /** Stays the same in every version; decisions cite it. */
  readonly key: Scalars['String']['output'];
  /** The injuries or causes that it means, and what else it names one by one. */
  readonly listed: ReadonlyArray<Scalars['String']['output']>;
  /** What it says. */
  readonly text: Scalars['String']['output'];
};

/** A clause that says other things of a case by the one criteria than by the other. */
export type IncidentClauseDifference = {
  readonly __typename?: 'IncidentClauseDifference';
  /** What it says by the criteria after; null when they have no such clause. */
  readonly after?: Maybe<IncidentClauseOutcome>;
  /** What it says by the criteria before; null when they have no such clause. */
  readonly before?: Maybe<IncidentClauseOutcome>;
  /** The clause's key. */
  readonly key: Scalars['String']['output'];
};

/** A clause of incident selection criteria of a plan's own. */
export type IncidentClauseInput = {
  /** What kind of incident it selects. */
  readonly category: IncidentCategory;
  /** What it leaves out: at most 20. */
  readonly exceptions?: ReadonlyArray<Scalars['String']['input']>;
  /** Capital letters, digits and underscores; keep it in later versions of the plan. */
  readonly key: Scalars['String']['input'];
  /** The injuries of `INJURY` or the causes of `MAJOR_INJURY_FROM`, of which at least one is needed; at most 50. */
  readonly listed?: ReadonlyArray<Scalars['String']['input']>;
  /** What it says: at most 1,000 characters. */
  readonly text: Scalars['String']['input'];
};

/** What a clause says of a case. */
export type IncidentClauseOutcome =
  /** It would select the case, but for one of its exceptions. */
  | 'EXCEPTED'
  /** It does not mean the case. */
  | 'NOT_MET'
  /** It selects the case for investigation. */
  | 'SELECTS';

/** A version of the criteria that count where a plan has none of its own. */
export type IncidentCriteria = {
  readonly __typename?: 'IncidentCriteria';
  /** Its clauses. */
  readonly clauses: ReadonlyArray<IncidentClause>;
  /** The day from which it is in force, until the next version is. */
  readonly inForceFrom: Scalars['Date']['output'];
  /** How exactly that day is known. */
  readonly inForceFromIsExactTo: DayPrecision;
  /** False while clauses, or items of their lists, may be missing. */
  readonly isKnownToBeComplete: Scalars['Boolean']['output'];
  /** Where it comes from. */
  readonly source: Scalars['String']['output'];
  /** Its title. */
  readonly title: Scalars['String']['output'];
  /** Its number, from 1. */
  readonly version: Scalars['Int']['output'];
};

/** Whose incident selection criteria a plan follows. */
export type IncidentCriteriaChoice =
  /** Those in force on the day of the incident, whichever version that is. */
  | 'DEFAULT'
  /** The plan's own. */
  | 'OWN';

/** Cases judged by two criteria. */
export type IncidentCriteriaRerun = {
  readonly __typename?: 'IncidentCriteriaRerun';
  /** The criteria after. */
  readonly after: JudgingCriteria;
  /** The criteria before. */
  readonly before: JudgingCriteria;
  /** The cases to be shown, in the order in which they were given. */
  readonly cases: ReadonlyArray<IncidentRerunCase>;
  /** Of how many of them the outcome differs. */
  readonly differing: Scalars['Int']['output'];
  /** How many cases were judged. */
  readonly judged: Scalars['Int']['output'];
};

/** What kind of incident a case was. */
export type IncidentFindingInput = {
  /** The kind; at most once in a case. */
  readonly category: IncidentCategory;
  /** The injuries or causes, in the words of the criteria, whatever the letter case: at most 50; needed for `INJURY` and `MAJOR_INJURY_FROM`. */
  readonly items?: ReadonlyArray<Scalars['String']['input']>;
};

/** A case, judged by two criteria. */
export type IncidentRerunCase = {
  readonly __typename?: 'IncidentRerunCase';
  /** The clauses that say other things of it, also where the outcome is the same; clauses that are missing from one and not met in the other are left out. */
  readonly clauses: ReadonlyArray<IncidentClauseDifference>;
  /** True when the two differ. */
  readonly differs: Scalars['Boolean']['output'];
  /** What you know the case by. */
  readonly reference: Scalars['String']['output'];
  /** The same by the criteria after. */
  readonly selectedAfter: Scalars['Boolean']['output'];
  /** True when a clause of the criteria before selects it for investigation. */
  readonly selectedBefore: Scalars['Boolean']['output'];
  /** What you say of it that no clause of either names: it counted for nothing. Check the wording. */
  readonly unlisted: ReadonlyArray<Scalars['String']['output']>;
};

/** By which criteria incidents at an organisation are selected on a day: what a decision cites. */
export type IncidentSelection = {
  readonly __typename?: 'IncidentSelection';
  /** The clauses; cite them by their keys. */
  readonly clauses: ReadonlyArray<IncidentClause>;
  /** The version of the default criteria; null where a plan's own count. */
  readonly defaultVersion?: Maybe<Scalars['Int']['output']>;
  /** The day. */
  readonly on: Scalars['Date']['output'];
  /** The organisation. */
  readonly organisation?: Maybe<Organisation>;
  /** The plan whose own criteria count; null where the default does. */
  readonly planId?: Maybe<Scalars['ID']['output']>;
  /** What that plan is for. */
  readonly planKind?: Maybe<PlanKind>;
  /** The version of that plan. */
  readonly planVersion?: Maybe<Scalars['Int']['output']>;
};

/** Shows that an event is a leaf of a tree. */
export type InclusionProof = {
  readonly __typename?: 'InclusionProof';
  /** What they lead to. */
  readonly checkpoint: EvidenceCheckpoint;
  /** The hashes that lead from the leaf to the root, in base64. */
  readonly hashes: ReadonlyArray<Scalars['String']['output']>;
  /** Which leaf of the tree it is, counted from 0. */
  readonly index: Scalars['NonNegativeInt']['output'];
  /**
   * What the leaf is the hash of: the event's id, type, stream, revision and time, and digests of its data and metadata.
   * For auditors; null to everybody else, who can make it from an event that they know.
   */
  readonly leafEntry?: Maybe<Scalars['String']['output']>;
  /** The hash of the leaf, in base64. */
  readonly leafHash: Scalars['String']['output'];
  /** The event's place in the log. */
  readonly position: Scalars['Position']['output'];
  /** All of it as text: `tlog-proof@v1`. */
  readonly text: Scalars['String']['output'];
};

/** What an account manager said to an intention. */
export type IntentionAnswer = {
  readonly __typename?: 'IntentionAnswer';
  /** In short. */
  readonly answer: IntentionAnswerKind;
  /** When. */
  readonly answeredOn: Scalars['Date']['output'];
  /** In what capacity it was given. */
  readonly capacity: ContactPointCapacity;
  /** True when it came after the deadline, or on or after the day until which to wait: the officer may proceed by then. */
  readonly late: Scalars['Boolean']['output'];
  /** Who gave it. */
  readonly officer?: Maybe<Officer>;
  /** In words. */
  readonly text: Scalars['String']['output'];
  /** For WAIT: the first day that suits. */
  readonly until?: Maybe<Scalars['Date']['output']>;
};

/** What an account manager says to an intention. None of these forbids anything. */
export type IntentionAnswerKind =
  /** Go ahead. */
  | 'AGREED'
  /** Coordinate it, as the text says. */
  | 'COORDINATE'
  /** Wait until the day named. */
  | 'WAIT';

/** The days on which a message can be issued, both of them included. */
export type IssueWindow = {
  readonly __typename?: 'IssueWindow';
  /** The first day. */
  readonly from: Scalars['Date']['output'];
  /** The last day. */
  readonly until: Scalars['Date']['output'];
};

/** The days on which a message can be issued, both of them included. */
export type IssueWindowInput = {
  /** The first day. */
  readonly from: Scalars['Date']['input'];
  /** The last day. */
  readonly until: Scalars['Date']['input'];
};

/** A channel over which a message was issued. */
export type IssuedChannel = {
  readonly __typename?: 'IssuedChannel';
  /** Who carried it out, by role. */
  readonly carriedOutBy?: Maybe<Scalars['String']['output']>;
  /** The day on which people carried it out; null when that is not on record. */
  readonly carriedOutOn?: Maybe<Scalars['Date']['output']>;
  /** For a channel over which the service sends: what became of it for each recipient; null until it is handed over, and when you may not see it. */
  readonly dispatch?: Maybe<Dispatch>;
  /** By what that can be seen; for HSE and the coordinating body. */
  readonly evidence?: Maybe<Scalars['String']['output']>;
  /** Its number within the version, from 1. */
  readonly number: Scalars['Int']['output'];
  /** Whom it reached, also by counts that were replaced; for HSE and the coordinating body. */
  readonly receipts: ReadonlyArray<MessageReceipt>;
  /** True when the service sends over it by itself. */
  readonly sentByService: Scalars['Boolean']['output'];
  /** What channel it is, and where it leads. */
  readonly target: MessageChannel;
};

/** Which issued messages to list, by the version that you are shown. */
export type IssuedMessageFilter = {
  /** Only those for exactly this audience. */
  readonly audience?: InputMaybe<AudienceInput>;
  /** Only those that name this organisation. */
  readonly organisationId?: InputMaybe<Scalars['ID']['input']>;
};

/** Criteria by which cases were judged. */
export type JudgingCriteria = {
  readonly __typename?: 'JudgingCriteria';
  /** Their clauses. */
  readonly clauses: ReadonlyArray<IncidentClause>;
  /** The version of the default criteria; null for others. */
  readonly defaultVersion?: Maybe<Scalars['Int']['output']>;
  /** False while clauses, or items of their lists, may be missing: then a case that is not selected may have been. */
  readonly isKnownToBeComplete: Scalars['Boolean']['output'];
  /** The plan whose own criteria they are; null for others. */
  readonly planId?: Maybe<Scalars['ID']['output']>;
  /** The version of that plan. */
  readonly planVersion?: Maybe<Scalars['Int']['output']>;
};

/** Criteria to judge cases by: a version, or those of an organisation, or clauses. */
export type JudgingCriteriaInput = {
  /** Clauses that are only thought of, 1 to 40. */
  readonly clauses?: InputMaybe<ReadonlyArray<IncidentClauseInput>>;
  /** With `organisationId`: on this day; today when left out. */
  readonly on?: InputMaybe<Scalars['Date']['input']>;
  /** Those that count at an organisation: its published plan's own, else the default. */
  readonly organisationId?: InputMaybe<Scalars['ID']['input']>;
  /** A version of the default criteria. */
  readonly version?: InputMaybe<Scalars['Int']['input']>;
};

/** That key information of a plan was shown to a party, in exactly one content for the first time. */
export type KeyInformationDisclosure = {
  readonly __typename?: 'KeyInformationDisclosure';
  /** Whose briefing it was. */
  readonly authority?: Maybe<Authority>;
  /** SHA-256 of exactly what was shown. */
  readonly digest: Scalars['String']['output'];
  /** When. */
  readonly disclosedAt: Scalars['DateTime']['output'];
  /** The plan. */
  readonly planId: Scalars['ID']['output'];
  /** The authority that read it; null for the auditor. */
  readonly readBy?: Maybe<Authority>;
  /** True when the auditor read it. */
  readonly readByAuditor: Scalars['Boolean']['output'];
  /** The person who read it first, by the subject of the token; for the auditor. */
  readonly subject?: Maybe<Scalars['String']['output']>;
  /** The version that was shown. */
  readonly version: Scalars['Int']['output'];
};

/** A page of disclosures. */
export type KeyInformationDisclosureConnection = {
  readonly __typename?: 'KeyInformationDisclosureConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<KeyInformationDisclosureEdge>;
  /** The disclosures of this page. */
  readonly nodes: ReadonlyArray<KeyInformationDisclosure>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** A disclosure in a list. */
export type KeyInformationDisclosureEdge = {
  readonly __typename?: 'KeyInformationDisclosureEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The disclosure. */
  readonly node: KeyInformationDisclosure;
};

/** What a rotation did. */
export type KeyRotation = {
  readonly __typename?: 'KeyRotation';
  /** Whether this ended a rotation that had begun before. */
  readonly continued: Scalars['Boolean']['output'];
  /** How many keys were wrapped anew. */
  readonly rewrapped: Scalars['Int']['output'];
  /** The version of the key that wraps everything now. */
  readonly version: Scalars['Int']['output'];
};

/** The keys with which the record's personal data is sealed, for operators of the service. None of it leads to a person. */
export type KeyStatus = {
  readonly __typename?: 'KeyStatus';
  /** For how many of these the keys are still there: an erasure is under way. */
  readonly awaitingDestruction: Scalars['Int']['output'];
  /** How many were destroyed: what is sealed with them reads as forgotten. */
  readonly destroyedKeys: Scalars['Int']['output'];
  /** For how many persons nothing can be recorded any more. */
  readonly fences: Scalars['Int']['output'];
  /** Names the key-encryption key that is configured; tells nothing about it. */
  readonly keyEncryptionKey: Scalars['String']['output'];
  /** Whether a rotation is under way, or began and did not come to its end; `keysRotate` ends it. */
  readonly rotationUnderWay: Scalars['Boolean']['output'];
  /** Names the key store: a data folder works with one only. */
  readonly storeId: Scalars['ID']['output'];
  /** How many keys of persons there are. */
  readonly subjectKeys: Scalars['Int']['output'];
  /**
   * How many keys were met since the start that this store never held. More than none: the key store is older than the log,
   * or another one, and personal data that is not erased reads as forgotten or, where programs share the keys, cannot be read.
   */
  readonly unknownKeys: Scalars['Int']['output'];
  /** The keys that wrap the keys of persons, the oldest first. */
  readonly wrappingKeys: ReadonlyArray<WrappingKey>;
};

/** To rotate the keys. */
export type KeysRotateInput = {
  /** A UUID that you choose per command. A rotation has no effect on the record, so that repeating it does no harm. */
  readonly idempotencyKey: Scalars['UUID']['input'];
};

/** What `keysRotate` answers. */
export type KeysRotatePayload = MutationPayload & {
  readonly __typename?: 'KeysRotatePayload';
  /** Always null: the record does not change. */
  readonly position?: Maybe<Scalars['Position']['output']>;
  /** Always false. */
  readonly repeated: Scalars['Boolean']['output'];
  /** Always null: the record does not change. */
  readonly revision?: Maybe<Scalars['Int']['output']>;
  /** What was done; null while the rotation goes on. */
  readonly rotation?: Maybe<KeyRotation>;
  /** Why it was not done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Who leads a partnership for the regulators. */
export type LeadSide =
  /** The Health and Safety Executive. */
  | 'HSE'
  /** One local authority, for all of them. */
  | 'LOCAL_AUTHORITY';

/** The right to be the only process that does something: keeps the read models, runs a durable process, signs. */
export type Lease = {
  readonly __typename?: 'Lease';
  /** How often it has changed hands. */
  readonly epoch: Scalars['Int']['output'];
  /** Who has it: a machine and the process on it; null when nobody does. */
  readonly holder?: Maybe<Scalars['String']['output']>;
  /** What the process does that has it. */
  readonly name: Scalars['String']['output'];
  /** Since when; null before anybody had it. */
  readonly since?: Maybe<Scalars['DateTime']['output']>;
};

/** What can be prosecuted: a company, charity or other body. */
export type LegalEntity = {
  readonly __typename?: 'LegalEntity';
  /** Its registered name. */
  readonly name: Scalars['String']['output'];
  /** Its number there. */
  readonly number: Scalars['String']['output'];
  /** Where it is registered. */
  readonly registry: Registry;
};

/** A legal entity, as its registry knows it. */
export type LegalEntityInput = {
  /** Its registered name. */
  readonly name: Scalars['String']['input'];
  /** Its number there; the format is checked per registry. */
  readonly number: Scalars['String']['input'];
  /** Where it is registered. */
  readonly registry: Registry;
};

/** Who may read a lesson. */
export type LessonAudience =
  /** The organisation and every regulator. */
  | 'BOTH_SIDES'
  /** HSE, the coordinating body and the local authorities with a part in the partnership. */
  | 'REGULATORS_ONLY';

/**
 * What stands locally against the precedence that a partnership has over local initiatives. For the authority that raises
 * it, those who lead or manage the partnership, HSE, the coordinating body and the auditor.
 */
export type LocalConcern = Node & {
  readonly __typename?: 'LocalConcern';
  /** When it was answered. */
  readonly answeredAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who answered it; null while nobody has. */
  readonly answeredBy?: Maybe<ConcernAnsweredBy>;
  /** The authority that raised it. */
  readonly authority?: Maybe<Authority>;
  /** Whose concern it is. */
  readonly concernOf: ConcernHolder;
  /** Why it was declined. */
  readonly declinedReasons?: Maybe<Scalars['String']['output']>;
  /** Why the variation was ended. */
  readonly endReason?: Maybe<Scalars['String']['output']>;
  /** Begins with `local-concern-`. Stable for ever. */
  readonly id: Scalars['ID']['output'];
  /** The elected member, if named; only for the authority that raised it and those who answer it. */
  readonly memberName?: Maybe<Scalars['String']['output']>;
  /** The organisation whose partnership it stands against. */
  readonly organisation?: Maybe<Organisation>;
  /** The partnership that it stands against. */
  readonly partnership?: Maybe<Partnership>;
  /** When it was raised. */
  readonly raisedAt: Scalars['DateTime']['output'];
  /** Why it was referred. */
  readonly referralReason?: Maybe<Scalars['String']['output']>;
  /** The authority whose lead settles it together with that of the authority that raised it. */
  readonly referredTo?: Maybe<Authority>;
  /** Grows by one with every event. */
  readonly revision: Scalars['Int']['output'];
  /** What the leads proposed to one another, the latest first. */
  readonly settlements: ReadonlyArray<ConcernSettlement>;
  /** Where it stands. */
  readonly status: ConcernStatus;
  /** The day from which it is expected to stand no longer, if one is known. */
  readonly until?: Maybe<Scalars['Date']['output']>;
  /** The local variation as which it was accepted. */
  readonly variation?: Maybe<LocalVariation>;
  /** What stands against it. */
  readonly what: Scalars['String']['output'];
  /** Why. */
  readonly why: Scalars['String']['output'];
  /** Why it was withdrawn. */
  readonly withdrawalReason?: Maybe<Scalars['String']['output']>;
};

/** Input of `localConcernAccept`. */
export type LocalConcernAcceptInput = {
  /** Under which conditions: at most 20, each of at most 500 characters. */
  readonly conditions?: ReadonlyArray<Scalars['String']['input']>;
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** The first day; today when left out. */
  readonly from?: InputMaybe<Scalars['Date']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The id of the local concern. */
  readonly localConcernId: Scalars['ID']['input'];
  /** What the authority may do otherwise than the partnership has it; the organisation reads it. At most 2,000 characters. */
  readonly terms: Scalars['String']['input'];
  /** The day from which it no longer counts; left out, it counts until it is ended. */
  readonly until?: InputMaybe<Scalars['Date']['input']>;
};

/** Input of `localConcernConfirmSettlement`. */
export type LocalConcernConfirmSettlementInput = {
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The id of the local concern. */
  readonly localConcernId: Scalars['ID']['input'];
  /** The number of the proposal that you confirm. */
  readonly number: Scalars['Int']['input'];
};

/** A page of local concerns. */
export type LocalConcernConnection = {
  readonly __typename?: 'LocalConcernConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<LocalConcernEdge>;
  /** The local concerns of this page. */
  readonly nodes: ReadonlyArray<LocalConcern>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** Input of `localConcernDecline`. */
export type LocalConcernDeclineInput = {
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The id of the local concern. */
  readonly localConcernId: Scalars['ID']['input'];
  /** Why the partnership keeps its precedence: at most 2,000 characters. */
  readonly reasons: Scalars['String']['input'];
};

/** A local concern in a list. */
export type LocalConcernEdge = {
  readonly __typename?: 'LocalConcernEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The local concern. */
  readonly node: LocalConcern;
};

/** Input of `localConcernEndVariation`. */
export type LocalConcernEndVariationInput = {
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The id of the local concern. */
  readonly localConcernId: Scalars['ID']['input'];
  /** Why, in plain English, for regulators who read the history. */
  readonly reason: Scalars['String']['input'];
};

/** What a local concern's mutations answer. */
export type LocalConcernPayload = MutationPayload & {
  readonly __typename?: 'LocalConcernPayload';
  /** The local concern after the command; null when it was refused. */
  readonly localConcern?: Maybe<LocalConcern>;
  /**
   * Where the log was after the object's last event; null when the command was refused. Pass it in the header
   * `concordat-read-after` to read at least this.
   */
  readonly position?: Maybe<Scalars['Position']['output']>;
  /** True when this idempotency key had been used for this very command. */
  readonly repeated: Scalars['Boolean']['output'];
  /** The object's revision after the command; null when it was refused. */
  readonly revision?: Maybe<Scalars['Int']['output']>;
  /** Empty when the command was carried out. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Input of `localConcernProposeSettlement`. */
export type LocalConcernProposeSettlementInput = {
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The id of the local concern. */
  readonly localConcernId: Scalars['ID']['input'];
  /** How it is to be settled. */
  readonly settlement: ConcernSettlementInput;
};

/** Input of `localConcernRaise`. */
export type LocalConcernRaiseInput = {
  /** Whose concern it is. */
  readonly concernOf: ConcernHolder;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The elected member's name, if those who answer need it. Personal data. */
  readonly memberName?: InputMaybe<Scalars['String']['input']>;
  /** The organisation whose active partnership it stands against. */
  readonly organisationId: Scalars['ID']['input'];
  /** The day from which it is expected to stand no longer, if one is known. */
  readonly until?: InputMaybe<Scalars['Date']['input']>;
  /** What stands against its precedence: at most 2,000 characters. */
  readonly what: Scalars['String']['input'];
  /** Why: at most 4,000 characters. */
  readonly why: Scalars['String']['input'];
};

/** Input of `localConcernRefer`. */
export type LocalConcernReferInput = {
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The id of the local concern. */
  readonly localConcernId: Scalars['ID']['input'];
  /** Why, in plain English, for those who read the history. */
  readonly reason: Scalars['String']['input'];
};

/** Input of `localConcernWithdraw`. */
export type LocalConcernWithdrawInput = {
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The id of the local concern. */
  readonly localConcernId: Scalars['ID']['input'];
  /** Why, in plain English, for those who read the history. */
  readonly reason: Scalars['String']['input'];
};

/** What an authority may do otherwise than a partnership has it, by agreement. The organisation reads it. */
export type LocalVariation = {
  readonly __typename?: 'LocalVariation';
  /** The authority that may. */
  readonly authority?: Maybe<Authority>;
  /** The concern that it answers; null for the organisation. */
  readonly concern?: Maybe<LocalConcern>;
  /** Under which conditions. */
  readonly conditions: ReadonlyArray<Scalars['String']['output']>;
  /** True when it counts today: within its days, while the partnership has not ended. */
  readonly inForce: Scalars['Boolean']['output'];
  /** The organisation whose partnership it varies. */
  readonly organisation?: Maybe<Organisation>;
  /** What it may do otherwise. */
  readonly terms: Scalars['String']['output'];
  /** The first day on which it counts. */
  readonly validFrom: Scalars['Date']['output'];
  /** The day from which it no longer counts, as agreed or because it was ended; null while no end is known. */
  readonly validUntil?: Maybe<Scalars['Date']['output']>;
};

/** A page of local variations. */
export type LocalVariationConnection = {
  readonly __typename?: 'LocalVariationConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<LocalVariationEdge>;
  /** The local variations of this page. */
  readonly nodes: ReadonlyArray<LocalVariation>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** A local variation in a list. */
export type LocalVariationEdge = {
  readonly __typename?: 'LocalVariationEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The local variation. */
  readonly node: LocalVariation;
};

/** Something that is wrong with the log. */
export type LogFault = {
  readonly __typename?: 'LogFault';
  /** What kind of fault it is. */
  readonly nature: LogFaultNature;
  /** The first position that it concerns; null when it concerns the file. */
  readonly position?: Maybe<Scalars['Position']['output']>;
  /** What was found, in a sentence. */
  readonly text: Scalars['String']['output'];
};

/** Kinds of faults of the log. */
export type LogFaultNature =
  /** A record is not the one that the evidence ledger holds. */
  | 'ALTERED'
  /** The file is not in order. */
  | 'FILE'
  /** A record was put in. */
  | 'INSERTED'
  /** It is the evidence ledger that is damaged. */
  | 'LEDGER'
  /** A record is no event, or does not follow from what is before it. */
  | 'MALFORMED'
  /** An index of the file does not lead to a record. */
  | 'MISINDEXED'
  /** There is no record at a position. */
  | 'MISSING'
  /** A record was taken out. */
  | 'REMOVED'
  /** A record stands in the place of another one. */
  | 'SWAPPED'
  /** The log ends before events that were recorded. */
  | 'TRUNCATED'
  /** A record cannot be read. */
  | 'UNREADABLE';

/** Who may read a version of a material. */
export type MaterialAudience =
  /** Organisations, too. */
  | 'BOTH_SIDES'
  /** Regulators and advisory bodies. */
  | 'REGULATORS';

/** What somebody thinks of a version. */
export type MaterialFeedback = {
  readonly __typename?: 'MaterialFeedback';
  /** What became of it; null while it waits. */
  readonly answerKind?: Maybe<MaterialFeedbackAnswerKind>;
  /** When it was given. */
  readonly givenAt: Scalars['DateTime']['output'];
  /** The authority whose person gave it. */
  readonly givenBy?: Maybe<Authority>;
  /** Why it was not taken up. */
  readonly notTakenUpReason?: Maybe<Scalars['String']['output']>;
  /** Its number within the material, from 1. */
  readonly number: Scalars['Int']['output'];
  /** The version that took it up. */
  readonly takenUpInVersion?: Maybe<Scalars['Int']['output']>;
  /** What was said. */
  readonly text: Scalars['String']['output'];
  /** How useful the version is, from 1 (not) to 5 (very). */
  readonly usefulness: Scalars['Int']['output'];
  /** The version that it is on. */
  readonly version: Scalars['Int']['output'];
};

/** What became of feedback. */
export type MaterialFeedbackAnswerInput = {
  /** Whether it was taken up. */
  readonly kind: MaterialFeedbackAnswerKind;
  /** Why not, for `NOT_TAKEN_UP`. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** The version that took it up, for `TAKEN_UP`. */
  readonly version?: InputMaybe<Scalars['Int']['input']>;
};

/** What became of feedback. */
export type MaterialFeedbackAnswerKind =
  /** It was not taken up. */
  | 'NOT_TAKEN_UP'
  /** A later version took it up. */
  | 'TAKEN_UP';

/** A page of pieces of feedback. */
export type MaterialFeedbackConnection = {
  readonly __typename?: 'MaterialFeedbackConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<MaterialFeedbackEdge>;
  /** The pieces of feedback of this page. */
  readonly nodes: ReadonlyArray<MaterialFeedback>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** A piece of feedback in a list. */
export type MaterialFeedbackEdge = {
  readonly __typename?: 'MaterialFeedbackEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The piece of feedback. */
  readonly node: MaterialFeedback;
};

/** What kind of material is circulated for reuse. */
export type MaterialKind =
  /** An engagement plan. */
  | 'ENGAGEMENT_PLAN'
  /** Guidance. */
  | 'GUIDANCE'
  /** An improvement plan. */
  | 'IMPROVEMENT_PLAN'
  /** Something else. */
  | 'OTHER'
  /** A partnership agreement. */
  | 'PARTNERSHIP_AGREEMENT';

/** Where a version of a material is kept. */
export type MaterialLocationInput = {
  /** By an address or by a reference. */
  readonly kind: MaterialLocationKind;
  /** The reference, for `REFERENCE`: at most 300 characters. */
  readonly reference?: InputMaybe<Scalars['String']['input']>;
  /** The https address, for `URL`: at most 1,000 characters. */
  readonly url?: InputMaybe<Scalars['String']['input']>;
};

/** How it is said where a version is kept. */
export type MaterialLocationKind =
  /** By a reference, as to a file. */
  | 'REFERENCE'
  /** By an https address. */
  | 'URL';

/** Whether a material is in use. */
export type MaterialStatus =
  /** It may be used. */
  | 'CIRCULATED'
  /** It is not to be used any more. */
  | 'WITHDRAWN';

/** That a party used a version. */
export type MaterialUse = {
  readonly __typename?: 'MaterialUse';
  /** Its number within the material, from 1. */
  readonly number: Scalars['Int']['output'];
  /** The partnership that it was used for, if for one. */
  readonly partnership?: Maybe<Partnership>;
  /** For what it was used. */
  readonly purpose?: Maybe<Scalars['String']['output']>;
  /** When it was recorded. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** The authority that used it. */
  readonly usedBy?: Maybe<Authority>;
  /** The version that was used. */
  readonly version: Scalars['Int']['output'];
};

/** A page of uses. */
export type MaterialUseConnection = {
  readonly __typename?: 'MaterialUseConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<MaterialUseEdge>;
  /** The uses of this page. */
  readonly nodes: ReadonlyArray<MaterialUse>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** A use in a list. */
export type MaterialUseEdge = {
  readonly __typename?: 'MaterialUseEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The use. */
  readonly node: MaterialUse;
};

/** A version of a material. */
export type MaterialVersionInput = {
  /** Who may read it. */
  readonly audience: MaterialAudience;
  /** SHA-256 of the exact text: `sha256:` and 64 lower-case hexadecimal digits. */
  readonly digest: Scalars['String']['input'];
  /** For whom it is meant. */
  readonly forWhom: Scalars['String']['input'];
  /** Where it is kept. */
  readonly location: MaterialLocationInput;
  /** What is new in it: at most 1,000 characters. */
  readonly note?: InputMaybe<Scalars['String']['input']>;
};

/** A judgement of the regulators on how mature a relationship is. */
export type MaturityAssessment = {
  readonly __typename?: 'MaturityAssessment';
  /** The authority whose officer judged. */
  readonly assessedBy?: Maybe<Authority>;
  /** The level. */
  readonly level: MaturityLevel;
  /** Its number within the partnership. */
  readonly number: Scalars['Int']['output'];
  /** The day for which it was judged. */
  readonly onDate: Scalars['Date']['output'];
  /** Why. */
  readonly reason: Scalars['String']['output'];
  /** When it was recorded. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** The level as a number from 1 to 5. */
  readonly score: Scalars['Int']['output'];
};

/** A page of maturity assessments. */
export type MaturityAssessmentConnection = {
  readonly __typename?: 'MaturityAssessmentConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<MaturityAssessmentEdge>;
  /** The maturity assessments of this page. */
  readonly nodes: ReadonlyArray<MaturityAssessment>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** A maturity assessment in a list. */
export type MaturityAssessmentEdge = {
  readonly __typename?: 'MaturityAssessmentEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The maturity assessment. */
  readonly node: MaturityAssessment;
};

/** How mature a relationship is, from the first level to the fifth. */
export type MaturityLevel =
  /** Contacts are in place; objectives are being found. */
  | 'DEVELOPING'
  /** Both sides work to agreed objectives. */
  | 'ESTABLISHED'
  /** The organisation leads by example and carries the work to others, such as its suppliers. */
  | 'EXEMPLARY'
  /** Progress is measured and shared; problems are raised early by either side. */
  | 'MATURE'
  /** The sides are getting to know one another. */
  | 'NEW';

/** How far a measure is. */
export type MeasureProgress = {
  readonly __typename?: 'MeasureProgress';
  /** The reading of the latest day, of those not restated. */
  readonly latest?: Maybe<PlanReading>;
  /** The measure. */
  readonly measure: PlanMeasure;
  /**
   * The share of the way from the baseline to the target: 0.5 is half of it; below 0 things are worse than at the outset,
   * above 1 better than the target. Null without a baseline or a reading.
   */
  readonly share?: Maybe<Scalars['Float']['output']>;
};

/**
 * A message that HSE and the coordinating body agree word for word, and that one of them issues, once. What it says is in its
 * versions, of which you are shown those that you may read.
 */
export type Message = Node & {
  readonly __typename?: 'Message';
  /** What was said about versions, as far as it is for you to read, in the order in which it was said. */
  readonly comments: MessageCommentConnection;
  /** Messages that were issued to correct it, in the order of their issue. */
  readonly corrections: ReadonlyArray<Message>;
  /**
   * All in which two versions differ, for people and for systems; null when you may not read both. Empty for versions of the
   * same content.
   */
  readonly difference?: Maybe<ReadonlyArray<MessageChange>>;
  /** When it was drafted. */
  readonly draftedAt: Scalars['DateTime']['output'];
  /** What is to be done about it; for HSE and the coordinating body. */
  readonly followUps: ReadonlyArray<MessageFollowUp>;
  /** Begins with `message-`. Stable for ever. */
  readonly id: Scalars['ID']['output'];
  /** True when another message has taken its place. */
  readonly isSuperseded: Scalars['Boolean']['output'];
  /** When it was issued; null before. */
  readonly issuedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The day on which it was issued. */
  readonly issuedOn?: Maybe<Scalars['Date']['output']>;
  /** The version that was issued. */
  readonly issuedVersion?: Maybe<Scalars['Int']['output']>;
  /** The latest version that you may read. */
  readonly latest?: Maybe<MessageVersion>;
  /** Proof of what was issued; null before, and when you may not read what was issued. */
  readonly proof?: Maybe<MessageProof>;
  /** Grows by one with every event. */
  readonly revision: Scalars['Int']['output'];
  /** The risks of the programme that it has to do with; for HSE and the coordinating body. */
  readonly risks: ReadonlyArray<ProgrammeRisk>;
  /** Where it stands. */
  readonly status: MessageStatus;
  /** When it came to stand there. */
  readonly statusSince: Scalars['DateTime']['output'];
  /** The message that has taken its place; null when there is none, or when you may not know of it. */
  readonly supersededBy?: Maybe<Message>;
  /** The title of the latest version that you may read. */
  readonly title: Scalars['String']['output'];
  /** One version; null when there is none, or when you may not read it. */
  readonly version?: Maybe<MessageVersion>;
  /** The versions that you may read, the latest first. */
  readonly versions: ReadonlyArray<MessageVersion>;
  /** Why it was withdrawn; whoever was asked to confirm it reads this, too. */
  readonly withdrawalReason?: Maybe<Scalars['String']['output']>;
};


/**
 * A message that HSE and the coordinating body agree word for word, and that one of them issues, once. What it says is in its
 * versions, of which you are shown those that you may read.
 */
export type MessageCommentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  open?: InputMaybe<Scalars['Boolean']['input']>;
  version?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * A message that HSE and the coordinating body agree word for word, and that one of them issues, once. What it says is in its
 * versions, of which you are shown those that you may read.
 */
export type MessageDifferenceArgs = {
  from: Scalars['Int']['input'];
  to: Scalars['Int']['input'];
};


/**
 * A message that HSE and the coordinating body agree word for word, and that one of them issues, once. What it says is in its
 * versions, of which you are shown those that you may read.
 */
export type MessageVersionArgs = {
  number: Scalars['Int']['input'];
};

/** Input of `messageAnswerComment`. */
export type MessageAnswerCommentInput = {
  /** The number of the comment. */
  readonly comment: Scalars['Int']['input'];
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The id of the message. */
  readonly messageId: Scalars['ID']['input'];
  /** The answer: at most 4,000 characters. */
  readonly text: Scalars['String']['input'];
};

/** A file that goes with a message. It is kept elsewhere: the digest tells whether it is the one that was agreed. */
export type MessageAttachment = {
  readonly __typename?: 'MessageAttachment';
  /** Its SHA-256: `sha256:` and 64 hexadecimal digits. */
  readonly digest: Scalars['String']['output'];
  /** Where it is kept. */
  readonly location: Scalars['String']['output'];
  /** Its media type: `application/pdf`. */
  readonly mediaType: Scalars['String']['output'];
  /** Its name. */
  readonly name: Scalars['String']['output'];
  /** Its size in bytes. */
  readonly size: Scalars['Int']['output'];
};

/** A file that goes with a message. */
export type MessageAttachmentInput = {
  /** Its SHA-256: `sha256:` and 64 lower-case hexadecimal digits. */
  readonly digest: Scalars['String']['input'];
  /** Where it is kept. */
  readonly location: Scalars['String']['input'];
  /** Its media type: `application/pdf`. */
  readonly mediaType: Scalars['String']['input'];
  /** Its name. */
  readonly name: Scalars['String']['input'];
  /** Its size in bytes. */
  readonly size: Scalars['Int']['input'];
};

/** What two versions of a message say differently in one place. */
export type MessageChange = {
  readonly __typename?: 'MessageChange';
  /** What the other version says; null for what is gone. */
  readonly after?: Maybe<Scalars['String']['output']>;
  /** What the one version says; null for what is new. */
  readonly before?: Maybe<Scalars['String']['output']>;
  /** What changed. */
  readonly field: MessageField;
  /** How it changed. */
  readonly kind: ChangeKind;
  /** The change in a sentence. */
  readonly sentence: Scalars['String']['output'];
  /** For a wording or a speaking note: what differs, word by word. */
  readonly wording?: Maybe<WordingDifference>;
};

/** Over what a message goes, and where to. */
export type MessageChannel = {
  readonly __typename?: 'MessageChannel';
  /** For the web: the address. */
  readonly address?: Maybe<Scalars['String']['output']>;
  /** For a letter: to whom. */
  readonly addressees?: Maybe<Scalars['String']['output']>;
  /** Over what. */
  readonly channel: CommunicationChannel;
  /** For a newsletter: which. */
  readonly newsletter?: Maybe<Scalars['String']['output']>;
  /** Its number within the version, from 1. */
  readonly number: Scalars['Int']['output'];
  /** For a regional meeting: the day. */
  readonly on?: Maybe<Scalars['Date']['output']>;
  /** For e-mail and webhooks: the ids of the recipient lists. */
  readonly recipientListIds?: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  /** For e-mail and webhooks: those of the recipient lists that you may know of. */
  readonly recipientLists?: Maybe<ReadonlyArray<RecipientList>>;
  /** For a regional meeting: the region. */
  readonly region?: Maybe<Scalars['String']['output']>;
  /** For an extranet: which, and where on it. */
  readonly site?: Maybe<Scalars['String']['output']>;
  /** For a regional meeting: who speaks, by role. */
  readonly speaker?: Maybe<Scalars['String']['output']>;
  /** For a regional meeting: what is said there, in Markdown. */
  readonly speakingNote?: Maybe<Scalars['String']['output']>;
  /** For a regional meeting: what is said there, as HTML that is safe to show. */
  readonly speakingNoteHtml?: Maybe<Scalars['String']['output']>;
};

/** Over what a message goes, and where to. Give what belongs to the channel and nothing else. */
export type MessageChannelInput = {
  /** `WEB`: the address. */
  readonly address?: InputMaybe<Scalars['String']['input']>;
  /** `LETTER`: to whom. */
  readonly addressees?: InputMaybe<Scalars['String']['input']>;
  /** Over what. */
  readonly channel: CommunicationChannel;
  /** `NEWSLETTER`: which. */
  readonly newsletter?: InputMaybe<Scalars['String']['input']>;
  /** `REGIONAL_MEETING`: the day. */
  readonly on?: InputMaybe<Scalars['Date']['input']>;
  /** `EMAIL`, `WEBHOOK`: 1 to 20 recipient lists. */
  readonly recipientListIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** `REGIONAL_MEETING`: the region, as the register of authorities has it. */
  readonly region?: InputMaybe<Scalars['String']['input']>;
  /** `EXTRANET`: which, and where on it. */
  readonly site?: InputMaybe<Scalars['String']['input']>;
  /** `REGIONAL_MEETING`: who speaks, by role. */
  readonly speaker?: InputMaybe<Scalars['String']['input']>;
  /** `REGIONAL_MEETING`: what is said there, in Markdown: at most 8,000 characters. */
  readonly speakingNote?: InputMaybe<Scalars['String']['input']>;
};

/** What somebody said about a version. */
export type MessageComment = {
  readonly __typename?: 'MessageComment';
  /** What was answered, in its order. */
  readonly answers: ReadonlyArray<MessageCommentAnswer>;
  /** The party of whoever said it. */
  readonly by?: Maybe<Node>;
  /** When it was said. */
  readonly madeAt: Scalars['DateTime']['output'];
  /** From 1, within the message; some may be hidden from you. */
  readonly number: Scalars['Int']['output'];
  /** The officer who said it, where you may know of them. */
  readonly officer?: Maybe<Officer>;
  /** The organisation that reads it; null: regulators only. */
  readonly organisation?: Maybe<Organisation>;
  /** What of it it is about. */
  readonly part: MessagePart;
  /** When it was settled. */
  readonly settledAt?: Maybe<Scalars['DateTime']['output']>;
  /** How it was settled; null while it is open. */
  readonly settlement?: Maybe<Scalars['String']['output']>;
  /** The comment. */
  readonly text: Scalars['String']['output'];
  /** The version that it is about. */
  readonly version: Scalars['Int']['output'];
};

/** An answer to a comment. */
export type MessageCommentAnswer = {
  readonly __typename?: 'MessageCommentAnswer';
  /** The party of whoever answered. */
  readonly by?: Maybe<Node>;
  /** When it was answered. */
  readonly madeAt: Scalars['DateTime']['output'];
  /** From 1, within the comment. */
  readonly number: Scalars['Int']['output'];
  /** The officer who answered, where you may know of them. */
  readonly officer?: Maybe<Officer>;
  /** The answer. */
  readonly text: Scalars['String']['output'];
};

/** A page of comments. */
export type MessageCommentConnection = {
  readonly __typename?: 'MessageCommentConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<MessageCommentEdge>;
  /** The comments of this page. */
  readonly nodes: ReadonlyArray<MessageComment>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** A comment in a list. */
export type MessageCommentEdge = {
  readonly __typename?: 'MessageCommentEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The comment. */
  readonly node: MessageComment;
};

/** Input of `messageComment`. */
export type MessageCommentInput = {
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The id of the message. */
  readonly messageId: Scalars['ID']['input'];
  /** For regulators: the organisation that is to read it. Without one, it stays among regulators. */
  readonly organisationId?: InputMaybe<Scalars['ID']['input']>;
  /** What of it the comment is about; the whole when left out. */
  readonly part?: InputMaybe<MessagePart>;
  /** The comment: at most 4,000 characters. */
  readonly text: Scalars['String']['input'];
  /** The version that you read. */
  readonly version: Scalars['Int']['input'];
};

/** Input of `messageCompleteFollowUp`. */
export type MessageCompleteFollowUpInput = {
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** The number of the follow-up. */
  readonly followUp: Scalars['Int']['input'];
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The id of the message. */
  readonly messageId: Scalars['ID']['input'];
  /** What came of it. */
  readonly note: Scalars['String']['input'];
  /** The day on which it was done. */
  readonly on: Scalars['Date']['input'];
};

/** Input of `messageConfirm`. */
export type MessageConfirmInput = {
  /** Its digest: only exactly this content counts. */
  readonly digest: Scalars['String']['input'];
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The id of the message. */
  readonly messageId: Scalars['ID']['input'];
  /** For whom you speak: the key of a seat. Needed only by whoever can speak for more than one. */
  readonly seat?: InputMaybe<Scalars['String']['input']>;
  /** The version that you read. */
  readonly version: Scalars['Int']['input'];
};

/** That one of those who must has confirmed a version. */
export type MessageConfirmation = {
  readonly __typename?: 'MessageConfirmation';
  /** When it confirmed. */
  readonly confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who it is, in words. */
  readonly label: Scalars['String']['output'];
  /** The party that confirmed; null when you may not know of it. */
  readonly party?: Maybe<Node>;
  /** The kind of the party that confirmed. */
  readonly partyKind?: Maybe<PartyKind>;
  /** The key of the seat. */
  readonly seat: Scalars['String']['output'];
};

/** A page of messages. */
export type MessageConnection = {
  readonly __typename?: 'MessageConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<MessageEdge>;
  /** The messages of this page. */
  readonly nodes: ReadonlyArray<Message>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** All that is agreed of a message: its digest is what confirmations bind to. */
export type MessageContentInput = {
  /** Files that go with it, at most 20, by their digest. */
  readonly attachments?: ReadonlyArray<MessageAttachmentInput>;
  /** Whom it is for: 1 to 60, none twice. */
  readonly audiences: ReadonlyArray<AudienceInput>;
  /** Over what it goes: 1 to 20. E-mail and webhook once each; the others once for each target. */
  readonly channels: ReadonlyArray<MessageChannelInput>;
  /** The issued message that it corrects or supersedes. */
  readonly earlierMessage?: InputMaybe<EarlierMessageInput>;
  /** The moment before which it must not be issued. */
  readonly embargoUntil?: InputMaybe<Scalars['DateTime']['input']>;
  /** Organisations that it speaks of, at most 20. Each needs an active partnership with an account manager; both confirm. */
  readonly organisationIds?: ReadonlyArray<Scalars['ID']['input']>;
  /** Why it may be issued though it does not fit one of them: at most 1,000 characters. */
  readonly programmeException?: InputMaybe<Scalars['String']['input']>;
  /** Periods of authorities' own programmes that its issue must fit, at most 50. */
  readonly programmePeriods?: ReadonlyArray<ProgrammePeriodReferenceInput>;
  /** What it is to bring about: at most 1,000 characters. */
  readonly purpose: Scalars['String']['input'];
  /** Who issues it. */
  readonly source: MessageSource;
  /** Its title: at most 200 characters. */
  readonly title: Scalars['String']['input'];
  /** The days on which it can be issued. */
  readonly window: IssueWindowInput;
  /** Its wording. */
  readonly wording: MessageWordingInput;
};

/** Input of `messageDraft`. */
export type MessageDraftInput = {
  /** All that is to be agreed. */
  readonly content: MessageContentInput;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
};

/** A message in a list. */
export type MessageEdge = {
  readonly __typename?: 'MessageEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The message. */
  readonly node: Message;
};

/** A part of a message's content that can change. */
export type MessageField =
  /** An attachment. */
  | 'ATTACHMENT'
  /** An audience. */
  | 'AUDIENCE'
  /** The wording. */
  | 'BODY'
  /** A channel with its target. */
  | 'CHANNEL'
  /** The message that it corrects or supersedes. */
  | 'EARLIER_MESSAGE'
  /** The embargo. */
  | 'EMBARGO'
  /** An organisation that it names. */
  | 'ORGANISATION'
  /** Why it may be issued though it does not fit. */
  | 'PROGRAMME_EXCEPTION'
  /** A period that the issue must fit. */
  | 'PROGRAMME_PERIOD'
  /** The purpose. */
  | 'PURPOSE'
  /** Who issues it. */
  | 'SOURCE'
  /** What is said at a meeting. */
  | 'SPEAKING_NOTE'
  /** The subject line. */
  | 'SUBJECT'
  /** The title. */
  | 'TITLE'
  /** The issue window. */
  | 'WINDOW';

/** Which messages to list, by the version that you are shown. */
export type MessageFilter = {
  /** Only those for exactly this audience. */
  readonly audience?: InputMaybe<AudienceInput>;
  /** True: only those that wait for you to confirm their latest version. */
  readonly awaitingMe?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only those that name this organisation. */
  readonly organisationId?: InputMaybe<Scalars['ID']['input']>;
  /** Only those that stand there. */
  readonly status?: InputMaybe<MessageStatus>;
};

/** Something to be done about a message. */
export type MessageFollowUp = {
  readonly __typename?: 'MessageFollowUp';
  /** The day on which it was done; null while it is open. */
  readonly doneOn?: Maybe<Scalars['Date']['output']>;
  /** What came of it. */
  readonly note?: Maybe<Scalars['String']['output']>;
  /** From 1, within the message. */
  readonly number: Scalars['Int']['output'];
  /** The day on which it is to be done. */
  readonly on: Scalars['Date']['output'];
  /** What is to be done. */
  readonly what: Scalars['String']['output'];
};

/** Input of `messageIssue`. */
export type MessageIssueInput = {
  /** Its digest: only exactly this content counts. */
  readonly digest: Scalars['String']['input'];
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The id of the message. */
  readonly messageId: Scalars['ID']['input'];
  /** The version that you read. */
  readonly version: Scalars['Int']['input'];
};

/** Input of `messageLinkRisk`. */
export type MessageLinkRiskInput = {
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The id of the message. */
  readonly messageId: Scalars['ID']['input'];
  /** The risk. */
  readonly riskId: Scalars['ID']['input'];
};

/** Input of `messageObject`. */
export type MessageObjectInput = {
  /** Its digest: only exactly this content counts. */
  readonly digest: Scalars['String']['input'];
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The id of the message. */
  readonly messageId: Scalars['ID']['input'];
  /** Why, in plain English, for those who read the history. */
  readonly reason: Scalars['String']['input'];
  /** For whom you speak: the key of a seat. Needed only by whoever can speak for more than one. */
  readonly seat?: InputMaybe<Scalars['String']['input']>;
  /** The version that you read. */
  readonly version: Scalars['Int']['input'];
};

/** A part of a version that a comment can be about. */
export type MessagePart =
  /** The attachments. */
  | 'ATTACHMENTS'
  /** Whom it is for. */
  | 'AUDIENCES'
  /** The wording. */
  | 'BODY'
  /** Over what it goes. */
  | 'CHANNELS'
  /** The message that it corrects or supersedes. */
  | 'EARLIER_MESSAGE'
  /** The organisations that it names. */
  | 'ORGANISATIONS'
  /** A speaking note. */
  | 'SPEAKING_NOTE'
  /** The subject line. */
  | 'SUBJECT'
  /** The issue window, the embargo and the programme dates. */
  | 'TIMES'
  /** Its title and purpose. */
  | 'TITLE_AND_PURPOSE'
  /** All of it. */
  | 'WHOLE';

/** What a message's mutations answer. */
export type MessagePayload = MutationPayload & {
  readonly __typename?: 'MessagePayload';
  /** The message after the command; null when it was refused, or when you may not see it. */
  readonly message?: Maybe<Message>;
  /**
   * Where the log was after the object's last event; null when the command was refused. Pass it in the header
   * `concordat-read-after` to read at least this.
   */
  readonly position?: Maybe<Scalars['Position']['output']>;
  /** True when this idempotency key had been used for this very command. */
  readonly repeated: Scalars['Boolean']['output'];
  /** The object's revision after the command; null when it was refused. */
  readonly revision?: Maybe<Scalars['Int']['output']>;
  /** Empty when the command was carried out. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Input of `messagePlanFollowUp`. */
export type MessagePlanFollowUpInput = {
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The id of the message. */
  readonly messageId: Scalars['ID']['input'];
  /** The day. */
  readonly on: Scalars['Date']['input'];
  /** What is to be done. */
  readonly what: Scalars['String']['input'];
};

/** What was issued, on whose word, and over what: enough to check it without this service. */
export type MessageProof = {
  readonly __typename?: 'MessageProof';
  /** All that was issued, as canonical JSON (RFC 8785). */
  readonly canonicalContent: Scalars['String']['output'];
  /** Over what it was issued, and what became of it there. */
  readonly channels: ReadonlyArray<IssuedChannel>;
  /** Who confirmed it. */
  readonly confirmations: ReadonlyArray<MessageConfirmation>;
  /** SHA-256 of `canonicalContent`. */
  readonly digest: Scalars['String']['output'];
  /** When it was issued. */
  readonly issuedAt: Scalars['DateTime']['output'];
  /** The authority that issued it. */
  readonly issuedBy?: Maybe<Authority>;
  /** The day on which it was issued. */
  readonly issuedOn: Scalars['Date']['output'];
  /** The version that was issued. */
  readonly version: MessageVersion;
};

/** Input of `messagePropose`. */
export type MessageProposeInput = {
  /** Its digest: only exactly this content counts. */
  readonly digest: Scalars['String']['input'];
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The id of the message. */
  readonly messageId: Scalars['ID']['input'];
  /** Whose bank holidays count; England when left out. */
  readonly nation?: InputMaybe<Nation>;
  /** The version that you read. */
  readonly version: Scalars['Int']['input'];
  /** How many working days there are to confirm it: 1 to 60. */
  readonly workingDays: Scalars['Int']['input'];
};

/** Who would have to confirm a version. */
export type MessageQuorumPreview = {
  readonly __typename?: 'MessageQuorumPreview';
  /** Why it could not be put forward now; empty when it could. */
  readonly obstacles: ReadonlyArray<Scalars['String']['output']>;
  /** The rule that says so, with its version. */
  readonly rule: Scalars['String']['output'];
  /** Those who would have to confirm it, in their order. */
  readonly seats: ReadonlyArray<MessageSeatPreview>;
};

/** How many of an audience a message reached over a channel that people serve. */
export type MessageReceipt = {
  readonly __typename?: 'MessageReceipt';
  /** Whom the figures are about. */
  readonly audience: Audience;
  /** False when a later count took its place. */
  readonly isCurrent: Scalars['Boolean']['output'];
  /** How many it did not reach, by reason. */
  readonly notReceived: ReadonlyArray<NotReceived>;
  /** The day on which they were counted. */
  readonly on: Scalars['Date']['output'];
  /** From 1, within the message. */
  readonly receipt: Scalars['Int']['output'];
  /** How many it reached. */
  readonly received: Scalars['Int']['output'];
};

/** Input of `messageRecordChannel`. */
export type MessageRecordChannelInput = {
  /** Who carried it out: a role or body, not a name. */
  readonly carriedOutBy: Scalars['String']['input'];
  /** The number of the channel. */
  readonly channel: Scalars['Int']['input'];
  /** By what that can be seen: an agenda, an issue of the newsletter, a page. */
  readonly evidence: Scalars['String']['input'];
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The id of the message. */
  readonly messageId: Scalars['ID']['input'];
  /** The day, not before the message was issued. */
  readonly on: Scalars['Date']['input'];
};

/** Input of `messageRecordReceipt`. */
export type MessageRecordReceiptInput = {
  /** Whom of those addressed the figures are about. */
  readonly audience: AudienceInput;
  /** The number of the channel. */
  readonly channel: Scalars['Int']['input'];
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The id of the message. */
  readonly messageId: Scalars['ID']['input'];
  /** How many it did not reach, by reason: at most 20 reasons. */
  readonly notReceived?: ReadonlyArray<NotReceivedInput>;
  /** The day on which they were counted. */
  readonly on: Scalars['Date']['input'];
  /** How many it reached. */
  readonly received: Scalars['Int']['input'];
};

/** Input of `messageRevise`. */
export type MessageReviseInput = {
  /** The whole content anew; what is the same stays. */
  readonly content: MessageContentInput;
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The id of the message. */
  readonly messageId: Scalars['ID']['input'];
  /** Why, in plain English. Read by everybody who is asked to confirm the new version, or was asked to confirm the one before. */
  readonly reason: Scalars['String']['input'];
};

/** One of those who would have to confirm a version. */
export type MessageSeatPreview = {
  readonly __typename?: 'MessageSeatPreview';
  /** True when somebody who worked on the version may confirm it here. */
  readonly authorMayAgree: Scalars['Boolean']['output'];
  /** Stable within the quorum. */
  readonly key: Scalars['String']['output'];
  /** Who it is, in words. */
  readonly label: Scalars['String']['output'];
  /** How many persons must confirm. */
  readonly persons: Scalars['Int']['output'];
};

/** Input of `messageSettleComment`. */
export type MessageSettleCommentInput = {
  /** The number of the comment. */
  readonly comment: Scalars['Int']['input'];
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The id of the message. */
  readonly messageId: Scalars['ID']['input'];
  /** How it was settled. */
  readonly settlement: Scalars['String']['input'];
};

/** Input of `messageSettleObjection`. */
export type MessageSettleObjectionInput = {
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The id of the message. */
  readonly messageId: Scalars['ID']['input'];
  /** The number of the objection. */
  readonly objection: Scalars['Int']['input'];
  /** How it was settled. */
  readonly settlement: Scalars['String']['input'];
  /** The version that you read. */
  readonly version: Scalars['Int']['input'];
};

/** The bodies that agree messages; one of them is the single source of a message. */
export type MessageSource =
  /** The body that coordinates local authorities. */
  | 'COORDINATING_BODY'
  /** The Health and Safety Executive. */
  | 'HSE';

/** Where a message stands. */
export type MessageStatus =
  /** All who must have confirmed exactly its latest version: it can be issued. */
  | 'CONFIRMED'
  /** It is being written: nobody is asked to confirm it. */
  | 'DRAFT'
  /** It was issued, once. */
  | 'ISSUED'
  /** The time to confirm it passed first: it can be put forward anew. */
  | 'LAPSED'
  /** Its latest version waits for confirmation. */
  | 'PROPOSED'
  /** It was withdrawn before it was issued. */
  | 'WITHDRAWN';

/** Input of `messageTakeBackConfirmation`. */
export type MessageTakeBackConfirmationInput = {
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The id of the message. */
  readonly messageId: Scalars['ID']['input'];
  /** Why, in plain English, for those who read the history. */
  readonly reason: Scalars['String']['input'];
  /** For whom you speak: the key of a seat. Needed only by whoever can speak for more than one. */
  readonly seat?: InputMaybe<Scalars['String']['input']>;
  /** The version that you read. */
  readonly version: Scalars['Int']['input'];
};

/** Input of `messageUnlinkRisk`. */
export type MessageUnlinkRiskInput = {
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The id of the message. */
  readonly messageId: Scalars['ID']['input'];
  /** The risk. */
  readonly riskId: Scalars['ID']['input'];
};

/** A version of a message. It never changes: all that it says is what those who confirm it bind themselves to. */
export type MessageVersion = {
  readonly __typename?: 'MessageVersion';
  /** Who confirmed it; null when it was not put forward, and when you are not among those who are asked. */
  readonly agreement?: Maybe<Agreement>;
  /** Files that go with it. */
  readonly attachments: ReadonlyArray<MessageAttachment>;
  /** Whom it is for. */
  readonly audiences: ReadonlyArray<Audience>;
  /** The wording, in Markdown. */
  readonly body: Scalars['String']['output'];
  /** The wording as HTML that is safe to show. */
  readonly bodyHtml: Scalars['String']['output'];
  /** All that it says, as canonical JSON (RFC 8785). */
  readonly canonicalContent: Scalars['String']['output'];
  /** Over what it goes, and where to. */
  readonly channels: ReadonlyArray<MessageChannel>;
  /** SHA-256 of its canonical content: `sha256:` and 64 hexadecimal digits. Confirmations and the issue name it. */
  readonly digest: Scalars['String']['output'];
  /** The earlier message that it corrects or supersedes. */
  readonly earlierMessage?: Maybe<EarlierMessage>;
  /** The moment before which it cannot be issued, if there is one. */
  readonly embargoUntil?: Maybe<Scalars['DateTime']['output']>;
  /** The ids of the organisations that it names. */
  readonly organisationIds: ReadonlyArray<Scalars['ID']['output']>;
  /** Those of them that you may know of. */
  readonly organisations: ReadonlyArray<Organisation>;
  /** Why it may be issued though it does not fit one of them. */
  readonly programmeException?: Maybe<Scalars['String']['output']>;
  /** The periods of authorities' own programmes that its issue must fit. */
  readonly programmePeriods: ReadonlyArray<ProgrammePeriodReference>;
  /** When it was put forward to be confirmed; null when it was not. */
  readonly proposedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it is to bring about. */
  readonly purpose: Scalars['String']['output'];
  /** Who would have to confirm it if it were put forward now; null when you are not among those who are asked. */
  readonly quorumPreview?: Maybe<MessageQuorumPreview>;
  /** Why it was written; null for the first version, and when you are not among those who are asked. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** Who issues it. */
  readonly source: MessageSource;
  /** The subject line. */
  readonly subject: Scalars['String']['output'];
  /** Its title. */
  readonly title: Scalars['String']['output'];
  /** Its number, from 1. */
  readonly version: Scalars['Int']['output'];
  /** The days on which it can be issued. */
  readonly window: IssueWindow;
  /** When it was written. */
  readonly writtenAt: Scalars['DateTime']['output'];
  /** The party that wrote it. */
  readonly writtenBy?: Maybe<Node>;
  /** The officer who wrote it, where you may know of them. */
  readonly writtenByOfficer?: Maybe<Officer>;
};

/** Input of `messageWithdraw`. */
export type MessageWithdrawInput = {
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The id of the message. */
  readonly messageId: Scalars['ID']['input'];
  /** Why, in plain English. Read by everybody who was asked to confirm a version, too. */
  readonly reason: Scalars['String']['input'];
};

/** The wording of a message. */
export type MessageWordingInput = {
  /** Markdown, without HTML: at most 20,000 characters. */
  readonly body: Scalars['String']['input'];
  /** The subject line: at most 200 characters. */
  readonly subject: Scalars['String']['input'];
};

/** What became of a milestone. */
export type MilestoneProgress = {
  readonly __typename?: 'MilestoneProgress';
  /** When it is expected: the day that was agreed, unless it was moved since. */
  readonly expectedOn: Scalars['Date']['output'];
  /** The milestone, as agreed. */
  readonly milestone: PlanMilestone;
  /** True when it is not reached though its day has passed. */
  readonly overdue: Scalars['Boolean']['output'];
  /** When it was reached. */
  readonly reachedOn?: Maybe<Scalars['Date']['output']>;
  /** Why it was missed or moved; where the evidence of reaching it is. */
  readonly remark?: Maybe<Scalars['String']['output']>;
  /** What was said of it last. */
  readonly status: MilestoneStatus;
};

/** What was said of a milestone last. */
export type MilestoneStatus =
  /** It was not reached when it was due. */
  | 'MISSED'
  /** It is expected on another day than was agreed. */
  | 'MOVED'
  /** Nothing yet. */
  | 'OPEN'
  /** It was reached. */
  | 'REACHED';

/** A moment of the record: by time or by place, never both; when neither is given, it is now. */
export type MomentInput = {
  /** For which moment it is asked; by default the moment of the record. */
  readonly effective?: InputMaybe<Scalars['DateTime']['input']>;
  /** What was recorded up to this place in the log. */
  readonly position?: InputMaybe<Scalars['Position']['input']>;
  /** What was recorded by then. Not in the future. */
  readonly recorded?: InputMaybe<Scalars['DateTime']['input']>;
};

export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Changes what the directory says about the help; what is left out is removed. */
  readonly assistanceEntryAmend: AssistanceEntryPayload;
  /** Enters help that an authority offers into the directory of assistance. */
  readonly assistanceEntryList: AssistanceEntryPayload;
  /** Records that the help is no longer offered. */
  readonly assistanceEntryWithdraw: AssistanceEntryPayload;
  /** Corrects or completes the details of an authority; what is left out is removed. */
  readonly authorityAmend: AuthorityPayload;
  /**
   * Gives a local authority that was entered under its local code the GSS code that it has got. Its id stays, and the GSS
   * code can never change.
   */
  readonly authorityAssignGssCode: AuthorityPayload;
  /** Corrects the end of an authority that was recorded wrongly. */
  readonly authorityCorrectDissolution: AuthorityPayload;
  /** Records that the authority ends or ended, and who takes over. */
  readonly authorityDissolve: AuthorityPayload;
  /**
   * Enters an authority into the register. Its id follows from its GSS code, or its local code where it has none, so that
   * it is the same authority in every import. It needs one of them.
   */
  readonly authorityRegister: AuthorityPayload;
  /** Records that the authority goes by another name. It stays the same authority, with the same id. */
  readonly authorityRename: AuthorityPayload;
  /** Records that the authority does not end after all. */
  readonly authorityWithdrawDissolution: AuthorityPayload;
  /** Enters something for which people must have heard things. */
  readonly communicationsPlanAddMilestone: CommunicationsPlanPayload;
  /** Enters who must hear what, by when, over which channel and for which milestone. */
  readonly communicationsPlanAddNeed: CommunicationsPlanPayload;
  /** Gives the plan another title or other days; everything that counts in it must lie within them. */
  readonly communicationsPlanAmend: CommunicationsPlanPayload;
  /** Renames or moves a milestone. */
  readonly communicationsPlanAmendMilestone: CommunicationsPlanPayload;
  /** Replaces what a need says; the messages linked to it stay. */
  readonly communicationsPlanAmendNeed: CommunicationsPlanPayload;
  /** Closes a plan in force with what came of it. It can no longer change. */
  readonly communicationsPlanClose: CommunicationsPlanPayload;
  /** Begins a communications plan. */
  readonly communicationsPlanDraft: CommunicationsPlanPayload;
  /** Links a message that is to meet a need. Whether it does shows in the need's coverage. */
  readonly communicationsPlanLinkMessage: CommunicationsPlanPayload;
  /** Puts the plan in force: every regulator reads it from then on. It can still change. */
  readonly communicationsPlanPutInForce: CommunicationsPlanPayload;
  /** Records that a message is not to meet a need any more. */
  readonly communicationsPlanUnlinkMessage: CommunicationsPlanPayload;
  /** Records that a milestone does not count any more; no need that counts may be for it. */
  readonly communicationsPlanWithdrawMilestone: CommunicationsPlanPayload;
  /** Records that a need does not count any more. */
  readonly communicationsPlanWithdrawNeed: CommunicationsPlanPayload;
  /** Corrects the record of a contact that was made; what is left out is removed. */
  readonly contactAmend: ContactPayload;
  /**
   * Answers an intention on which the advice was other than to proceed. For the account manager; for the shadow while the
   * account manager is away or the post is empty; for leads of the lead authority while nobody is in post.
   */
  readonly contactAnswerIntention: ContactPayload;
  /** Records that a follow-up is done. */
  readonly contactCompleteFollowUp: ContactPayload;
  /** Records that the intended contact was made. */
  readonly contactMarkMade: ContactPayload;
  /** Records that the intended contact did not take place. */
  readonly contactMarkNotMade: ContactPayload;
  /** Plans something to be done after a contact. */
  readonly contactPlanFollowUp: ContactPayload;
  /** Records a contact that was made without an intention. The same source and reference is the same contact. */
  readonly contactRecord: ContactPayload;
  /** Records what came of a contact; a reason is needed to correct an earlier record. */
  readonly contactRecordOutcome: ContactPayload;
  /** Registers an intention, and gives the gateway's advice on it. */
  readonly contactRegisterIntention: ContactPayload;
  /** Gives an intention up. */
  readonly contactWithdrawIntention: ContactPayload;
  /** Tries the dead letters of a projection again, in order. For operators. */
  readonly deadLettersRetry: DeadLettersRetryPayload;
  /** Lets no attempts begin any more. */
  readonly dispatchAbandon: DispatchPayload;
  /** Lets no attempts begin for the time being. */
  readonly dispatchPause: DispatchPayload;
  /** Lets attempts begin again. */
  readonly dispatchResume: DispatchPayload;
  /** Has a delivery tried again. An uncertain one may then arrive twice. */
  readonly dispatchRetryDelivery: DispatchPayload;
  /** Decides what a delivery counts as. */
  readonly dispatchSettleDelivery: DispatchPayload;
  /** Answers an enquiry, in words of its own or with a published standard answer. */
  readonly enquiryAnswer: EnquiryPayload;
  /** Records an enquiry, sorts it by its topic and routes it to whoever is to answer. */
  readonly enquiryReceive: EnquiryPayload;
  /** Routes an enquiry to somebody else. */
  readonly enquiryReroute: EnquiryPayload;
  /** Sorts an enquiry otherwise, and routes it accordingly. */
  readonly enquirySort: EnquiryPayload;
  /** Records that no answer is needed any more. */
  readonly enquiryWithdraw: EnquiryPayload;
  /** Decides that the data is erased. It cannot be taken back. */
  readonly erasureGrant: ErasurePayload;
  /** Decides that the data stays. */
  readonly erasureRefuse: ErasurePayload;
  /** Puts on record that personal data is to be erased; another person of your party decides. */
  readonly erasureRequest: ErasurePayload;
  /** Takes a request back before it is decided. */
  readonly erasureWithdraw: ErasurePayload;
  /**
   * Takes the rows of a CSV file (UTF-8, commas, a header) into the record: the good ones are taken, the others reported.
   * Importing the same file again changes nothing. For registrars of HSE and of the coordinating body.
   */
  readonly importRun: ImportPayload;
  /**
   * Wraps all keys of persons with a new key, under the key-encryption key that is configured. The log is not touched, and
   * everything goes on meanwhile. Answers after at most 20 seconds; a longer rotation goes on, and `keyStatus` shows when it
   * has ended. For operators.
   */
  readonly keysRotate: KeysRotatePayload;
  /** Accepts a local concern as a local variation, on terms that the organisation reads. */
  readonly localConcernAccept: LocalConcernPayload;
  /** Confirms what the other lead proposed; that is then the concern's answer. */
  readonly localConcernConfirmSettlement: LocalConcernPayload;
  /** Declines a local concern: the partnership keeps its precedence. */
  readonly localConcernDecline: LocalConcernPayload;
  /** Ends a local variation today. */
  readonly localConcernEndVariation: LocalConcernPayload;
  /** Proposes how to settle a concern that was referred; an earlier proposal no longer counts. */
  readonly localConcernProposeSettlement: LocalConcernPayload;
  /** Says what stands locally against a partnership's precedence. */
  readonly localConcernRaise: LocalConcernPayload;
  /** Refers a local concern to the leads of both authorities: the one that raised it and the one that leads. */
  readonly localConcernRefer: LocalConcernPayload;
  /** Takes a local concern back. */
  readonly localConcernWithdraw: LocalConcernPayload;
  /** Answers a comment that you read. */
  readonly messageAnswerComment: MessagePayload;
  /** Comments on a version that you read. */
  readonly messageComment: MessagePayload;
  /** Records that a follow-up was done. */
  readonly messageCompleteFollowUp: MessagePayload;
  /** Confirms exactly this version, for a party or in a post. */
  readonly messageConfirm: MessagePayload;
  /** Drafts a message: its first version. */
  readonly messageDraft: MessagePayload;
  /** Issues a message that all have confirmed, once, over all of its channels: for the communications lead of its source. */
  readonly messageIssue: MessagePayload;
  /** Links a message to a risk of the programme. */
  readonly messageLinkRisk: MessagePayload;
  /** Objects to a version; a confirmation that you gave is taken back. */
  readonly messageObject: MessagePayload;
  /** Notes that something is to be done about a message on a day. */
  readonly messagePlanFollowUp: MessagePayload;
  /** Puts the current version forward to those who must confirm it. */
  readonly messagePropose: MessagePayload;
  /** Records that people carried an issued message over one of its channels. */
  readonly messageRecordChannel: MessagePayload;
  /** Records how many of an audience a message reached over a channel that people serve; a later count takes the place of an earlier one. */
  readonly messageRecordReceipt: MessagePayload;
  /** Writes a new version. What was confirmed of the one before is void. */
  readonly messageRevise: MessagePayload;
  /** Says how a comment was settled. */
  readonly messageSettleComment: MessagePayload;
  /** Says how an objection was settled: for those who raised it. */
  readonly messageSettleObjection: MessagePayload;
  /** Takes a confirmation back, until all have confirmed. */
  readonly messageTakeBackConfirmation: MessagePayload;
  /** Takes the link to a risk of the programme away. */
  readonly messageUnlinkRisk: MessagePayload;
  /** Withdraws a message that was not issued. It cannot come back. */
  readonly messageWithdraw: MessagePayload;
  /** Records the officer's present name and how the officer is reached at work; what is left out is removed. */
  readonly officerAmend: OfficerPayload;
  /** Records that the officer holds a role from a day on. The same role is never held twice on a day. */
  readonly officerAssignRole: OfficerPayload;
  /** Ends the role that the officer holds on a day. One that is to begin on that day is withdrawn. */
  readonly officerEndRole: OfficerPayload;
  /** Records that the officer left. All roles end that day, and the work contact is no longer shown. */
  readonly officerEndService: OfficerPayload;
  /** Enters an officer of an authority into the register. */
  readonly officerRegister: OfficerPayload;
  /** Records that the officer moved to another authority. All roles with the former one end that day. */
  readonly officerTransfer: OfficerPayload;
  /** Records that a legal entity belongs to the organisation. */
  readonly organisationAddLegalEntity: OrganisationPayload;
  /** Judges anew how the organisation is built. */
  readonly organisationClassifyStructure: OrganisationPayload;
  /** Sets the computed eligibility aside. For leads of HSE and of the coordinating body. */
  readonly organisationOverrideEligibility: OrganisationPayload;
  /** Enters an organisation into the register. */
  readonly organisationRegister: OrganisationPayload;
  /** Records that a legal entity no longer belongs to the organisation. */
  readonly organisationRemoveLegalEntity: OrganisationPayload;
  /** Records that the organisation goes by another name. */
  readonly organisationRename: OrganisationPayload;
  /** Records how many people the organisation employs in the United Kingdom. */
  readonly organisationReportHeadcount: OrganisationPayload;
  /** Records what the organisation does, by SIC 2007 codes. */
  readonly organisationSetSicCodes: OrganisationPayload;
  /** Records the names under which the organisation trades besides its own; names left out are no longer used. */
  readonly organisationSetTradingNames: OrganisationPayload;
  /** Lets the computed eligibility count again. */
  readonly organisationWithdrawEligibilityOverride: OrganisationPayload;
  /** Records that an agreed objective was reached. */
  readonly partnershipAchieveObjective: PartnershipPayload;
  /** Acknowledges a figure, for worker representatives of the organisation. */
  readonly partnershipAcknowledgeReading: PartnershipPayload;
  /** Records that the partnership works. It must be agreed and have an account manager. */
  readonly partnershipActivate: PartnershipPayload;
  /** Affirms the current version of the core principles, for the side of who affirms. */
  readonly partnershipAffirmPrinciples: PartnershipPayload;
  /** Agrees to the partnership: for the organisation by its representative, for the regulators by a lead of the lead authority. */
  readonly partnershipAgree: PartnershipPayload;
  /** Agrees to an objective in these terms: for the organisation by its representative, for the regulators by a lead of the lead authority. */
  readonly partnershipAgreeObjective: PartnershipPayload;
  /** Corrects or changes what is said of the partnership; what is left out is removed. */
  readonly partnershipAmend: PartnershipPayload;
  /** Changes the terms of an objective; agreements to the former terms are void. A measure of the same name and unit keeps its readings. */
  readonly partnershipAmendObjective: PartnershipPayload;
  /** Appoints an officer to a post that nobody holds. */
  readonly partnershipAppointOfficer: PartnershipPayload;
  /** Judges how mature the relationship is. The organisation does not see it. */
  readonly partnershipAssessMaturity: PartnershipPayload;
  /** Records that the organisation takes its time to consider. */
  readonly partnershipBeginConsideration: PartnershipPayload;
  /** Ends the partnership, and every appointment in it. */
  readonly partnershipConclude: PartnershipPayload;
  /** Decides against the partnership, for either side. */
  readonly partnershipDecline: PartnershipPayload;
  /** Drafts the next version of the contact criteria; replaces the former draft. */
  readonly partnershipDraftCriteria: PartnershipPayload;
  /** Records that an officer left a post and nobody took over. */
  readonly partnershipEndAppointment: PartnershipPayload;
  /**
   * Puts a checkpoint over all events of a partnership on record, so that an export can show that nothing was left out up
   * to now. Where no event of the partnership came since the newest one, it says just that. For auditors.
   */
  readonly partnershipEvidenceRecord: PartnershipEvidencePayload;
  /** Appoints a successor: the predecessor's tenure ends at the same instant, with what was handed over. */
  readonly partnershipHandOver: PartnershipPayload;
  /** Records that the account manager returns on another day. One that did not happen ends on its first day. */
  readonly partnershipMoveAbsenceEnd: PartnershipPayload;
  /** Proposes a partnership with an organisation, for leads of HSE, of the coordinating body and of the authority that is to lead. */
  readonly partnershipPropose: PartnershipPayload;
  /** Proposes an objective, for the side of who proposes. */
  readonly partnershipProposeObjective: PartnershipPayload;
  /** Puts the drafted criteria in force from a day on, for the account manager and leads of the lead authority. */
  readonly partnershipPublishCriteria: PartnershipPayload;
  /** Records when the account manager is away; the shadow acts. */
  readonly partnershipRecordAbsence: PartnershipPayload;
  /** Records what was learned. */
  readonly partnershipRecordLesson: PartnershipPayload;
  /** Records a figure for a measure of an agreed objective. */
  readonly partnershipRecordReading: PartnershipPayload;
  /** Replaces a figure by a better one for the same day; the former one stays visible. */
  readonly partnershipRestateReading: PartnershipPayload;
  /** Records that the partnership works again. */
  readonly partnershipResume: PartnershipPayload;
  /** Records that the partnership rests. */
  readonly partnershipSuspend: PartnershipPayload;
  /** Records that another authority leads from a day on. What was decided before stays as it was. */
  readonly partnershipTransferLead: PartnershipPayload;
  /** Takes the proposal back, until the partnership works. */
  readonly partnershipWithdraw: PartnershipPayload;
  /** Records that an objective is no longer pursued. */
  readonly partnershipWithdrawObjective: PartnershipPayload;
  /** Acknowledges a figure, for worker representatives of the organisation. */
  readonly planAcknowledgeReading: PlanPayload;
  /** Adds a priority to the draft, as a proposal of your side. */
  readonly planAddPriority: PlanPayload;
  /** Lets one authority depart from the plan for a time, in the draft. */
  readonly planAddVariation: PlanPayload;
  /** Says how the draft stands to a core principle of the current list: affirmed as it stands, or answered in a way of its own. */
  readonly planAddressPrinciple: PlanPayload;
  /** Agrees to exactly this version. */
  readonly planAgree: PlanPayload;
  /** Changes a priority in the draft; what is left out is removed. Only the side that proposed it does so, unless both own it. */
  readonly planAmendPriority: PlanPayload;
  /** Changes the terms of a local variation in the draft. */
  readonly planAmendVariation: PlanPayload;
  /** Begins the draft of a plan. A partnership that is agreed, active or suspended has one plan of each kind at a time. */
  readonly planBegin: PlanPayload;
  /** Takes back what was put forward; what was agreed of it is void. */
  readonly planCallBack: PlanPayload;
  /** Gives the draft incident selection criteria of its own, or leaves it to those in force by default. */
  readonly planChooseIncidentCriteria: PlanPayload;
  /** Ends the plan with an evaluation of each of its priorities; nothing of it changes any more. */
  readonly planClose: PlanPayload;
  /** Gives the draft another title and summary. */
  readonly planDescribe: PlanPayload;
  /** Decides that an agreed version is not published; what was agreed of it is void. */
  readonly planDiscard: PlanPayload;
  /** Lets a local variation end earlier, in the draft. */
  readonly planEndVariation: PlanPayload;
  /** Records that a milestone was not reached when it was due. */
  readonly planMissMilestone: PlanPayload;
  /** Records when a milestone is expected now. The day that was agreed stays in the plan. */
  readonly planMoveMilestone: PlanPayload;
  /** Says why you do not agree to this version. */
  readonly planObject: PlanPayload;
  /** Puts the draft forward as a version: those who must agree are asked. */
  readonly planPropose: PlanPayload;
  /** Puts an agreed version in force from a day on, for the account manager and leads of the lead authority. */
  readonly planPublish: PlanPayload;
  /** Records that a milestone was reached. */
  readonly planReachMilestone: PlanPayload;
  /** Records a figure for a measure of a priority in force. */
  readonly planRecordReading: PlanPayload;
  /** Takes a priority out of the draft, for the side that proposed it. */
  readonly planRemovePriority: PlanPayload;
  /** Takes a local variation out of the draft that was never agreed. */
  readonly planRemoveVariation: PlanPayload;
  /** Replaces a figure by a better one for the same day; the former one stays visible. */
  readonly planRestateReading: PlanPayload;
  /** Says how an objection of your party was settled. */
  readonly planSettleObjection: PlanPayload;
  /** Takes an agreement back, before all have agreed. */
  readonly planTakeBackAgreement: PlanPayload;
  /** Corrects or moves a period; what is left out is removed. */
  readonly programmeCalendarAmendPeriod: ProgrammeCalendarPayload;
  /** Records a period of an authority's own programme; the first one begins its calendar. */
  readonly programmeCalendarRecordPeriod: ProgrammeCalendarPayload;
  /** Records that a period does not count any more. */
  readonly programmeCalendarWithdrawPeriod: ProgrammeCalendarPayload;
  /** Corrects or completes what the entry says; the judgement is made anew by `programmeRiskReview`. */
  readonly programmeRiskAmend: ProgrammeRiskPayload;
  /** Records that the risk no longer stands. */
  readonly programmeRiskClose: ProgrammeRiskPayload;
  /** Enters a risk into the register, with a first judgement. */
  readonly programmeRiskRegister: ProgrammeRiskPayload;
  /** Records that a closed risk stands again, judged as it was last. */
  readonly programmeRiskReopen: ProgrammeRiskPayload;
  /** Judges a risk anew. Every earlier judgement stays on record. */
  readonly programmeRiskReview: ProgrammeRiskPayload;
  /**
   * Builds a projection anew from the log, beside the one that queries read, and then switches over. Answers after at most
   * 20 seconds; a longer build goes on, and `serviceStatus` shows how far it is. For operators.
   */
  readonly projectionRebuild: ProjectionRebuildPayload;
  /** Adds recipients to a list. */
  readonly recipientListAddRecipients: RecipientListPayload;
  /** Says anew what a recipient list is called and whom it is for. */
  readonly recipientListAmend: RecipientListPayload;
  /** Begins a recipient list. */
  readonly recipientListCreate: RecipientListPayload;
  /** Takes recipients off a list. */
  readonly recipientListRemoveRecipients: RecipientListPayload;
  /** Ends the use of a list. */
  readonly recipientListRetire: RecipientListPayload;
  /** Circulates a new version. */
  readonly sharedMaterialAddVersion: SharedMaterialPayload;
  /** Says what became of feedback. */
  readonly sharedMaterialAnswerFeedback: SharedMaterialPayload;
  /** Circulates a plan, an agreement or guidance for reuse. */
  readonly sharedMaterialCirculate: SharedMaterialPayload;
  /** Says what you think of a version; once for each version. */
  readonly sharedMaterialGiveFeedback: SharedMaterialPayload;
  /** Records that your party used a version. */
  readonly sharedMaterialRecordUse: SharedMaterialPayload;
  /** Takes a material out of use for good. */
  readonly sharedMaterialWithdraw: SharedMaterialPayload;
  /** Records who enforces, by the site's main activity. */
  readonly siteAllocateEnforcement: SitePayload;
  /** Corrects or completes the details of a site; what is left out is removed. */
  readonly siteAmend: SitePayload;
  /** Records how an uncertain responsibility was settled (regulation 6). */
  readonly siteAssignEnforcement: SitePayload;
  /** Records that the organisation no longer works at the site. */
  readonly siteClose: SitePayload;
  /** Records that the site closed on another day than is on record. */
  readonly siteCorrectClosure: SitePayload;
  /** Enters a site of an organisation into the register. */
  readonly siteOpen: SitePayload;
  /** Records that enforcement passed to another authority by agreement (regulation 5). */
  readonly siteTransferEnforcement: SitePayload;
  /** Takes back the allocation in force that was recorded by mistake: the one before it counts again. */
  readonly siteWithdrawAllocation: SitePayload;
  /** Takes back a closure that was recorded by mistake: the site is open again. */
  readonly siteWithdrawClosure: SitePayload;
  /** Drafts a standard answer. */
  readonly standardAnswerDraft: StandardAnswerPayload;
  /** Brings the wording as last drafted into use. */
  readonly standardAnswerPublish: StandardAnswerPayload;
  /** Drafts another wording; the one in use stays until it is published. */
  readonly standardAnswerRevise: StandardAnswerPayload;
  /** Takes a standard answer out of use for good. */
  readonly standardAnswerWithdraw: StandardAnswerPayload;
};


export type MutationAssistanceEntryAmendArgs = {
  input: AssistanceEntryAmendInput;
};


export type MutationAssistanceEntryListArgs = {
  input: AssistanceEntryListInput;
};


export type MutationAssistanceEntryWithdrawArgs = {
  input: AssistanceEntryWithdrawInput;
};


export type MutationAuthorityAmendArgs = {
  input: AuthorityAmendInput;
};


export type MutationAuthorityAssignGssCodeArgs = {
  input: AuthorityAssignGssCodeInput;
};


export type MutationAuthorityCorrectDissolutionArgs = {
  input: AuthorityCorrectDissolutionInput;
};


export type MutationAuthorityDissolveArgs = {
  input: AuthorityDissolveInput;
};


export type MutationAuthorityRegisterArgs = {
  input: AuthorityRegisterInput;
};


export type MutationAuthorityRenameArgs = {
  input: AuthorityRenameInput;
};


export type MutationAuthorityWithdrawDissolutionArgs = {
  input: AuthorityWithdrawDissolutionInput;
};


export type MutationCommunicationsPlanAddMilestoneArgs = {
  input: CommunicationsPlanAddMilestoneInput;
};


export type MutationCommunicationsPlanAddNeedArgs = {
  input: CommunicationsPlanAddNeedInput;
};


export type MutationCommunicationsPlanAmendArgs = {
  input: CommunicationsPlanAmendInput;
};


export type MutationCommunicationsPlanAmendMilestoneArgs = {
  input: CommunicationsPlanAmendMilestoneInput;
};


export type MutationCommunicationsPlanAmendNeedArgs = {
  input: CommunicationsPlanAmendNeedInput;
};


export type MutationCommunicationsPlanCloseArgs = {
  input: CommunicationsPlanCloseInput;
};


export type MutationCommunicationsPlanDraftArgs = {
  input: CommunicationsPlanDraftInput;
};


export type MutationCommunicationsPlanLinkMessageArgs = {
  input: CommunicationsPlanLinkMessageInput;
};


export type MutationCommunicationsPlanPutInForceArgs = {
  input: CommunicationsPlanPutInForceInput;
};


export type MutationCommunicationsPlanUnlinkMessageArgs = {
  input: CommunicationsPlanUnlinkMessageInput;
};


export type MutationCommunicationsPlanWithdrawMilestoneArgs = {
  input: CommunicationsPlanWithdrawMilestoneInput;
};


export type MutationCommunicationsPlanWithdrawNeedArgs = {
  input: CommunicationsPlanWithdrawNeedInput;
};


export type MutationContactAmendArgs = {
  input: ContactAmendInput;
};


export type MutationContactAnswerIntentionArgs = {
  input: ContactAnswerIntentionInput;
};


export type MutationContactCompleteFollowUpArgs = {
  input: ContactCompleteFollowUpInput;
};


export type MutationContactMarkMadeArgs = {
  input: ContactMarkMadeInput;
};


export type MutationContactMarkNotMadeArgs = {
  input: ContactMarkNotMadeInput;
};


export type MutationContactPlanFollowUpArgs = {
  input: ContactPlanFollowUpInput;
};


export type MutationContactRecordArgs = {
  input: ContactRecordInput;
};


export type MutationContactRecordOutcomeArgs = {
  input: ContactRecordOutcomeInput;
};


export type MutationContactRegisterIntentionArgs = {
  input: ContactRegisterIntentionInput;
};


export type MutationContactWithdrawIntentionArgs = {
  input: ContactWithdrawIntentionInput;
};


export type MutationDeadLettersRetryArgs = {
  input: DeadLettersRetryInput;
};


export type MutationDispatchAbandonArgs = {
  input: DispatchAbandonInput;
};


export type MutationDispatchPauseArgs = {
  input: DispatchPauseInput;
};


export type MutationDispatchResumeArgs = {
  input: DispatchResumeInput;
};


export type MutationDispatchRetryDeliveryArgs = {
  input: DispatchRetryDeliveryInput;
};


export type MutationDispatchSettleDeliveryArgs = {
  input: DispatchSettleDeliveryInput;
};


export type MutationEnquiryAnswerArgs = {
  input: EnquiryAnswerInput;
};


export type MutationEnquiryReceiveArgs = {
  input: EnquiryReceiveInput;
};


export type MutationEnquiryRerouteArgs = {
  input: EnquiryRerouteInput;
};


export type MutationEnquirySortArgs = {
  input: EnquirySortInput;
};


export type MutationEnquiryWithdrawArgs = {
  input: EnquiryWithdrawInput;
};


export type MutationErasureGrantArgs = {
  input: ErasureGrantInput;
};


export type MutationErasureRefuseArgs = {
  input: ErasureRefuseInput;
};


export type MutationErasureRequestArgs = {
  input: ErasureRequestInput;
};


export type MutationErasureWithdrawArgs = {
  input: ErasureWithdrawInput;
};


export type MutationImportRunArgs = {
  input: ImportRunInput;
};


export type MutationKeysRotateArgs = {
  input: KeysRotateInput;
};


export type MutationLocalConcernAcceptArgs = {
  input: LocalConcernAcceptInput;
};


export type MutationLocalConcernConfirmSettlementArgs = {
  input: LocalConcernConfirmSettlementInput;
};


export type MutationLocalConcernDeclineArgs = {
  input: LocalConcernDeclineInput;
};


export type MutationLocalConcernEndVariationArgs = {
  input: LocalConcernEndVariationInput;
};


export type MutationLocalConcernProposeSettlementArgs = {
  input: LocalConcernProposeSettlementInput;
};


export type MutationLocalConcernRaiseArgs = {
  input: LocalConcernRaiseInput;
};


export type MutationLocalConcernReferArgs = {
  input: LocalConcernReferInput;
};


export type MutationLocalConcernWithdrawArgs = {
  input: LocalConcernWithdrawInput;
};


export type MutationMessageAnswerCommentArgs = {
  input: MessageAnswerCommentInput;
};


export type MutationMessageCommentArgs = {
  input: MessageCommentInput;
};


export type MutationMessageCompleteFollowUpArgs = {
  input: MessageCompleteFollowUpInput;
};


export type MutationMessageConfirmArgs = {
  input: MessageConfirmInput;
};


export type MutationMessageDraftArgs = {
  input: MessageDraftInput;
};


export type MutationMessageIssueArgs = {
  input: MessageIssueInput;
};


export type MutationMessageLinkRiskArgs = {
  input: MessageLinkRiskInput;
};


export type MutationMessageObjectArgs = {
  input: MessageObjectInput;
};


export type MutationMessagePlanFollowUpArgs = {
  input: MessagePlanFollowUpInput;
};


export type MutationMessageProposeArgs = {
  input: MessageProposeInput;
};


export type MutationMessageRecordChannelArgs = {
  input: MessageRecordChannelInput;
};


export type MutationMessageRecordReceiptArgs = {
  input: MessageRecordReceiptInput;
};


export type MutationMessageReviseArgs = {
  input: MessageReviseInput;
};


export type MutationMessageSettleCommentArgs = {
  input: MessageSettleCommentInput;
};


export type MutationMessageSettleObjectionArgs = {
  input: MessageSettleObjectionInput;
};


export type MutationMessageTakeBackConfirmationArgs = {
  input: MessageTakeBackConfirmationInput;
};


export type MutationMessageUnlinkRiskArgs = {
  input: MessageUnlinkRiskInput;
};


export type MutationMessageWithdrawArgs = {
  input: MessageWithdrawInput;
};


export type MutationOfficerAmendArgs = {
  input: OfficerAmendInput;
};


export type MutationOfficerAssignRoleArgs = {
  input: OfficerAssignRoleInput;
};


export type MutationOfficerEndRoleArgs = {
  input: OfficerEndRoleInput;
};


export type MutationOfficerEndServiceArgs = {
  input: OfficerEndServiceInput;
};


export type MutationOfficerRegisterArgs = {
  input: OfficerRegisterInput;
};


export type MutationOfficerTransferArgs = {
  input: OfficerTransferInput;
};


export type MutationOrganisationAddLegalEntityArgs = {
  input: OrganisationAddLegalEntityInput;
};


export type MutationOrganisationClassifyStructureArgs = {
  input: OrganisationClassifyStructureInput;
};


export type MutationOrganisationOverrideEligibilityArgs = {
  input: OrganisationOverrideEligibilityInput;
};


export type MutationOrganisationRegisterArgs = {
  input: OrganisationRegisterInput;
};


export type MutationOrganisationRemoveLegalEntityArgs = {
  input: OrganisationRemoveLegalEntityInput;
};


export type MutationOrganisationRenameArgs = {
  input: OrganisationRenameInput;
};


export type MutationOrganisationReportHeadcountArgs = {
  input: OrganisationReportHeadcountInput;
};


export type MutationOrganisationSetSicCodesArgs = {
  input: OrganisationSetSicCodesInput;
};


export type MutationOrganisationSetTradingNamesArgs = {
  input: OrganisationSetTradingNamesInput;
};


export type MutationOrganisationWithdrawEligibilityOverrideArgs = {
  input: OrganisationWithdrawEligibilityOverrideInput;
};


export type MutationPartnershipAchieveObjectiveArgs = {
  input: PartnershipAchieveObjectiveInput;
};


export type MutationPartnershipAcknowledgeReadingArgs = {
  input: PartnershipAcknowledgeReadingInput;
};


export type MutationPartnershipActivateArgs = {
  input: PartnershipActivateInput;
};


export type MutationPartnershipAffirmPrinciplesArgs = {
  input: PartnershipAffirmPrinciplesInput;
};


export type MutationPartnershipAgreeArgs = {
  input: PartnershipAgreeInput;
};


export type MutationPartnershipAgreeObjectiveArgs = {
  input: PartnershipAgreeObjectiveInput;
};


export type MutationPartnershipAmendArgs = {
  input: PartnershipAmendInput;
};


export type MutationPartnershipAmendObjectiveArgs = {
  input: PartnershipAmendObjectiveInput;
};


export type MutationPartnershipAppointOfficerArgs = {
  input: PartnershipAppointOfficerInput;
};


export type MutationPartnershipAssessMaturityArgs = {
  input: PartnershipAssessMaturityInput;
};


export type MutationPartnershipBeginConsiderationArgs = {
  input: PartnershipBeginConsiderationInput;
};


export type MutationPartnershipConcludeArgs = {
  input: PartnershipConcludeInput;
};


export type MutationPartnershipDeclineArgs = {
  input: PartnershipDeclineInput;
};


export type MutationPartnershipDraftCriteriaArgs = {
  input: PartnershipDraftCriteriaInput;
};


export type MutationPartnershipEndAppointmentArgs = {
  input: PartnershipEndAppointmentInput;
};


export type MutationPartnershipEvidenceRecordArgs = {
  input: PartnershipEvidenceRecordInput;
};


export type MutationPartnershipHandOverArgs = {
  input: PartnershipHandOverInput;
};


export type MutationPartnershipMoveAbsenceEndArgs = {
  input: PartnershipMoveAbsenceEndInput;
};


export type MutationPartnershipProposeArgs = {
  input: PartnershipProposeInput;
};


export type MutationPartnershipProposeObjectiveArgs = {
  input: PartnershipProposeObjectiveInput;
};


export type MutationPartnershipPublishCriteriaArgs = {
  input: PartnershipPublishCriteriaInput;
};


export type MutationPartnershipRecordAbsenceArgs = {
  input: PartnershipRecordAbsenceInput;
};


export type MutationPartnershipRecordLessonArgs = {
  input: PartnershipRecordLessonInput;
};


export type MutationPartnershipRecordReadingArgs = {
  input: PartnershipRecordReadingInput;
};


export type MutationPartnershipRestateReadingArgs = {
  input: PartnershipRestateReadingInput;
};


export type MutationPartnershipResumeArgs = {
  input: PartnershipResumeInput;
};


export type MutationPartnershipSuspendArgs = {
  input: PartnershipSuspendInput;
};


export type MutationPartnershipTransferLeadArgs = {
  input: PartnershipTransferLeadInput;
};


export type MutationPartnershipWithdrawArgs = {
  input: PartnershipWithdrawInput;
};


export type MutationPartnershipWithdrawObjectiveArgs = {
  input: PartnershipWithdrawObjectiveInput;
};


export type MutationPlanAcknowledgeReadingArgs = {
  input: PlanAcknowledgeReadingInput;
};


export type MutationPlanAddPriorityArgs = {
  input: PlanAddPriorityInput;
};


export type MutationPlanAddVariationArgs = {
  input: PlanAddVariationInput;
};


export type MutationPlanAddressPrincipleArgs = {
  input: PlanAddressPrincipleInput;
};


export type MutationPlanAgreeArgs = {
  input: PlanAgreeInput;
};


export type MutationPlanAmendPriorityArgs = {
  input: PlanAmendPriorityInput;
};


export type MutationPlanAmendVariationArgs = {
  input: PlanAmendVariationInput;
};


export type MutationPlanBeginArgs = {
  input: PlanBeginInput;
};


export type MutationPlanCallBackArgs = {
  input: PlanCallBackInput;
};


export type MutationPlanChooseIncidentCriteriaArgs = {
  input: PlanChooseIncidentCriteriaInput;
};


export type MutationPlanCloseArgs = {
  input: PlanCloseInput;
};


export type MutationPlanDescribeArgs = {
  input: PlanDescribeInput;
};


export type MutationPlanDiscardArgs = {
  input: PlanDiscardInput;
};


export type MutationPlanEndVariationArgs = {
  input: PlanEndVariationInput;
};


export type MutationPlanMissMilestoneArgs = {
  input: PlanMissMilestoneInput;
};


export type MutationPlanMoveMilestoneArgs = {
  input: PlanMoveMilestoneInput;
};


export type MutationPlanObjectArgs = {
  input: PlanObjectInput;
};


export type MutationPlanProposeArgs = {
  input: PlanProposeInput;
};


export type MutationPlanPublishArgs = {
  input: PlanPublishInput;
};


export type MutationPlanReachMilestoneArgs = {
  input: PlanReachMilestoneInput;
};


export type MutationPlanRecordReadingArgs = {
  input: PlanRecordReadingInput;
};


export type MutationPlanRemovePriorityArgs = {
  input: PlanRemovePriorityInput;
};


export type MutationPlanRemoveVariationArgs = {
  input: PlanRemoveVariationInput;
};


export type MutationPlanRestateReadingArgs = {
  input: PlanRestateReadingInput;
};


export type MutationPlanSettleObjectionArgs = {
  input: PlanSettleObjectionInput;
};


export type MutationPlanTakeBackAgreementArgs = {
  input: PlanTakeBackAgreementInput;
};


export type MutationProgrammeCalendarAmendPeriodArgs = {
  input: ProgrammeCalendarAmendPeriodInput;
};


export type MutationProgrammeCalendarRecordPeriodArgs = {
  input: ProgrammeCalendarRecordPeriodInput;
};


export type MutationProgrammeCalendarWithdrawPeriodArgs = {
  input: ProgrammeCalendarWithdrawPeriodInput;
};


export type MutationProgrammeRiskAmendArgs = {
  input: ProgrammeRiskAmendInput;
};


export type MutationProgrammeRiskCloseArgs = {
  input: ProgrammeRiskCloseInput;
};


export type MutationProgrammeRiskRegisterArgs = {
  input: ProgrammeRiskRegisterInput;
};


export type MutationProgrammeRiskReopenArgs = {
  input: ProgrammeRiskReopenInput;
};


export type MutationProgrammeRiskReviewArgs = {
  input: ProgrammeRiskReviewInput;
};


export type MutationProjectionRebuildArgs = {
  input: ProjectionRebuildInput;
};


export type MutationRecipientListAddRecipientsArgs = {
  input: RecipientListAddRecipientsInput;
};


export type MutationRecipientListAmendArgs = {
  input: RecipientListAmendInput;
};


export type MutationRecipientListCreateArgs = {
  input: RecipientListCreateInput;
};


export type MutationRecipientListRemoveRecipientsArgs = {
  input: RecipientListRemoveRecipientsInput;
};


export type MutationRecipientListRetireArgs = {
  input: RecipientListRetireInput;
};


export type MutationSharedMaterialAddVersionArgs = {
  input: SharedMaterialAddVersionInput;
};


export type MutationSharedMaterialAnswerFeedbackArgs = {
  input: SharedMaterialAnswerFeedbackInput;
};


export type MutationSharedMaterialCirculateArgs = {
  input: SharedMaterialCirculateInput;
};


export type MutationSharedMaterialGiveFeedbackArgs = {
  input: SharedMaterialGiveFeedbackInput;
};


export type MutationSharedMaterialRecordUseArgs = {
  input: SharedMaterialRecordUseInput;
};


export type MutationSharedMaterialWithdrawArgs = {
  input: SharedMaterialWithdrawInput;
};


export type MutationSiteAllocateEnforcementArgs = {
  input: SiteAllocateEnforcementInput;
};


export type MutationSiteAmendArgs = {
  input: SiteAmendInput;
};


export type MutationSiteAssignEnforcementArgs = {
  input: SiteAssignEnforcementInput;
};


export type MutationSiteCloseArgs = {
  input: SiteCloseInput;
};


export type MutationSiteCorrectClosureArgs = {
  input: SiteCorrectClosureInput;
};


export type MutationSiteOpenArgs = {
  input: SiteOpenInput;
};


export type MutationSiteTransferEnforcementArgs = {
  input: SiteTransferEnforcementInput;
};


export type MutationSiteWithdrawAllocationArgs = {
  input: SiteWithdrawAllocationInput;
};


export type MutationSiteWithdrawClosureArgs = {
  input: SiteWithdrawClosureInput;
};


export type MutationStandardAnswerDraftArgs = {
  input: StandardAnswerDraftInput;
};


export type MutationStandardAnswerPublishArgs = {
  input: StandardAnswerPublishInput;
};


export type MutationStandardAnswerReviseArgs = {
  input: StandardAnswerReviseInput;
};


export type MutationStandardAnswerWithdrawArgs = {
  input: StandardAnswerWithdrawInput;
};

/** What every mutation answers. */
export type MutationPayload = {
  /**
   * Where the log was after the object's last event; null when the command was refused. Pass it in the header
   * `concordat-read-after` to read at least this.
   */
  readonly position?: Maybe<Scalars['Position']['output']>;
  /**
   * True when this idempotency key had been used for this very command and something was recorded: the answer is the first
   * one again. A command that found everything so already leaves its key free: it is decided anew when it comes again.
   */
  readonly repeated: Scalars['Boolean']['output'];
  /** The object's revision after the command; null when it was refused. */
  readonly revision?: Maybe<Scalars['Int']['output']>;
  /** Empty when the command was carried out. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A nation of the United Kingdom: decides the calendar of working days. */
export type Nation =
  /** GB-ENG. */
  | 'ENGLAND'
  /** GB-NIR. */
  | 'NORTHERN_IRELAND'
  /** GB-SCT. */
  | 'SCOTLAND'
  /** GB-WLS. */
  | 'WALES';

/** A contact near the planned day, as it was when the advice was given. */
export type NearbyContact = {
  readonly __typename?: 'NearbyContact';
  /** Its authority's id. */
  readonly authorityId: Scalars['ID']['output'];
  /** Its id. */
  readonly contactId: Scalars['ID']['output'];
  /** The day it was made, or was planned for. */
  readonly date: Scalars['Date']['output'];
  /** True when it had been made. */
  readonly made: Scalars['Boolean']['output'];
  /** What it was for. */
  readonly purpose: ContactPurpose;
  /** Its site's id. */
  readonly siteId?: Maybe<Scalars['ID']['output']>;
  /** What it was about. */
  readonly topic: Scalars['String']['output'];
};

/** Anything with an id of its own. */
export type Node = {
  /** The kind of object and a UUID, for example `organisation-5a1f…`. Stable for ever. */
  readonly id: Scalars['ID']['output'];
};

/** How many a message did not reach for one reason. */
export type NotReceived = {
  readonly __typename?: 'NotReceived';
  /** How many. */
  readonly count: Scalars['Int']['output'];
  /** Why. */
  readonly reason: Scalars['String']['output'];
};

/** How many a message did not reach for one reason. */
export type NotReceivedInput = {
  /** How many, at least 1. */
  readonly count: Scalars['Int']['input'];
  /** Why: at most 300 characters. */
  readonly reason: Scalars['String']['input'];
};

/** What the sides set out to reach. */
export type Objective = {
  readonly __typename?: 'Objective';
  /** The day it was reached. */
  readonly achievedOn?: Maybe<Scalars['Date']['output']>;
  /** Why its terms were changed the last time; null when they never were. */
  readonly amendmentReason?: Maybe<Scalars['String']['output']>;
  /** In full. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** How progress is measured; measures that an amendment took out come last. */
  readonly measures: ReadonlyArray<ObjectiveMeasure>;
  /** Its number within the partnership. */
  readonly number: Scalars['Int']['output'];
  /** When a representative of the organisation agreed to these terms. */
  readonly organisationAgreedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why it was withdrawn, or what shows that it was reached. */
  readonly outcomeReason?: Maybe<Scalars['String']['output']>;
  /** When. */
  readonly proposedAt: Scalars['DateTime']['output'];
  /** Which side proposed it. */
  readonly proposedBy: PartnershipSide;
  /** When a lead of the lead authority agreed to these terms. */
  readonly regulatorsAgreedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it has come to. */
  readonly status: ObjectiveStatus;
  /** The high-level theme it belongs to, for example worker involvement. */
  readonly theme?: Maybe<Scalars['String']['output']>;
  /** In a few words. */
  readonly title: Scalars['String']['output'];
  /** Grows with every amendment. Agreement is to one version. */
  readonly version: Scalars['Int']['output'];
};

/** A page of objectives. */
export type ObjectiveConnection = {
  readonly __typename?: 'ObjectiveConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<ObjectiveEdge>;
  /** The objectives of this page. */
  readonly nodes: ReadonlyArray<Objective>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** An objective in a list. */
export type ObjectiveEdge = {
  readonly __typename?: 'ObjectiveEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The objective. */
  readonly node: Objective;
};

/** A measure of progress on an objective. */
export type ObjectiveMeasure = {
  readonly __typename?: 'ObjectiveMeasure';
  /** Where things stood at the outset; null where nobody knows. */
  readonly baseline?: Maybe<Scalars['Float']['output']>;
  /** False when an amendment took it out; its readings stay. */
  readonly current: Scalars['Boolean']['output'];
  /** By when. */
  readonly dueOn: Scalars['Date']['output'];
  /** The latest figure. */
  readonly latestReading?: Maybe<ObjectiveReading>;
  /** What is measured. */
  readonly name: Scalars['String']['output'];
  /** Its number within the objective. */
  readonly number: Scalars['Int']['output'];
  /** Every figure ever read, also those restated, the latest day first. */
  readonly readings: ObjectiveReadingConnection;
  /** What is to be reached. */
  readonly target: Scalars['Float']['output'];
  /** What is counted, for example reportable injuries per 100,000 workers. */
  readonly unit: Scalars['String']['output'];
};


/** A measure of progress on an objective. */
export type ObjectiveMeasureReadingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A measure of progress on an objective. */
export type ObjectiveMeasureInput = {
  /** Where things stood at the outset; left out where nobody knows. */
  readonly baseline?: InputMaybe<Scalars['Float']['input']>;
  /** By when. */
  readonly by: Scalars['Date']['input'];
  /** What is measured. */
  readonly name: Scalars['String']['input'];
  /** What is to be reached. */
  readonly target: Scalars['Float']['input'];
  /** What is counted. */
  readonly unit: Scalars['String']['input'];
};

/** A figure read for a measure. */
export type ObjectiveReading = {
  readonly __typename?: 'ObjectiveReading';
  /** When worker representatives acknowledged it, one moment for each of them. */
  readonly acknowledgedAt: ReadonlyArray<Scalars['DateTime']['output']>;
  /** Where the evidence can be found. */
  readonly evidence: Scalars['String']['output'];
  /** Its number within the objective. */
  readonly number: Scalars['Int']['output'];
  /** The day for which it is right. */
  readonly onDate: Scalars['Date']['output'];
  /** When it was recorded. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** The number of the reading that replaces it; null while it counts. */
  readonly restatedBy?: Maybe<Scalars['Int']['output']>;
  /** Why it replaces that one. */
  readonly restatementReason?: Maybe<Scalars['String']['output']>;
  /** The number of the reading that it replaces. */
  readonly restates?: Maybe<Scalars['Int']['output']>;
  /** Who or what gave the figure. */
  readonly source: Scalars['String']['output'];
  /** The figure, in the measure's unit. */
  readonly value: Scalars['Float']['output'];
};

/** A page of readings. */
export type ObjectiveReadingConnection = {
  readonly __typename?: 'ObjectiveReadingConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<ObjectiveReadingEdge>;
  /** The readings of this page. */
  readonly nodes: ReadonlyArray<ObjectiveReading>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** A reading in a list. */
export type ObjectiveReadingEdge = {
  readonly __typename?: 'ObjectiveReadingEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The reading. */
  readonly node: ObjectiveReading;
};

/** What an objective has come to. */
export type ObjectiveStatus =
  /** Reached. */
  | 'ACHIEVED'
  /** Agreed by both sides in its present terms. */
  | 'AGREED'
  /** Proposed, or amended, and not yet agreed by both sides. */
  | 'PROPOSED'
  /** No longer pursued. */
  | 'WITHDRAWN';

/** A person who acts for an authority. */
export type Officer = Node & {
  readonly __typename?: 'Officer';
  /** The authority that the officer serves, or served last. */
  readonly authority?: Maybe<Authority>;
  /**
   * Work e-mail address; null when none is known, after the officer left, and when you may not know it: an organisation
   * reaches the officers who hold a post in its partnership.
   */
  readonly email?: Maybe<Scalars['String']['output']>;
  /** Begins with `officer-`. Stable for ever. */
  readonly id: Scalars['ID']['output'];
  /** The day from which the officer no longer serves any authority; null while in service. */
  readonly leftOn?: Maybe<Scalars['Date']['output']>;
  /** The officer's name. */
  readonly name: Scalars['String']['output'];
  /** Work telephone number; null when none is known, after the officer left, and when you may not know it. */
  readonly phone?: Maybe<Scalars['String']['output']>;
  /** Grows by one with every event. */
  readonly revision: Scalars['Int']['output'];
  /** Every role that the officer held, holds or will hold, the latest first. None for an organisation. */
  readonly roles: ReadonlyArray<OfficerRoleTenure>;
  /** The authorities that the officer served, the latest first. None for an organisation. */
  readonly services: ReadonlyArray<OfficerService>;
  /** The first day in service. */
  readonly servingSince: Scalars['Date']['output'];
};

/** Records an officer's name and work contact; what is left out is removed. */
export type OfficerAmendInput = {
  /** Work e-mail address. */
  readonly email?: InputMaybe<Scalars['String']['input']>;
  /** Refuse when the officer is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The officer's name. */
  readonly name: Scalars['String']['input'];
  /** The officer. */
  readonly officerId: Scalars['ID']['input'];
  /** Work telephone number. */
  readonly phone?: InputMaybe<Scalars['String']['input']>;
  /** Why. */
  readonly reason: Scalars['String']['input'];
};

/** Gives an officer a role. */
export type OfficerAssignRoleInput = {
  /** Refuse when the officer is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The officer. */
  readonly officerId: Scalars['ID']['input'];
  /** The role. */
  readonly role: OfficerRole;
  /** First day; within the officer's service. */
  readonly since: Scalars['Date']['input'];
  /** What another role is called; for the role OTHER only. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
  /** The day from which it is no longer held; left out when no end is set. */
  readonly until?: InputMaybe<Scalars['Date']['input']>;
};

/** A page of officers. */
export type OfficerConnection = {
  readonly __typename?: 'OfficerConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<OfficerEdge>;
  /** The officers of this page. */
  readonly nodes: ReadonlyArray<Officer>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** An officer in a list. */
export type OfficerEdge = {
  readonly __typename?: 'OfficerEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The officer. */
  readonly node: Officer;
};

/** Ends a role. */
export type OfficerEndRoleInput = {
  /** Refuse when the officer is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The officer. */
  readonly officerId: Scalars['ID']['input'];
  /** The role. */
  readonly role: OfficerRole;
  /** What another role is called; for the role OTHER only. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
  /** The day from which it is no longer held; the officer holds it on that day. */
  readonly until: Scalars['Date']['input'];
};

/** Ends an officer's service. */
export type OfficerEndServiceInput = {
  /** Refuse when the officer is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The officer. */
  readonly officerId: Scalars['ID']['input'];
  /** The day from which the officer no longer serves; not in the future. */
  readonly on: Scalars['Date']['input'];
  /** Why. */
  readonly reason: Scalars['String']['input'];
};

/** What an officer's mutations answer. */
export type OfficerPayload = MutationPayload & {
  readonly __typename?: 'OfficerPayload';
  /** The officer after the command; null when it was refused. */
  readonly officer?: Maybe<Officer>;
  /** Where the log was after the object's last event; null when the command was refused. */
  readonly position?: Maybe<Scalars['Position']['output']>;
  /** True when this idempotency key had been used for this very command. */
  readonly repeated: Scalars['Boolean']['output'];
  /** The object's revision after the command; null when it was refused. */
  readonly revision?: Maybe<Scalars['Int']['output']>;
  /** Empty when the command was carried out. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Enters an officer into the register. */
export type OfficerRegisterInput = {
  /** The authority that the officer serves. */
  readonly authorityId: Scalars['ID']['input'];
  /** Work e-mail address. */
  readonly email?: InputMaybe<Scalars['String']['input']>;
  /** First day in service. */
  readonly from: Scalars['Date']['input'];
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The officer's name. */
  readonly name: Scalars['String']['input'];
  /** Work telephone number: 7 to 19 digits, with spaces between if you like. */
  readonly phone?: InputMaybe<Scalars['String']['input']>;
};

/** What an officer does for an authority, besides any appointment in a partnership. */
export type OfficerRole =
  /** May be appointed as account manager. */
  | 'ACCOUNT_MANAGER_POOL'
  /** Leads on communications. */
  | 'COMMUNICATIONS_LEAD'
  /** Inspects for a local authority. */
  | 'ENVIRONMENTAL_HEALTH_OFFICER'
  /** Leads on health and safety. */
  | 'HEALTH_AND_SAFETY_LEAD'
  /** Inspects for HSE. */
  | 'INSPECTOR'
  /** Another role, named by its title. */
  | 'OTHER'
  /** Keeps authorities of a region in touch with partnerships. */
  | 'PARTNERSHIP_LIAISON_OFFICER'
  /** Manages partnerships of the authority. */
  | 'PARTNERSHIP_MANAGER';

/** An officer's time in a role. */
export type OfficerRoleTenure = {
  readonly __typename?: 'OfficerRoleTenure';
  /** The authority for which it is held. */
  readonly authority?: Maybe<Authority>;
  /** The role. */
  readonly role: OfficerRole;
  /** First day. */
  readonly since: Scalars['Date']['output'];
  /** What another role is called; null for a role of the list. */
  readonly title?: Maybe<Scalars['String']['output']>;
  /** The day from which it is no longer held; null when no end is set. */
  readonly until?: Maybe<Scalars['Date']['output']>;
};

/** An officer's time with an authority. */
export type OfficerService = {
  readonly __typename?: 'OfficerService';
  /** The authority served. */
  readonly authority?: Maybe<Authority>;
  /** First day. */
  readonly since: Scalars['Date']['output'];
  /** The day from which the officer no longer served it; null while it lasts. */
  readonly until?: Maybe<Scalars['Date']['output']>;
};

/** Where an appointed officer comes from. */
export type OfficerSide =
  /** HSE or one of its divisions. */
  | 'HSE'
  /** A local authority. */
  | 'LOCAL_AUTHORITY'
  /** Another body, such as the coordinating one. */
  | 'OTHER';

/** Moves an officer to another authority. */
export type OfficerTransferInput = {
  /** The authority that the officer moves to. */
  readonly authorityId: Scalars['ID']['input'];
  /** Refuse when the officer is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** First day there; not in the future. */
  readonly from: Scalars['Date']['input'];
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The officer. */
  readonly officerId: Scalars['ID']['input'];
  /** Why. */
  readonly reason: Scalars['String']['input'];
};

/** A business or body under one control that regulators approach as one. */
export type Organisation = Node & {
  readonly __typename?: 'Organisation';
  /** Whether it may have a partnership, and why. */
  readonly eligibility: Eligibility;
  /** The number of people it employs in the United Kingdom; null when nobody has reported it. */
  readonly headcount?: Maybe<Headcount>;
  /** Begins with `organisation-`. Stable for ever. */
  readonly id: Scalars['ID']['output'];
  /** Its legal entities, in alphabetical order. */
  readonly legalEntities: ReadonlyArray<LegalEntity>;
  /** The name by which it is known. */
  readonly name: Scalars['String']['output'];
  /** Its partnership that has not ended; null when there is none. */
  readonly partnership?: Maybe<Partnership>;
  /** When it entered the register. */
  readonly registeredAt: Scalars['DateTime']['output'];
  /** Grows by one with every event. Pass it as `expectedRevision` to refuse a command decided on older facts. */
  readonly revision: Scalars['Int']['output'];
  /** What it does: SIC 2007 codes, the main one first. */
  readonly sicCodes: ReadonlyArray<Scalars['String']['output']>;
  /** Its sites in alphabetical order. */
  readonly sites: SiteConnection;
  /** How it is built. */
  readonly structure: OrganisationStructure;
  /** The names under which it trades besides its own, in alphabetical order. */
  readonly tradingNames: ReadonlyArray<Scalars['String']['output']>;
};


/** A business or body under one control that regulators approach as one. */
export type OrganisationSitesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  openOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Input of `organisationAddLegalEntity`. */
export type OrganisationAddLegalEntityInput = {
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The entity found to belong to the organisation. */
  readonly legalEntity: LegalEntityInput;
  /** The id of the organisation. */
  readonly organisationId: Scalars['ID']['input'];
};

/** Input of `organisationClassifyStructure`. */
export type OrganisationClassifyStructureInput = {
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The id of the organisation. */
  readonly organisationId: Scalars['ID']['input'];
  /** Why, in plain English, for those who read the history. */
  readonly reason: Scalars['String']['input'];
  /** How the organisation is built. */
  readonly structure: OrganisationStructure;
};

/** A page of organisations. */
export type OrganisationConnection = {
  readonly __typename?: 'OrganisationConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<OrganisationEdge>;
  /** The organisations of this page. */
  readonly nodes: ReadonlyArray<Organisation>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/**
 * A contact as the organisation concerned sees it: that it was made. Its purpose is left out, for it can show that
 * somebody complained; so are contacts in confidence and those only intended.
 */
export type OrganisationContact = Node & {
  readonly __typename?: 'OrganisationContact';
  /** The authority that made it. */
  readonly authority?: Maybe<Authority>;
  /** How it was made. */
  readonly channel: ContactChannel;
  /** Begins with `organisation-contact-`. Stable for ever. */
  readonly id: Scalars['ID']['output'];
  /** The day on which it was made. */
  readonly madeOn: Scalars['Date']['output'];
  /** The organisation. */
  readonly organisation?: Maybe<Organisation>;
  /** The site; null for the organisation as a whole. */
  readonly site?: Maybe<Site>;
  /** What it was about. */
  readonly topic: Scalars['String']['output'];
  /** With whom: a role. */
  readonly withWhom: Scalars['String']['output'];
};

/** A page of contacts, as the organisation sees them. */
export type OrganisationContactConnection = {
  readonly __typename?: 'OrganisationContactConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<OrganisationContactEdge>;
  /** The contacts of this page. */
  readonly nodes: ReadonlyArray<OrganisationContact>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** A contact in an organisation's list. */
export type OrganisationContactEdge = {
  readonly __typename?: 'OrganisationContactEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The contact. */
  readonly node: OrganisationContact;
};

/** An organisation in a list. */
export type OrganisationEdge = {
  readonly __typename?: 'OrganisationEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The organisation. */
  readonly node: Organisation;
};

/** Input of `organisationOverrideEligibility`. */
export type OrganisationOverrideEligibilityInput = {
  /** The answer that is to count. */
  readonly eligible: Scalars['Boolean']['input'];
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The id of the organisation. */
  readonly organisationId: Scalars['ID']['input'];
  /** Why, in plain English, for those who read the history. */
  readonly reason: Scalars['String']['input'];
};

/** What an organisation's mutations answer. */
export type OrganisationPayload = MutationPayload & {
  readonly __typename?: 'OrganisationPayload';
  /** The organisation after the command; null when it was refused. */
  readonly organisation?: Maybe<Organisation>;
  /** What a read must have reached to show the object so, also when nothing new was recorded; null when the command was refused. */
  readonly position?: Maybe<Scalars['Position']['output']>;
  /** True when this idempotency key had been used for this very command. */
  readonly repeated: Scalars['Boolean']['output'];
  /** The object's revision after the command; null when it was refused. */
  readonly revision?: Maybe<Scalars['Int']['output']>;
  /** Empty when the command was carried out. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Input of `organisationRegister`. */
export type OrganisationRegisterInput = {
  /** Its employees in the United Kingdom. */
  readonly headcount?: InputMaybe<HeadcountInput>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** Its legal entities: at most 50. */
  readonly legalEntities?: InputMaybe<ReadonlyArray<LegalEntityInput>>;
  /** The name by which the organisation is known. */
  readonly name: Scalars['String']['input'];
  /** SIC 2007 codes, the main one first: at most 20. */
  readonly sicCodes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** How it is built. */
  readonly structure: OrganisationStructure;
};

/** Input of `organisationRemoveLegalEntity`. */
export type OrganisationRemoveLegalEntityInput = {
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** Its number there. */
  readonly number: Scalars['String']['input'];
  /** The id of the organisation. */
  readonly organisationId: Scalars['ID']['input'];
  /** Why, in plain English, for those who read the history. */
  readonly reason: Scalars['String']['input'];
  /** Where the entity is registered. */
  readonly registry: Registry;
};

/** Input of `organisationRename`. */
export type OrganisationRenameInput = {
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The name by which the organisation goes from now on. */
  readonly name: Scalars['String']['input'];
  /** The id of the organisation. */
  readonly organisationId: Scalars['ID']['input'];
  /** Why, in plain English, for those who read the history. */
  readonly reason: Scalars['String']['input'];
};

/** Input of `organisationReportHeadcount`. */
export type OrganisationReportHeadcountInput = {
  /** The day on which the figure was right; not in the future. */
  readonly asOf: Scalars['Date']['input'];
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The id of the organisation. */
  readonly organisationId: Scalars['ID']['input'];
  /** Who said so. */
  readonly source: Scalars['String']['input'];
  /** Employees in the United Kingdom. */
  readonly ukEmployees: Scalars['Int']['input'];
};

/** Input of `organisationSetSicCodes`. */
export type OrganisationSetSicCodesInput = {
  /** The main one first: 1 to 20. */
  readonly codes: ReadonlyArray<Scalars['String']['input']>;
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The id of the organisation. */
  readonly organisationId: Scalars['ID']['input'];
};

/** Input of `organisationSetTradingNames`. */
export type OrganisationSetTradingNamesInput = {
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** All the names: at most 50 of up to 200 characters. */
  readonly names: ReadonlyArray<Scalars['String']['input']>;
  /** The id of the organisation. */
  readonly organisationId: Scalars['ID']['input'];
};

/** How an organisation is built. It decides what kind of partnership fits. */
export type OrganisationStructure =
  /** Very many like sites, controlled from one place. */
  | 'CENTRALLY_CONTROLLED_MULTI_SITE'
  /** Relatively few sites, each with challenges and procedures of its own. */
  | 'COMPLEX_FEW_SITE'
  /** Sites run by franchisees under one brand. */
  | 'FRANCHISED'
  /** Several of these. */
  | 'MIXED';

/** Input of `organisationWithdrawEligibilityOverride`. */
export type OrganisationWithdrawEligibilityOverrideInput = {
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The id of the organisation. */
  readonly organisationId: Scalars['ID']['input'];
  /** Why, in plain English, for those who read the history. */
  readonly reason: Scalars['String']['input'];
};

/** Where a page lies in its list (Relay cursor connections). */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** Cursor of the last item: pass it as `after` to read on; null on an empty page. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** True when another page follows. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** True when this page is not the first. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first item; null on an empty page. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

/** Regulators and one large organisation work together on health and safety, through one account manager. */
export type Partnership = Node & {
  readonly __typename?: 'Partnership';
  /** When the account manager was, is or will be absent, the latest first. */
  readonly absences: AccountManagerAbsenceConnection;
  /** The account manager now; null while nobody holds the post. */
  readonly accountManager?: Maybe<Appointment>;
  /** True while the account manager is recorded as absent: the shadow acts. */
  readonly accountManagerAbsent: Scalars['Boolean']['output'];
  /** Who holds which post, in the order of recording. */
  readonly appointments: AppointmentConnection;
  /** True when HSE and local authorities both enforce at the organisation's sites. */
  readonly bothEnforce: Scalars['Boolean']['output'];
  /** Since when the organisation considers or considered it; null when it did not take its time. */
  readonly consideringSince?: Maybe<Scalars['DateTime']['output']>;
  /** How steadily posts were held, computed from the appointments. What is counted is counted in each post and added up. */
  readonly continuity: Continuity;
  /** The contact criteria in force today; null when none are. */
  readonly criteria?: Maybe<ContactCriteria>;
  /** The next version of the criteria as far as it is drafted, for those who may read drafts. */
  readonly criteriaDraft?: Maybe<ContactCriteria>;
  /** Published versions of the criteria, the latest first. */
  readonly criteriaVersions: ContactCriteriaConnection;
  /** Which side declined. */
  readonly declinedBy?: Maybe<PartnershipSide>;
  /** The arrangement of an earlier scheme, such as LAPS, that it takes the place of or goes beside; null where none is. */
  readonly earlierScheme?: Maybe<EarlierScheme>;
  /** Why. */
  readonly endReason?: Maybe<Scalars['String']['output']>;
  /** The day it was concluded, declined or withdrawn. */
  readonly endedOn?: Maybe<Scalars['Date']['output']>;
  /** Begins with `partnership-`. Stable for ever. */
  readonly id: Scalars['ID']['output'];
  /** The authority that leads it. */
  readonly leadAuthority?: Maybe<Authority>;
  /** The id of that authority. */
  readonly leadAuthorityId: Scalars['ID']['output'];
  /** Who leads it for the regulators. */
  readonly leadSide: LeadSide;
  /** What was learned, the latest first, as far as you may read it. */
  readonly lessons: PartnershipLessonConnection;
  /** How mature the relationship was judged to be, the latest first; empty for those whom regulators do not show it. */
  readonly maturityAssessments: MaturityAssessmentConnection;
  /** Objectives in their order. Those not agreed are shown to the parties concerned only. */
  readonly objectives: ObjectiveConnection;
  /** The organisation. */
  readonly organisation?: Maybe<Organisation>;
  /** When a representative of the organisation agreed. */
  readonly organisationAgreedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The core principles, as far as the sides affirmed them. */
  readonly principles: PartnershipPrinciples;
  /** When it was proposed. */
  readonly proposedAt: Scalars['DateTime']['output'];
  /** When a lead of the lead authority agreed. */
  readonly regulatorsAgreedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What regulators noted for themselves, the latest first; empty for those who may not read it. */
  readonly regulatorsNotes: RegulatorsNoteConnection;
  /** Grows by one with every event. Pass it as `expectedRevision` to refuse a command decided on older facts. */
  readonly revision: Scalars['Int']['output'];
  /** The sector that it is counted under, for example retail. */
  readonly sector: Scalars['String']['output'];
  /** The shadow account manager now. */
  readonly shadowAccountManager?: Maybe<Appointment>;
  /** True when HSE and local authorities both enforce and the account manager has no shadow. */
  readonly shadowLacking: Scalars['Boolean']['output'];
  /** The day it began to work. */
  readonly startedOn?: Maybe<Scalars['Date']['output']>;
  /** Where it stands. */
  readonly status: PartnershipStatus;
  /** What was decided about it, the latest first: also what no longer holds, such as former leads and past suspensions. */
  readonly steps: PartnershipStepConnection;
  /** What came of it, as written when it was concluded. */
  readonly summary?: Maybe<Scalars['String']['output']>;
  /** The day from which it rests; null while it does not. */
  readonly suspendedFrom?: Maybe<Scalars['Date']['output']>;
  /** Why it rests. */
  readonly suspensionReason?: Maybe<Scalars['String']['output']>;
};


/** Regulators and one large organisation work together on health and safety, through one account manager. */
export type PartnershipAbsencesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Regulators and one large organisation work together on health and safety, through one account manager. */
export type PartnershipAppointmentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  includeFormer?: InputMaybe<Scalars['Boolean']['input']>;
  region?: InputMaybe<Scalars['String']['input']>;
  role?: InputMaybe<AppointmentRole>;
};


/** Regulators and one large organisation work together on health and safety, through one account manager. */
export type PartnershipContinuityArgs = {
  authorityId?: InputMaybe<Scalars['ID']['input']>;
  region?: InputMaybe<Scalars['String']['input']>;
  role?: AppointmentRole;
};


/** Regulators and one large organisation work together on health and safety, through one account manager. */
export type PartnershipCriteriaVersionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Regulators and one large organisation work together on health and safety, through one account manager. */
export type PartnershipLessonsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Regulators and one large organisation work together on health and safety, through one account manager. */
export type PartnershipMaturityAssessmentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Regulators and one large organisation work together on health and safety, through one account manager. */
export type PartnershipObjectivesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<ObjectiveStatus>;
};


/** Regulators and one large organisation work together on health and safety, through one account manager. */
export type PartnershipRegulatorsNotesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Regulators and one large organisation work together on health and safety, through one account manager. */
export type PartnershipStepsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  kind?: InputMaybe<PartnershipStepKind>;
};

/** Input of `partnershipAchieveObjective`. */
export type PartnershipAchieveObjectiveInput = {
  /** Refuse when the partnership is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The number of the objective. */
  readonly objective: Scalars['Int']['input'];
  /** The day; not in the future. */
  readonly on: Scalars['Date']['input'];
  /** The partnership. */
  readonly partnershipId: Scalars['ID']['input'];
  /** What shows it. */
  readonly reason: Scalars['String']['input'];
};

/** Input of `partnershipAcknowledgeReading`. */
export type PartnershipAcknowledgeReadingInput = {
  /** Refuse when the partnership is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The number of the objective. */
  readonly objective: Scalars['Int']['input'];
  /** The partnership. */
  readonly partnershipId: Scalars['ID']['input'];
  /** The number of the reading. */
  readonly reading: Scalars['Int']['input'];
};

/** Input of `partnershipActivate`. */
export type PartnershipActivateInput = {
  /** Refuse when the partnership is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** First day; not in the future. */
  readonly from: Scalars['Date']['input'];
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The partnership. */
  readonly partnershipId: Scalars['ID']['input'];
};

/** Input of `partnershipAffirmPrinciples`. */
export type PartnershipAffirmPrinciplesInput = {
  /** Refuse when the partnership is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** A remark that both sides read. */
  readonly note?: InputMaybe<Scalars['String']['input']>;
  /** The partnership. */
  readonly partnershipId: Scalars['ID']['input'];
  /** The version. */
  readonly version: Scalars['Int']['input'];
};

/** Input of `partnershipAgree`. */
export type PartnershipAgreeInput = {
  /** Refuse when the partnership is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The partnership. */
  readonly partnershipId: Scalars['ID']['input'];
};

/** Input of `partnershipAgreeObjective`. */
export type PartnershipAgreeObjectiveInput = {
  /** Refuse when the partnership is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The number of the objective. */
  readonly objective: Scalars['Int']['input'];
  /** The partnership. */
  readonly partnershipId: Scalars['ID']['input'];
  /** The version of the terms that you agree to. */
  readonly version: Scalars['Int']['input'];
};

/** Input of `partnershipAmend`. */
export type PartnershipAmendInput = {
  /** Whether HSE and local authorities both enforce at its sites. */
  readonly bothEnforce: Scalars['Boolean']['input'];
  /** The arrangement of an earlier scheme that it takes the place of or goes beside. */
  readonly earlierScheme?: InputMaybe<EarlierSchemeInput>;
  /** Refuse when the partnership is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The partnership. */
  readonly partnershipId: Scalars['ID']['input'];
  /** Why. */
  readonly reason: Scalars['String']['input'];
  /** The sector that it is counted under. */
  readonly sector: Scalars['String']['input'];
  /** Why there is no shadow; needed, and recorded, where HSE and local authorities both enforce and no shadow is in post. */
  readonly withoutShadowReason?: InputMaybe<Scalars['String']['input']>;
};

/** Input of `partnershipAmendObjective`. */
export type PartnershipAmendObjectiveInput = {
  /** In full. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Refuse when the partnership is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** How progress is measured: 1 to 20. */
  readonly measures: ReadonlyArray<ObjectiveMeasureInput>;
  /** The number of the objective. */
  readonly objective: Scalars['Int']['input'];
  /** The partnership. */
  readonly partnershipId: Scalars['ID']['input'];
  /** Why. */
  readonly reason: Scalars['String']['input'];
  /** The high-level theme it belongs to. */
  readonly theme?: InputMaybe<Scalars['String']['input']>;
  /** In a few words. */
  readonly title: Scalars['String']['input'];
};

/** Input of `partnershipAppointOfficer`. */
export type PartnershipAppointOfficerInput = {
  /** On what ground; by appointment when left out. */
  readonly basis?: InputMaybe<AppointmentBasis>;
  /** Refuse when the partnership is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** First day; not in the future. */
  readonly from: Scalars['Date']['input'];
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The officer. */
  readonly officerId: Scalars['ID']['input'];
  /** The partnership. */
  readonly partnershipId: Scalars['ID']['input'];
  /** The region, for a liaison officer. */
  readonly region?: InputMaybe<Scalars['String']['input']>;
  /** The post. */
  readonly role: AppointmentRole;
  /** Why there is no shadow; needed, and recorded, where HSE and local authorities both enforce and no shadow is in post. */
  readonly withoutShadowReason?: InputMaybe<Scalars['String']['input']>;
};

/** Input of `partnershipAssessMaturity`. */
export type PartnershipAssessMaturityInput = {
  /** Refuse when the partnership is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The level. */
  readonly level: MaturityLevel;
  /** The day for which it is judged; not in the future. */
  readonly on: Scalars['Date']['input'];
  /** The partnership. */
  readonly partnershipId: Scalars['ID']['input'];
  /** Why. */
  readonly reason: Scalars['String']['input'];
};

/** Input of `partnershipBeginConsideration`. */
export type PartnershipBeginConsiderationInput = {
  /** Refuse when the partnership is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** A remark that both sides read. */
  readonly note?: InputMaybe<Scalars['String']['input']>;
  /** The partnership. */
  readonly partnershipId: Scalars['ID']['input'];
};

/** Input of `partnershipConclude`. */
export type PartnershipConcludeInput = {
  /** Refuse when the partnership is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The day; not in the future. */
  readonly on: Scalars['Date']['input'];
  /** The partnership. */
  readonly partnershipId: Scalars['ID']['input'];
  /** Why. */
  readonly reason: Scalars['String']['input'];
  /** What came of it. */
  readonly summary: Scalars['String']['input'];
};

/** A page of partnerships. */
export type PartnershipConnection = {
  readonly __typename?: 'PartnershipConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<PartnershipEdge>;
  /** The partnerships of this page. */
  readonly nodes: ReadonlyArray<Partnership>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** Input of `partnershipDecline`. */
export type PartnershipDeclineInput = {
  /** Refuse when the partnership is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The partnership. */
  readonly partnershipId: Scalars['ID']['input'];
  /** Why. */
  readonly reason: Scalars['String']['input'];
};

/** Input of `partnershipDraftCriteria`. */
export type PartnershipDraftCriteriaInput = {
  /** Refuse when the partnership is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The partnership. */
  readonly partnershipId: Scalars['ID']['input'];
  /** The rules: 1 to 200. */
  readonly rules: ReadonlyArray<ContactRuleInput>;
};

/** A partnership in a list. */
export type PartnershipEdge = {
  readonly __typename?: 'PartnershipEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The partnership. */
  readonly node: Partnership;
};

/** Input of `partnershipEndAppointment`. */
export type PartnershipEndAppointmentInput = {
  /** The number of the appointment. */
  readonly appointment: Scalars['Int']['input'];
  /** Refuse when the partnership is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The partnership. */
  readonly partnershipId: Scalars['ID']['input'];
  /** Why. */
  readonly reason: Scalars['String']['input'];
  /** The day from which the officer no longer holds the post; not in the future. */
  readonly until: Scalars['Date']['input'];
  /** Why there is no shadow; needed, and recorded, where HSE and local authorities both enforce and no shadow is in post. */
  readonly withoutShadowReason?: InputMaybe<Scalars['String']['input']>;
};

/**
 * The tree over the events of one partnership, in the order of the log: that nothing was left out of its history. Its
 * checkpoints are put on record as events, which are leaves of the log's own tree.
 */
export type PartnershipEvidence = {
  readonly __typename?: 'PartnershipEvidence';
  /** What its tree is like now. */
  readonly checkpoint: EvidenceCheckpoint;
  /** Shows that the history goes on from what it was like before. */
  readonly consistency: ConsistencyProof;
  /**
   * Shows that an event is in the partnership's history. Name it by its id or by its position, one of the two; null when it
   * is not.
   */
  readonly inclusion?: Maybe<InclusionProof>;
  /** The partnership. */
  readonly partnershipId: Scalars['ID']['output'];
  /** Its newest checkpoint on record; null when there is none yet: one follows within about a minute. */
  readonly recorded?: Maybe<RecordedPartnershipCheckpoint>;
};


/**
 * The tree over the events of one partnership, in the order of the log: that nothing was left out of its history. Its
 * checkpoints are put on record as events, which are leaves of the log's own tree.
 */
export type PartnershipEvidenceConsistencyArgs = {
  from: Scalars['NonNegativeInt']['input'];
  to?: InputMaybe<Scalars['NonNegativeInt']['input']>;
};


/**
 * The tree over the events of one partnership, in the order of the log: that nothing was left out of its history. Its
 * checkpoints are put on record as events, which are leaves of the log's own tree.
 */
export type PartnershipEvidenceInclusionArgs = {
  eventId?: InputMaybe<Scalars['UUID']['input']>;
  position?: InputMaybe<Scalars['Position']['input']>;
  size?: InputMaybe<Scalars['NonNegativeInt']['input']>;
};

/** What `partnershipEvidenceRecord` answers. */
export type PartnershipEvidencePayload = MutationPayload & {
  readonly __typename?: 'PartnershipEvidencePayload';
  /** The partnership's evidence; null when it was refused. */
  readonly partnershipEvidence?: Maybe<PartnershipEvidence>;
  /** The position of the checkpoint on record; null when it was refused. */
  readonly position?: Maybe<Scalars['Position']['output']>;
  /** Always false. */
  readonly repeated: Scalars['Boolean']['output'];
  /** Always null: a partnership is not changed by it. */
  readonly revision?: Maybe<Scalars['Int']['output']>;
  /** Why it was not done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Whose history is to be closed by a checkpoint. */
export type PartnershipEvidenceRecordInput = {
  /** A UUID that you choose per command. Repeating it does no harm: it may say once more that nothing came since. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The partnership. */
  readonly partnershipId: Scalars['ID']['input'];
};

/** Which partnerships to list: those that meet everything given. */
export type PartnershipFilter = {
  /** Only those led by this authority. */
  readonly leadAuthorityId?: InputMaybe<Scalars['ID']['input']>;
  /** Only those led by this side. */
  readonly leadSide?: InputMaybe<LeadSide>;
  /** Only those with this organisation, also those that ended. */
  readonly organisationId?: InputMaybe<Scalars['ID']['input']>;
  /** Only those of this sector, whatever the letter case. */
  readonly sector?: InputMaybe<Scalars['String']['input']>;
  /** Only those that stand so. */
  readonly status?: InputMaybe<PartnershipStatus>;
};

/** Input of `partnershipHandOver`. */
export type PartnershipHandOverInput = {
  /** The number of the predecessor's appointment. */
  readonly appointment: Scalars['Int']['input'];
  /** On what ground; by appointment when left out. */
  readonly basis?: InputMaybe<AppointmentBasis>;
  /** Refuse when the partnership is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** The successor's first day; not in the future. */
  readonly from: Scalars['Date']['input'];
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The checklist: 1 to 50 points. */
  readonly items: ReadonlyArray<HandoverItemInput>;
  /** The successor. */
  readonly officerId: Scalars['ID']['input'];
  /** What is open: at most 50. */
  readonly openMatters?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The partnership. */
  readonly partnershipId: Scalars['ID']['input'];
  /** Why there is no shadow; needed, and recorded, where HSE and local authorities both enforce and no shadow is in post. */
  readonly withoutShadowReason?: InputMaybe<Scalars['String']['input']>;
};

/** Something learned in a partnership that others can use. */
export type PartnershipLesson = {
  readonly __typename?: 'PartnershipLesson';
  /** Who may read it. */
  readonly audience: LessonAudience;
  /** Its number within the partnership. */
  readonly number: Scalars['Int']['output'];
  /** The partnership in which it was learned. */
  readonly partnership?: Maybe<Partnership>;
  /** When it was recorded. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** What was learned. */
  readonly text: Scalars['String']['output'];
  /** What it is about. */
  readonly theme: Scalars['String']['output'];
};

/** A page of lessons. */
export type PartnershipLessonConnection = {
  readonly __typename?: 'PartnershipLessonConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<PartnershipLessonEdge>;
  /** The lessons of this page. */
  readonly nodes: ReadonlyArray<PartnershipLesson>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** A lesson in a list. */
export type PartnershipLessonEdge = {
  readonly __typename?: 'PartnershipLessonEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The lesson. */
  readonly node: PartnershipLesson;
};

/** Input of `partnershipMoveAbsenceEnd`. */
export type PartnershipMoveAbsenceEndInput = {
  /** The number of the absence. */
  readonly absence: Scalars['Int']['input'];
  /** Refuse when the partnership is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The partnership. */
  readonly partnershipId: Scalars['ID']['input'];
  /** The day of return. */
  readonly until: Scalars['Date']['input'];
};

/** What a partnership's mutations answer. */
export type PartnershipPayload = MutationPayload & {
  readonly __typename?: 'PartnershipPayload';
  /** The partnership after the command; null when it was refused. */
  readonly partnership?: Maybe<Partnership>;
  /** Where the log was after the command. */
  readonly position?: Maybe<Scalars['Position']['output']>;
  /** True when this is the first answer again. */
  readonly repeated: Scalars['Boolean']['output'];
  /** The partnership's revision after the command. */
  readonly revision?: Maybe<Scalars['Int']['output']>;
  /** Why the command was refused; empty when it was carried out. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** How far the sides of a partnership affirmed the core principles. */
export type PartnershipPrinciples = {
  readonly __typename?: 'PartnershipPrinciples';
  /** Every affirmation, the first one first. */
  readonly affirmations: ReadonlyArray<PrinciplesAffirmation>;
  /** The latest version that both sides affirmed; null when there is none. */
  readonly affirmedByBoth?: Maybe<CorePrinciples>;
  /** True when both sides affirmed that the partnership comes before local initiatives. */
  readonly precedenceOverLocalInitiatives: Scalars['Boolean']['output'];
};

/** Input of `partnershipPropose`. */
export type PartnershipProposeInput = {
  /** Whether HSE and local authorities both enforce at its sites. */
  readonly bothEnforce: Scalars['Boolean']['input'];
  /** The arrangement of an earlier scheme that it takes the place of or goes beside. */
  readonly earlierScheme?: InputMaybe<EarlierSchemeInput>;
  /** Why to go ahead with an organisation that is not eligible. */
  readonly exceptionReason?: InputMaybe<Scalars['String']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The authority that is to lead: HSE, or a local authority. */
  readonly leadAuthorityId: Scalars['ID']['input'];
  /** Who is to lead. */
  readonly leadSide: LeadSide;
  /** The organisation. It must have no other partnership that has not ended. */
  readonly organisationId: Scalars['ID']['input'];
  /** The sector that it is counted under. */
  readonly sector: Scalars['String']['input'];
};

/** Input of `partnershipProposeObjective`. */
export type PartnershipProposeObjectiveInput = {
  /** In full. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Refuse when the partnership is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** How progress is measured: 1 to 20. */
  readonly measures: ReadonlyArray<ObjectiveMeasureInput>;
  /** The partnership. */
  readonly partnershipId: Scalars['ID']['input'];
  /** The high-level theme it belongs to. */
  readonly theme?: InputMaybe<Scalars['String']['input']>;
  /** In a few words. */
  readonly title: Scalars['String']['input'];
};

/** Input of `partnershipPublishCriteria`. */
export type PartnershipPublishCriteriaInput = {
  /** Refuse when the partnership is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** First day; today at the earliest. A version that was to take effect on that day or later never does. */
  readonly from: Scalars['Date']['input'];
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The partnership. */
  readonly partnershipId: Scalars['ID']['input'];
};

/** Input of `partnershipRecordAbsence`. */
export type PartnershipRecordAbsenceInput = {
  /** Refuse when the partnership is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** First day. */
  readonly from: Scalars['Date']['input'];
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The partnership. */
  readonly partnershipId: Scalars['ID']['input'];
  /** The day of return. */
  readonly until: Scalars['Date']['input'];
};

/** Input of `partnershipRecordLesson`. */
export type PartnershipRecordLessonInput = {
  /** Who may read it. */
  readonly audience: LessonAudience;
  /** Refuse when the partnership is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The partnership. */
  readonly partnershipId: Scalars['ID']['input'];
  /** What was learned. */
  readonly text: Scalars['String']['input'];
  /** What it is about. */
  readonly theme: Scalars['String']['input'];
};

/** Input of `partnershipRecordReading`. */
export type PartnershipRecordReadingInput = {
  /** Where the evidence can be found. */
  readonly evidence: Scalars['String']['input'];
  /** Refuse when the partnership is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The number of the measure. */
  readonly measure: Scalars['Int']['input'];
  /** The number of the objective. */
  readonly objective: Scalars['Int']['input'];
  /** The day for which it is right; not in the future. */
  readonly on: Scalars['Date']['input'];
  /** The partnership. */
  readonly partnershipId: Scalars['ID']['input'];
  /** Who or what gave the figure. */
  readonly source: Scalars['String']['input'];
  /** The figure, in the measure's unit. */
  readonly value: Scalars['Float']['input'];
};

/** Input of `partnershipRestateReading`. */
export type PartnershipRestateReadingInput = {
  /** Where the evidence can be found. */
  readonly evidence: Scalars['String']['input'];
  /** Refuse when the partnership is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The number of the objective. */
  readonly objective: Scalars['Int']['input'];
  /** The partnership. */
  readonly partnershipId: Scalars['ID']['input'];
  /** The number of the reading. */
  readonly reading: Scalars['Int']['input'];
  /** Why. */
  readonly reason: Scalars['String']['input'];
  /** Who or what gave the figure. */
  readonly source: Scalars['String']['input'];
  /** The better figure. */
  readonly value: Scalars['Float']['input'];
};

/** Input of `partnershipResume`. */
export type PartnershipResumeInput = {
  /** Refuse when the partnership is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** First day; not in the future. */
  readonly from: Scalars['Date']['input'];
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The partnership. */
  readonly partnershipId: Scalars['ID']['input'];
  /** Why. */
  readonly reason: Scalars['String']['input'];
};

/** The two sides of a partnership: what they share is agreed by each. */
export type PartnershipSide =
  /** The organisation. */
  | 'ORGANISATION'
  /** The regulators, for whom the lead authority speaks. */
  | 'REGULATORS';

/** Where a partnership stands. */
export type PartnershipStatus =
  /** Working. */
  | 'ACTIVE'
  /** Agreed by both sides, and not yet working. */
  | 'AGREED'
  /** Ended after it had worked. */
  | 'CONCLUDED'
  /** The organisation is considering whether to take part. */
  | 'CONSIDERING'
  /** One side decided against it. */
  | 'DECLINED'
  /** Put to the organisation. */
  | 'PROPOSED'
  /** Resting; it can be resumed. */
  | 'SUSPENDED'
  /** The regulators took the proposal back. */
  | 'WITHDRAWN';

/** A step in the life of a partnership. */
export type PartnershipStep = {
  readonly __typename?: 'PartnershipStep';
  /** What was decided. */
  readonly kind: PartnershipStepKind;
  /** The authority that leads from this step on. */
  readonly leadAuthority?: Maybe<Authority>;
  /** Who leads from this step on; null for steps that leave it as it was. */
  readonly leadSide?: Maybe<LeadSide>;
  /** The day on which it took effect. */
  readonly onDate: Scalars['Date']['output'];
  /** Why, or the remark that came with it. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** When it was recorded. */
  readonly recordedAt: Scalars['DateTime']['output'];
};

/** A page of steps. */
export type PartnershipStepConnection = {
  readonly __typename?: 'PartnershipStepConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<PartnershipStepEdge>;
  /** The steps of this page. */
  readonly nodes: ReadonlyArray<PartnershipStep>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** A step in a list. */
export type PartnershipStepEdge = {
  readonly __typename?: 'PartnershipStepEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The step. */
  readonly node: PartnershipStep;
};

/** What was decided about a partnership. */
export type PartnershipStepKind =
  /** It began to work. */
  | 'ACTIVATED'
  /** Both sides had agreed. */
  | 'AGREED'
  /** The sector, who enforces, or the relation to an earlier scheme was corrected or changed. */
  | 'AMENDED'
  /** It ended. */
  | 'CONCLUDED'
  /** The organisation began to consider it. */
  | 'CONSIDERING'
  /** One side decided against it. */
  | 'DECLINED'
  /** Another authority leads it. */
  | 'LEAD_TRANSFERRED'
  /** It was proposed. */
  | 'PROPOSED'
  /** It works again. */
  | 'RESUMED'
  /** It came to rest. */
  | 'SUSPENDED'
  /** It was taken over from another record, where it worked already. */
  | 'TAKEN_OVER'
  /** The regulators took the proposal back. */
  | 'WITHDRAWN';

/** Input of `partnershipSuspend`. */
export type PartnershipSuspendInput = {
  /** Refuse when the partnership is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** First day; not in the future. */
  readonly from: Scalars['Date']['input'];
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The partnership. */
  readonly partnershipId: Scalars['ID']['input'];
  /** Why. */
  readonly reason: Scalars['String']['input'];
};

/** Input of `partnershipTransferLead`. */
export type PartnershipTransferLeadInput = {
  /** Refuse when the partnership is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** First day; not in the future. */
  readonly from: Scalars['Date']['input'];
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The authority that leads now. */
  readonly leadAuthorityId: Scalars['ID']['input'];
  /** Who leads now. */
  readonly leadSide: LeadSide;
  /** The partnership. */
  readonly partnershipId: Scalars['ID']['input'];
  /** Why. */
  readonly reason: Scalars['String']['input'];
};

/** Input of `partnershipWithdraw`. */
export type PartnershipWithdrawInput = {
  /** Refuse when the partnership is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The partnership. */
  readonly partnershipId: Scalars['ID']['input'];
  /** Why. */
  readonly reason: Scalars['String']['input'];
};

/** Input of `partnershipWithdrawObjective`. */
export type PartnershipWithdrawObjectiveInput = {
  /** Refuse when the partnership is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The number of the objective. */
  readonly objective: Scalars['Int']['input'];
  /** The partnership. */
  readonly partnershipId: Scalars['ID']['input'];
  /** Why. */
  readonly reason: Scalars['String']['input'];
};

/** A kind of party whose people can agree. */
export type PartyKind =
  /** A body that advises, such as HELA. */
  | 'ADVISORY_BODY'
  /** The body that coordinates local authorities. */
  | 'COORDINATING_BODY'
  /** The Health and Safety Executive. */
  | 'HSE'
  /** A local authority. */
  | 'LOCAL_AUTHORITY'
  /** An organisation in partnership. */
  | 'ORGANISATION';

/** What an event says about a person. */
export type PersonalRecord = {
  readonly __typename?: 'PersonalRecord';
  /** The place of the event in the log. */
  readonly position: Scalars['Position']['output'];
  /** When it was recorded. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** Its place there, from 0. */
  readonly revision: Scalars['Int']['output'];
  /** The record that the event belongs to. */
  readonly streamId: Scalars['ID']['output'];
  /** The type of the event: `regulators.OfficerRegistered`. */
  readonly type: Scalars['String']['output'];
  /** What it says about the person; `[forgotten]` after an erasure. */
  readonly values: ReadonlyArray<PersonalValue>;
  /** What happened, in a sentence. */
  readonly what: Scalars['String']['output'];
};

/** A page of events that hold data of a person. */
export type PersonalRecordConnection = {
  readonly __typename?: 'PersonalRecordConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<PersonalRecordEdge>;
  /** The events of this page. */
  readonly nodes: ReadonlyArray<PersonalRecord>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** An event in a list. */
export type PersonalRecordEdge = {
  readonly __typename?: 'PersonalRecordEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The event. */
  readonly node: PersonalRecord;
};

/** A value that says something about a person. */
export type PersonalValue = {
  readonly __typename?: 'PersonalValue';
  /** Where in the event it stands: `recipients.0.address`. */
  readonly path: Scalars['String']['output'];
  /** In which class it is kept. */
  readonly retention: RetentionClass;
  /** Text as it was recorded, anything else as JSON. */
  readonly value: Scalars['String']['output'];
};

/**
 * A plan that an organisation and its regulators own together. It is drafted by both sides, agreed in versions on exact
 * content, and published.
 */
export type Plan = Node & {
  readonly __typename?: 'Plan';
  /** The version that was agreed last; null before the first one. */
  readonly agreed?: Maybe<PlanVersion>;
  /** When it was begun. */
  readonly begunAt: Scalars['DateTime']['output'];
  /** How it ended; null while it is open. */
  readonly closing?: Maybe<PlanClosing>;
  /**
   * What makes of one version the other, with the reasons given between them; null when one of them is not there. It can be
   * asked in either direction; reasons are told forwards only.
   */
  readonly difference?: Maybe<ReadonlyArray<PlanChange>>;
  /** What both sides are working on now. */
  readonly draft: PlanContent;
  /** What the draft would change of the version agreed last; the reasons are told when it is put forward. */
  readonly draftChanges: ReadonlyArray<PlanChange>;
  /** The plan's id. */
  readonly id: Scalars['ID']['output'];
  /** What it is for. */
  readonly kind: PlanKind;
  /** The organisation that it is about. */
  readonly organisation?: Maybe<Organisation>;
  /** The partnership that it belongs to. */
  readonly partnership?: Maybe<Partnership>;
  /** How far the priorities of the version in force are; of a closed plan, those of the version that was evaluated. */
  readonly progress: ReadonlyArray<PriorityProgress>;
  /** The version that is put forward now. */
  readonly proposed?: Maybe<PlanVersion>;
  /** The version in force today. */
  readonly published?: Maybe<PlanVersion>;
  /** Who would have to agree if the draft were put forward now. */
  readonly quorumPreview?: Maybe<PlanQuorumPreview>;
  /** Grows with every change; pass it as `expectedRevision` to be refused when somebody else was faster. */
  readonly revision: Scalars['Int']['output'];
  /** Whether it can still change. */
  readonly status: PlanStatus;
  /** Core principles of the current list that the draft neither affirms nor answers: it cannot be put forward before. */
  readonly unaddressedPrinciples: ReadonlyArray<CorePrinciple>;
  /** A version by its number. */
  readonly version?: Maybe<PlanVersion>;
  /** Every version that was put forward, the latest first. */
  readonly versions: PlanVersionConnection;
};


/**
 * A plan that an organisation and its regulators own together. It is drafted by both sides, agreed in versions on exact
 * content, and published.
 */
export type PlanDifferenceArgs = {
  from: Scalars['Int']['input'];
  to: Scalars['Int']['input'];
};


/**
 * A plan that an organisation and its regulators own together. It is drafted by both sides, agreed in versions on exact
 * content, and published.
 */
export type PlanVersionArgs = {
  number: Scalars['Int']['input'];
};


/**
 * A plan that an organisation and its regulators own together. It is drafted by both sides, agreed in versions on exact
 * content, and published.
 */
export type PlanVersionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Input of `planAcknowledgeReading`. */
export type PlanAcknowledgeReadingInput = {
  /** Refuse when the plan is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The plan. */
  readonly planId: Scalars['ID']['input'];
  /** The priority's number. */
  readonly priority: Scalars['Int']['input'];
  /** The reading. */
  readonly reading: Scalars['Int']['input'];
};

/** Input of `planAddPriority`. */
export type PlanAddPriorityInput = {
  /** Whom or what it concerns. */
  readonly concerns?: PlanConcernsInput;
  /** Refuse when the plan is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** First day. */
  readonly from?: InputMaybe<Scalars['Date']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** What those whom it concerns must know of it: at most 2,000 characters. */
  readonly keyInformation?: InputMaybe<Scalars['String']['input']>;
  /** What is measured: at most 10. A measure of the same name and unit keeps its number and its readings. */
  readonly measures?: ReadonlyArray<PlanMeasureInput>;
  /** What is to be reached on the way: at most 20. A milestone of the same title keeps its number. */
  readonly milestones?: ReadonlyArray<PlanMilestoneInput>;
  /** Who answers for it. */
  readonly owner: PriorityOwner;
  /** The plan. */
  readonly planId: Scalars['ID']['input'];
  /** High-level themes, such as worker involvement: 1 to 10. */
  readonly themes: ReadonlyArray<Scalars['String']['input']>;
  /** Its title: at most 200 characters. */
  readonly title: Scalars['String']['input'];
  /** The day by which it ends. */
  readonly until?: InputMaybe<Scalars['Date']['input']>;
  /** What is to be done: at most 2,000 characters. */
  readonly what: Scalars['String']['input'];
  /** Why: at most 2,000 characters. */
  readonly why: Scalars['String']['input'];
};

/** Input of `planAddVariation`. */
export type PlanAddVariationInput = {
  /** Who departs from the plan. */
  readonly authorityId: Scalars['ID']['input'];
  /** Refuse when the plan is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** First day. */
  readonly from: Scalars['Date']['input'];
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The local concern that it answers. */
  readonly localConcernId?: InputMaybe<Scalars['ID']['input']>;
  /** Whose wish it is. */
  readonly origin: VariationOrigin;
  /** The plan. */
  readonly planId: Scalars['ID']['input'];
  /** The day from which it no longer counts. */
  readonly until: Scalars['Date']['input'];
  /** In what: at most 2,000 characters. */
  readonly what: Scalars['String']['input'];
  /** Why: at most 2,000 characters. */
  readonly why: Scalars['String']['input'];
};

/** Input of `planAddressPrinciple`. */
export type PlanAddressPrincipleInput = {
  /** How the plan meets it in a way of its own; left out: it is affirmed. */
  readonly answer?: InputMaybe<Scalars['String']['input']>;
  /** Refuse when the plan is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The plan. */
  readonly planId: Scalars['ID']['input'];
  /** The principle. */
  readonly principle: CorePrincipleKey;
  /** Why; needed where it changes something that was agreed before. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** Input of `planAgree`. */
export type PlanAgreeInput = {
  /** Its digest, as you read it. */
  readonly digest: Scalars['String']['input'];
  /** Refuse when the plan is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The plan. */
  readonly planId: Scalars['ID']['input'];
  /** For whom you speak; may be left out by whoever can speak for one only. */
  readonly seat?: InputMaybe<Scalars['String']['input']>;
  /** The version. */
  readonly version: Scalars['Int']['input'];
};

/** Input of `planAmendPriority`. */
export type PlanAmendPriorityInput = {
  /** Whom or what it concerns. */
  readonly concerns?: PlanConcernsInput;
  /** Refuse when the plan is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** First day. */
  readonly from?: InputMaybe<Scalars['Date']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** What those whom it concerns must know of it: at most 2,000 characters. */
  readonly keyInformation?: InputMaybe<Scalars['String']['input']>;
  /** What is measured: at most 10. A measure of the same name and unit keeps its number and its readings. */
  readonly measures?: ReadonlyArray<PlanMeasureInput>;
  /** What is to be reached on the way: at most 20. A milestone of the same title keeps its number. */
  readonly milestones?: ReadonlyArray<PlanMilestoneInput>;
  /** Who answers for it. */
  readonly owner: PriorityOwner;
  /** The plan. */
  readonly planId: Scalars['ID']['input'];
  /** The priority's number. */
  readonly priority: Scalars['Int']['input'];
  /** Why; needed where it changes something that was agreed before. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** High-level themes, such as worker involvement: 1 to 10. */
  readonly themes: ReadonlyArray<Scalars['String']['input']>;
  /** Its title: at most 200 characters. */
  readonly title: Scalars['String']['input'];
  /** The day by which it ends. */
  readonly until?: InputMaybe<Scalars['Date']['input']>;
  /** What is to be done: at most 2,000 characters. */
  readonly what: Scalars['String']['input'];
  /** Why: at most 2,000 characters. */
  readonly why: Scalars['String']['input'];
};

/** Input of `planAmendVariation`. */
export type PlanAmendVariationInput = {
  /** Who departs from the plan. */
  readonly authorityId: Scalars['ID']['input'];
  /** Refuse when the plan is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** First day. */
  readonly from: Scalars['Date']['input'];
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The local concern that it answers. */
  readonly localConcernId?: InputMaybe<Scalars['ID']['input']>;
  /** Whose wish it is. */
  readonly origin: VariationOrigin;
  /** The plan. */
  readonly planId: Scalars['ID']['input'];
  /** Why; needed where it changes something that was agreed before. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** The day from which it no longer counts. */
  readonly until: Scalars['Date']['input'];
  /** The variation's number. */
  readonly variation: Scalars['Int']['input'];
  /** In what: at most 2,000 characters. */
  readonly what: Scalars['String']['input'];
  /** Why: at most 2,000 characters. */
  readonly why: Scalars['String']['input'];
};

/** Input of `planBegin`. */
export type PlanBeginInput = {
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** What it is for. */
  readonly kind: PlanKind;
  /** The partnership. */
  readonly partnershipId: Scalars['ID']['input'];
  /** What it is about, in short; left out: none. */
  readonly summary?: InputMaybe<Scalars['String']['input']>;
  /** Its title: at most 200 characters. */
  readonly title: Scalars['String']['input'];
};

/**
 * What concerns an authority in one published plan, and nothing else of it. That it was shown is on record before it is
 * returned.
 */
export type PlanBriefing = {
  readonly __typename?: 'PlanBriefing';
  /** The account manager now; null while nobody is in post, or when you may not know of the officer. */
  readonly accountManager?: Maybe<Officer>;
  /** The shadow, while the shadow acts: in the account manager's absence, or while nobody is in post. */
  readonly actingShadow?: Maybe<Officer>;
  /** What changed since that version, as far as it concerns the authority. */
  readonly changes: ReadonlyArray<BriefedChange>;
  /** The partnership's contact criteria in force, as far as they are for this authority. */
  readonly contactRules: ReadonlyArray<BriefedContactRule>;
  /** SHA-256 of exactly what is shown of the plan here. */
  readonly digest: Scalars['String']['output'];
  /** When your party first saw exactly this; null as at a moment at which it had not. */
  readonly firstDisclosedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The day from which the version counts. */
  readonly inForceFrom: Scalars['Date']['output'];
  /** Which incidents are investigated. */
  readonly incidentCriteria: BriefedIncidentCriteria;
  /** True when the plan has more priorities, which do not concern it; null when the authority may not know whether it has. */
  readonly moreExists?: Maybe<Scalars['Boolean']['output']>;
  /** How many those are; null when the authority may not know. */
  readonly morePriorities?: Maybe<Scalars['Int']['output']>;
  /** The organisation whose plan it is. */
  readonly organisation?: Maybe<Organisation>;
  /** The plan's id. */
  readonly planId: Scalars['ID']['output'];
  /** The plan's title. */
  readonly planTitle: Scalars['String']['output'];
  /** The version that your party saw before this one. */
  readonly previouslySeenVersion?: Maybe<Scalars['Int']['output']>;
  /** The priorities that concern the authority. */
  readonly priorities: ReadonlyArray<BriefedPriority>;
  /** How this authority may depart from the plan. */
  readonly variations: ReadonlyArray<BriefedVariation>;
  /** The version in force. */
  readonly version: Scalars['Int']['output'];
};

/** A page of a briefing. */
export type PlanBriefingConnection = {
  readonly __typename?: 'PlanBriefingConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<PlanBriefingEdge>;
  /** What the plans of this page say to the authority. */
  readonly nodes: ReadonlyArray<PlanBriefing>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** A plan in a briefing. */
export type PlanBriefingEdge = {
  readonly __typename?: 'PlanBriefingEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** What it says to the authority. */
  readonly node: PlanBriefing;
};

/** Input of `planCallBack`. */
export type PlanCallBackInput = {
  /** Refuse when the plan is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The plan. */
  readonly planId: Scalars['ID']['input'];
  /** Why. */
  readonly reason: Scalars['String']['input'];
  /** The version. */
  readonly version: Scalars['Int']['input'];
};

/** One difference between two versions of a plan, for systems and for people. */
export type PlanChange = {
  readonly __typename?: 'PlanChange';
  /** What was there before, as JSON; null of what is new. */
  readonly from?: Maybe<Scalars['String']['output']>;
  /** What kind of difference it is. */
  readonly kind: PlanChangeKind;
  /** Where: names of fields, and numbers or keys of what is in lists: `priorities`, `3`, `measures`, `1`, `target`. */
  readonly path: ReadonlyArray<Scalars['String']['output']>;
  /** Why, where it was given. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** The same for people: 'Priority 3: target moved from 30 June to 30 September 2006, because …'. */
  readonly sentence: Scalars['String']['output'];
  /** What is there now, as JSON; null of what is gone. */
  readonly to?: Maybe<Scalars['String']['output']>;
};

/** What kind of difference there is between two versions. */
export type PlanChangeKind =
  /** Something is new. */
  | 'ADDED'
  /** Something is otherwise than before. */
  | 'CHANGED'
  /** Something is gone. */
  | 'REMOVED';

/** Input of `planChooseIncidentCriteria`. */
export type PlanChooseIncidentCriteriaInput = {
  /** The clauses, 1 to 40; left out: the default. */
  readonly clauses?: InputMaybe<ReadonlyArray<IncidentClauseInput>>;
  /** Refuse when the plan is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The plan. */
  readonly planId: Scalars['ID']['input'];
  /** Why; needed where it changes something that was agreed before. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** Input of `planClose`. */
export type PlanCloseInput = {
  /** What became of each priority of the version in force; empty for a plan that was never published. */
  readonly evaluation?: ReadonlyArray<PriorityEvaluationInput>;
  /** Refuse when the plan is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** What was learned: at most 20, of 2,000 characters. */
  readonly lessons?: ReadonlyArray<Scalars['String']['input']>;
  /** The plan. */
  readonly planId: Scalars['ID']['input'];
};

/** How a plan ended. */
export type PlanClosing = {
  readonly __typename?: 'PlanClosing';
  /** What became of each of its priorities. */
  readonly evaluation: ReadonlyArray<PriorityEvaluation>;
  /** What was learned. */
  readonly lessons: ReadonlyArray<Scalars['String']['output']>;
  /** The day. */
  readonly on: Scalars['Date']['output'];
  /** The version that was evaluated; null for a plan that was never published. */
  readonly version?: Maybe<Scalars['Int']['output']>;
};

/** Whom or what a priority concerns. An empty list narrows nothing. */
export type PlanConcerns = {
  readonly __typename?: 'PlanConcerns';
  /** Authorities. */
  readonly authorities: ReadonlyArray<Authority>;
  /** Regions and nations. */
  readonly regions: ReadonlyArray<Scalars['String']['output']>;
  /** Sectors of HSE. */
  readonly sectors: ReadonlyArray<Scalars['String']['output']>;
  /** Sites of the organisation. */
  readonly sites: ReadonlyArray<Site>;
  /** Topics. */
  readonly topics: ReadonlyArray<Scalars['String']['output']>;
};

/** Whom or what a priority concerns. What is left empty narrows nothing. */
export type PlanConcernsInput = {
  /** Authorities: at most 100. */
  readonly authorities?: ReadonlyArray<Scalars['ID']['input']>;
  /** Regions or nations in which the register has authorities: at most 20. */
  readonly regions?: ReadonlyArray<Scalars['String']['input']>;
  /** Sectors of HSE, for example CACTUS: at most 20. */
  readonly sectors?: ReadonlyArray<Scalars['String']['input']>;
  /** Sites of the organisation: at most 200. */
  readonly siteIds?: ReadonlyArray<Scalars['ID']['input']>;
  /** Topics: at most 30. */
  readonly topics?: ReadonlyArray<Scalars['String']['input']>;
};

/** A page of plans. */
export type PlanConnection = {
  readonly __typename?: 'PlanConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<PlanEdge>;
  /** The plans of this page. */
  readonly nodes: ReadonlyArray<Plan>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** What a plan says: all that is agreed to, and nothing else. */
export type PlanContent = {
  readonly __typename?: 'PlanContent';
  /** By which criteria incidents are selected for investigation. */
  readonly incidentCriteria: PlanIncidentCriteria;
  /** How it stands to the core principles. */
  readonly principles: ReadonlyArray<PlanPrinciple>;
  /** Its priorities, in their numbers' order. */
  readonly priorities: ReadonlyArray<PlanPriority>;
  /** What it is about, in short. */
  readonly summary?: Maybe<Scalars['String']['output']>;
  /** Its title. */
  readonly title: Scalars['String']['output'];
  /** Where authorities depart from it for a time. */
  readonly variations: ReadonlyArray<PlanVariation>;
};

/** Input of `planDescribe`. */
export type PlanDescribeInput = {
  /** Refuse when the plan is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The plan. */
  readonly planId: Scalars['ID']['input'];
  /** Why; needed where it changes something that was agreed before. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** What it is about, in short; left out: none. */
  readonly summary?: InputMaybe<Scalars['String']['input']>;
  /** Its title: at most 200 characters. */
  readonly title: Scalars['String']['input'];
};

/** Input of `planDiscard`. */
export type PlanDiscardInput = {
  /** Refuse when the plan is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The plan. */
  readonly planId: Scalars['ID']['input'];
  /** Why. */
  readonly reason: Scalars['String']['input'];
  /** The version. */
  readonly version: Scalars['Int']['input'];
};

/** The plan in a list. */
export type PlanEdge = {
  readonly __typename?: 'PlanEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The plan. */
  readonly node: Plan;
};

/** Input of `planEndVariation`. */
export type PlanEndVariationInput = {
  /** Refuse when the plan is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The plan. */
  readonly planId: Scalars['ID']['input'];
  /** Why; needed where it changes something that was agreed before. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** The day from which it no longer counts. */
  readonly until: Scalars['Date']['input'];
  /** The variation's number. */
  readonly variation: Scalars['Int']['input'];
};

/** Which plans to list: those that meet everything given. */
export type PlanFilter = {
  /** Only those of this kind. */
  readonly kind?: InputMaybe<PlanKind>;
  /** Only those about this organisation. */
  readonly organisationId?: InputMaybe<Scalars['ID']['input']>;
  /** Only those of this partnership. */
  readonly partnershipId?: InputMaybe<Scalars['ID']['input']>;
  /** Only those that stand so. */
  readonly status?: InputMaybe<PlanStatus>;
};

/** By which criteria a plan selects incidents for investigation. */
export type PlanIncidentCriteria = {
  readonly __typename?: 'PlanIncidentCriteria';
  /** The plan's own clauses; empty where the default counts. */
  readonly clauses: ReadonlyArray<IncidentClause>;
  /** Whether they are the plan's own. */
  readonly kind: IncidentCriteriaChoice;
};

/** What a plan is for. */
export type PlanKind =
  /** How regulators work with the organisation. */
  | 'ENGAGEMENT'
  /** What is to become better. */
  | 'IMPROVEMENT';

/** A measure of progress on a priority. */
export type PlanMeasure = {
  readonly __typename?: 'PlanMeasure';
  /** Where things stood at the outset; null where nobody knows. */
  readonly baseline?: Maybe<Scalars['Float']['output']>;
  /** By when. */
  readonly by: Scalars['Date']['output'];
  /** What is measured. */
  readonly name: Scalars['String']['output'];
  /** From 1 within the priority. A measure of another name or unit is another measure, with another number. */
  readonly number: Scalars['Int']['output'];
  /** What is to be reached. */
  readonly target: Scalars['Float']['output'];
  /** What is counted. */
  readonly unit: Scalars['String']['output'];
};

/** A measure of progress on a priority. */
export type PlanMeasureInput = {
  /** Where things stood at the outset; left out where nobody knows. */
  readonly baseline?: InputMaybe<Scalars['Float']['input']>;
  /** By when. */
  readonly by: Scalars['Date']['input'];
  /** What is measured. */
  readonly name: Scalars['String']['input'];
  /** What is to be reached. */
  readonly target: Scalars['Float']['input'];
  /** What is counted. */
  readonly unit: Scalars['String']['input'];
};

/** What is to be reached on the way. */
export type PlanMilestone = {
  readonly __typename?: 'PlanMilestone';
  /** When it is due, as agreed. */
  readonly due: Scalars['Date']['output'];
  /** From 1 within the priority. */
  readonly number: Scalars['Int']['output'];
  /** What it is. */
  readonly title: Scalars['String']['output'];
};

/** What is to be reached on the way. */
export type PlanMilestoneInput = {
  /** When it is due. */
  readonly due: Scalars['Date']['input'];
  /** What it is. */
  readonly title: Scalars['String']['input'];
};

/** Input of `planMissMilestone`. */
export type PlanMissMilestoneInput = {
  /** Refuse when the plan is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The milestone's number. */
  readonly milestone: Scalars['Int']['input'];
  /** The plan. */
  readonly planId: Scalars['ID']['input'];
  /** The priority's number. */
  readonly priority: Scalars['Int']['input'];
  /** Why. */
  readonly reason: Scalars['String']['input'];
};

/** Input of `planMoveMilestone`. */
export type PlanMoveMilestoneInput = {
  /** When it is expected. */
  readonly expectedOn: Scalars['Date']['input'];
  /** Refuse when the plan is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The milestone's number. */
  readonly milestone: Scalars['Int']['input'];
  /** The plan. */
  readonly planId: Scalars['ID']['input'];
  /** The priority's number. */
  readonly priority: Scalars['Int']['input'];
  /** Why. */
  readonly reason: Scalars['String']['input'];
};

/** Input of `planObject`. */
export type PlanObjectInput = {
  /** Its digest, as you read it. */
  readonly digest: Scalars['String']['input'];
  /** Refuse when the plan is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The plan. */
  readonly planId: Scalars['ID']['input'];
  /** What stands against it. */
  readonly reason: Scalars['String']['input'];
  /** For whom you speak; may be left out by whoever can speak for one only. */
  readonly seat?: InputMaybe<Scalars['String']['input']>;
  /** The version. */
  readonly version: Scalars['Int']['input'];
};

/** What a plan's mutations answer. */
export type PlanPayload = MutationPayload & {
  readonly __typename?: 'PlanPayload';
  /** The plan after the command; null when it was refused. */
  readonly plan?: Maybe<Plan>;
  /** Where the log was after the command. */
  readonly position?: Maybe<Scalars['Position']['output']>;
  /** True when this is the first answer again. */
  readonly repeated: Scalars['Boolean']['output'];
  /** The plan's revision after the command. */
  readonly revision?: Maybe<Scalars['Int']['output']>;
  /** Why the command was refused; empty when it was carried out. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** How a plan stands to one core principle. */
export type PlanPrinciple = {
  readonly __typename?: 'PlanPrinciple';
  /** In what way of its own the plan meets it. */
  readonly answer?: Maybe<Scalars['String']['output']>;
  /** The principle. */
  readonly key: CorePrincipleKey;
  /** Whether it is affirmed or answered. */
  readonly position: PrinciplePosition;
  /** The principle in the wording of that version. */
  readonly principle?: Maybe<CorePrinciple>;
  /** The version of the list of principles. */
  readonly version: Scalars['Int']['output'];
};

/** Something that the plan sets out to do. */
export type PlanPriority = {
  readonly __typename?: 'PlanPriority';
  /** Whom or what it concerns. */
  readonly concerns: PlanConcerns;
  /** First day. */
  readonly from?: Maybe<Scalars['Date']['output']>;
  /** What those whom it concerns must know of it; null when it is for them to know that it exists, and no more. */
  readonly keyInformation?: Maybe<Scalars['String']['output']>;
  /** What is measured. */
  readonly measures: ReadonlyArray<PlanMeasure>;
  /** What is to be reached on the way. */
  readonly milestones: ReadonlyArray<PlanMilestone>;
  /** From 1 within the plan; never used again. */
  readonly number: Scalars['Int']['output'];
  /** Who answers for it. */
  readonly owner: PriorityOwner;
  /** The side whose own proposal it is. */
  readonly proposedBy: PartnershipSide;
  /** High-level themes, such as worker involvement. */
  readonly themes: ReadonlyArray<Scalars['String']['output']>;
  /** Its title. */
  readonly title: Scalars['String']['output'];
  /** The day by which it ends. */
  readonly until?: Maybe<Scalars['Date']['output']>;
  /** What is to be done. */
  readonly what: Scalars['String']['output'];
  /** Why. */
  readonly why: Scalars['String']['output'];
};

/** Input of `planPropose`. */
export type PlanProposeInput = {
  /** Refuse when the plan is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The plan. */
  readonly planId: Scalars['ID']['input'];
  /** Why. */
  readonly reason: Scalars['String']['input'];
  /** How long it can be agreed to, in working days of the lead authority's nation: 1 to 60. */
  readonly workingDays: Scalars['Int']['input'];
};

/** Input of `planPublish`. */
export type PlanPublishInput = {
  /** Refuse when the plan is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** First day: today or later. */
  readonly from: Scalars['Date']['input'];
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The plan. */
  readonly planId: Scalars['ID']['input'];
  /** The version. */
  readonly version: Scalars['Int']['input'];
};

/** Who would have to agree to a plan. */
export type PlanQuorumPreview = {
  readonly __typename?: 'PlanQuorumPreview';
  /** The rule by which it is derived, with the rule's version. */
  readonly rule: Scalars['String']['output'];
  /** Those who would have to agree. One person never counts for two of them. */
  readonly seats: ReadonlyArray<PlanQuorumPreviewSeat>;
};

/** One of those who would have to agree. */
export type PlanQuorumPreviewSeat = {
  readonly __typename?: 'PlanQuorumPreviewSeat';
  /** True when somebody who worked on the version may agree here. */
  readonly authorMayAgree: Scalars['Boolean']['output'];
  /** True when you could speak for it. */
  readonly isYours: Scalars['Boolean']['output'];
  /** Stable within the quorum. */
  readonly key: Scalars['String']['output'];
  /** Who it is, in words. */
  readonly label: Scalars['String']['output'];
  /** How many persons must agree. */
  readonly persons: Scalars['Int']['output'];
};

/** Input of `planReachMilestone`. */
export type PlanReachMilestoneInput = {
  /** Where the evidence can be found. */
  readonly evidence: Scalars['String']['input'];
  /** Refuse when the plan is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The milestone's number. */
  readonly milestone: Scalars['Int']['input'];
  /** The day: today or earlier. */
  readonly on: Scalars['Date']['input'];
  /** The plan. */
  readonly planId: Scalars['ID']['input'];
  /** The priority's number. */
  readonly priority: Scalars['Int']['input'];
};

/** A figure that was read for a measure. */
export type PlanReading = {
  readonly __typename?: 'PlanReading';
  /** When worker representatives acknowledged it. */
  readonly acknowledgedAt: ReadonlyArray<Scalars['DateTime']['output']>;
  /** Where the evidence can be found. */
  readonly evidence: Scalars['String']['output'];
  /** The measure's number. */
  readonly measure: Scalars['Int']['output'];
  /** What was measured, as the plan had it then. */
  readonly name: Scalars['String']['output'];
  /** From 1 within the priority. */
  readonly number: Scalars['Int']['output'];
  /** The day that it is about. */
  readonly on: Scalars['Date']['output'];
  /** When it was recorded. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** The reading that took its place. */
  readonly restatedBy?: Maybe<Scalars['Int']['output']>;
  /** Why it did. */
  readonly restatementReason?: Maybe<Scalars['String']['output']>;
  /** The reading that it took the place of. */
  readonly restates?: Maybe<Scalars['Int']['output']>;
  /** Who or what gave the figure. */
  readonly source: Scalars['String']['output'];
  /** What was counted. */
  readonly unit: Scalars['String']['output'];
  /** The figure. */
  readonly value: Scalars['Float']['output'];
};

/** A page of readings. */
export type PlanReadingConnection = {
  readonly __typename?: 'PlanReadingConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<PlanReadingEdge>;
  /** The readings of this page. */
  readonly nodes: ReadonlyArray<PlanReading>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** The reading in a list. */
export type PlanReadingEdge = {
  readonly __typename?: 'PlanReadingEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The reading. */
  readonly node: PlanReading;
};

/** Input of `planRecordReading`. */
export type PlanRecordReadingInput = {
  /** Where the evidence can be found. */
  readonly evidence: Scalars['String']['input'];
  /** Refuse when the plan is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The measure's number. */
  readonly measure: Scalars['Int']['input'];
  /** The day that it is about: today or earlier. */
  readonly on: Scalars['Date']['input'];
  /** The plan. */
  readonly planId: Scalars['ID']['input'];
  /** The priority's number. */
  readonly priority: Scalars['Int']['input'];
  /** Who or what gave the figure. */
  readonly source: Scalars['String']['input'];
  /** The figure, in the measure's unit. */
  readonly value: Scalars['Float']['input'];
};

/** Input of `planRemovePriority`. */
export type PlanRemovePriorityInput = {
  /** Refuse when the plan is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The plan. */
  readonly planId: Scalars['ID']['input'];
  /** The priority's number. */
  readonly priority: Scalars['Int']['input'];
  /** Why; needed where it changes something that was agreed before. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** Input of `planRemoveVariation`. */
export type PlanRemoveVariationInput = {
  /** Refuse when the plan is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The plan. */
  readonly planId: Scalars['ID']['input'];
  /** Why; needed where it changes something that was agreed before. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** The variation's number. */
  readonly variation: Scalars['Int']['input'];
};

/** Input of `planRestateReading`. */
export type PlanRestateReadingInput = {
  /** Where the evidence can be found. */
  readonly evidence: Scalars['String']['input'];
  /** Refuse when the plan is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The plan. */
  readonly planId: Scalars['ID']['input'];
  /** The priority's number. */
  readonly priority: Scalars['Int']['input'];
  /** The reading to restate. */
  readonly reading: Scalars['Int']['input'];
  /** Why. */
  readonly reason: Scalars['String']['input'];
  /** Who or what gave the figure. */
  readonly source: Scalars['String']['input'];
  /** The better figure. */
  readonly value: Scalars['Float']['input'];
};

/** Input of `planSettleObjection`. */
export type PlanSettleObjectionInput = {
  /** Refuse when the plan is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The objection's number. */
  readonly objection: Scalars['Int']['input'];
  /** The plan. */
  readonly planId: Scalars['ID']['input'];
  /** How it was settled. */
  readonly settlement: Scalars['String']['input'];
  /** The version. */
  readonly version: Scalars['Int']['input'];
};

/** Whether a plan can still change. */
export type PlanStatus =
  /** It ended with an evaluation. */
  | 'CLOSED'
  /** It is worked on, or in force. */
  | 'OPEN';

/** Input of `planTakeBackAgreement`. */
export type PlanTakeBackAgreementInput = {
  /** Refuse when the plan is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The plan. */
  readonly planId: Scalars['ID']['input'];
  /** Why. */
  readonly reason: Scalars['String']['input'];
  /** For whom you speak; may be left out by whoever can speak for one only. */
  readonly seat?: InputMaybe<Scalars['String']['input']>;
  /** The version. */
  readonly version: Scalars['Int']['input'];
};

/** Where one authority departs from the plan, though the partnership comes before local initiatives. */
export type PlanVariation = {
  readonly __typename?: 'PlanVariation';
  /** Who departs. */
  readonly authority?: Maybe<Authority>;
  /** First day. */
  readonly from: Scalars['Date']['output'];
  /** The local concern that it answers; null when there is none, or when you may not know of it. */
  readonly localConcern?: Maybe<LocalConcern>;
  /** From 1 within the plan. */
  readonly number: Scalars['Int']['output'];
  /** Whose wish it is. */
  readonly origin: VariationOrigin;
  /** The day from which it no longer counts. */
  readonly until: Scalars['Date']['output'];
  /** In what. */
  readonly what: Scalars['String']['output'];
  /** Why. */
  readonly why: Scalars['String']['output'];
};

/** One version of a plan, as it was put forward. */
export type PlanVersion = {
  readonly __typename?: 'PlanVersion';
  /** The version agreed before, from which its changes are told; null for the first one. */
  readonly against?: Maybe<Scalars['Int']['output']>;
  /** When all had agreed. */
  readonly agreedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who must agree to it, who has, and what stands against it. */
  readonly agreement?: Maybe<Agreement>;
  /** Its content as JSON, to check the digest with. */
  readonly canonicalContent: Scalars['String']['output'];
  /** What is different from that version; empty for the first one, in which everything is new. */
  readonly changes: ReadonlyArray<PlanChange>;
  /** What it says. */
  readonly content: PlanContent;
  /** SHA-256 of its content's canonical JSON (RFC 8785): what agreements bind to. */
  readonly digest: Scalars['String']['output'];
  /** Why it was not published. */
  readonly discardReason?: Maybe<Scalars['String']['output']>;
  /** First day in force. */
  readonly inForceFrom?: Maybe<Scalars['Date']['output']>;
  /** The day from which a later version is in force. */
  readonly inForceUntil?: Maybe<Scalars['Date']['output']>;
  /** From 1; never used again. */
  readonly number: Scalars['Int']['output'];
  /** When it was put forward. */
  readonly proposedAt: Scalars['DateTime']['output'];
  /** When it was published. */
  readonly publishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why it was put forward. */
  readonly reason: Scalars['String']['output'];
  /** What it has come to, as things stand today. */
  readonly status: PlanVersionStatus;
};

/** A page of versions. */
export type PlanVersionConnection = {
  readonly __typename?: 'PlanVersionConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<PlanVersionEdge>;
  /** The versions of this page. */
  readonly nodes: ReadonlyArray<PlanVersion>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** The version in a list. */
export type PlanVersionEdge = {
  readonly __typename?: 'PlanVersionEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The version. */
  readonly node: PlanVersion;
};

/** What a version of a plan has come to. */
export type PlanVersionStatus =
  /** All have agreed, and it is not published yet. */
  | 'AGREED'
  /** It was agreed, and is not to be published. */
  | 'DISCARDED'
  /** The time to agree ended first. */
  | 'LAPSED'
  /** Put forward: those who must agree are asked. */
  | 'PROPOSED'
  /** Published, and in force from its day on. */
  | 'PUBLISHED'
  /** A later version is in force, or took its place before its day came. */
  | 'SUPERSEDED'
  /** The draft changed, or the version was called back, before all had agreed. */
  | 'VOIDED';

/** How a plan stands to a core principle. */
export type PrinciplePosition =
  /** The plan affirms it as it stands. */
  | 'AFFIRMED'
  /** The plan meets it in a way of its own. */
  | 'ANSWERED';

/** One side affirmed a version of the core principles. */
export type PrinciplesAffirmation = {
  readonly __typename?: 'PrinciplesAffirmation';
  /** When. */
  readonly affirmedAt: Scalars['DateTime']['output'];
  /** A remark of that side. */
  readonly note?: Maybe<Scalars['String']['output']>;
  /** Which side. */
  readonly side: PartnershipSide;
  /** Which version. */
  readonly version: Scalars['Int']['output'];
};

/** What became of a priority in the end. */
export type PriorityEvaluation = {
  readonly __typename?: 'PriorityEvaluation';
  /** What became of it. */
  readonly outcome: PriorityOutcome;
  /** The priority's number. */
  readonly priority: Scalars['Int']['output'];
  /** How that was judged. */
  readonly remark: Scalars['String']['output'];
};

/** What became of a priority. */
export type PriorityEvaluationInput = {
  /** What became of it. */
  readonly outcome: PriorityOutcome;
  /** The priority's number. */
  readonly priority: Scalars['Int']['input'];
  /** How that was judged: at most 2,000 characters. */
  readonly remark: Scalars['String']['input'];
};

/** What became of a priority. */
export type PriorityOutcome =
  /** It was given up. */
  | 'DROPPED'
  /** It was not reached. */
  | 'NOT_REACHED'
  /** It was reached in part. */
  | 'PARTLY_REACHED'
  /** It was reached. */
  | 'REACHED';

/** Who answers for a priority. */
export type PriorityOwner =
  /** Both: either side amends its text. */
  | 'BOTH'
  /** The organisation. */
  | 'ORGANISATION'
  /** A regulator. */
  | 'REGULATOR';

/** How far a priority of the version in force is. */
export type PriorityProgress = {
  readonly __typename?: 'PriorityProgress';
  /** How far its measures are. */
  readonly measures: ReadonlyArray<MeasureProgress>;
  /** What became of its milestones. */
  readonly milestones: ReadonlyArray<MilestoneProgress>;
  /** Those that are not reached though their day has passed. */
  readonly overdue: ReadonlyArray<MilestoneProgress>;
  /** The priority. */
  readonly priority: PlanPriority;
  /** Every reading, also those restated and those of measures that it no longer has, the latest day first. */
  readonly readings: PlanReadingConnection;
};


/** How far a priority of the version in force is. */
export type PriorityProgressReadingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** An authority's own programme dates, with which messages have to fit in. */
export type ProgrammeCalendar = Node & {
  readonly __typename?: 'ProgrammeCalendar';
  /** The authority whose programme it is. */
  readonly authority?: Maybe<Authority>;
  /** Begins with `programme-calendar-`. Follows from the authority's id. */
  readonly id: Scalars['ID']['output'];
  /** Its periods in the order of their first days. */
  readonly periods: ProgrammePeriodConnection;
  /** Grows by one with every event. */
  readonly revision: Scalars['Int']['output'];
};


/** An authority's own programme dates, with which messages have to fit in. */
export type ProgrammeCalendarPeriodsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  includeWithdrawn?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Input of `programmeCalendarAmendPeriod`: what is to be on record of the period. */
export type ProgrammeCalendarAmendPeriodInput = {
  /** Refuse when the calendar has another revision by now. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** First day. */
  readonly from: Scalars['Date']['input'];
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** What it means for messages. */
  readonly kind: ProgrammePeriodKind;
  /** What else there is to know: at most 2,000 characters. */
  readonly note?: InputMaybe<Scalars['String']['input']>;
  /** The period's number. */
  readonly period: Scalars['Int']['input'];
  /** The calendar. */
  readonly programmeCalendarId: Scalars['ID']['input'];
  /** Why, in plain English, for those who read the history. */
  readonly reason: Scalars['String']['input'];
  /** What it is: at most 200 characters. */
  readonly title: Scalars['String']['input'];
  /** Last day; the first day when left out. A period lasts 366 days at most. */
  readonly until?: InputMaybe<Scalars['Date']['input']>;
};

/** What the mutations of programme calendars answer. */
export type ProgrammeCalendarPayload = MutationPayload & {
  readonly __typename?: 'ProgrammeCalendarPayload';
  /** Where the log was after the object's last event; null when the command was refused. */
  readonly position?: Maybe<Scalars['Position']['output']>;
  /** The calendar after the command; null when it was refused. */
  readonly programmeCalendar?: Maybe<ProgrammeCalendar>;
  /** True when this idempotency key had been used for this very command. */
  readonly repeated: Scalars['Boolean']['output'];
  /** The object's revision after the command; null when it was refused. */
  readonly revision?: Maybe<Scalars['Int']['output']>;
  /** Empty when the command was carried out. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Input of `programmeCalendarRecordPeriod`. */
export type ProgrammeCalendarRecordPeriodInput = {
  /** The authority whose programme it is. */
  readonly authorityId: Scalars['ID']['input'];
  /** Refuse when the calendar has another revision by now. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** First day. */
  readonly from: Scalars['Date']['input'];
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** What it means for messages. */
  readonly kind: ProgrammePeriodKind;
  /** What else there is to know: at most 2,000 characters. */
  readonly note?: InputMaybe<Scalars['String']['input']>;
  /** What it is: at most 200 characters. */
  readonly title: Scalars['String']['input'];
  /** Last day, today or later; the first day when left out. A period lasts 366 days at most. */
  readonly until?: InputMaybe<Scalars['Date']['input']>;
};

/** Input of `programmeCalendarWithdrawPeriod`. */
export type ProgrammeCalendarWithdrawPeriodInput = {
  /** Refuse when the calendar has another revision by now. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The period's number. */
  readonly period: Scalars['Int']['input'];
  /** The calendar. */
  readonly programmeCalendarId: Scalars['ID']['input'];
  /** Why it does not count any more, in plain English. */
  readonly reason: Scalars['String']['input'];
};

/** A period of an authority's programme that the day of a need does not fit. */
export type ProgrammeConflict = {
  readonly __typename?: 'ProgrammeConflict';
  /** The authority whose programme it is. */
  readonly authority?: Maybe<Authority>;
  /** The calendar. */
  readonly calendarId: Scalars['ID']['output'];
  /** The period's number there. */
  readonly number: Scalars['Int']['output'];
  /** Why it does not fit. */
  readonly sentence: Scalars['String']['output'];
};

/** A period of an authority's own programme. */
export type ProgrammePeriod = {
  readonly __typename?: 'ProgrammePeriod';
  /** The authority whose programme it is. */
  readonly authority?: Maybe<Authority>;
  /** The calendar's id. */
  readonly calendarId: Scalars['ID']['output'];
  /** First day. */
  readonly from: Scalars['Date']['output'];
  /** What it means for messages. */
  readonly kind: ProgrammePeriodKind;
  /** What else there is to know. */
  readonly note?: Maybe<Scalars['String']['output']>;
  /** Its number in the calendar, from 1. */
  readonly number: Scalars['Int']['output'];
  /** Why it was amended or withdrawn the last time. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** When. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** The authority whose people recorded it as it stands: the authority itself or the coordinating body. */
  readonly recordedBy?: Maybe<Authority>;
  /** The officer who did, where one is known by name; null, too, when you may not know of the officer. */
  readonly recordedByOfficer?: Maybe<Officer>;
  /** What it is. */
  readonly title: Scalars['String']['output'];
  /** Last day; it belongs to the period. */
  readonly until: Scalars['Date']['output'];
  /** True when it does not count any more. */
  readonly withdrawn: Scalars['Boolean']['output'];
};

/** A page of periods. */
export type ProgrammePeriodConnection = {
  readonly __typename?: 'ProgrammePeriodConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<ProgrammePeriodEdge>;
  /** The periods of this page. */
  readonly nodes: ReadonlyArray<ProgrammePeriod>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** A period in a list. */
export type ProgrammePeriodEdge = {
  readonly __typename?: 'ProgrammePeriodEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The period. */
  readonly node: ProgrammePeriod;
};

/** What a period of an authority's own programme means for messages to its people. */
export type ProgrammePeriodKind =
  /** No messages to the authority's people on these days. */
  | 'CLOSED'
  /** A date for which messages should be out, for example a regional meeting. */
  | 'FIT'
  /** The authority settles its work programme: a message that is to influence it must be out by the first day. */
  | 'PLANNING';

/** A period of an authority's programme calendar. */
export type ProgrammePeriodReference = {
  readonly __typename?: 'ProgrammePeriodReference';
  /** The calendar. */
  readonly calendarId: Scalars['ID']['output'];
  /** The number of the period. */
  readonly period: Scalars['Int']['output'];
};

/** A period of an authority's programme calendar. */
export type ProgrammePeriodReferenceInput = {
  /** The calendar. */
  readonly calendarId: Scalars['ID']['input'];
  /** The number of the period. */
  readonly period: Scalars['Int']['input'];
};

/** Whose reputation a risk puts at stake. */
export type ProgrammeReputation =
  /** HSE's. */
  | 'HSE'
  /** The local authorities'. */
  | 'LOCAL_AUTHORITIES'
  /** That of an organisation in the scheme. */
  | 'ORGANISATION'
  /** The scheme's own. */
  | 'PROGRAMME';

/** An entry of the programme's risk register. */
export type ProgrammeRisk = Node & {
  readonly __typename?: 'ProgrammeRisk';
  /** Why the entry was amended the last time. */
  readonly amendmentReason?: Maybe<Scalars['String']['output']>;
  /** Why it was closed the last time; it may have been opened again since. */
  readonly closingReason?: Maybe<Scalars['String']['output']>;
  /** What could happen, why, and what would follow. */
  readonly description: Scalars['String']['output'];
  /** Begins with `programme-risk-`. Stable for ever. */
  readonly id: Scalars['ID']['output'];
  /** How bad it would be as last judged: 1, slight, to 5, the end of the programme. */
  readonly impact: Scalars['Int']['output'];
  /** How it was judged, the latest judgement first. */
  readonly judgements: ProgrammeRiskJudgementConnection;
  /** How likely it is as last judged: 1, remote, to 5, near certain. */
  readonly likelihood: Scalars['Int']['output'];
  /** What is done about it. */
  readonly mitigation: Scalars['String']['output'];
  /** The authority that owns it; null for an officer. */
  readonly ownerAuthority?: Maybe<Authority>;
  /** Who sees to the mitigation: an officer or an authority. */
  readonly ownerKind: ProgrammeRiskOwnerKind;
  /** The officer who owns it; null for an authority, and when you may not know of the officer. */
  readonly ownerOfficer?: Maybe<Officer>;
  /** The day on which it entered the register. */
  readonly registeredOn: Scalars['Date']['output'];
  /** Why it was opened again the last time. */
  readonly reopeningReason?: Maybe<Scalars['String']['output']>;
  /** Whose reputation is at stake; empty for nobody's. */
  readonly reputationOf: ReadonlyArray<ProgrammeReputation>;
  /** The last day on which it is due to be judged anew. */
  readonly reviewBy: Scalars['Date']['output'];
  /** True when it stands and that day has passed. */
  readonly reviewOverdue: Scalars['Boolean']['output'];
  /** Grows by one with every event. */
  readonly revision: Scalars['Int']['output'];
  /** Likelihood times impact: 1 to 25. */
  readonly severity: Scalars['Int']['output'];
  /** Where it stands. */
  readonly status: ProgrammeRiskStatus;
  /** What could happen, in a few words. */
  readonly title: Scalars['String']['output'];
};


/** An entry of the programme's risk register. */
export type ProgrammeRiskJudgementsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Input of `programmeRiskAmend`: what the entry is to say. */
export type ProgrammeRiskAmendInput = {
  /** What could happen, why, and what would follow: at most 4,000 characters. */
  readonly description: Scalars['String']['input'];
  /** Refuse when the object has another revision by now. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** What is done about it: at most 4,000 characters. */
  readonly mitigation: Scalars['String']['input'];
  /** Who sees to the mitigation. */
  readonly owner: ProgrammeRiskOwnerInput;
  /** The risk. */
  readonly programmeRiskId: Scalars['ID']['input'];
  /** Why, in plain English, for those who read the history. */
  readonly reason: Scalars['String']['input'];
  /** Whose reputation is at stake; left out for nobody's. */
  readonly reputationOf?: InputMaybe<ReadonlyArray<ProgrammeReputation>>;
  /** What could happen, in a few words: at most 200 characters. */
  readonly title: Scalars['String']['input'];
};

/** Input of `programmeRiskClose`. */
export type ProgrammeRiskCloseInput = {
  /** Refuse when the object has another revision by now. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The risk. */
  readonly programmeRiskId: Scalars['ID']['input'];
  /** Why it no longer stands, in plain English. */
  readonly reason: Scalars['String']['input'];
};

/** A page of risks. */
export type ProgrammeRiskConnection = {
  readonly __typename?: 'ProgrammeRiskConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<ProgrammeRiskEdge>;
  /** The risks of this page. */
  readonly nodes: ReadonlyArray<ProgrammeRisk>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** A risk in a list. */
export type ProgrammeRiskEdge = {
  readonly __typename?: 'ProgrammeRiskEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The risk. */
  readonly node: ProgrammeRisk;
};

/** How a risk was judged on a day. */
export type ProgrammeRiskJudgement = {
  readonly __typename?: 'ProgrammeRiskJudgement';
  /** How bad: 1 to 5. */
  readonly impact: Scalars['Int']['output'];
  /** The authority whose people judged it. */
  readonly judgedBy?: Maybe<Authority>;
  /** The day. */
  readonly judgedOn: Scalars['Date']['output'];
  /** How likely: 1 to 5. */
  readonly likelihood: Scalars['Int']['output'];
  /** Why it was judged so; null for the first judgement, which the description explains. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** The day by which it was then due to be judged anew. */
  readonly reviewBy: Scalars['Date']['output'];
  /** Likelihood times impact: 1 to 25. */
  readonly severity: Scalars['Int']['output'];
};

/** A page of judgements. */
export type ProgrammeRiskJudgementConnection = {
  readonly __typename?: 'ProgrammeRiskJudgementConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<ProgrammeRiskJudgementEdge>;
  /** The judgements of this page. */
  readonly nodes: ReadonlyArray<ProgrammeRiskJudgement>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** A judgement in a list. */
export type ProgrammeRiskJudgementEdge = {
  readonly __typename?: 'ProgrammeRiskJudgementEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The judgement. */
  readonly node: ProgrammeRiskJudgement;
};

/** Who is to own a risk: an officer or an authority, on record and still there. */
export type ProgrammeRiskOwnerInput = {
  /** The authority, for an authority. */
  readonly authorityId?: InputMaybe<Scalars['ID']['input']>;
  /** Which of the two. */
  readonly kind: ProgrammeRiskOwnerKind;
  /** The officer, for an officer. */
  readonly officerId?: InputMaybe<Scalars['ID']['input']>;
};

/** Who sees to it that the mitigation is carried out. */
export type ProgrammeRiskOwnerKind =
  /** An authority, which decides who does. */
  | 'AUTHORITY'
  /** One officer. */
  | 'OFFICER';

/** What the mutations of the risk register answer. */
export type ProgrammeRiskPayload = MutationPayload & {
  readonly __typename?: 'ProgrammeRiskPayload';
  /** Where the log was after the object's last event; null when the command was refused. */
  readonly position?: Maybe<Scalars['Position']['output']>;
  /** The risk after the command; null when it was refused. */
  readonly programmeRisk?: Maybe<ProgrammeRisk>;
  /** True when this idempotency key had been used for this very command. */
  readonly repeated: Scalars['Boolean']['output'];
  /** The object's revision after the command; null when it was refused. */
  readonly revision?: Maybe<Scalars['Int']['output']>;
  /** Empty when the command was carried out. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Input of `programmeRiskRegister`. */
export type ProgrammeRiskRegisterInput = {
  /** What could happen, why, and what would follow: at most 4,000 characters. */
  readonly description: Scalars['String']['input'];
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** How bad it would be: 1, slight, to 5, the end of the programme. */
  readonly impact: Scalars['Int']['input'];
  /** How likely it is: 1, remote, to 5, near certain. */
  readonly likelihood: Scalars['Int']['input'];
  /** What is done about it: at most 4,000 characters. */
  readonly mitigation: Scalars['String']['input'];
  /** Who sees to the mitigation. */
  readonly owner: ProgrammeRiskOwnerInput;
  /** Whose reputation is at stake. */
  readonly reputationOf?: InputMaybe<ReadonlyArray<ProgrammeReputation>>;
  /** The last day on which it is due to be judged anew: today or later. */
  readonly reviewBy: Scalars['Date']['input'];
  /** What could happen, in a few words: at most 200 characters. */
  readonly title: Scalars['String']['input'];
};

/** Input of `programmeRiskReopen`. */
export type ProgrammeRiskReopenInput = {
  /** Refuse when the object has another revision by now. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The risk. */
  readonly programmeRiskId: Scalars['ID']['input'];
  /** Why it stands again, in plain English. */
  readonly reason: Scalars['String']['input'];
  /** The last day on which it is due to be judged anew: today or later. */
  readonly reviewBy: Scalars['Date']['input'];
};

/** Input of `programmeRiskReview`. */
export type ProgrammeRiskReviewInput = {
  /** Refuse when the object has another revision by now. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending it again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** How bad it would be now: 1, slight, to 5, the end of the programme. */
  readonly impact: Scalars['Int']['input'];
  /** How likely it is now: 1, remote, to 5, near certain. */
  readonly likelihood: Scalars['Int']['input'];
  /** The risk. */
  readonly programmeRiskId: Scalars['ID']['input'];
  /** What the judgement rests on, in plain English. */
  readonly reason: Scalars['String']['input'];
  /** The last day on which it is due to be judged anew: today or later. */
  readonly reviewBy: Scalars['Date']['input'];
};

/** Where a risk stands. */
export type ProgrammeRiskStatus =
  /** It no longer stands, for the reason recorded. */
  | 'CLOSED'
  /** It stands. */
  | 'OPEN';

/** Which projection to build anew. */
export type ProjectionRebuildInput = {
  /** A UUID that you choose per command. A rebuild has no effect on the record, so that repeating it does no harm. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The projection's name. */
  readonly projection: Scalars['String']['input'];
};

/** What `projectionRebuild` answers. */
export type ProjectionRebuildPayload = MutationPayload & {
  readonly __typename?: 'ProjectionRebuildPayload';
  /** Always null: the record does not change. */
  readonly position?: Maybe<Scalars['Position']['output']>;
  /** The tables built, or being built; null when the build failed. */
  readonly projection?: Maybe<ProjectionStatus>;
  /** Always false. */
  readonly repeated: Scalars['Boolean']['output'];
  /** Always null: the record does not change. */
  readonly revision?: Maybe<Scalars['Int']['output']>;
  /** Why it was not done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What a set of a projection's tables is for. */
export type ProjectionState =
  /** Queries read it. */
  | 'ACTIVE'
  /** It is being built from the log, beside the active one. */
  | 'BUILDING'
  /** Building it stopped at an event; the fault says why. */
  | 'FAILED';

/** One set of a projection's tables. */
export type ProjectionStatus = {
  readonly __typename?: 'ProjectionStatus';
  /** How many events this projection could not take, or has waiting behind such an event. */
  readonly deadLetterCount: Scalars['Int']['output'];
  /** Why building it stopped; null unless it failed. */
  readonly fault?: Maybe<Scalars['String']['output']>;
  /** Counts the builds of this version. */
  readonly generation: Scalars['Int']['output'];
  /** The projection's name. */
  readonly name: Scalars['String']['output'];
  /** Up to where the log is in it. */
  readonly position: Scalars['Position']['output'];
  /** What it is for. */
  readonly state: ProjectionState;
  /** The version of its tables and handlers. */
  readonly version: Scalars['Int']['output'];
};

/** What came of checking a proof. */
export type ProofCheck = {
  readonly __typename?: 'ProofCheck';
  /** Whether it holds. */
  readonly outcome: ProofOutcome;
  /** Why it does not hold; null when it does. */
  readonly reason?: Maybe<Scalars['String']['output']>;
};

/** What became of checking a proof. */
export type ProofOutcome =
  /** It is signed by no key of this log, or is about another log. */
  | 'FOREIGN'
  /** It is not in the format of a proof. */
  | 'MALFORMED'
  /** The proof holds: the event is in the log where it says. */
  | 'PROVED'
  /** The proof is in order, and does not hold; the reason says where it fails. */
  | 'REFUTED';

export type Query = {
  readonly __typename?: 'Query';
  /**
   * Who helps on which topic: entries in force, in the alphabetical order of their first topics. Entries that lead to nobody
   * are left out: those of an authority that has ended, and those without a contact point whose officer no longer serves it.
   */
  readonly assistance: AssistanceEntryConnection;
  /** An entry of the directory of assistance; null when there is none with this id, or when you may not know of it. */
  readonly assistanceEntry?: Maybe<AssistanceEntry>;
  /**
   * What auditors asked for, the newest first: for the leads of regulators, leads for data protection and auditors. Each was
   * on record before the auditor was shown anything.
   */
  readonly auditReadings: AuditReadingConnection;
  /** Authorities in alphabetical order. */
  readonly authorities: AuthorityConnection;
  /** An authority; null when there is none with this id. */
  readonly authority?: Maybe<Authority>;
  /** The authority with this code of the Government Statistical Service. */
  readonly authorityByGssCode?: Maybe<Authority>;
  /**
   * What concerns an authority in every published plan: its own briefing, or for HSE, the coordinating body and the auditor
   * that of any authority. What is shown to your party for the first time is put on record before it is returned.
   */
  readonly briefing: PlanBriefingConnection;
  /** A communications plan; null when there is none with this id, or when you may not see it. */
  readonly communicationsPlan?: Maybe<CommunicationsPlan>;
  /** Communications plans by their first days, the latest first. */
  readonly communicationsPlans: CommunicationsPlanConnection;
  /**
   * What of an object changed between two moments, with the rights that you had at each. Any object with an id can be
   * compared; null when there was none with this id at either moment, or you could not know of it then.
   */
  readonly compare?: Maybe<Comparison>;
  /** A contact; null when there is none with this id, or when you may not know of it. */
  readonly contact?: Maybe<Contact>;
  /** Contacts, the latest first by the day on which they were made or are planned. */
  readonly contacts: ContactConnection;
  /**
   * Intentions that wait for your answer, the most urgent first: as account manager, as shadow while the account manager is
   * away or the post is empty, or as lead of the lead authority while nobody is in post.
   */
  readonly contactsAwaitingMyAnswer: ContactConnection;
  /** The core principles that every partnership is built around; null when there is no such version. */
  readonly corePrinciples?: Maybe<CorePrinciples>;
  /** The dead letters, by projection and then in the order of the log. For operators. */
  readonly deadLetters: DeadLetterConnection;
  /** Deliveries of all dispatches that stand so: `DEAD` lists the dead letters, `UNCERTAIN` those that may have arrived. */
  readonly deliveries: DeliveryConnection;
  /** A dispatch by its id; null when there is none, or when you may not know of it. */
  readonly dispatch?: Maybe<Dispatch>;
  /** Dispatches, the latest first. */
  readonly dispatches: DispatchConnection;
  /** Messages that are under embargo now, those free first coming first; for those who may read their latest version. */
  readonly embargoedMessages: MessageConnection;
  /** Enquiries that you may see, the newest first. */
  readonly enquiries: EnquiryConnection;
  /**
   * Open enquiries that wait for your answer, the newest first: routed to you by name; about an organisation for which you
   * answer now, as account manager, as shadow in absence, or as a lead of the lead authority while nobody is in post; for
   * leads, routed to their authority; general ones, for those who answer centrally.
   */
  readonly enquiriesRoutedToMe: EnquiryConnection;
  /** An enquiry; null when there is none with this id, or when you may not know of it. */
  readonly enquiry?: Maybe<Enquiry>;
  /** How long answers took, by the month of the answer. */
  readonly enquiryStatistics: EnquiryStatistics;
  /** An erasure; null when there is none with this id, or when you may not see it. */
  readonly erasure?: Maybe<Erasure>;
  /** Erasures that your party decides on, the latest first; an auditor sees all. */
  readonly erasures: ErasureConnection;
  /** What shows that nothing in the log was altered, left out or added afterwards. */
  readonly evidence: Evidence;
  /** Asks the gateway and stores nothing. For officers and leads of regulators. */
  readonly gatewayAdvice?: Maybe<GatewayAdvice>;
  /**
   * Judges past questions of an organisation or a partnership again, by the gateway's present rules and as `whatIf` says, on
   * the facts as they were; nothing is stored. For auditors, and for leads of regulators: of contacts whose advice they may see.
   */
  readonly gatewayRerun: GatewayRerun;
  /**
   * What happened to a partnership, an organisation or another object, or what an officer did: each event with who, when,
   * why and what it changed. Name one of the four; an auditor may leave all out. Nothing is told of what you may not read. Of what others recorded, a regulator sees
   * that it happened, where it may read the object; contents only of what its own party recorded. Everybody else sees only
   * what the own party recorded. The auditor sees all.
   */
  readonly history: HistoryEventConnection;
  /** The criteria that count where a plan has none of its own; null when there is no such version, or none was in force yet. */
  readonly incidentCriteria?: Maybe<IncidentCriteria>;
  /**
   * Judges incidents by two criteria, and tells which outcomes differ and by which clauses; nothing is stored. The record holds
   * that an incident was investigated, not what the criteria ask about: that you say here. For auditors, and for leads of
   * regulators.
   */
  readonly incidentCriteriaRerun: IncidentCriteriaRerun;
  /**
   * By which criteria incidents at an organisation are selected: its published plan's own, else the default in force on the
   * day. Null when you may not know of the organisation, or nothing was in force yet.
   */
  readonly incidentSelectionCriteria?: Maybe<IncidentSelection>;
  /** Messages that were issued, the latest first. */
  readonly issuedMessages: MessageConnection;
  /** What of a partnership's plans was shown to whom, the latest first; for the parties to it and the auditor. */
  readonly keyInformationDisclosures: KeyInformationDisclosureConnection;
  /** The state of the keys. For operators. */
  readonly keyStatus: KeyStatus;
  /** A local concern; null when there is none with this id, or when you may not know of it. */
  readonly localConcern?: Maybe<LocalConcern>;
  /** Local concerns that you may see, the newest first. */
  readonly localConcerns: LocalConcernConnection;
  /**
   * Local concerns that wait for you, the newest first: about an organisation for which you answer now; for leads, those
   * referred to their authority and another.
   */
  readonly localConcernsToAnswer: LocalConcernConnection;
  /** Local variations from the precedence of an organisation's partnership, as far as you may see them, the latest first. */
  readonly localVariations: LocalVariationConnection;
  /** A message; null when there is none, or when you may not know of it. */
  readonly message?: Maybe<Message>;
  /** Messages of which you may read a version, the latest drafted first. */
  readonly messages: MessageConnection;
  /**
   * What waits for you, whatever the object, those due first coming first: to agree, or to settle an objection that was made
   * where you speak. What is due no longer waits.
   */
  readonly myAgreements: AwaitedAgreementConnection;
  /** The partnerships in which you are account manager or shadow now, the latest proposed first. */
  readonly myPartnerships: PartnershipConnection;
  /** An object by its id; null when there is none, or when you may not know of it. */
  readonly node?: Maybe<Node>;
  /** Objects by their ids, in the same order: at most 100. */
  readonly nodes: ReadonlyArray<Maybe<Node>>;
  /** An officer; null when there is none with this id, or when you may not know of officers. */
  readonly officer?: Maybe<Officer>;
  /** The officers of an authority in alphabetical order. */
  readonly officers: OfficerConnection;
  /** An organisation; null when there is none with this id, or when you may not know of it. */
  readonly organisation?: Maybe<Organisation>;
  /** The organisation to which a registry number belongs. */
  readonly organisationByNumber?: Maybe<Organisation>;
  /** What an organisation knows of the contacts with it, the latest first. */
  readonly organisationContacts: OrganisationContactConnection;
  /** Organisations in alphabetical order. */
  readonly organisations: OrganisationConnection;
  /** A partnership; null when there is none with this id, or when you may not know of it. */
  readonly partnership?: Maybe<Partnership>;
  /** What was learned in partnerships, for others to use, the latest first, as far as you may read it. */
  readonly partnershipLessons: PartnershipLessonConnection;
  /** The partnership of an organisation that has not ended; null when there is none, or when you may not know of it. */
  readonly partnershipOfOrganisation?: Maybe<Partnership>;
  /** Partnerships, the latest proposed first. */
  readonly partnerships: PartnershipConnection;
  /** A plan; null when there is none with this id, or when you may not know of it. */
  readonly plan?: Maybe<Plan>;
  /** Plans, the latest begun first. */
  readonly plans: PlanConnection;
  /** An authority's programme calendar; null when nothing was recorded in it, or when you may not see it. */
  readonly programmeCalendar?: Maybe<ProgrammeCalendar>;
  /** Periods of authorities' own programmes that count, in the order of their first days. */
  readonly programmeDates: ProgrammePeriodConnection;
  /** A risk of the programme; null when there is none with this id, or when you may not see it. */
  readonly programmeRisk?: Maybe<ProgrammeRisk>;
  /** Risks that stand and were due to be judged anew before today, the longest overdue first. */
  readonly programmeRiskReviewsOverdue: ProgrammeRiskConnection;
  /** The programme's risks, the most severe first. */
  readonly programmeRisks: ProgrammeRiskConnection;
  /** A recipient list by its id; null when there is none, or when you may not know of it. */
  readonly recipientList?: Maybe<RecipientList>;
  /** Recipient lists by name. */
  readonly recipientLists: RecipientListConnection;
  /** The state of the service. For operators. */
  readonly serviceStatus: ServiceStatus;
  /** A material; null when there is none with this id, or when you may not know of it. */
  readonly sharedMaterial?: Maybe<SharedMaterial>;
  /** The library of what is circulated for reuse, as far as you may read it, by title. */
  readonly sharedMaterials: SharedMaterialConnection;
  /** Materials in use on whose latest version you have not given feedback, by title. */
  readonly sharedMaterialsAwaitingMyFeedback: SharedMaterialConnection;
  /** A site; null when there is none with this id, or when you may not know of it. */
  readonly site?: Maybe<Site>;
  /** The sites at a property, in alphabetical order: those of several organisations may share one. */
  readonly sitesByUprn: SiteConnection;
  /** A standard answer; null when there is none with this id, or when you may not know of it. */
  readonly standardAnswer?: Maybe<StandardAnswer>;
  /** Standard answers that you may use, by topic. */
  readonly standardAnswers: StandardAnswerConnection;
  /** What is held on a person; for data protection leads. Null when nothing is, or when another party answers for it. */
  readonly subjectReport?: Maybe<SubjectReport>;
};


export type QueryAssistanceArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  nation?: InputMaybe<Nation>;
  on?: InputMaybe<Scalars['Date']['input']>;
  region?: InputMaybe<Scalars['String']['input']>;
  topic?: InputMaybe<Scalars['String']['input']>;
};


export type QueryAssistanceEntryArgs = {
  id: Scalars['ID']['input'];
};


export type QueryAuditReadingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  objectId?: InputMaybe<Scalars['ID']['input']>;
  subject?: InputMaybe<Scalars['String']['input']>;
};


export type QueryAuthoritiesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuthorityFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryAuthorityArgs = {
  id: Scalars['ID']['input'];
};


export type QueryAuthorityByGssCodeArgs = {
  gssCode: Scalars['String']['input'];
};


export type QueryBriefingArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  authorityId?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  organisationId?: InputMaybe<Scalars['ID']['input']>;
  topic?: InputMaybe<Scalars['String']['input']>;
};


export type QueryCommunicationsPlanArgs = {
  id: Scalars['ID']['input'];
};


export type QueryCommunicationsPlansArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<CommunicationsPlanStatus>;
};


export type QueryCompareArgs = {
  after: MomentInput;
  before: MomentInput;
  id: Scalars['ID']['input'];
};


export type QueryContactArgs = {
  id: Scalars['ID']['input'];
};


export type QueryContactsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ContactFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryContactsAwaitingMyAnswerArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryCorePrinciplesArgs = {
  version?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryDeadLettersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  projection?: InputMaybe<Scalars['String']['input']>;
};


export type QueryDeliveriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  standing: DeliveryStanding;
};


export type QueryDispatchArgs = {
  id: Scalars['ID']['input'];
};


export type QueryDispatchesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<DispatchStatus>;
};


export type QueryEmbargoedMessagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryEnquiriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  kind?: InputMaybe<EnquiryKind>;
  organisationId?: InputMaybe<Scalars['ID']['input']>;
  routeKind?: InputMaybe<EnquiryRouteKind>;
  status?: InputMaybe<EnquiryStatus>;
};


export type QueryEnquiriesRoutedToMeArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryEnquiryArgs = {
  id: Scalars['ID']['input'];
};


export type QueryEnquiryStatisticsArgs = {
  from: Scalars['Date']['input'];
  organisationId?: InputMaybe<Scalars['ID']['input']>;
  to: Scalars['Date']['input'];
};


export type QueryErasureArgs = {
  id: Scalars['ID']['input'];
};


export type QueryErasuresArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<ErasureStatus>;
};


export type QueryGatewayAdviceArgs = {
  input: GatewayQuestionInput;
};


export type QueryGatewayRerunArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['Date']['input']>;
  organisationId?: InputMaybe<Scalars['ID']['input']>;
  partnershipId?: InputMaybe<Scalars['ID']['input']>;
  show?: InputMaybe<GatewayRerunShown>;
  to?: InputMaybe<Scalars['Date']['input']>;
  whatIf?: InputMaybe<GatewayWhatIfInput>;
};


export type QueryHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<HistoryFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  objectId?: InputMaybe<Scalars['ID']['input']>;
  officerId?: InputMaybe<Scalars['ID']['input']>;
  order?: InputMaybe<HistoryOrder>;
  organisationId?: InputMaybe<Scalars['ID']['input']>;
  partnershipId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryIncidentCriteriaArgs = {
  on?: InputMaybe<Scalars['Date']['input']>;
  version?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryIncidentCriteriaRerunArgs = {
  after: JudgingCriteriaInput;
  all?: Scalars['Boolean']['input'];
  before: JudgingCriteriaInput;
  cases: ReadonlyArray<IncidentCaseInput>;
};


export type QueryIncidentSelectionCriteriaArgs = {
  on?: InputMaybe<Scalars['Date']['input']>;
  organisationId: Scalars['ID']['input'];
};


export type QueryIssuedMessagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<IssuedMessageFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryKeyInformationDisclosuresArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  partnershipId: Scalars['ID']['input'];
};


export type QueryLocalConcernArgs = {
  id: Scalars['ID']['input'];
};


export type QueryLocalConcernsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  authorityId?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  organisationId?: InputMaybe<Scalars['ID']['input']>;
  status?: InputMaybe<ConcernStatus>;
};


export type QueryLocalConcernsToAnswerArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryLocalVariationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  organisationId: Scalars['ID']['input'];
};


export type QueryMessageArgs = {
  id: Scalars['ID']['input'];
};


export type QueryMessagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<MessageFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryMyAgreementsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryMyPartnershipsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


export type QueryNodesArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


export type QueryOfficerArgs = {
  id: Scalars['ID']['input'];
};


export type QueryOfficersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  authorityId: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  includeFormer?: InputMaybe<Scalars['Boolean']['input']>;
};


export type QueryOrganisationArgs = {
  id: Scalars['ID']['input'];
};


export type QueryOrganisationByNumberArgs = {
  number: Scalars['String']['input'];
  registry: Registry;
};


export type QueryOrganisationContactsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  organisationId: Scalars['ID']['input'];
};


export type QueryOrganisationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  nameStartsWith?: InputMaybe<Scalars['String']['input']>;
};


export type QueryPartnershipArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPartnershipLessonsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  theme?: InputMaybe<Scalars['String']['input']>;
};


export type QueryPartnershipOfOrganisationArgs = {
  organisationId: Scalars['ID']['input'];
};


export type QueryPartnershipsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<PartnershipFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryPlanArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPlansArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<PlanFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryProgrammeCalendarArgs = {
  authorityId: Scalars['ID']['input'];
};


export type QueryProgrammeDatesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  authorityId?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['Date']['input']>;
  region?: InputMaybe<Scalars['String']['input']>;
  until?: InputMaybe<Scalars['Date']['input']>;
};


export type QueryProgrammeRiskArgs = {
  id: Scalars['ID']['input'];
};


export type QueryProgrammeRiskReviewsOverdueArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryProgrammeRisksArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  reputationOf?: InputMaybe<ProgrammeReputation>;
  status?: InputMaybe<ProgrammeRiskStatus>;
};


export type QueryRecipientListArgs = {
  id: Scalars['ID']['input'];
};


export type QueryRecipientListsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  audience?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<RecipientListStatus>;
};


export type QuerySharedMaterialArgs = {
  id: Scalars['ID']['input'];
};


export type QuerySharedMaterialsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  kind?: InputMaybe<MaterialKind>;
  topic?: InputMaybe<Scalars['String']['input']>;
  withdrawn?: InputMaybe<Scalars['Boolean']['input']>;
};


export type QuerySharedMaterialsAwaitingMyFeedbackArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QuerySiteArgs = {
  id: Scalars['ID']['input'];
};


export type QuerySitesByUprnArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  uprn: Scalars['String']['input'];
};


export type QueryStandardAnswerArgs = {
  id: Scalars['ID']['input'];
};


export type QueryStandardAnswersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  topic?: InputMaybe<Scalars['String']['input']>;
};


export type QuerySubjectReportArgs = {
  subjectId: Scalars['ID']['input'];
};

/** Who must agree to a version: derived by a rule when it was put forward, and stored with it. */
export type Quorum = {
  readonly __typename?: 'Quorum';
  /** Those of whom somebody has still to agree. */
  readonly missing: ReadonlyArray<QuorumSeat>;
  /** True when all have agreed and no objection is open. */
  readonly reached: Scalars['Boolean']['output'];
  /** The rule by which it was derived, with the rule's version. */
  readonly rule: Scalars['String']['output'];
  /** Those who must agree, in their order. */
  readonly seats: ReadonlyArray<QuorumSeat>;
};

/** One of those who must agree. One person never counts for two of them. */
export type QuorumSeat = {
  readonly __typename?: 'QuorumSeat';
  /** Agreements that were given here, also those taken back. */
  readonly agreements: ReadonlyArray<GivenAgreement>;
  /** True when somebody who worked on the content may agree here. */
  readonly authorMayAgree: Scalars['Boolean']['output'];
  /** True when you speak for it. */
  readonly isYours: Scalars['Boolean']['output'];
  /** Stable within the quorum; name it when you can speak for more than one. */
  readonly key: Scalars['String']['output'];
  /** Who it is, in words. */
  readonly label: Scalars['String']['output'];
  /** How many have still to agree. */
  readonly missing: Scalars['Int']['output'];
  /** How many persons must agree. */
  readonly persons: Scalars['Int']['output'];
};

/** Somebody on a recipient list. */
export type Recipient = {
  readonly __typename?: 'Recipient';
  /** The e-mail address or web address. */
  readonly address: Scalars['String']['output'];
  /**
   * The secret with which this endpoint verifies what it is sent (Standard Webhooks, `whsec_…`): hand it to whoever runs
   * the endpoint, and to nobody else. Null for e-mail, and while webhooks are not configured.
   */
  readonly endpointSecret?: Maybe<Scalars['String']['output']>;
  /** Who is reached there, in words. */
  readonly label?: Maybe<Scalars['String']['output']>;
  /** The place on the list, never given again. */
  readonly number: Scalars['Int']['output'];
  /** The id of the authority or organisation reached there, where it is known. */
  readonly partyId?: Maybe<Scalars['ID']['output']>;
};

/** A page of recipients. */
export type RecipientConnection = {
  readonly __typename?: 'RecipientConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<RecipientEdge>;
  /** The recipients of this page. */
  readonly nodes: ReadonlyArray<Recipient>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** A recipient in a list. */
export type RecipientEdge = {
  readonly __typename?: 'RecipientEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The recipient. */
  readonly node: Recipient;
};

/** A recipient to be added. */
export type RecipientInput = {
  /**
   * A bare e-mail address (`name@council.gov.uk`), or a web address that begins with `https://`, as the list's channel has
   * it. Names, lists, line breaks and control characters are refused.
   */
  readonly address: Scalars['String']['input'];
  /** Who is reached there: at most 200 characters. */
  readonly label?: InputMaybe<Scalars['String']['input']>;
  /** The id of the authority or organisation reached there. */
  readonly partyId?: InputMaybe<Scalars['ID']['input']>;
};

/** Those to whom a text is sent over one channel. Who is on it, only those see who keep lists. */
export type RecipientList = Node & {
  readonly __typename?: 'RecipientList';
  /** The key of the audience that it is for. */
  readonly audience: Scalars['String']['output'];
  /** The channel of all its addresses. */
  readonly channel: DispatchChannel;
  /** Begins with `recipient-list-`. Stable for ever. */
  readonly id: Scalars['ID']['output'];
  /** What it is called. */
  readonly name: Scalars['String']['output'];
  /** How many recipients are on it. */
  readonly recipientCount: Scalars['Int']['output'];
  /** Who is on it, in the order in which they came; empty for those who do not keep lists. */
  readonly recipients: RecipientConnection;
  /** The region that it is for, if it is for one. */
  readonly region?: Maybe<Scalars['String']['output']>;
  /** Why it was retired. */
  readonly retirementReason?: Maybe<Scalars['String']['output']>;
  /** Grows by one with every event. */
  readonly revision: Scalars['Int']['output'];
  /** Whether it can be used. */
  readonly status: RecipientListStatus;
};


/** Those to whom a text is sent over one channel. Who is on it, only those see who keep lists. */
export type RecipientListRecipientsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Adds recipients: all of them or, when one cannot be taken, none. */
export type RecipientListAddRecipientsInput = {
  /** Refuse when the list is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** Makes a repetition of this very command harmless. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The list. */
  readonly recipientListId: Scalars['ID']['input'];
  /** At most 1,000; a list holds 10,000. One that is on the list already in the same words stays as it is. */
  readonly recipients: ReadonlyArray<RecipientInput>;
};

/** Says anew what a recipient list is called and whom it is for. */
export type RecipientListAmendInput = {
  /** The key of the audience that it is for: at most 80 characters. */
  readonly audience: Scalars['String']['input'];
  /** Refuse when the list is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** Makes a repetition of this very command harmless. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** What it is called: at most 200 characters. */
  readonly name: Scalars['String']['input'];
  /** Why: at most 1,000 characters. */
  readonly reason: Scalars['String']['input'];
  /** The list. */
  readonly recipientListId: Scalars['ID']['input'];
  /** The region that it is for; left out when it is for none. */
  readonly region?: InputMaybe<Scalars['String']['input']>;
};

/** A page of recipient lists. */
export type RecipientListConnection = {
  readonly __typename?: 'RecipientListConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<RecipientListEdge>;
  /** The recipient lists of this page. */
  readonly nodes: ReadonlyArray<RecipientList>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** Begins a recipient list. */
export type RecipientListCreateInput = {
  /** The key of the audience that it is for: at most 80 characters. */
  readonly audience: Scalars['String']['input'];
  /** The channel of all its addresses. */
  readonly channel: DispatchChannel;
  /** Makes a repetition of this very command harmless. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** What the list is called: at most 200 characters. */
  readonly name: Scalars['String']['input'];
  /** The region that it is for: at most 80 characters. */
  readonly region?: InputMaybe<Scalars['String']['input']>;
};

/** A recipient list in a list. */
export type RecipientListEdge = {
  readonly __typename?: 'RecipientListEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The recipient list. */
  readonly node: RecipientList;
};

/** What a command on a recipient list answers. */
export type RecipientListPayload = MutationPayload & {
  readonly __typename?: 'RecipientListPayload';
  /** Where the log was after the list's last event; null when the command was refused. */
  readonly position?: Maybe<Scalars['Position']['output']>;
  /** The list; null when the command was refused. */
  readonly recipientList?: Maybe<RecipientList>;
  /** True when this idempotency key had been used for this very command. */
  readonly repeated: Scalars['Boolean']['output'];
  /** The list's revision after the command; null when it was refused. */
  readonly revision?: Maybe<Scalars['Int']['output']>;
  /** Empty when the command was carried out. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Takes recipients off a list. They get nothing any more, also of dispatches that are under way. */
export type RecipientListRemoveRecipientsInput = {
  /** Refuse when the list is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** Makes a repetition of this very command harmless. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** Their numbers: at most 1,000. */
  readonly numbers: ReadonlyArray<Scalars['Int']['input']>;
  /** Why: at most 1,000 characters. */
  readonly reason: Scalars['String']['input'];
  /** The list. */
  readonly recipientListId: Scalars['ID']['input'];
};

/** Ends the use of a list. What is under way to it goes on. */
export type RecipientListRetireInput = {
  /** Refuse when the list is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** Makes a repetition of this very command harmless. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** Why: at most 1,000 characters. */
  readonly reason: Scalars['String']['input'];
  /** The list. */
  readonly recipientListId: Scalars['ID']['input'];
};

/** Whether a recipient list can be used. */
export type RecipientListStatus =
  /** It can. */
  | 'ACTIVE'
  /** Not for anything new. */
  | 'RETIRED';

/** Something to know of the record. */
export type RecordNotice = {
  readonly __typename?: 'RecordNotice';
  /** What kind of notice it is. */
  readonly kind: RecordNoticeKind;
  /** The notice, in a sentence. */
  readonly text: Scalars['String']['output'];
};

/** Kinds of notices. */
export type RecordNoticeKind =
  /** The record is not the one that somebody kept a checkpoint of. */
  | 'DIFFERS_FROM_KNOWN'
  /** Keys are damaged: what they seal cannot be read. */
  | 'KEYS_DAMAGED'
  /** The key store is older than the record, or another one. */
  | 'KEYS_OLDER'
  /** The background check of the log has ended. */
  | 'NOT_CHECKED'
  /** The record is in an older state than is known of: events are missing. */
  | 'OLDER_THAN_KNOWN'
  /** The record was restored from a backup, and nothing is known to be missing. */
  | 'RESTORED';

/** A checkpoint of a partnership that is on record as an event. */
export type RecordedPartnershipCheckpoint = {
  readonly __typename?: 'RecordedPartnershipCheckpoint';
  /** That the checkpoint itself is in the log; null for a moment after it was recorded. */
  readonly inclusion?: Maybe<InclusionProof>;
  /** The place of that event in the log. */
  readonly position: Scalars['Position']['output'];
  /** The hash over them, in base64. */
  readonly root: Scalars['String']['output'];
  /** How many events of the partnership it covers. */
  readonly size: Scalars['NonNegativeInt']['output'];
};

/** Where a legal entity is registered. */
export type Registry =
  /** The Charity Commission, OSCR or the Charity Commission for Northern Ireland. */
  | 'CHARITY_COMMISSION'
  /** Companies House. */
  | 'COMPANIES_HOUSE'
  /** No public register: a number given by whoever recorded the entity. */
  | 'INTERNAL';

/** What regulators noted for themselves. */
export type RegulatorsNote = {
  readonly __typename?: 'RegulatorsNote';
  /** What spoke for and against the organisation's eligibility, where the note sets it aside. */
  readonly findings: ReadonlyArray<Scalars['String']['output']>;
  /** What it is about. */
  readonly kind: RegulatorsNoteKind;
  /** When it was recorded. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** The note. */
  readonly text: Scalars['String']['output'];
};

/** A page of notes. */
export type RegulatorsNoteConnection = {
  readonly __typename?: 'RegulatorsNoteConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<RegulatorsNoteEdge>;
  /** The notes of this page. */
  readonly nodes: ReadonlyArray<RegulatorsNote>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** A note in a list. */
export type RegulatorsNoteEdge = {
  readonly __typename?: 'RegulatorsNoteEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The note. */
  readonly node: RegulatorsNote;
};

/** What a note of the regulators is about. */
export type RegulatorsNoteKind =
  /** Why an appointment ended. */
  | 'APPOINTMENT_ENDED'
  /** Why the partnership goes ahead though the organisation is not eligible. */
  | 'ELIGIBILITY_SET_ASIDE'
  /** Why there is no shadow though HSE and local authorities both enforce. */
  | 'NO_SHADOW';

/** Why, and how long, data about persons is kept. The operator sets the periods. */
export type RetentionClass =
  /** How a person is reached. */
  | 'CONTACT_DETAILS'
  /** Who asked, and what was said to them. */
  | 'ENQUIRER'
  /** What was written about persons in a record's own words. */
  | 'FREE_TEXT'
  /** What identifies somebody who acted in office: evidence, kept long. */
  | 'OFFICER_IN_OFFICE';

/** How a partnership stands to an arrangement of an earlier scheme. */
export type SchemeRelation =
  /** Both go on side by side. */
  | 'COEXISTS'
  /** It takes the place of the arrangement. */
  | 'SUCCEEDS';

/** What is known of the integrity of the log. It quotes nothing from cases. */
export type ServiceIntegrity = {
  readonly __typename?: 'ServiceIntegrity';
  /** When the last of them was finished; null before that. */
  readonly checkedAt?: Maybe<Scalars['DateTime']['output']>;
  /** How far the background check of the log is; 0 between two checks. */
  readonly checkedPosition: Scalars['Position']['output'];
  /** How many background checks were finished since the start. */
  readonly checks: Scalars['Int']['output'];
  /** What was found wrong, at the start or by the last background check; empty when nothing was. */
  readonly faults: ReadonlyArray<LogFault>;
  /** What whoever relies on the record must know. */
  readonly notices: ReadonlyArray<RecordNotice>;
  /** True when the log is damaged and nothing is recorded. */
  readonly readOnly: Scalars['Boolean']['output'];
};

/** The state of the service, for its operators. Nothing in it comes from cases. */
export type ServiceStatus = {
  readonly __typename?: 'ServiceStatus';
  /** How many events wait in the dead letters. */
  readonly deadLetterCount: Scalars['Int']['output'];
  /** Where the event log is kept, as the configuration names it: `embedded`, `postgresql` or `eventstoredb`. */
  readonly engine: Scalars['String']['output'];
  /** Place of the last event in the log. */
  readonly head: Scalars['Position']['output'];
  /** Whether the log holds what was recorded. */
  readonly integrity: ServiceIntegrity;
  /** Which process does what, where several work on the log; empty where one does everything. */
  readonly leases: ReadonlyArray<Lease>;
  /** Up to where the read models show the log. */
  readonly position: Scalars['Position']['output'];
  /** The sets of tables of every projection. */
  readonly projections: ReadonlyArray<ProjectionStatus>;
};

/** A plan, an agreement or guidance that is circulated for reuse. */
export type SharedMaterial = Node & {
  readonly __typename?: 'SharedMaterial';
  /** The authority that circulated it. */
  readonly circulatedBy?: Maybe<Authority>;
  /** Feedback on it, the latest first; for regulators. */
  readonly feedback: MaterialFeedbackConnection;
  /** Begins with `shared-material-`. Stable for ever. */
  readonly id: Scalars['ID']['output'];
  /** What kind it is of. */
  readonly kind: MaterialKind;
  /** Grows by one with every event. */
  readonly revision: Scalars['Int']['output'];
  /** Whether it is in use. */
  readonly status: MaterialStatus;
  /** Its title. */
  readonly title: Scalars['String']['output'];
  /** What it is about. */
  readonly topics: ReadonlyArray<Scalars['String']['output']>;
  /** Who used it, the latest first; for regulators. */
  readonly uses: MaterialUseConnection;
  /** The versions that you may read, the latest first. */
  readonly versions: ReadonlyArray<SharedMaterialVersion>;
  /** Why it was withdrawn; for regulators. */
  readonly withdrawalReason?: Maybe<Scalars['String']['output']>;
};


/** A plan, an agreement or guidance that is circulated for reuse. */
export type SharedMaterialFeedbackArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  version?: InputMaybe<Scalars['Int']['input']>;
};


/** A plan, an agreement or guidance that is circulated for reuse. */
export type SharedMaterialUsesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Input of `sharedMaterialAddVersion`. */
export type SharedMaterialAddVersionInput = {
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The id of the material. */
  readonly sharedMaterialId: Scalars['ID']['input'];
  /** The new version. */
  readonly version: MaterialVersionInput;
};

/** Input of `sharedMaterialAnswerFeedback`. */
export type SharedMaterialAnswerFeedbackInput = {
  /** What became of it. */
  readonly answer: MaterialFeedbackAnswerInput;
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The number of the feedback. */
  readonly number: Scalars['Int']['input'];
  /** The id of the material. */
  readonly sharedMaterialId: Scalars['ID']['input'];
};

/** Input of `sharedMaterialCirculate`. */
export type SharedMaterialCirculateInput = {
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** What kind it is of. */
  readonly kind: MaterialKind;
  /** Its title. */
  readonly title: Scalars['String']['input'];
  /** What it is about: at most 20. */
  readonly topics: ReadonlyArray<Scalars['String']['input']>;
  /** Its first version. */
  readonly version: MaterialVersionInput;
};

/** A page of materials. */
export type SharedMaterialConnection = {
  readonly __typename?: 'SharedMaterialConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<SharedMaterialEdge>;
  /** The materials of this page. */
  readonly nodes: ReadonlyArray<SharedMaterial>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** A material in a list. */
export type SharedMaterialEdge = {
  readonly __typename?: 'SharedMaterialEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The material. */
  readonly node: SharedMaterial;
};

/** Input of `sharedMaterialGiveFeedback`. */
export type SharedMaterialGiveFeedbackInput = {
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The id of the material. */
  readonly sharedMaterialId: Scalars['ID']['input'];
  /** What you think of it: at most 4,000 characters. */
  readonly text: Scalars['String']['input'];
  /** How useful it is, from 1 (not) to 5 (very). */
  readonly usefulness: Scalars['Int']['input'];
  /** The version that it is on. */
  readonly version: Scalars['Int']['input'];
};

/** What the mutations of a material answer. */
export type SharedMaterialPayload = MutationPayload & {
  readonly __typename?: 'SharedMaterialPayload';
  /**
   * Where the log was after the object's last event; null when the command was refused. Pass it in the header
   * `concordat-read-after` to read at least this.
   */
  readonly position?: Maybe<Scalars['Position']['output']>;
  /** True when this idempotency key had been used for this very command. */
  readonly repeated: Scalars['Boolean']['output'];
  /** The object's revision after the command; null when it was refused. */
  readonly revision?: Maybe<Scalars['Int']['output']>;
  /** The material after the command; null when it was refused. */
  readonly sharedMaterial?: Maybe<SharedMaterial>;
  /** Empty when the command was carried out. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Input of `sharedMaterialRecordUse`. */
export type SharedMaterialRecordUseInput = {
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The partnership that it was used for. */
  readonly partnershipId?: InputMaybe<Scalars['ID']['input']>;
  /** For what it was used; needed where no partnership is named. */
  readonly purpose?: InputMaybe<Scalars['String']['input']>;
  /** The id of the material. */
  readonly sharedMaterialId: Scalars['ID']['input'];
  /** The version that was used. */
  readonly version: Scalars['Int']['input'];
};

/** A version of a material. It never changes: its digest says which text it is. */
export type SharedMaterialVersion = {
  readonly __typename?: 'SharedMaterialVersion';
  /** Who may read it. */
  readonly audience: MaterialAudience;
  /** When it was circulated. */
  readonly circulatedAt: Scalars['DateTime']['output'];
  /** SHA-256 of the exact text: `sha256:` and 64 hexadecimal digits. */
  readonly digest: Scalars['String']['output'];
  /** For whom it is meant. */
  readonly forWhom: Scalars['String']['output'];
  /** Where it is kept: an https address or a reference. */
  readonly location: Scalars['String']['output'];
  /** How it is said where it is kept. */
  readonly locationKind: MaterialLocationKind;
  /** What is new in it. */
  readonly note?: Maybe<Scalars['String']['output']>;
  /** Its number, from 1. */
  readonly number: Scalars['Int']['output'];
};

/** Input of `sharedMaterialWithdraw`. */
export type SharedMaterialWithdrawInput = {
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** Why, in plain English, for regulators who read the history. */
  readonly reason: Scalars['String']['input'];
  /** The id of the material. */
  readonly sharedMaterialId: Scalars['ID']['input'];
};

/** A moment that an answer shows. */
export type ShownMoment = {
  readonly __typename?: 'ShownMoment';
  /** For which moment it was asked: what was in force, it was in force then. */
  readonly effective: Scalars['DateTime']['output'];
  /** What was recorded up to this place in the log. */
  readonly position: Scalars['Position']['output'];
  /** When the record stood so. */
  readonly recorded: Scalars['DateTime']['output'];
};

/** A person of a party. */
export type Signatory = {
  readonly __typename?: 'Signatory';
  /** The officer, where the person is in the regulators' register and you may know of them. */
  readonly officer?: Maybe<Node>;
  /** The party: an authority or an organisation; null when you may not know of it. */
  readonly party?: Maybe<Node>;
  /** The kind of the party. */
  readonly partyKind: PartyKind;
  /** The person as the issuer of the access tokens knows them. Stable, never a name. */
  readonly subject: Scalars['String']['output'];
};

/** A place where an organisation works. */
export type Site = Node & {
  readonly __typename?: 'Site';
  /** Its address without the postcode. */
  readonly address?: Maybe<Scalars['String']['output']>;
  /** Who enforces here and who did, by scope, the latest first. */
  readonly allocations: ReadonlyArray<Allocation>;
  /** The day it closed; null while it is open. */
  readonly closedOn?: Maybe<Scalars['Date']['output']>;
  /** Begins with `site-`. Stable for ever. */
  readonly id: Scalars['ID']['output'];
  /** The name by which it is known. */
  readonly name: Scalars['String']['output'];
  /** The nation in which it lies. */
  readonly nation: Nation;
  /** The day it opened, where known. */
  readonly openedOn?: Maybe<Scalars['Date']['output']>;
  /** The organisation that works here. */
  readonly organisation?: Maybe<Organisation>;
  /** Its postcode. */
  readonly postcode?: Maybe<Scalars['String']['output']>;
  /** Grows by one with every event. */
  readonly revision: Scalars['Int']['output'];
  /** Unique Property Reference Number. */
  readonly uprn?: Maybe<Scalars['String']['output']>;
};

/** Input of `siteAllocateEnforcement`. */
export type SiteAllocateEnforcementInput = {
  /** The id of the authority: HSE, one of its divisions or a council that has not ended by the first day. */
  readonly authorityId: Scalars['ID']['input'];
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** The first day; not in the future. */
  readonly from: Scalars['Date']['input'];
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** What the site is mainly used for. */
  readonly mainActivity: Scalars['String']['input'];
  /** Whole site, part or activity. */
  readonly scope: AllocationScopeInput;
  /** The id of the site. */
  readonly siteId: Scalars['ID']['input'];
};

/** Input of `siteAmend`. */
export type SiteAmendInput = {
  /** Its address without the postcode. */
  readonly address?: InputMaybe<Scalars['String']['input']>;
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The name by which the site is known. */
  readonly name: Scalars['String']['input'];
  /** The nation in which it lies. */
  readonly nation: Nation;
  /** The day it opened, where known. */
  readonly openedOn?: InputMaybe<Scalars['Date']['input']>;
  /** Its postcode in capitals, with the space. */
  readonly postcode?: InputMaybe<Scalars['String']['input']>;
  /** Why, in plain English, for those who read the history. */
  readonly reason: Scalars['String']['input'];
  /** The id of the site. */
  readonly siteId: Scalars['ID']['input'];
  /** Unique Property Reference Number: up to twelve digits. */
  readonly uprn?: InputMaybe<Scalars['String']['input']>;
};

/** Input of `siteAssignEnforcement`. */
export type SiteAssignEnforcementInput = {
  /** The id of the authority: HSE, one of its divisions or a council that has not ended by the first day. */
  readonly authorityId: Scalars['ID']['input'];
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** The first day; not in the future. */
  readonly from: Scalars['Date']['input'];
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** Why, in plain English, for those who read the history. */
  readonly reason: Scalars['String']['input'];
  /** Whole site, part or activity. */
  readonly scope: AllocationScopeInput;
  /** The id of the site. */
  readonly siteId: Scalars['ID']['input'];
};

/** Input of `siteClose`. */
export type SiteCloseInput = {
  /** The day it closed. */
  readonly closedOn: Scalars['Date']['input'];
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** Why, in plain English, for those who read the history. */
  readonly reason: Scalars['String']['input'];
  /** The id of the site. */
  readonly siteId: Scalars['ID']['input'];
};

/** A page of sites. */
export type SiteConnection = {
  readonly __typename?: 'SiteConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<SiteEdge>;
  /** The sites of this page. */
  readonly nodes: ReadonlyArray<Site>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** Input of `siteCorrectClosure`. */
export type SiteCorrectClosureInput = {
  /** The day it closed. */
  readonly closedOn: Scalars['Date']['input'];
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** Why, in plain English, for those who read the history. */
  readonly reason: Scalars['String']['input'];
  /** The id of the site. */
  readonly siteId: Scalars['ID']['input'];
};

/** A site in a list. */
export type SiteEdge = {
  readonly __typename?: 'SiteEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The site. */
  readonly node: Site;
};

/** Input of `siteOpen`. */
export type SiteOpenInput = {
  /** Its address without the postcode. */
  readonly address?: InputMaybe<Scalars['String']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The name by which the site is known. */
  readonly name: Scalars['String']['input'];
  /** The nation in which it lies. */
  readonly nation: Nation;
  /** The day it opened, where known. */
  readonly openedOn?: InputMaybe<Scalars['Date']['input']>;
  /** The id of the organisation. */
  readonly organisationId: Scalars['ID']['input'];
  /** Its postcode in capitals, with the space. */
  readonly postcode?: InputMaybe<Scalars['String']['input']>;
  /** Unique Property Reference Number: up to twelve digits. */
  readonly uprn?: InputMaybe<Scalars['String']['input']>;
};

/** What a site's mutations answer. */
export type SitePayload = MutationPayload & {
  readonly __typename?: 'SitePayload';
  /** What a read must have reached to show the object so, also when nothing new was recorded; null when the command was refused. */
  readonly position?: Maybe<Scalars['Position']['output']>;
  /** True when this idempotency key had been used for this very command. */
  readonly repeated: Scalars['Boolean']['output'];
  /** The object's revision after the command; null when it was refused. */
  readonly revision?: Maybe<Scalars['Int']['output']>;
  /** The site after the command; null when it was refused. */
  readonly site?: Maybe<Site>;
  /** Empty when the command was carried out. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Input of `siteTransferEnforcement`. */
export type SiteTransferEnforcementInput = {
  /** The id of the authority: HSE, one of its divisions or a council that has not ended by the first day. */
  readonly authorityId: Scalars['ID']['input'];
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** The first day; not in the future. */
  readonly from: Scalars['Date']['input'];
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** Why, in plain English, for those who read the history. */
  readonly reason: Scalars['String']['input'];
  /** Whole site, part or activity. */
  readonly scope: AllocationScopeInput;
  /** The id of the site. */
  readonly siteId: Scalars['ID']['input'];
};

/** Input of `siteWithdrawAllocation`. */
export type SiteWithdrawAllocationInput = {
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** The first day of the allocation in force: what is withdrawn. */
  readonly from: Scalars['Date']['input'];
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** Why, in plain English, for those who read the history. */
  readonly reason: Scalars['String']['input'];
  /** Whole site, part or activity. */
  readonly scope: AllocationScopeInput;
  /** The id of the site. */
  readonly siteId: Scalars['ID']['input'];
};

/** Input of `siteWithdrawClosure`. */
export type SiteWithdrawClosureInput = {
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** Why, in plain English, for those who read the history. */
  readonly reason: Scalars['String']['input'];
  /** The id of the site. */
  readonly siteId: Scalars['ID']['input'];
};

/** A reusable answer to a general enquiry. */
export type StandardAnswer = Node & {
  readonly __typename?: 'StandardAnswer';
  /** A newer wording that is not published; for those who keep standard answers. */
  readonly draft?: Maybe<StandardAnswerDraft>;
  /** Begins with `standard-answer-`. Stable for ever. */
  readonly id: Scalars['ID']['output'];
  /** Grows by one with every event. */
  readonly revision: Scalars['Int']['output'];
  /** Where it stands. */
  readonly status: StandardAnswerStatus;
  /** The wording in use; while none was published, the one last drafted. Topic and title go with it. */
  readonly text: Scalars['String']['output'];
  /** Its title. */
  readonly title: Scalars['String']['output'];
  /** The topic that it answers. */
  readonly topic: Scalars['String']['output'];
  /** How many enquiries it has answered. */
  readonly uses: Scalars['Int']['output'];
  /** The number of the wording in use; 0 before the first. */
  readonly version: Scalars['Int']['output'];
  /** Why it was withdrawn. */
  readonly withdrawalReason?: Maybe<Scalars['String']['output']>;
};

/** A page of standard answers. */
export type StandardAnswerConnection = {
  readonly __typename?: 'StandardAnswerConnection';
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<StandardAnswerEdge>;
  /** The standard answers of this page. */
  readonly nodes: ReadonlyArray<StandardAnswer>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
};

/** A wording of a standard answer that is not published. */
export type StandardAnswerDraft = {
  readonly __typename?: 'StandardAnswerDraft';
  /** The wording. */
  readonly text: Scalars['String']['output'];
  /** Its title. */
  readonly title: Scalars['String']['output'];
  /** The topic that it answers. */
  readonly topic: Scalars['String']['output'];
};

/** Input of `standardAnswerDraft`. */
export type StandardAnswerDraftInput = {
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The wording: at most 8,000 characters. */
  readonly text: Scalars['String']['input'];
  /** Its title. */
  readonly title: Scalars['String']['input'];
  /** The topic that it answers. */
  readonly topic: Scalars['String']['input'];
};

/** A standard answer in a list. */
export type StandardAnswerEdge = {
  readonly __typename?: 'StandardAnswerEdge';
  /** Its place in the list: pass it as `after` to read on from there. */
  readonly cursor: Scalars['String']['output'];
  /** The standard answer. */
  readonly node: StandardAnswer;
};

/** What a standard answer's mutations answer. */
export type StandardAnswerPayload = MutationPayload & {
  readonly __typename?: 'StandardAnswerPayload';
  /**
   * Where the log was after the object's last event; null when the command was refused. Pass it in the header
   * `concordat-read-after` to read at least this.
   */
  readonly position?: Maybe<Scalars['Position']['output']>;
  /** True when this idempotency key had been used for this very command. */
  readonly repeated: Scalars['Boolean']['output'];
  /** The object's revision after the command; null when it was refused. */
  readonly revision?: Maybe<Scalars['Int']['output']>;
  /** The standard answer after the command; null when it was refused. */
  readonly standardAnswer?: Maybe<StandardAnswer>;
  /** Empty when the command was carried out. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Input of `standardAnswerPublish`. */
export type StandardAnswerPublishInput = {
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The id of the standard answer. */
  readonly standardAnswerId: Scalars['ID']['input'];
};

/** Input of `standardAnswerRevise`. */
export type StandardAnswerReviseInput = {
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** The id of the standard answer. */
  readonly standardAnswerId: Scalars['ID']['input'];
  /** The wording: at most 8,000 characters. */
  readonly text: Scalars['String']['input'];
  /** Its title. */
  readonly title: Scalars['String']['input'];
  /** The topic that it answers. */
  readonly topic: Scalars['String']['input'];
};

/** Where a standard answer stands. */
export type StandardAnswerStatus =
  /** Not published yet. */
  | 'DRAFT'
  /** In use. */
  | 'PUBLISHED'
  /** Not to be used any more. */
  | 'WITHDRAWN';

/** Input of `standardAnswerWithdraw`. */
export type StandardAnswerWithdrawInput = {
  /** Refuse the command when the object is at another revision. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** A UUID that you choose per command; sending the command again gives the first answer again. */
  readonly idempotencyKey: Scalars['UUID']['input'];
  /** Why, in plain English, for those who read the history. */
  readonly reason: Scalars['String']['input'];
  /** The id of the standard answer. */
  readonly standardAnswerId: Scalars['ID']['input'];
};

/** A published wording of a standard answer. It never changes. */
export type StandardAnswerWording = {
  readonly __typename?: 'StandardAnswerWording';
  /** The wording. */
  readonly text: Scalars['String']['output'];
  /** Its title. */
  readonly title: Scalars['String']['output'];
  /** The topic that it answers. */
  readonly topic: Scalars['String']['output'];
  /** Its number: 1 for the first that was published. */
  readonly version: Scalars['Int']['output'];
};

/** Grounds on which a contact always goes ahead; the account manager is told. */
export type StatutoryExemption =
  /** A complaint that there is a duty to act on. */
  | 'COMPLAINT_WITH_DUTY'
  /** Somebody has died. */
  | 'FATALITY'
  /** Somebody is at risk now. */
  | 'IMMINENT_RISK';

/** Everything that is held on a person, by event. */
export type SubjectReport = {
  readonly __typename?: 'SubjectReport';
  /** The subject's id: an officer, a recipient (`recipient-list-…/7`), or a record that tells of persons (`contact-…`). */
  readonly id: Scalars['ID']['output'];
  /** Why the data cannot be erased as things are; null when it can. */
  readonly inUse?: Maybe<Scalars['String']['output']>;
  /** The first day on which none of it has to be kept any more; null while a class has no period. */
  readonly keptUntil?: Maybe<Scalars['Date']['output']>;
  /** What it is, as its id begins: `officer`, `contact`, `recipient-list`. */
  readonly kind: Scalars['String']['output'];
  /** The events that hold data of the person, in the order of the log. */
  readonly records: PersonalRecordConnection;
  /** Other subjects under which data of the same person is held: ask for their reports, too. */
  readonly related: ReadonlyArray<Scalars['ID']['output']>;
  /** In which classes the data is kept. */
  readonly retentions: ReadonlyArray<RetentionClass>;
};


/** Everything that is held on a person, by event. */
export type SubjectReportRecordsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** An authority takes over from another one. */
export type Succession = {
  readonly __typename?: 'Succession';
  /** The day from which it takes over. */
  readonly from: Scalars['Date']['output'];
  /** The one that ends; null while it is not in the register. */
  readonly predecessor?: Maybe<Authority>;
  /** The id of the one that ends. */
  readonly predecessorId: Scalars['ID']['output'];
  /** The one that takes over; null while it is not in the register. */
  readonly successor?: Maybe<Authority>;
  /** The id of the one that takes over. */
  readonly successorId: Scalars['ID']['output'];
};

/** An authority that takes over from one that ends. */
export type SuccessorInput = {
  /** The authority that takes over. */
  readonly authorityId: Scalars['ID']['input'];
  /** The day from which it does; the day of the end when left out, never before. */
  readonly from?: InputMaybe<Scalars['Date']['input']>;
};

/**
 * Why a command was refused by a rule. Nothing was recorded. Failures of the request itself (syntax, rights, outages) are
 * in `errors` of the response instead.
 */
export type UserError = {
  readonly __typename?: 'UserError';
  /** Stable; integrate against this. */
  readonly code: UserErrorCode;
  /** Path to the input field concerned, starting with `input`. */
  readonly field: ReadonlyArray<Scalars['String']['output']>;
  /** What was wrong and what to do, in plain English, for people. */
  readonly message: Scalars['String']['output'];
};

/** Codes of refusals. Contexts add their own. */
export type UserErrorCode =
  /** The partnership has no such absence. */
  | 'ABSENCE_UNKNOWN'
  /** There is no account manager. */
  | 'ACCOUNT_MANAGER_NEEDED'
  /** The contact was recorded afterwards: there was no advice to follow. */
  | 'ADVICE_NOT_GIVEN'
  /** The time to agree has ended. */
  | 'AGREEMENT_LAPSED'
  /** Nothing is put forward for agreement at the moment. */
  | 'AGREEMENT_NOT_SOUGHT'
  /** All have agreed already. */
  | 'AGREEMENT_REACHED'
  /** You have agreed already. */
  | 'ALREADY_AGREED'
  /** An authority enforces here already. */
  | 'ALREADY_ALLOCATED'
  /** The subject's data was erased before. */
  | 'ALREADY_ERASED'
  /** The object is there already. */
  | 'ALREADY_EXISTS'
  /** Your objection is open already. */
  | 'ALREADY_OBJECTED'
  /** The version was put forward already. */
  | 'ALREADY_PROPOSED'
  /** Something else is on record already. */
  | 'ALREADY_RECORDED'
  /** The objection was settled already. */
  | 'ALREADY_SETTLED'
  /** Give either a text or a standard answer. */
  | 'ANSWER_AMBIGUOUS'
  /** The advice was to proceed: there is nothing to answer. */
  | 'ANSWER_NOT_ASKED_FOR'
  /** The partnership has no such appointment. */
  | 'APPOINTMENT_UNKNOWN'
  /** You cannot ask in the name of those. */
  | 'ASKED_FOR_NOT_HELD'
  /** You can ask in the name of your party and of its workers: say which. */
  | 'ASKED_FOR_REQUIRED'
  /** The message was not addressed to this audience. */
  | 'AUDIENCE_NOT_ADDRESSED'
  /** This kind of authority does not enforce health and safety law. */
  | 'AUTHORITY_CANNOT_ENFORCE'
  /** The authority ends before the last day. */
  | 'AUTHORITY_DISSOLVED'
  /** The authority has no end on record. */
  | 'AUTHORITY_NOT_DISSOLVED'
  /** There is no such authority. */
  | 'AUTHORITY_UNKNOWN'
  /** You worked on this content: somebody else must agree here. */
  | 'AUTHOR_CANNOT_AGREE'
  /** The service is not set up to send over this channel. */
  | 'CHANNEL_NOT_AVAILABLE'
  /** It is not on record yet that this channel was carried out. */
  | 'CHANNEL_NOT_CARRIED_OUT'
  /** The service sends over this channel by itself. */
  | 'CHANNEL_SENT_BY_SERVICE'
  /** The message was issued over no channel of this number. */
  | 'CHANNEL_UNKNOWN'
  /** The comment was settled. */
  | 'COMMENT_SETTLED'
  /** There is no such comment, or you may not read it. */
  | 'COMMENT_UNKNOWN'
  /** The concern is answered or withdrawn. */
  | 'CONCERN_CLOSED'
  /** The concern was not referred to both leads. */
  | 'CONCERN_NOT_REFERRED'
  /** The authority that raised the concern leads the partnership: there is no second lead. */
  | 'CONCERN_OF_ONE_AUTHORITY'
  /** The concern was referred to the leads of both authorities; they settle it. */
  | 'CONCERN_REFERRED'
  /** There is no active partnership with such an organisation. */
  | 'CONCERN_WITHOUT_PARTNERSHIP'
  /** The contact was made already. */
  | 'CONTACT_ALREADY_MADE'
  /** The contact was not made, or not recorded as made yet. */
  | 'CONTACT_NOT_MADE'
  /** You name another version, or another digest, than the one that is put forward; the message gives both digests. */
  | 'CONTENT_CHANGED'
  /** The last day comes before the first. */
  | 'DATES_OUT_OF_ORDER'
  /** The day is still to come. */
  | 'DATE_IN_FUTURE'
  /** The day has passed. */
  | 'DATE_IN_PAST'
  /** The day lies outside the plan's. */
  | 'DATE_OUTSIDE_PLAN'
  /** The day lies too far ahead. */
  | 'DATE_TOO_FAR'
  /** The time to agree has not ended yet. */
  | 'DEADLINE_AHEAD'
  /** The deadline has not passed yet. */
  | 'DEADLINE_NOT_REACHED'
  /** The attempt is on record with another outcome. */
  | 'DELIVERY_ENDED_OTHERWISE'
  /** The delivery is none of those that are decided on. */
  | 'DELIVERY_NEEDS_NO_DECISION'
  /** The attempt is not due. */
  | 'DELIVERY_NOT_DUE'
  /** The attempt did not begin. */
  | 'DELIVERY_NOT_STARTED'
  /** The dispatch has no delivery with this number. */
  | 'DELIVERY_UNKNOWN'
  /** The advice was not followed: a reason is needed. */
  | 'DEVIATION_REASON_REQUIRED'
  /** The dispatch is completed or abandoned. */
  | 'DISPATCH_CLOSED'
  /** The issue was handed over already, with another text or other lists. */
  | 'DISPATCH_DIFFERS'
  /** No attempts begin: the dispatch is paused, completed or abandoned. */
  | 'DISPATCH_NOT_OPEN'
  /** A list names the same thing twice. */
  | 'DUPLICATE_IN_LIST'
  /** A data subject is named twice. */
  | 'DUPLICATE_SUBJECT'
  /** Only a message that was issued can be corrected or superseded. */
  | 'EARLIER_MESSAGE_NOT_ISSUED'
  /** Another message has taken the place of that message already. */
  | 'EARLIER_MESSAGE_SUPERSEDED'
  /** There is no such message to correct or supersede. */
  | 'EARLIER_MESSAGE_UNKNOWN'
  /** The embargo ends after the issue window. */
  | 'EMBARGO_OUTLASTS_WINDOW'
  /** The enquiry is answered or withdrawn. */
  | 'ENQUIRY_CLOSED'
  /** The enquiry names no organisation with a partnership. */
  | 'ENQUIRY_WITHOUT_ORGANISATION'
  /** The entry of the directory was withdrawn. */
  | 'ENTRY_WITHDRAWN'
  /** Another erasure of the subject's data is being decided or carried out. */
  | 'ERASURE_BEING_DECIDED'
  /** The erasure was decided, or taken back, before. */
  | 'ERASURE_DECIDED'
  /** The erasure is not granted, or was begun already. */
  | 'ERASURE_NOT_GRANTED'
  /** The erasure is not under way. */
  | 'ERASURE_NOT_UNDER_WAY'
  /** The evaluation leaves out a priority. */
  | 'EVALUATION_INCOMPLETE'
  /** The follow-up is done already. */
  | 'FOLLOW_UP_DONE'
  /** There is no such follow-up. */
  | 'FOLLOW_UP_UNKNOWN'
  /** A newer headcount is on record. */
  | 'HEADCOUNT_OUT_OF_DATE'
  /** The idempotency key belongs to another command. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** The kind and the codes that identify an authority cannot change. */
  | 'IDENTITY_IS_FIXED'
  /** The file as a whole cannot be read as one of this kind. */
  | 'IMPORT_FILE_UNUSABLE'
  /** The intention was withdrawn, or the contact not made. */
  | 'INTENTION_ENDED'
  /** A field of the input is malformed, too long or out of range. */
  | 'INVALID_INPUT'
  /** The registry number belongs to another organisation on record. */
  | 'LEGAL_ENTITY_OF_ANOTHER'
  /** The organisation has no such legal entity. */
  | 'LEGAL_ENTITY_UNKNOWN'
  /** There is no such local concern about the organisation, or you may not know of it. */
  | 'LOCAL_CONCERN_UNKNOWN'
  /** The feedback was answered already. */
  | 'MATERIAL_FEEDBACK_ANSWERED'
  /** You have given feedback on this version already. */
  | 'MATERIAL_FEEDBACK_GIVEN'
  /** The material has no such feedback. */
  | 'MATERIAL_FEEDBACK_UNKNOWN'
  /** A version with this digest is circulated already. */
  | 'MATERIAL_VERSION_REPEATED'
  /** Only a version later than the one that the feedback is on can have taken it up. */
  | 'MATERIAL_VERSION_TOO_EARLY'
  /** The material has no such version. */
  | 'MATERIAL_VERSION_UNKNOWN'
  /** The material was withdrawn. */
  | 'MATERIAL_WITHDRAWN'
  /** The objective has no such measure. */
  | 'MEASURE_UNKNOWN'
  /** A meeting is before the message can be issued, so that it could not be said there. */
  | 'MEETING_BEFORE_ISSUE'
  /** The concern is the authority's own and names no elected member. */
  | 'MEMBER_NOT_CONCERNED'
  /** The message was issued, which happens once; it can no longer change. */
  | 'MESSAGE_ISSUED'
  /** The message was not issued yet. */
  | 'MESSAGE_NOT_ISSUED'
  /** The message is not linked to the need. */
  | 'MESSAGE_NOT_LINKED'
  /** There is no such message, or you may not know of it. */
  | 'MESSAGE_UNKNOWN'
  /** The message was withdrawn. */
  | 'MESSAGE_WITHDRAWN'
  /** Another milestone of the plan has this name. */
  | 'MILESTONE_EXISTS'
  /** A need that counts is for the milestone. */
  | 'MILESTONE_IN_USE'
  /** The milestone is not due yet. */
  | 'MILESTONE_NOT_DUE'
  /** The milestone was reached before. */
  | 'MILESTONE_REACHED'
  /** The plan has no such milestone that counts. */
  | 'MILESTONE_UNKNOWN'
  /** The plan has no such need that counts. */
  | 'NEED_UNKNOWN'
  /** Nothing is different from the version agreed last. */
  | 'NOTHING_CHANGED'
  /** Only whoever acts for the partnership answers: the account manager, the shadow in absence, else the lead authority. */
  | 'NOT_ACCOUNT_MANAGER'
  /** You have not agreed: there is nothing to take back. */
  | 'NOT_AGREED'
  /** Nobody enforces here yet, or there is no such allocation. */
  | 'NOT_ALLOCATED'
  /** The organisation is not eligible, and no reason was given to go ahead. */
  | 'NOT_ELIGIBLE'
  /** There is no such object, or you may not know of it. */
  | 'NOT_FOUND'
  /** The appointment has ended. */
  | 'NOT_IN_POST'
  /** The registers do not show this version yet; send the command again in a moment. */
  | 'NOT_READABLE_YET'
  /** The other body is the source of this message and issues it. */
  | 'NOT_THE_SOURCE'
  /** You act for your own authority, and for those that it succeeded; the coordinating body, for local authorities too. */
  | 'NOT_YOUR_AUTHORITY'
  /** There is nothing to publish. */
  | 'NO_DRAFT'
  /** There is no override to withdraw. */
  | 'NO_OVERRIDE'
  /** Your party's objection is open: say first how it was settled. */
  | 'OBJECTION_OPEN'
  /** There is no objection of this number. */
  | 'OBJECTION_UNKNOWN'
  /** The objective was achieved or withdrawn. */
  | 'OBJECTIVE_CLOSED'
  /** The objective is not agreed by both sides. */
  | 'OBJECTIVE_NOT_AGREED'
  /** The partnership has no such objective. */
  | 'OBJECTIVE_UNKNOWN'
  /** The officer serves another authority. */
  | 'OFFICER_ELSEWHERE'
  /** The officer has left. */
  | 'OFFICER_LEFT'
  /** There is no such officer, or not in that authority then. */
  | 'OFFICER_UNKNOWN'
  /** One officer cannot be account manager and shadow. */
  | 'ONE_PERSON_TWO_POSTS'
  /** One person never counts for two of those who must agree. */
  | 'ONE_PERSON_TWO_SEATS'
  /** One person cannot agree for two sides. */
  | 'ONE_PERSON_TWO_SIDES'
  /** The organisation has no active partnership or no account manager, or shares one with another, so that it cannot be named. */
  | 'ORGANISATION_CANNOT_CONFIRM'
  /** The organisation does not read this version. */
  | 'ORGANISATION_NOT_ASKED'
  /** There is no such organisation, or you may not know of it. */
  | 'ORGANISATION_UNKNOWN'
  /** The successor would hold another post. */
  | 'OTHER_POST'
  /** The priority is a proposal of the other side. */
  | 'OTHER_SIDES_PRIORITY'
  /** The issue window has not begun, or has ended. */
  | 'OUTSIDE_WINDOW'
  /** The step does not fit where the object stands now; the message says why. */
  | 'OUT_OF_ORDER'
  /** An absence is on record for part of this time. */
  | 'OVERLAPPING_ABSENCE'
  /** Somebody holds the post already. */
  | 'OVERLAPPING_APPOINTMENT'
  /** The organisation has a partnership already that has not ended. */
  | 'PARTNERSHIP_EXISTS'
  /** The partnership is not agreed by both sides, or has ended. */
  | 'PARTNERSHIP_NOT_AGREED'
  /** There is no such partnership, or you may not know of it. */
  | 'PARTNERSHIP_UNKNOWN'
  /** The same days are on record for the same thing: amend that period. */
  | 'PERIOD_EXISTS'
  /** The period is longer than a year. */
  | 'PERIOD_TOO_LONG'
  /** The calendar has no such period. */
  | 'PERIOD_UNKNOWN'
  /** The period was withdrawn. */
  | 'PERIOD_WITHDRAWN'
  /** The plan is closed. */
  | 'PLAN_CLOSED'
  /** No version of the plan is in force. */
  | 'PLAN_NOT_PUBLISHED'
  /** The plan, or what changed of it, is longer than one version can hold. */
  | 'PLAN_TOO_LONG'
  /** A plan in force says of somebody what they must hear. */
  | 'PLAN_WITHOUT_NEED'
  /** A later version of the core principles is current. */
  | 'PRINCIPLES_OUT_OF_DATE'
  /** There is no such version of the core principles. */
  | 'PRINCIPLES_UNKNOWN'
  /** The plan neither affirms nor answers a core principle; the message names which. */
  | 'PRINCIPLE_UNADDRESSED'
  /** The plan has no priority. */
  | 'PRIORITY_NEEDED'
  /** The plan has no priority of this number. */
  | 'PRIORITY_UNKNOWN'
  /** The issue does not fit authorities' programmes, and what was confirmed names no exception. */
  | 'PROGRAMME_NOT_FITTED'
  /** No programme calendar has this period. */
  | 'PROGRAMME_PERIOD_UNKNOWN'
  /** Not all who must have confirmed the version; the message says who is missing. */
  | 'QUORUM_MISSING'
  /** There is a figure for this measure and day. */
  | 'READING_EXISTS'
  /** The reading was replaced by another one. */
  | 'READING_RESTATED'
  /** The objective has no such reading. */
  | 'READING_UNKNOWN'
  /** It is part of what was agreed before: a change takes a reason. */
  | 'REASON_NEEDED'
  /** A reason is needed. */
  | 'REASON_REQUIRED'
  /** Building the projection stopped at an event; queries read the tables they read before. */
  | 'REBUILD_FAILED'
  /** The address does not fit the list's channel. */
  | 'RECIPIENT_ADDRESS_UNFIT'
  /** The address is on the list with another label or party. */
  | 'RECIPIENT_DIFFERS'
  /** There is nobody on the recipient list. */
  | 'RECIPIENT_LISTS_EMPTY'
  /** The list holds as many recipients as a list can. */
  | 'RECIPIENT_LIST_FULL'
  /** The recipient list was retired. */
  | 'RECIPIENT_LIST_RETIRED'
  /** The recipient list was retired, or is for another channel. */
  | 'RECIPIENT_LIST_UNFIT'
  /** There is no such recipient list. */
  | 'RECIPIENT_LIST_UNKNOWN'
  /** The list never had a recipient with this number. */
  | 'RECIPIENT_UNKNOWN'
  /** The reference is on record with other facts. */
  | 'RECORDED_OTHERWISE'
  /** A regional meeting reaches one region: name it. */
  | 'REGION_REQUIRED'
  /** The register has no authority in this region. */
  | 'REGION_UNKNOWN'
  /** An uncertain delivery may arrive twice when it is tried again; that was not accepted. */
  | 'REPETITION_NOT_ACCEPTED'
  /** The period for which the data is kept has not ended. */
  | 'RETENTION_RUNNING'
  /** The risk was closed; open it again first. */
  | 'RISK_CLOSED'
  /** The risk stands: only one that was closed can be opened again. */
  | 'RISK_NOT_CLOSED'
  /** There is no such risk of the programme. */
  | 'RISK_UNKNOWN'
  /** The officer does not hold this role. */
  | 'ROLE_NOT_HELD'
  /** The officer holds this role at that time already. */
  | 'ROLE_OVERLAPS'
  /** The officer has left, or the authority has ended. */
  | 'ROUTE_ENDED'
  /** An enquiry of this kind is not answered there. */
  | 'ROUTE_UNFIT_FOR_KIND'
  /** There is no such officer or authority to route to, or the officer serves another authority. */
  | 'ROUTE_UNKNOWN'
  /** Two equally specific rules advise differently on the same contact. */
  | 'RULES_CONTRADICT'
  /** A rule lacks what its advice calls for, or has too much. */
  | 'RULE_INCOMPLETE'
  /** Whoever asks for an erasure does not decide on it. */
  | 'SAME_PERSON'
  /** You can speak for more than one of those who must agree: say for which. */
  | 'SEAT_NEEDED'
  /** You do not speak for those who must agree. */
  | 'SEAT_NOT_YOURS'
  /** Enough persons have agreed there already. */
  | 'SEAT_TAKEN'
  /** Nobody of that key need agree. */
  | 'SEAT_UNKNOWN'
  /** The lead of the other authority confirms a proposal. */
  | 'SETTLEMENT_OF_OWN_SIDE'
  /** There is no such proposal, or another one has taken its place. */
  | 'SETTLEMENT_UNKNOWN'
  /** HSE and local authorities both enforce: appoint a shadow, or give the reason to go without. */
  | 'SHADOW_NEEDED'
  /** The authority or officer is of the wrong side. */
  | 'SIDE_NOT_FITTING'
  /** The site is closed. */
  | 'SITE_CLOSED'
  /** The site has no closure on record. */
  | 'SITE_NOT_CLOSED'
  /** The organisation has no such site, or you may not know of it. */
  | 'SITE_UNKNOWN'
  /** The object has changed since the revision that you expected. */
  | 'STALE_REVISION'
  /** There is no published standard answer with this id. */
  | 'STANDARD_ANSWER_UNKNOWN'
  /** The standard answer was withdrawn. */
  | 'STANDARD_ANSWER_WITHDRAWN'
  /** The personal data of whom the command tells something about was erased: nothing personal is recorded there any more. */
  | 'SUBJECT_ERASED'
  /** The data is needed for something that has not ended. */
  | 'SUBJECT_IN_USE'
  /** No personal data of this subject is on record for which your party answers. */
  | 'SUBJECT_UNKNOWN'
  /** An authority would succeed itself, directly or over others. */
  | 'SUCCESSION_CIRCULAR'
  /** The objective has other terms than the ones you agree to. */
  | 'TERMS_CHANGED'
  /** The contact has as many follow-ups as it can have. */
  | 'TOO_MANY_FOLLOW_UPS'
  /** The plan holds as many of these as it can. */
  | 'TOO_MANY_IN_PLAN'
  /** There are as many objections as a version can have. */
  | 'TOO_MANY_OBJECTIONS'
  /** The calendar holds as many periods as it can. */
  | 'TOO_MANY_PERIODS'
  /** The lists hold more recipients than a dispatch can have. */
  | 'TOO_MANY_RECIPIENTS'
  /** There are as many as a message can have. */
  | 'TOO_MANY_RECORDED'
  /** The embargo has not ended. */
  | 'UNDER_EMBARGO'
  /** An answer to wait needs the day until which. */
  | 'UNTIL_MISSING'
  /** Only an answer to wait names a day until which. */
  | 'UNTIL_NOT_ASKED_FOR'
  /** The local variation was agreed: say when it ends instead. */
  | 'VARIATION_AGREED'
  /** There is no local variation that counts. */
  | 'VARIATION_NOT_IN_FORCE'
  /** The plan has no local variation of this number. */
  | 'VARIATION_UNKNOWN'
  /** A version is agreed and neither published nor discarded. */
  | 'VERSION_AWAITS_PUBLICATION'
  /** The version is not agreed. */
  | 'VERSION_NOT_AGREED'
  /** The version is not put forward for agreement. */
  | 'VERSION_NOT_PROPOSED'
  /** A version is put forward for agreement. */
  | 'VERSION_PROPOSED'
  /** The version is published already. */
  | 'VERSION_PUBLISHED'
  /** There is no such version, or you may not read it. */
  | 'VERSION_UNKNOWN'
  /** The issue window has ended: the version could never be issued. */
  | 'WINDOW_PASSED'
  /** The Markdown holds something that may not be used, such as HTML; the message says where. */
  | 'WORDING_UNSAFE';

/** Whose wish a local variation is. */
export type VariationOrigin =
  /** The authority's. */
  | 'AUTHORITY'
  /** A local concern of its elected members. */
  | 'ELECTED_MEMBER';

/** Whether enough witnesses have signed, by the service's policy. */
export type WitnessQuorum = {
  readonly __typename?: 'WitnessQuorum';
  /** True when enough have. */
  readonly met: Scalars['Boolean']['output'];
  /** Which are missing; null when enough have signed. */
  readonly reason?: Maybe<Scalars['String']['output']>;
};

/** A place at which two wordings differ. */
export type WordingChange = {
  readonly __typename?: 'WordingChange';
  /** What was put in; empty where something was only taken out. */
  readonly added: Scalars['String']['output'];
  /** The line of the later wording at which it begins, from 1. */
  readonly lineAfter: Scalars['Int']['output'];
  /** The line of the earlier wording at which it begins, from 1. */
  readonly lineBefore: Scalars['Int']['output'];
  /** What was taken out; empty where something was only put in. */
  readonly removed: Scalars['String']['output'];
};

/** How two texts differ. */
export type WordingDifference = {
  readonly __typename?: 'WordingDifference';
  /** The places at which they differ. */
  readonly changes: ReadonlyArray<WordingChange>;
  /** Kept and removed runs together are the one text, kept and added ones the other. */
  readonly runs: ReadonlyArray<WordingRun>;
  /** The changes in sentences. */
  readonly sentences: ReadonlyArray<Scalars['String']['output']>;
};

/** A piece of text that both wordings have, or one of them. */
export type WordingRun = {
  readonly __typename?: 'WordingRun';
  /** Which of them has it. */
  readonly kind: WordingRunKind;
  /** The text. */
  readonly text: Scalars['String']['output'];
};

/** Which of two wordings has a piece of text. */
export type WordingRunKind =
  /** The later one. */
  | 'ADDED'
  /** Both. */
  | 'KEPT'
  /** The earlier one. */
  | 'REMOVED';

/** A key that wraps the keys of persons. */
export type WrappingKey = {
  readonly __typename?: 'WrappingKey';
  /** When it was made. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Names the key-encryption key that it is wrapped with. */
  readonly keyEncryptionKey: Scalars['String']['output'];
  /** What it is for. */
  readonly state: WrappingKeyState;
  /** Counts from 1. */
  readonly version: Scalars['Int']['output'];
};

/** What a wrapping key is for. */
export type WrappingKeyState =
  /** Wraps what is new. */
  | 'ACTIVE'
  /** Wraps keys that a rotation has yet to come to. */
  | 'OLDER'
  /** Wraps nothing; it is gone. */
  | 'RETIRED';
