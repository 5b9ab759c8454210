import type { Participant, SeatHolder } from '#platform/agreements';

/*
 * Who can take a seat, as one text: a person's list is then a range of an index for each of the person's own.
 */

export function holderKey(holder: SeatHolder): string {
  switch (holder.kind) {
    case 'ROLE':
      return JSON.stringify([holder.kind, holder.partyKind, holder.partyId ?? null, holder.role]);
    case 'POST':
      return JSON.stringify([holder.kind, holder.post, holder.organisationId]);
  }
}

/** The keys of every holder that the participant is. The inverse of asking `holds` for each. */
export function holderKeysOf({ partyKind, partyIds, roles, posts }: Participant): readonly string[] {
  const parties = [null, ...partyIds];
  return [
    ...roles.flatMap((role) => parties.map((partyId) => JSON.stringify(['ROLE', partyKind, partyId, role]))),
    ...posts.map(({ post, organisationId }) => JSON.stringify(['POST', post, organisationId])),
  ];
}
