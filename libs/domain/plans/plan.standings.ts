import type { StandingContribution } from '#platform/sessions';
import type { PartnershipTables } from '#domain/partnerships';
import { ownAuthorities } from '#domain/regulators';

const LEADING_PARTIES: readonly string[] = ['HSE', 'LOCAL_AUTHORITY'];

export const planStandings: readonly StandingContribution[] = [
  {
    /** Partnerships on whose plans the caller works: for the organisation, or as account manager or shadow. */
    name: 'plannedPartnerships',
    ids: async (snapshot, { party, roles, officerId }) => {
      const represents = party.kind === 'ORGANISATION' && roles.has('REPRESENTATIVE');
      if (!represents && officerId === undefined) return [];
      const all = snapshot.tables<PartnershipTables>().selectFrom('partnership').select('id');
      const own = represents
        ? all.where('organisationId', '=', party.id)
        : all.where((where) =>
            where.or([where('accountManagerId', '=', officerId ?? ''), where('shadowId', '=', officerId ?? '')]),
          );
      return (await own.execute()).map(({ id }) => id);
    },
  },
  {
    /** Partnerships that the caller leads, as a lead of their lead authority. */
    name: 'leadOfPartnerships',
    ids: async (snapshot, caller, now) => {
      if (!LEADING_PARTIES.includes(caller.party.kind) || !caller.roles.has('LEAD')) return [];
      const rows = await snapshot
        .tables<PartnershipTables>()
        .selectFrom('partnership')
        .select('id')
        .where('leadAuthorityId', 'in', await ownAuthorities.ids(snapshot, caller, now))
        .execute();
      return rows.map(({ id }) => id);
    },
  },
];
