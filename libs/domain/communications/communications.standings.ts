import type { StandingContribution } from '#platform/sessions';
import { ownAuthorities, type AuthorityTables } from '#domain/regulators';

export const communicationsStandings: readonly StandingContribution[] = [
  {
    /** For a local authority: its region, and those of the authorities that it succeeded. */
    name: 'ownRegions',
    ids: async (snapshot, caller, now) => {
      if (caller.party.kind !== 'LOCAL_AUTHORITY') return [];
      const rows = await snapshot
        .tables<AuthorityTables>()
        .selectFrom('authority')
        .select('region')
        .distinct()
        .where('id', 'in', await ownAuthorities.ids(snapshot, caller, now))
        .where('region', 'is not', null)
        .orderBy('region')
        .execute();
      return rows.flatMap(({ region }) => region ?? []);
    },
  },
];
