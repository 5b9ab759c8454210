import type { StandingContribution } from '#platform/sessions';
import { ownAuthorities } from '#domain/regulators';
import type { AppointmentTables, RegisterTables } from './partnership-register.tables.js';
import { ENDED_STATUSES } from './partnership.vocabulary.js';

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
    /** For a local authority: organisations whose partnership it leads or led last, or has an officer appointed to. */
    name: 'partneredOrganisations',
    ids: async (snapshot, caller, now) => {
      if (caller.party.kind !== 'LOCAL_AUTHORITY') return [];
      const authorities = await ownAuthorities.ids(snapshot, caller, now);
      const led = await snapshot
        .tables<RegisterTables>()
        .selectFrom('partnership')
        .select('organisationId')
        .where('leadAuthorityId', 'in', authorities)
        .execute();
      const served = await snapshot
        .tables<AppointmentTables>()
        .selectFrom('partnership_appointment')
        .select('organisationId')
        .where('authorityId', 'in', authorities)
        .where('validUntil', 'is', null)
        .execute();
      return [...new Set([...led, ...served].map(({ organisationId }) => organisationId))];
    },
  },
  {
    /** For an organisation: the officers who hold or held a post in its partnerships. */
    name: 'appointedOfficers',
    ids: async (snapshot, { party }) => {
      if (party.kind !== 'ORGANISATION') return [];
      const rows = await snapshot
        .tables<AppointmentTables>()
        .selectFrom('partnership_appointment')
        .select('officerId')
        .distinct()
        .where('organisationId', '=', party.id)
        .execute();
      return rows.map(({ officerId }) => officerId);
    },
  },
];
