import type { AppointmentEvent } from './appointments.events.js';
import type { KnownPartnership, Tenure } from './partnership.state.js';
import type { EventOf } from './partnership.events.js';

export function evolveAppointments(state: KnownPartnership, event: AppointmentEvent): KnownPartnership {
  switch (event.type) {
    case 'OfficerAppointed':
      return { ...state, tenures: [...state.tenures, tenureOf(event.data, undefined)] };
    case 'SuccessorAppointed': {
      const { follows, from } = event.data;
      const former = ended(state.tenures, follows, from);
      return { ...state, tenures: [...former, tenureOf(event.data, follows)] };
    }
    case 'AppointmentEnded':
      return { ...state, tenures: ended(state.tenures, event.data.appointment, event.data.until) };
    case 'AbsenceRecorded': {
      const { absence: number, officerId, from, until } = event.data;
      return { ...state, absences: [...state.absences, { number, officerId, from, until }] };
    }
    case 'AbsenceEndMoved': {
      const { absence, until } = event.data;
      return {
        ...state,
        absences: state.absences.map((each) => (each.number === absence ? { ...each, until } : each)),
      };
    }
    case 'HandoverRecorded': {
      const { appointment, items, openMatters } = event.data;
      return { ...state, tenures: changed(state.tenures, appointment, { handover: { items, openMatters } }) };
    }
    case 'AppointmentEndExplained': {
      const { appointment, reason } = event.data;
      return { ...state, tenures: changed(state.tenures, appointment, { endedBecause: reason }) };
    }
    case 'ShadowDispensedWith':
      return state;
  }
}

function tenureOf(data: EventOf<'OfficerAppointed'>['data'], follows: number | undefined): Tenure {
  const { appointment: number, role, region, officerId, authorityId, side, basis, from } = data;
  return {
    number,
    role,
    region,
    officerId,
    authorityId,
    side,
    basis,
    from,
    until: undefined,
    follows,
    handover: undefined,
    endedBecause: undefined,
  };
}

function ended(tenures: readonly Tenure[], number: number, until: Tenure['until']): readonly Tenure[] {
  return changed(tenures, number, { until });
}

function changed(tenures: readonly Tenure[], number: number, change: Partial<Tenure>): readonly Tenure[] {
  return tenures.map((tenure) => (tenure.number === number ? { ...tenure, ...change } : tenure));
}
