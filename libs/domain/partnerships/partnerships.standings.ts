import { ownAuthorities } from '#domain/regulators';
import type { Caller } from '#platform/access';
import type { ReadSnapshot } from '#platform/projections';
import type { StandingContribution } from '#platform/sessions';
import { londonDate, type Instant } from '#platform/working-days';
import { actingOfficer } from './acting-officer.js';
import type { AbsenceRow } from './appointments.queries.js';
import { isAbsent } from './gateway-partnership.js';
import type { AppointmentTables, RegisterTables } from './partnership-register.tables.js';
import { ENDED_STATUSES, type PartnershipStatus } from './partnership.vocabulary.js';

const LEADING_PARTIES: readonly string[] = ['HSE', 'LOCAL_AUTHORITY'];

export const partnershipStandings: readonly StandingContribution[] = [
  {
    /** Organisations for which the caller is account manager or shadow now. */
    name: 'managedOrganisations',
    ids: async (snapshot, { officerId }) => {
      if (officerId === undefined) return [];
      const rows = await snapshot
        .tables<RegisterTables>()
        .selectFrom('partnership')
        .select('organisationId')
        .where((where) => where.or([where('accountManagerId', '=', officerId), where('shadowId', '=', officerId)]))
        .where('status', 'not in', ENDED_STATUSES)
        .execute();
      return rows.map(({ organisationId }) => organisationId);
    },
  },
  {
    /** Organisations for which the caller answers now, in partnerships that work. */
    name: 'answeredOrganisations',
    ids: (snapshot, caller, now) => organisationsActedFor(snapshot, caller, now, ['ACTIVE']),
  },
  {
    /** The same in every partnership that both sides agreed and that has not ended: plans are made there, too. */
    name: 'actingAccountManagerOf',
    ids: (snapshot, caller, now) => organisationsActedFor(snapshot, caller, now, ['AGREED', 'ACTIVE', 'SUSPENDED']),
  },
  {
    /** Organisations for which the caller is the shadow account manager. */
    name: 'shadowOf',
    ids: async (snapshot, { officerId }) => {
      if (officerId === undefined) return [];
      const rows = await snapshot
        .tables<RegisterTables>()
        .selectFrom('partnership')
        .select('organisationId')
        .where('shadowId', '=', officerId)
        .where('status', 'not in', ENDED_STATUSES)
        .execute();
      return rows.map(({ organisationId }) => organisationId);
    },
  },
  {
    /** Organisations whose active partnership the caller's authority leads, or one that it succeeded led. */
    name: 'ledOrganisations',
    ids: async (snapshot, caller, now) => {
      if (!LEADING_PARTIES.includes(caller.party.kind)) return [];
      const rows = await snapshot
        .tables<RegisterTables>()
        .selectFrom('partnership')
        .select('organisationId')
        .where('leadAuthorityId', 'in', await ownAuthorities.ids(snapshot, caller, now))
        .where('status', '=', 'ACTIVE')
        .execute();
      return rows.map(({ organisationId }) => organisationId);
    },
  },
  {
    /**
     * For a local authority: the partnerships that it leads or led last, or has an officer appointed to. Of other
     * partnerships with the same organisation, earlier or later ones, it is a bystander.
     */
    name: 'partneredPartnerships',
    ids: async (snapshot, caller, now) => {
      if (caller.party.kind !== 'LOCAL_AUTHORITY') return [];
      const authorities = await ownAuthorities.ids(snapshot, caller, now);
      const led = await snapshot
        .tables<RegisterTables>()
        .selectFrom('partnership')
        .select('id')
        .where('leadAuthorityId', 'in', authorities)
        .execute();
      const served = await snapshot
        .tables<AppointmentTables>()
        .selectFrom('partnership_appointment')
        .select('partnershipId as id')
        .where('authorityId', 'in', authorities)
        .where('validUntil', 'is', null)
        .execute();
      return [...new Set([...led, ...served].map(({ id }) => id))];
    },
  },
  {
    /** For an organisation: the officers who hold or held a post in its partnerships. */
    name: 'appointedOfficers',
    ids: async (snapshot, { party }) => {
      if (party.kind !== 'ORGANISATION') return [];
      return officerIds(await appointmentsWith(snapshot, party.id).execute());
    },
  },
  {
    /** For an organisation: the officers who hold a post in its partnerships. */
    name: 'officersInPost',
    ids: async (snapshot, { party }) => {
      if (party.kind !== 'ORGANISATION') return [];
      return officerIds(await appointmentsWith(snapshot, party.id).where('validUntil', 'is', null).execute());
    },
  },
];

/**
 * Organisations for which the caller acts as account manager now: as account manager; as shadow while there is none or
 * the account manager is away; as a lead of the lead authority while nobody else is there.
 */
async function organisationsActedFor(
  snapshot: ReadSnapshot,
  caller: Caller,
  now: Instant,
  statuses: readonly PartnershipStatus[],
): Promise<readonly string[]> {
  const { officerId = '' } = caller;
  const leads = LEADING_PARTIES.includes(caller.party.kind) && caller.roles.has('LEAD');
  if (!leads && caller.officerId === undefined) return [];
  const led = leads ? await ownAuthorities.ids(snapshot, caller, now) : [];
  const rows = await snapshot
    .tables<RegisterTables>()
    .selectFrom('partnership')
    .select(['id', 'organisationId', 'accountManagerId', 'shadowId'])
    .where((where) =>
      where.or([
        where('accountManagerId', '=', officerId),
        where('shadowId', '=', officerId),
        ...(led.length > 0 ? [where('leadAuthorityId', 'in', led)] : []),
      ]),
    )
    .where('status', 'in', statuses)
    .execute();
  if (rows.length === 0) return [];
  const absences = await absencesOf(
    snapshot,
    rows.map(({ id }) => id),
  );
  const today = londonDate(now);
  const acts = ({ id, accountManagerId: accountManager, shadowId: shadow }: (typeof rows)[number]) => {
    const accountManagerAbsent = isAbsent(absences.get(id) ?? [], accountManager, today);
    const acting = actingOfficer({ accountManager, shadow, accountManagerAbsent });
    // With nobody there, the row was found for the lead.
    return accountManager === officerId || acting === undefined || acting.post === officerId;
  };
  return rows.filter(acts).map(({ organisationId }) => organisationId);
}

async function absencesOf(
  snapshot: ReadSnapshot,
  partnershipIds: readonly string[],
): Promise<ReadonlyMap<string, readonly AbsenceRow[]>> {
  const rows = await snapshot
    .tables<AppointmentTables>()
    .selectFrom('account_manager_absence')
    .selectAll()
    .where('partnershipId', 'in', partnershipIds)
    .execute();
  return Map.groupBy(rows, ({ partnershipId }) => partnershipId);
}

function appointmentsWith(snapshot: ReadSnapshot, organisationId: string) {
  return snapshot
    .tables<AppointmentTables>()
    .selectFrom('partnership_appointment')
    .select('officerId')
    .distinct()
    .where('organisationId', '=', organisationId);
}

function officerIds(rows: readonly { readonly officerId: string }[]): readonly string[] {
  return rows.map(({ officerId }) => officerId);
}
