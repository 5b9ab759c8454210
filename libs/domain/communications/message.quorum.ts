import type { Participant, Quorum, Seat } from '#platform/agreements';
import type { IdOf } from '#platform/values';

/** An organisation that a message names, as the registers have it. */
export interface NamedOrganisation {
  readonly id: IdOf<'organisation'>;
  readonly name: string;
}

const HSE: Seat = {
  key: 'HSE',
  label: "HSE's communications lead",
  persons: 1,
  holders: [{ kind: 'ROLE', partyKind: 'HSE', role: 'COMMUNICATIONS_LEAD' }],
  authorMayAgree: true,
};

const COORDINATING_BODY: Seat = {
  key: 'COORDINATING_BODY',
  label: "The coordinating body's communications lead",
  persons: 1,
  holders: [{ kind: 'ROLE', partyKind: 'COORDINATING_BODY', role: 'COMMUNICATIONS_LEAD' }],
  authorMayAgree: true,
};

/**
 * Who must confirm a message: both bodies' communications leads, and for each organisation that it names the account
 * manager and the organisation itself (HELA paper, Annex 2). A lead who wrote a version confirms it explicitly all the
 * same; the others confirm only what somebody else wrote.
 */
export function quorumFor(organisations: readonly NamedOrganisation[]): Quorum {
  return { rule: 'message.1', seats: [HSE, COORDINATING_BODY, ...organisations.flatMap(seatsOf)] };
}

const managerSeatKey = (organisationId: string): string => `ACCOUNT_MANAGER_OF_${organisationId.toUpperCase()}`;

const organisationSeatKey = (organisationId: string): string => organisationId.toUpperCase();

/** The keys of the seats that somebody can take, in whatever message there is. */
export function seatKeysFor({ partyKind, partyIds, roles, posts }: Participant): readonly string[] {
  const lead = roles.includes('COMMUNICATIONS_LEAD');
  const bodies = [HSE, COORDINATING_BODY].filter(({ key }) => lead && key === partyKind).map(({ key }) => key);
  const speaks = partyKind === 'ORGANISATION' && (lead || roles.includes('REPRESENTATIVE'));
  return [
    ...bodies,
    ...(speaks ? partyIds.map(organisationSeatKey) : []),
    ...posts
      .filter(({ post }) => post === 'ACCOUNT_MANAGER')
      .map(({ organisationId }) => managerSeatKey(organisationId)),
  ];
}

function seatsOf({ id, name }: NamedOrganisation): readonly Seat[] {
  const key = organisationSeatKey(id);
  return [
    {
      key: managerSeatKey(id),
      label: `The account manager of ${name}`,
      persons: 1,
      holders: [{ kind: 'POST', post: 'ACCOUNT_MANAGER', organisationId: id }],
      authorMayAgree: false,
    },
    {
      key,
      label: `A representative or the communications lead of ${name}`,
      persons: 1,
      holders: [
        { kind: 'ROLE', partyKind: 'ORGANISATION', partyId: id, role: 'REPRESENTATIVE' },
        { kind: 'ROLE', partyKind: 'ORGANISATION', partyId: id, role: 'COMMUNICATIONS_LEAD' },
      ],
      authorMayAgree: false,
    },
  ];
}
