import { defineMutations } from '#platform/graphql';
import { programmeCalendarAggregate } from './programme-calendar.aggregate.js';
import { programmeCalendarById, programmeCalendarIdOf } from './programme-calendar.queries.js';

export const programmeCalendarMutations = defineMutations(programmeCalendarAggregate, {
  idField: 'programmeCalendarId',
  idOf: ({ authorityId }) => (typeof authorityId === 'string' ? programmeCalendarIdOf(authorityId) : undefined),
  payload: 'ProgrammeCalendarPayload',
  objectField: 'programmeCalendar',
  batch: programmeCalendarById,
  mutations: {
    programmeCalendarRecordPeriod: 'RecordPeriod',
    programmeCalendarAmendPeriod: 'AmendPeriod',
    programmeCalendarWithdrawPeriod: 'WithdrawPeriod',
  },
});
