import type { Preparation, Prepared } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import { idOf } from '#platform/values';
import type { Nation } from '#platform/working-days';
import { findSites } from '#domain/organisations';
import { CURRENT_PRINCIPLES, findPartnerships, participationOf, type PartnershipRow } from '#domain/partnerships';
import { findAuthorities, findRegions } from '#domain/regulators';
import { findLocalConcerns } from './local-concern.queries.js';
import type { DataOf, PlanInput, UnknownInPlan } from './plan.commands.js';
import { findPlans } from './plan.queries.js';
import type { QuorumCase } from './plan.quorum.js';

type InputOf<Name extends PlanInput['type']> = Extract<PlanInput, { type: Name }>['data'];

const organisationIdSchema = idOf('organisation');

/** HSE lies in no nation; its deadlines are counted with the calendar of England. */
const NATION_OF_HSE: Nation = 'GB-ENG';

async function prepareBeginning(
  input: InputOf<'BeginPlan'>,
  { session }: Preparation<Session>,
): Promise<Prepared<DataOf<'BeginPlan'>>> {
  const row = (await findPartnerships(session, [input.partnershipId])).get(input.partnershipId);
  const partnership = row && { organisationId: organisationIdSchema.parse(row.organisationId), status: row.status };
  return { outcome: 'prepared', data: { ...input, facts: { partnership } } };
}

function preparePrinciple(input: InputOf<'AddressPrinciple'>): Prepared<DataOf<'AddressPrinciple'>> {
  return { outcome: 'prepared', data: { ...input, facts: { principles: CURRENT_PRINCIPLES } } };
}

async function preparePriority<Input extends Pick<InputOf<'AddPriority'>, 'concerns'>>(
  input: Input,
  preparation: Preparation<Session>,
): Promise<{ outcome: 'prepared'; data: Input & { facts: { unknown: readonly UnknownInPlan[] } } }> {
  const { authorities, regions, siteIds } = input.concerns;
  const unknown = [
    ...(await unknownAuthorities(authorities, preparation, (index) => ['concerns', 'authorities', String(index)])),
    ...(await unknownRegions(regions, preparation)),
    ...(await unknownSites(siteIds, preparation)),
  ];
  return { outcome: 'prepared', data: { ...input, facts: { unknown } } };
}

async function prepareVariation<Input extends Pick<InputOf<'AddVariation'>, 'authorityId' | 'localConcernId'>>(
  input: Input,
  preparation: Preparation<Session>,
): Promise<{ outcome: 'prepared'; data: Input & { facts: { unknown: readonly UnknownInPlan[] } } }> {
  const unknown = [
    ...(await unknownAuthorities([input.authorityId], preparation, () => ['authorityId'])),
    ...(await unknownConcern(input.localConcernId, preparation)),
  ];
  return { outcome: 'prepared', data: { ...input, facts: { unknown } } };
}

async function prepareProposal(
  input: InputOf<'ProposeVersion'>,
  { session, stream }: Preparation<Session>,
): Promise<Prepared<DataOf<'ProposeVersion'>>> {
  const partnership = await partnershipOf(session, stream);
  const { leadAuthorityId, status } = partnership;
  const lead = (await findAuthorities(session, [leadAuthorityId])).get(leadAuthorityId);
  const facts = {
    principles: CURRENT_PRINCIPLES,
    status,
    quorum: quorumCaseOf(partnership),
    nation: lead?.nation ?? NATION_OF_HSE,
  };
  return { outcome: 'prepared', data: { ...input, facts } };
}

async function withStatus<Input extends object>(input: Input, { session, stream }: Preparation<Session>) {
  const { status } = await partnershipOf(session, stream);
  return { outcome: 'prepared', data: { ...input, facts: { status } } } as const;
}

async function prepareCompletion<Input extends object>(input: Input, preparation: Preparation<Session>) {
  return withStatus(withParticipation(input, preparation).data, preparation);
}

function withParticipation<Input extends object>(input: Input, { session }: Preparation<Session>) {
  return { outcome: 'prepared', data: { ...input, participation: participationOf(session) } } as const;
}

/** What the decider must know besides its own state, looked up at the session's snapshot. */
export const planPreparations = {
  BeginPlan: prepareBeginning,
  AddressPrinciple: preparePrinciple,
  AddPriority: preparePriority<InputOf<'AddPriority'>>,
  AmendPriority: preparePriority<InputOf<'AmendPriority'>>,
  AddVariation: prepareVariation<InputOf<'AddVariation'>>,
  AmendVariation: prepareVariation<InputOf<'AmendVariation'>>,
  ProposeVersion: prepareProposal,
  PublishVersion: withStatus<InputOf<'PublishVersion'>>,
  GiveAgreement: prepareCompletion<InputOf<'GiveAgreement'>>,
  TakeBackAgreement: withParticipation<InputOf<'TakeBackAgreement'>>,
  RaiseObjection: withParticipation<InputOf<'RaiseObjection'>>,
  SettleObjection: prepareCompletion<InputOf<'SettleObjection'>>,
};

/** What the quorum of a plan in this partnership is derived from now. */
export function quorumCaseOf({ organisationId, leadSide, bothEnforce, shadowAuthorityId }: PartnershipRow): QuorumCase {
  return {
    organisationId,
    leadSide,
    bothEnforce: bothEnforce === 1,
    shadowAuthorityId: shadowAuthorityId ?? undefined,
  };
}

/** Whoever may work on a plan sees it and its partnership. */
async function partnershipOf(session: Session, planId: string): Promise<PartnershipRow> {
  const plan = (await findPlans(session, [planId])).get(planId);
  const partnership = plan && (await findPartnerships(session, [plan.partnershipId])).get(plan.partnershipId);
  if (!partnership) throw new Error(`The partnership of ${planId} cannot be read by whoever works on the plan.`);
  return partnership;
}

async function unknownAuthorities(
  ids: readonly string[],
  { session }: Preparation<Session>,
  fieldOf: (index: number) => readonly string[],
): Promise<readonly UnknownInPlan[]> {
  if (ids.length === 0) return [];
  const known = await findAuthorities(session, [...new Set(ids)]);
  return ids.flatMap((id, index) => (known.has(id) ? [] : [{ what: 'AUTHORITY', field: fieldOf(index) }]));
}

async function unknownRegions(
  regions: readonly string[],
  { session }: Preparation<Session>,
): Promise<readonly UnknownInPlan[]> {
  if (regions.length === 0) return [];
  const known = await findRegions(session);
  return regions.flatMap((region, index) =>
    known.has(region.toLowerCase()) ? [] : [{ what: 'REGION', field: ['concerns', 'regions', String(index)] }],
  );
}

async function unknownConcern(
  id: string | undefined,
  { session, stream }: Preparation<Session>,
): Promise<readonly UnknownInPlan[]> {
  if (id === undefined) return [];
  const concern = (await findLocalConcerns(session, [id])).get(id);
  const plan = (await findPlans(session, [stream])).get(stream);
  const known = concern !== undefined && concern.organisationId === plan?.organisationId;
  return known ? [] : [{ what: 'LOCAL_CONCERN', field: ['localConcernId'] }];
}

async function unknownSites(
  ids: readonly string[],
  { session, stream }: Preparation<Session>,
): Promise<readonly UnknownInPlan[]> {
  if (ids.length === 0) return [];
  const known = await findSites(session, [...new Set(ids)]);
  const plan = (await findPlans(session, [stream])).get(stream);
  return ids.flatMap((id, index) =>
    known.get(id)?.organisationId === plan?.organisationId
      ? []
      : [{ what: 'SITE', field: ['concerns', 'siteIds', String(index)] }],
  );
}
