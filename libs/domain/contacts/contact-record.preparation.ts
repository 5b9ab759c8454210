import { findAuthorities } from '#domain/regulators';
import type { Prepared } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import { idOf, type IdOf } from '#platform/values';
import type { ContactCommandData, ContactInputData } from './contact.commands.js';
import { isOfficerId } from './contact.vocabulary.js';
import { findPlace } from './gateway-facts.queries.js';
import { namedOfficerFault, served } from './recorded-officer.queries.js';
import { refuse, type Refusal } from './refusal.js';

type RecordData = ContactCommandData<'RecordContact'>;
type RecordInput = ContactInputData<'RecordContact'>;

const authorityIdSchema = idOf('authority');

/** Finds out whose contact is recorded, and whether the caller may record it and what it names is there. */
export async function prepareRecord(session: Session, input: RecordInput): Promise<Prepared<RecordData>> {
  const place = await findPlace(session, input);
  if ('rejection' in place) return place;
  const authority = await findRecordedAuthority(session, input.authorityId);
  if ('rejection' in authority) return authority;
  const officer = await findRecordedOfficer(session, input, authority.id);
  if ('rejection' in officer) return officer;
  return { outcome: 'prepared', data: { ...input, authorityId: authority.id, officerId: officer.id } };
}

async function findRecordedAuthority(
  session: Session,
  named: string | undefined,
): Promise<{ readonly id: IdOf<'authority'> } | Refusal> {
  const { success, data: id } = authorityIdSchema.safeParse(named ?? session.caller.party.id);
  if (success && session.standing.ids('ownAuthorities').includes(id)) return { id };
  if (!mayRecordForOthers(session)) {
    const message = 'You record the contacts of your own authority, and of those that it succeeded.';
    return refuse('NOT_YOUR_AUTHORITY', message, ['authorityId']);
  }
  if (success && (await findAuthorities(session, [id])).has(id)) return { id };
  return refuse('AUTHORITY_UNKNOWN', 'Name an authority of the register: the one whose contact it was.', [
    'authorityId',
  ]);
}

/** The registrars of the bodies that collate records centrally, and imports at the console. */
function mayRecordForOthers({ caller }: Session): boolean {
  const { kind } = caller.party;
  return caller.system === true || ((kind === 'HSE' || kind === 'COORDINATING_BODY') && caller.roles.has('REGISTRAR'));
}

/** The officer named; else the caller, who made the contact unless they only keep the records. */
async function findRecordedOfficer(
  session: Session,
  { officerId: named, madeOn }: RecordInput,
  authorityId: string,
): Promise<{ readonly id: IdOf<'officer'> | undefined } | Refusal> {
  if (named !== undefined) return (await namedOfficerFault(session, named, authorityId, madeOn)) ?? { id: named };
  const { officerId: own, party, roles } = session.caller;
  if (!isOfficerId(own) || authorityId !== party.id || !roles.has('OFFICER')) return { id: undefined };
  return { id: (await served(session, own, authorityId, madeOn)) ? own : undefined };
}
