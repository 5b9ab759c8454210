import type { Preparation, Prepared } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import { idOf } from '#platform/values';
import { parsePlainDate, type PlainDate } from '#platform/working-days';
import { eligibilityOf, findOrganisations, findSites } from '#domain/organisations';
import { findAuthorities, findOfficers, findRegions, servicesOf, type AuthorityKind } from '#domain/regulators';
import type { DraftContactRule } from './contact-criteria.js';
import type {
  DataOf,
  LeadAuthority,
  OfficerFacts,
  OrganisationFacts,
  PartnershipInput,
  UnknownInRule,
} from './partnership.commands.js';
import { latestConclusion } from './partnership-succession.queries.js';
import { currentPartnerships, findPartnerships } from './partnership.queries.js';
import type { OfficerSide } from './partnership.vocabulary.js';

type InputOf<Name extends PartnershipInput['type']> = Extract<PartnershipInput, { type: Name }>['data'];

async function prepareProposal<Input extends { readonly organisationId: string; readonly leadAuthorityId: string }>(
  input: Input,
  { session }: Preparation<Session>,
): Promise<{ outcome: 'prepared'; data: Input & Pick<DataOf<'ProposePartnership'>, 'facts'> }> {
  const organisation = await findOrganisationFacts(session, input.organisationId);
  const leadAuthority = await findLeadAuthority(session, input.leadAuthorityId);
  return { outcome: 'prepared', data: { ...input, facts: { organisation, leadAuthority } } };
}

async function prepareTransfer(
  input: InputOf<'TransferLead'>,
  { session }: Preparation<Session>,
): Promise<Prepared<DataOf<'TransferLead'>>> {
  const leadAuthority = await findLeadAuthority(session, input.leadAuthorityId);
  return { outcome: 'prepared', data: { ...input, facts: { leadAuthority } } };
}

async function prepareNewAppointment(
  input: InputOf<'AppointOfficer'>,
  { session }: Preparation<Session>,
): Promise<Prepared<DataOf<'AppointOfficer'>>> {
  const officer = await findOfficerOn(session, input.officerId, input.from);
  const regionKnown = input.region === undefined || (await findRegions(session)).has(input.region.toLowerCase());
  return { outcome: 'prepared', data: { ...input, facts: { officer, regionKnown } } };
}

async function prepareHandover(
  input: InputOf<'HandOverAppointment'>,
  { session }: Preparation<Session>,
): Promise<Prepared<DataOf<'HandOverAppointment'>>> {
  const officer = await findOfficerOn(session, input.officerId, input.from);
  return { outcome: 'prepared', data: { ...input, facts: { officer } } };
}

async function prepareDraft(
  input: InputOf<'DraftCriteria'>,
  { session, stream }: Preparation<Session>,
): Promise<Prepared<DataOf<'DraftCriteria'>>> {
  const { rules } = input;
  const partnership = (await findPartnerships(session, [stream])).get(stream);
  const sites = await findAmong(
    findSites,
    session,
    rules.flatMap(({ siteId }) => siteId ?? []),
  );
  const authorities = await findAmong(findAuthorities, session, rules.flatMap(authoritiesOf));
  const regions = rules.some(({ who }) => who?.kind === 'REGION') ? await findRegions(session) : new Set<string>();
  const unknown = rules.flatMap((rule, index) =>
    namesIn(rule)
      .filter(({ what, name }) => {
        switch (what) {
          case 'SITE':
            return sites.get(name)?.organisationId !== partnership?.organisationId;
          case 'AUTHORITY':
            return !authorities.has(name);
          case 'REGION':
            return !regions.has(name.toLowerCase());
        }
      })
      .map(({ what, field }) => ({ rule: index, what, field })),
  );
  return { outcome: 'prepared', data: { ...input, facts: { unknown } } };
}

/** What the decider must know besides its own state, looked up at the session's snapshot. */
export const partnershipPreparations = {
  ProposePartnership: prepareProposal<InputOf<'ProposePartnership'>>,
  RecordPartnership: prepareProposal<InputOf<'RecordPartnership'>>,
  TransferLead: prepareTransfer,
  AppointOfficer: prepareNewAppointment,
  HandOverAppointment: prepareHandover,
  DraftCriteria: prepareDraft,
};

async function findOrganisationFacts(session: Session, id: string): Promise<OrganisationFacts | undefined> {
  const organisation = (await findOrganisations(session, [id])).get(id);
  if (!organisation) return undefined;
  const { eligible, reasons: findings } = eligibilityOf(organisation);
  const partnership = (await currentPartnerships(session, [id])).get(id);
  return { eligible, findings, partnershipId: partnership?.id, concludedOn: await latestConclusion(session, id) };
}

const authorityIdSchema = idOf('authority');

const SIDE_OF_KIND: Readonly<Record<AuthorityKind, OfficerSide>> = {
  HSE: 'HSE',
  HSE_DIVISION: 'HSE',
  LOCAL_AUTHORITY: 'LOCAL_AUTHORITY',
  COORDINATING_BODY: 'OTHER',
  ADVISORY_BODY: 'OTHER',
  OTHER_BODY: 'OTHER',
};

/** HSE leads as a whole: its divisions are no parties of their own, so that none of their people could agree. */
async function findLeadAuthority(session: Session, authorityId: string): Promise<LeadAuthority | undefined> {
  const authority = (await findAuthorities(session, [authorityId])).get(authorityId);
  if (!authority) return undefined;
  return {
    side: authority.kind === 'HSE_DIVISION' ? 'OTHER' : SIDE_OF_KIND[authority.kind],
    endedOn: authority.endedOn === null ? undefined : parsePlainDate(authority.endedOn),
  };
}

/** The authority that the officer serves on that day counts: an officer may have moved, or left, since. */
async function findOfficerOn(session: Session, officerId: string, day: PlainDate): Promise<OfficerFacts | undefined> {
  if (!(await findOfficers(session, [officerId])).has(officerId)) return undefined;
  const services = (await servicesOf.load(session, [officerId])).get(officerId) ?? [];
  const service = services.find(({ since, until }) => since <= day && (until === null || day < until));
  if (service) {
    const { authorityId } = service;
    const authority = (await findAuthorities(session, [authorityId])).get(authorityId);
    return (
      authority && {
        kind: 'SERVING',
        authorityId: authorityIdSchema.parse(authorityId),
        side: SIDE_OF_KIND[authority.kind],
      }
    );
  }
  const [first, last] = [services.at(-1), services[0]];
  if (first && day < first.since) return { kind: 'NOT_YET', since: parsePlainDate(first.since) };
  return last?.until ? { kind: 'LEFT', on: parsePlainDate(last.until) } : undefined;
}

/** What a rule names, for the registers to confirm. */
function namesIn({ siteId, who, coordinateWith }: DraftContactRule) {
  const name = (what: UnknownInRule['what'], text: string | undefined, ...field: readonly string[]) =>
    text === undefined ? [] : [{ what, name: text, field }];
  return [
    ...name('SITE', siteId, 'siteId'),
    ...name('AUTHORITY', who?.kind === 'AUTHORITY' ? who.authorityId : undefined, 'who', 'authorityId'),
    ...name('REGION', who?.kind === 'REGION' ? who.region : undefined, 'who', 'region'),
    ...name('AUTHORITY', coordinateWith, 'coordinateWith'),
  ];
}

function authoritiesOf(rule: DraftContactRule): readonly string[] {
  return namesIn(rule).flatMap(({ what, name }) => (what === 'AUTHORITY' ? name : []));
}

type Find<Row> = (session: Session, ids: readonly string[]) => Promise<ReadonlyMap<string, Row>>;

/** No ids, no query: an empty list is not SQL on every engine. */
async function findAmong<Row>(find: Find<Row>, session: Session, ids: readonly string[]) {
  return ids.length === 0 ? new Map<string, Row>() : find(session, [...new Set(ids)]);
}
