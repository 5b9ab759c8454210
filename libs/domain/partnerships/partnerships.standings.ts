import type { StandingContribution } from '#platform/sessions';
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
    /** Organisations whose active partnership the caller's authority leads. */
    name: 'ledOrganisations',
    ids: async (snapshot, { party }) => {
      if (!LEADING_PARTIES.includes(party.kind)) return [];
      const rows = await snapshot
        .tables<RegisterTables>()
        .selectFrom('partnership')
        .select('organisationId')
        .where('leadAuthorityId', '=', party.id)
        .where('status', '=', 'ACTIVE')
        .execute();
      return rows.map(({ organisationId }) => organisationId);
    },
  },
  {
    /** For a local authority: organisations whose partnership it leads or led last, or has an officer appointed to. */
    name: 'partneredOrganisations',
    ids: async (snapshot, { party }) => {
      if (party.kind !== 'LOCAL_AUTHORITY') return [];
      const led = await snapshot
        .tables<RegisterTables>()
        .selectFrom('partnership')
        .select('organisationId')
        .where('leadAuthorityId', '=', party.id)
        .execute();
      const served = await snapshot
        .tables<AppointmentTables>()
        .selectFrom('partnership_appointment')
        .select('organisationId')
        .where('authorityId', '=', party.id)
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
