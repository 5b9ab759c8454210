import { accept, reject, type Decider, type Decision } from '#platform/event-sourcing';
import { comparePlainDates, type PlainDate } from '#platform/working-days';
import { combined } from './combined-decision.js';
import type { OrganisationCommand } from './organisation.commands.js';
import type { OrganisationEvent, Structure } from './organisation.events.js';
import { entityKey, type LegalEntity } from './registry-number.js';

export interface RegisteredOrganisation {
  readonly kind: 'registered';
  readonly name: string;
  readonly structure: Structure;
  readonly legalEntities: readonly LegalEntity[];
  readonly sicCodes: readonly string[];
  readonly tradingNames: readonly string[];
  readonly headcount: Extract<OrganisationEvent, { type: 'HeadcountReported' }>['data'] | undefined;
  readonly eligibilityOverride: { readonly eligible: boolean; readonly reason: string } | undefined;
}

export type OrganisationState = { readonly kind: 'unknown' } | RegisteredOrganisation;

export type OrganisationRejection =
  | 'ALREADY_EXISTS'
  | 'NOT_FOUND'
  | 'LEGAL_ENTITY_UNKNOWN'
  | 'LEGAL_ENTITY_OF_ANOTHER'
  | 'DUPLICATE_IN_LIST'
  | 'HEADCOUNT_OUT_OF_DATE'
  | 'DATE_IN_FUTURE'
  | 'NO_OVERRIDE';

type OrganisationDecision = Decision<OrganisationEvent, OrganisationRejection>;

export const organisationDecider: Decider<
  OrganisationState,
  OrganisationCommand,
  OrganisationEvent,
  OrganisationRejection
> = {
  initialState: { kind: 'unknown' },

  decide(command, state, { today }) {
    if (command.type === 'RegisterOrganisation') return register(command.data, state, today);
    if (command.type === 'RecordOrganisation') return record(command.data, state, today);
    if (state.kind === 'unknown') return reject('NOT_FOUND', 'There is no such organisation.', ['organisationId']);
    switch (command.type) {
      case 'RenameOrganisation':
        return rename(command.data, state);
      case 'AddLegalEntity':
        return addLegalEntity(command.data.legalEntity, command.data.otherOwners, state);
      case 'RemoveLegalEntity':
        return removeLegalEntity(command.data, state);
      case 'SetSicCodes':
        return setSicCodes(command.data.codes, state);
      case 'SetTradingNames':
        return setTradingNames(command.data.names, state);
      case 'ReportHeadcount':
        return reportHeadcount(command.data, state, today);
      case 'ClassifyStructure':
        return classify(command.data, state);
      case 'OverrideEligibility':
        return overrideEligibility(command.data, state);
      case 'WithdrawEligibilityOverride':
        return state.eligibilityOverride === undefined
          ? reject('NO_OVERRIDE', 'The computed eligibility counts already: there is no override to withdraw.')
          : accept({ type: 'EligibilityOverrideWithdrawn', data: command.data });
    }
  },

  evolve(state, event) {
    if (event.type === 'OrganisationRegistered') {
      return {
        kind: 'registered',
        ...event.data,
        legalEntities: [],
        sicCodes: [],
        tradingNames: [],
        headcount: undefined,
        eligibilityOverride: undefined,
      };
    }
    return state.kind === 'unknown' ? state : evolveRegistered(state, event);
  },
};

function evolveRegistered(
  state: RegisteredOrganisation,
  event: Exclude<OrganisationEvent, { type: 'OrganisationRegistered' }>,
): RegisteredOrganisation {
  switch (event.type) {
    case 'OrganisationRenamed':
      return { ...state, name: event.data.name };
    case 'LegalEntityAdded':
      return { ...state, legalEntities: [...state.legalEntities, event.data] };
    case 'LegalEntityRemoved':
      return { ...state, legalEntities: state.legalEntities.filter((entity) => !isSameEntity(entity, event.data)) };
    case 'SicCodesSet':
      return { ...state, sicCodes: event.data.codes };
    case 'TradingNamesSet':
      return { ...state, tradingNames: event.data.names };
    case 'HeadcountReported':
      return { ...state, headcount: event.data };
    case 'StructureClassified':
      return { ...state, structure: event.data.structure };
    case 'EligibilityOverridden':
      return { ...state, eligibilityOverride: event.data };
    case 'EligibilityOverrideWithdrawn':
      return { ...state, eligibilityOverride: undefined };
  }
}

type DataOf<Type extends OrganisationCommand['type']> = Extract<OrganisationCommand, { type: Type }>['data'];

function register(
  { name, structure, legalEntities, otherOwners, sicCodes, headcount }: DataOf<'RegisterOrganisation'>,
  state: OrganisationState,
  today: PlainDate,
): OrganisationDecision {
  if (state.kind === 'registered') return reject('ALREADY_EXISTS', 'This organisation is in the register already.');
  const twice = legalEntities.findIndex((entity, index) =>
    legalEntities.slice(0, index).some((earlier) => isSameEntity(earlier, entity)),
  );
  if (twice >= 0) {
    return reject('DUPLICATE_IN_LIST', 'The same legal entity is listed twice.', ['legalEntities', String(twice)]);
  }
  for (const [index, entity] of legalEntities.entries()) {
    const taken = ofAnother(entity, otherOwners, ['legalEntities', String(index), 'number']);
    if (taken) return taken;
  }
  if (headcount && comparePlainDates(headcount.asOf, today) > 0) return inFuture(['headcount', 'asOf']);
  return accept<OrganisationEvent>(
    { type: 'OrganisationRegistered', data: { name, structure } },
    ...legalEntities.map((data) => ({ type: 'LegalEntityAdded' as const, data })),
    ...(sicCodes.length > 0 ? [{ type: 'SicCodesSet' as const, data: { codes: [...new Set(sicCodes)] } }] : []),
    ...(headcount ? [{ type: 'HeadcountReported' as const, data: headcount }] : []),
  );
}

/**
 * What another register says now. What it does not say stays; of two headcounts the newer one counts, so that an old
 * file cannot undo a newer figure.
 */
function record(
  { legalEntity, reason, ...data }: DataOf<'RecordOrganisation'>,
  state: OrganisationState,
  today: PlainDate,
): OrganisationDecision {
  const { name, structure, sicCodes, headcount } = data;
  if (state.kind === 'unknown') return register({ ...data, legalEntities: [legalEntity] }, state, today);
  if (headcount && comparePlainDates(headcount.asOf, today) > 0) return inFuture(['headcount', 'asOf']);
  const isOlder = headcount && state.headcount && comparePlainDates(headcount.asOf, state.headcount.asOf) < 0;
  return combined(
    rename({ name, reason }, state),
    classify({ structure, reason }, state),
    recordLegalEntity(legalEntity, data.otherOwners, reason, state),
    sicCodes.length > 0 ? setSicCodes(sicCodes, state) : accept(),
    headcount && !isOlder ? reportHeadcount(headcount, state, today) : accept(),
  );
}

type OtherOwners = DataOf<'AddLegalEntity'>['otherOwners'];

function recordLegalEntity(
  entity: LegalEntity,
  otherOwners: OtherOwners,
  reason: string,
  state: RegisteredOrganisation,
): OrganisationDecision {
  const known = state.legalEntities.find((each) => isSameEntity(each, entity));
  if (!known || known.name === entity.name) return addLegalEntity(entity, otherOwners, state);
  const { registry, number } = known;
  return accept<OrganisationEvent>(
    { type: 'LegalEntityRemoved', data: { registry, number, reason } },
    { type: 'LegalEntityAdded', data: entity },
  );
}

function rename({ name, reason }: DataOf<'RenameOrganisation'>, state: RegisteredOrganisation): OrganisationDecision {
  if (name === state.name) return accept();
  return accept({ type: 'OrganisationRenamed', data: { name, formerName: state.name, reason } });
}

function classify(data: DataOf<'ClassifyStructure'>, state: RegisteredOrganisation): OrganisationDecision {
  return data.structure === state.structure ? accept() : accept({ type: 'StructureClassified', data });
}

function addLegalEntity(
  entity: LegalEntity,
  otherOwners: OtherOwners,
  state: RegisteredOrganisation,
): OrganisationDecision {
  const known = state.legalEntities.find((each) => isSameEntity(each, entity));
  if (!known) {
    const taken = ofAnother(entity, otherOwners, ['legalEntity', 'number']);
    return taken ?? accept({ type: 'LegalEntityAdded', data: entity });
  }
  if (known.name === entity.name) return accept();
  return reject(
    'ALREADY_EXISTS',
    `This registry number belongs to ${known.name} already. Remove that entity first, with the reason.`,
    ['legalEntity', 'number'],
  );
}

/** One registry number leads to one organisation: otherwise nobody could tell whose partnership it comes under. */
function ofAnother(
  entity: LegalEntity,
  otherOwners: OtherOwners,
  field: readonly string[],
): OrganisationDecision | undefined {
  const owner = otherOwners.get(entityKey(entity));
  if (owner === undefined) return undefined;
  return reject(
    'LEGAL_ENTITY_OF_ANOTHER',
    `${entity.number} is on record as a legal entity of another organisation, ${owner}. Remove it there first, with the reason.`,
    field,
  );
}

function removeLegalEntity(data: DataOf<'RemoveLegalEntity'>, state: RegisteredOrganisation): OrganisationDecision {
  const known = state.legalEntities.some((entity) => isSameEntity(entity, data));
  if (known) return accept({ type: 'LegalEntityRemoved', data });
  return reject('LEGAL_ENTITY_UNKNOWN', 'The organisation has no legal entity with this registry and number.', [
    'number',
  ]);
}

function setSicCodes(codes: readonly string[], state: RegisteredOrganisation): OrganisationDecision {
  const distinct = [...new Set(codes)];
  const same = distinct.length === state.sicCodes.length && distinct.every((code, i) => code === state.sicCodes[i]);
  return same ? accept() : accept({ type: 'SicCodesSet', data: { codes: distinct } });
}

function setTradingNames(names: readonly string[], state: RegisteredOrganisation): OrganisationDecision {
  const distinct = [...new Set(names)].sort();
  const same =
    distinct.length === state.tradingNames.length && distinct.every((name, i) => name === state.tradingNames[i]);
  return same ? accept() : accept({ type: 'TradingNamesSet', data: { names: distinct } });
}

function reportHeadcount(
  data: DataOf<'ReportHeadcount'>,
  { headcount }: RegisteredOrganisation,
  today: PlainDate,
): OrganisationDecision {
  if (comparePlainDates(data.asOf, today) > 0) return inFuture(['asOf']);
  if (headcount && comparePlainDates(data.asOf, headcount.asOf) < 0) {
    return reject(
      'HEADCOUNT_OUT_OF_DATE',
      `A headcount as of ${headcount.asOf} is on record; one as of ${data.asOf} is older.`,
      ['asOf'],
    );
  }
  const fields = ['ukEmployees', 'asOf', 'source'] as const;
  const same = headcount && fields.every((field) => headcount[field] === data[field]);
  return same ? accept() : accept({ type: 'HeadcountReported', data });
}

function overrideEligibility(
  data: DataOf<'OverrideEligibility'>,
  { eligibilityOverride: current }: RegisteredOrganisation,
): OrganisationDecision {
  const same = current?.eligible === data.eligible && current.reason === data.reason;
  return same ? accept() : accept({ type: 'EligibilityOverridden', data });
}

function inFuture(field: readonly string[]): OrganisationDecision {
  return reject('DATE_IN_FUTURE', 'A headcount cannot be as of a day that is still to come.', field);
}

function isSameEntity(a: Pick<LegalEntity, 'registry' | 'number'>, b: Pick<LegalEntity, 'registry' | 'number'>) {
  return entityKey(a) === entityKey(b);
}
