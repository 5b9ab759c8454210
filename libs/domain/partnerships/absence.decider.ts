import { accept, reject } from '#platform/event-sourcing';
import { comparePlainDates } from '#platform/working-days';
import type { CommandOf, DataOf } from './partnership.commands.js';
import { holderOf, type Absence, type KnownPartnership, type PartnershipDecision } from './partnership.state.js';

export function decideAbsence(
  command: CommandOf<'RecordAbsence' | 'MoveAbsenceEnd'>,
  state: KnownPartnership,
): PartnershipDecision {
  return command.type === 'RecordAbsence' ? record(command.data, state) : moveEnd(command.data, state);
}

function record({ from, until }: DataOf<'RecordAbsence'>, state: KnownPartnership): PartnershipDecision {
  const manager = holderOf(state, 'ACCOUNT_MANAGER');
  if (!manager) {
    return reject('ACCOUNT_MANAGER_NEEDED', 'There is no account manager whose absence could be recorded.');
  }
  if (comparePlainDates(from, until) >= 0) return endsTooEarly(from);
  const { officerId } = manager;
  const same = state.absences.find(
    (each) => each.officerId === officerId && each.from === from && each.until === until,
  );
  if (same) return accept();
  const absence = { number: state.absences.length + 1, officerId, from, until };
  const overlapping = findOverlap(absence, state.absences);
  if (overlapping) return overlaps(overlapping);
  return accept({ type: 'AbsenceRecorded', data: { absence: absence.number, officerId, from, until } });
}

function moveEnd({ absence: number, until }: DataOf<'MoveAbsenceEnd'>, state: KnownPartnership): PartnershipDecision {
  const absence = state.absences.find((each) => each.number === number);
  if (!absence) return reject('ABSENCE_UNKNOWN', `The partnership has no absence ${number}.`, ['absence']);
  if (absence.until === until) return accept();
  // An absence that did not happen ends on the day it was to begin.
  if (comparePlainDates(until, absence.from) < 0) return endsTooEarly(absence.from);
  const overlapping = findOverlap({ ...absence, until }, state.absences);
  return overlapping ? overlaps(overlapping) : accept({ type: 'AbsenceEndMoved', data: { absence: number, until } });
}

function findOverlap(absence: Absence, all: readonly Absence[]): Absence | undefined {
  return all.find(
    (other) =>
      other.number !== absence.number &&
      // One that did not happen takes no time.
      other.from !== other.until &&
      other.officerId === absence.officerId &&
      comparePlainDates(other.from, absence.until) < 0 &&
      comparePlainDates(absence.from, other.until) < 0,
  );
}

function endsTooEarly(from: string) {
  return reject('DATES_OUT_OF_ORDER', `The absence begins on ${from}; it must end later.`, ['until']);
}

function overlaps({ number, from, until }: Absence) {
  return reject('OVERLAPPING_ABSENCE', `Absence ${number} lasts from ${from} until ${until}. Move its end instead.`, [
    'from',
  ]);
}
