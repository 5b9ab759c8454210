import type { Engine } from '#platform/engine';
import type { Position } from '#platform/event-store';
import { applicationError } from '#platform/graphql';

/** An event as a client names it. */
export interface EventArguments {
  readonly eventId?: string | null;
  readonly position?: Position | null;
}

/**
 * Where an event is, once the ledger covers it; undefined when there is none.
 * @throws BAD_USER_INPUT unless one of the two is given, POSITION_NOT_ISSUED, LedgerBehindError
 */
export async function coveredPosition(
  { ledger, store }: Pick<Engine, 'ledger' | 'store'>,
  { eventId = null, position = null }: EventArguments,
): Promise<Position | undefined> {
  if ((eventId === null) === (position === null)) {
    throw applicationError('BAD_USER_INPUT', 'Name the event by its id or by its position: one of the two.');
  }
  const head = await store.head();
  if (position !== null) {
    if (position < 1) throw applicationError('POSITION_NOT_ISSUED', 'The positions of the log begin at 1.');
    if (position > head) throw applicationError('POSITION_NOT_ISSUED', `The log has no position ${position} yet.`);
    await ledger.requireUpTo(position);
    return position;
  }
  const id = eventId ?? '';
  const found = ledger.positionOfEvent(id);
  await ledger.requireUpTo(found ?? head);
  return found ?? ledger.positionOfEvent(id);
}
