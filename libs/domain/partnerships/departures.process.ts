import type { ProcessDefinition } from '#platform/contexts';
import type { StreamName } from '#platform/event-store';
import type { Session } from '#platform/sessions';
import { deriveUuid } from '#platform/values';
import type { OfficerTables } from '#domain/regulators';
import { partnershipAggregate } from './partnership.aggregate.js';
import type { AppointmentTables } from './partnership-register.tables.js';

const REASON = 'The officer no longer serves the authority for which the post was held.';
const WITHOUT_SHADOW = 'The shadow account manager has left; no successor has been appointed yet.';

/**
 * Ends the appointments of officers who have left, or serve another authority now: nobody is to wait for them, and their
 * rights in the partnership end. Departures are never recorded for a day to come, so nothing falls due by itself.
 */
export const officersDepartures: ProcessDefinition = {
  name: 'partnership-officers-departures',

  due: async (session, _now, limit) => {
    const rows = await appointmentsOfDeparted(session, limit);
    return rows.map(({ partnershipId, number, role, validFrom, departedOn }) => {
      const until = departedOn < validFrom ? validFrom : departedOn;
      return {
        aggregate: partnershipAggregate,
        stream: partnershipId as StreamName,
        type: 'EndAppointment',
        input: {
          appointment: number,
          until,
          reason: REASON,
          ...(role === 'SHADOW_ACCOUNT_MANAGER' ? { withoutShadowReason: WITHOUT_SHADOW } : {}),
        },
        commandId: deriveUuid('officer-departed', partnershipId, String(number), until),
      };
    });
  },

  nextDue: async () => undefined,
};

/** Open appointments for an authority that the officer has served, and serves no more. */
function appointmentsOfDeparted(session: Session, limit: number) {
  return session
    .tables<AppointmentTables & OfficerTables>()
    .selectFrom('partnership_appointment as appointment')
    .innerJoin('officer_service as service', (join) =>
      join
        .onRef('service.officerId', '=', 'appointment.officerId')
        .onRef('service.authorityId', '=', 'appointment.authorityId'),
    )
    .select(['partnershipId', 'number', 'role', 'validFrom'])
    .select(({ fn }) => fn.max('service.until').$notNull().as('departedOn'))
    .where('appointment.validUntil', 'is', null)
    .groupBy(['partnershipId', 'number', 'role', 'validFrom'])
    .having(({ eb, fn }) => eb(fn.countAll(), '=', fn.count('service.until')))
    .orderBy('partnershipId')
    .orderBy('number')
    .limit(limit)
    .execute();
}
