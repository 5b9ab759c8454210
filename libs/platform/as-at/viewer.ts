import {
  PARTIES_WITH_OFFICERS,
  ROLES_OF_PARTIES,
  type Caller,
  type Party,
  type PartyKind,
  type Role,
} from '#platform/access';
import type { EventMetadata } from '#platform/event-sourcing';
import { applicationError } from '#platform/graphql';
import type { Session } from '#platform/sessions';
import type { AskedViewer } from './asked-moment.js';

/** An officer as the register had it at the session's moment. */
export interface RegisteredOfficer {
  readonly party: Party;
  /** With which the officer could have signed in, going by what the officer does for the authority. */
  readonly roles: readonly Role[];
}

/** What the register of authorities and officers says, at a session's moment. */
export interface PartyRegister {
  /** `undefined` when there is none, or it was not in service then. */
  officer(session: Session, id: string): Promise<RegisteredOfficer | undefined>;
  /** Of an authority or an organisation; `undefined` when there is none. */
  kindOfParty(session: Session, id: string): Promise<PartyKind | undefined>;
}

/** How somebody last acted by a moment. */
export interface LastActing extends Pick<Caller, 'roles' | 'subject' | 'client'> {
  /** As the event says it. */
  readonly party: PartyOfThen;
}

type PartyOfThen = EventMetadata['actor']['party'];

/** What only these see, such as what is held on a person, nobody else sees through their eyes. */
const NOT_LENT: readonly Role[] = ['DATA_PROTECTION_LEAD'];

export interface ViewerSources {
  readonly register: PartyRegister;
  /** A session of the service itself, as at the moment that is asked for. */
  readonly openRegister: () => Promise<Session>;
  readonly lastActing: (officerId: string) => Promise<LastActing | undefined>;
}

/**
 * The caller whose view is asked for, with its rights at the moment.
 * @throws FORBIDDEN, NOT_FOUND, BAD_USER_INPUT
 */
export async function viewerOf(asked: AskedViewer, asker: Caller, sources: ViewerSources): Promise<Caller> {
  const { officer, party } = asked;
  if ((officer === undefined) === (party === undefined)) {
    throw applicationError('BAD_USER_INPUT', '@whatWasSeen: say whose view you ask for, officer or party, not both.');
  }
  if (!isAuditor(asker) && !isLead(asker)) throw forbidden();
  const viewer = officer === undefined ? await asParty(party ?? '', sources) : await asOfficer(officer, sources);
  if (isAuditor(asker)) return viewer ? lent(viewer, asker) : refuseUnknown(asked);
  if (viewer && isSame(viewer.party, asker.party)) return lent(viewer, asker);
  // Whether somebody is in the register of another party is not said to who may not ask.
  throw forbidden();
}

function lent(viewer: Caller, asker: Caller): Caller {
  const roles = [...viewer.roles].filter((role) => asker.roles.has(role) || !NOT_LENT.includes(role));
  return { ...viewer, roles: new Set(roles) };
}

const isSame = (one: PartyOfThen, other: PartyOfThen) => one.kind === other.kind && one.id === other.id;
const isAuditor = ({ party }: Caller) => party.kind === 'AUDITOR';
const isLead = ({ party, roles }: Caller) => PARTIES_WITH_OFFICERS.includes(party.kind) && roles.has('LEAD');

async function asOfficer(
  id: string,
  { register, openRegister, lastActing }: ViewerSources,
): Promise<Caller | undefined> {
  using session = await openRegister();
  const registered = await register.officer(session, id);
  if (!registered) return undefined;
  const { party } = registered;
  const acted = await lastActing(id);
  // Roles from before a transfer were given by another party, and are nothing that the new one gave.
  const roles = acted && isSame(acted.party, party) ? acted.roles : registered.roles;
  return {
    party,
    officerId: id,
    roles: new Set([...roles].filter((role) => ROLES_OF_PARTIES[party.kind].includes(role))),
    subject: acted?.subject ?? `unknown:${id}`,
    client: acted?.client ?? 'unknown',
  };
}

async function asParty(id: string, { register, openRegister }: ViewerSources): Promise<Caller | undefined> {
  using session = await openRegister();
  const kind = await register.kindOfParty(session, id);
  if (!kind) return undefined;
  return { party: { kind, id }, roles: new Set(ROLES_OF_PARTIES[kind]), subject: `anybody:${id}`, client: 'unknown' };
}

function forbidden() {
  return applicationError(
    'FORBIDDEN',
    'What others saw is shown to auditors, and to leads of a regulator for the people of their own party.',
  );
}

function refuseUnknown({ officer, party }: AskedViewer): never {
  throw applicationError(
    'NOT_FOUND',
    officer === undefined
      ? `@whatWasSeen: no party ${party ?? ''} was in the register at that moment.`
      : `@whatWasSeen: no officer ${officer} was in service at that moment.`,
  );
}
