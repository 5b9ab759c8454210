import { describe, expect, it } from '@jest/globals';
import { parsePlainDate } from '#platform/working-days';
import { specificationOf } from '../../platform/event-sourcing/decider-specification.js';
import type { OrganisationCommand } from './organisation.commands.js';
import { organisationDecider } from './organisation.decider.js';
import type { OrganisationEvent } from './organisation.events.js';
import { entityKey, type LegalEntity } from './registry-number.js';

const { given, fold } = specificationOf(organisationDecider);
const reason = 'Found in the annual report.';
const stores: LegalEntity = { name: 'Tesco Stores Limited', registry: 'COMPANIES_HOUSE', number: '00519500' };
const trust: LegalEntity = { name: 'The Tesco Charity Trust', registry: 'CHARITY_COMMISSION', number: '297126' };

const registered: OrganisationEvent = {
  type: 'OrganisationRegistered',
  data: { name: 'Tesco', structure: 'CENTRALLY_CONTROLLED_MULTI_SITE' },
};
const headcount = { ukEmployees: 250_000, asOf: parsePlainDate('2006-03-01'), source: 'Annual report' };
const reported: OrganisationEvent = { type: 'HeadcountReported', data: headcount };
const added: OrganisationEvent = { type: 'LegalEntityAdded', data: stores };
const overridden: OrganisationEvent = { type: 'EligibilityOverridden', data: { eligible: true, reason } };

const nobody: ReadonlyMap<string, string> = new Map();
const adding = (legalEntity: LegalEntity, otherOwners = nobody) =>
  ({ type: 'AddLegalEntity', data: { legalEntity, otherOwners } }) as const;

describe('Registering an organisation', () => {
  const bare: Extract<OrganisationCommand, { type: 'RegisterOrganisation' }>['data'] = {
    name: 'Tesco',
    structure: 'CENTRALLY_CONTROLLED_MULTI_SITE',
    legalEntities: [],
    otherOwners: nobody,
    sicCodes: [],
  };

  it('records what is known of it', () => {
    given()
      .when({
        type: 'RegisterOrganisation',
        data: { ...bare, legalEntities: [stores, trust], sicCodes: ['47110', '10710', '47110'], headcount },
      })
      .then(
        registered,
        added,
        { type: 'LegalEntityAdded', data: trust },
        { type: 'SicCodesSet', data: { codes: ['47110', '10710'] } },
        reported,
      );
  });

  it('needs no more than a name and a structure', () => {
    given().when({ type: 'RegisterOrganisation', data: bare }).then(registered);
  });

  it('is done once', () => {
    given(registered).when({ type: 'RegisterOrganisation', data: bare }).thenRejected('ALREADY_EXISTS');
  });

  it('refuses a legal entity that is listed twice, naming which', () => {
    const legalEntities = [stores, trust, { ...stores, name: 'Another name' }];
    const rejection = given()
      .when({ type: 'RegisterOrganisation', data: { ...bare, legalEntities } })
      .thenRejected('DUPLICATE_IN_LIST');
    expect(rejection.field).toEqual(['legalEntities', '2']);
  });

  it('refuses a headcount as of a day to come, and takes one as of today', () => {
    const as = (asOf: string) => ({ ...bare, headcount: { ...headcount, asOf: parsePlainDate(asOf) } });
    const rejection = given()
      .when({ type: 'RegisterOrganisation', data: as('2006-03-22') })
      .thenRejected('DATE_IN_FUTURE');
    expect(rejection.field).toEqual(['headcount', 'asOf']);
    given()
      .when({ type: 'RegisterOrganisation', data: as('2006-03-21') })
      .then(registered, { type: 'HeadcountReported', data: as('2006-03-21').headcount });
  });
});

describe('An organisation that is not in the register', () => {
  const commands: readonly OrganisationCommand[] = [
    { type: 'RenameOrganisation', data: { name: 'x', reason } },
    adding(stores),
    { type: 'RemoveLegalEntity', data: { registry: stores.registry, number: stores.number, reason } },
    { type: 'SetSicCodes', data: { codes: ['47110'] } },
    { type: 'SetTradingNames', data: { names: ['x'] } },
    { type: 'ReportHeadcount', data: headcount },
    { type: 'ClassifyStructure', data: { structure: 'MIXED', reason } },
    { type: 'OverrideEligibility', data: { eligible: true, reason } },
    { type: 'WithdrawEligibilityOverride', data: { reason } },
  ];

  it.each(commands)('cannot be changed: $type', (command) => {
    expect(given().when(command).thenRejected('NOT_FOUND').field).toEqual(['organisationId']);
  });
});

describe('The name of an organisation', () => {
  it('is changed with the former one and the reason', () => {
    given(registered)
      .when({ type: 'RenameOrganisation', data: { name: 'Tesco PLC', reason } })
      .then({ type: 'OrganisationRenamed', data: { name: 'Tesco PLC', formerName: 'Tesco', reason } });
  });

  it('that it has already is not recorded again', () => {
    given(registered)
      .when({ type: 'RenameOrganisation', data: { name: 'Tesco', reason } })
      .then();
  });
});

describe('The legal entities of an organisation', () => {
  it('are added, each once', () => {
    given(registered).when(adding(stores)).then(added);
    given(registered, added).when(adding(stores)).then();
  });

  it('keep their number for one name: another name for it is refused', () => {
    const rejection = given(registered, added)
      .when(adding({ ...stores, name: 'Another Limited' }))
      .thenRejected('ALREADY_EXISTS', /Tesco Stores Limited/);
    expect(rejection.field).toEqual(['legalEntity', 'number']);
  });

  it('belong to one organisation: a number that another one has is refused', () => {
    const otherOwners = new Map([[entityKey(trust), 'Dundee Trust']]);
    const taken = given(registered)
      .when(adding(trust, otherOwners))
      .thenRejected('LEGAL_ENTITY_OF_ANOTHER', /another organisation, Dundee Trust/);
    expect(taken.field).toEqual(['legalEntity', 'number']);
    given(registered).when(adding(stores, otherOwners)).then(added);
    const data = { name: 'Tesco', structure: 'MIXED' as const, sicCodes: [], otherOwners };
    const second = given()
      .when({ type: 'RegisterOrganisation', data: { ...data, legalEntities: [stores, trust] } })
      .thenRejected('LEGAL_ENTITY_OF_ANOTHER');
    expect(second.field).toEqual(['legalEntities', '1', 'number']);
    for (const events of [[], [registered]]) {
      given(...events)
        .when({ type: 'RecordOrganisation', data: { ...data, legalEntity: trust, reason } })
        .thenRejected('LEGAL_ENTITY_OF_ANOTHER');
    }
  });

  it('are told apart by registry and number', () => {
    const sameNumber: LegalEntity = { name: 'Other', registry: 'INTERNAL', number: stores.number };
    given(registered, added).when(adding(sameNumber)).then({ type: 'LegalEntityAdded', data: sameNumber });
  });

  it('are removed with the reason, and may come back', () => {
    const { registry, number } = stores;
    const removed: OrganisationEvent = { type: 'LegalEntityRemoved', data: { registry, number, reason } };
    given(registered, added).when({ type: 'RemoveLegalEntity', data: removed.data }).then(removed);
    given(registered, added, removed).when(adding(stores)).then(added);
  });

  it('that are not there cannot be removed', () => {
    for (const other of [trust, { ...stores, registry: 'INTERNAL' as const }]) {
      const { registry, number } = other;
      const rejection = given(registered, added)
        .when({ type: 'RemoveLegalEntity', data: { registry, number, reason } })
        .thenRejected('LEGAL_ENTITY_UNKNOWN');
      expect(rejection.field).toEqual(['number']);
    }
  });
});

describe('What an organisation does', () => {
  const set: OrganisationEvent = { type: 'SicCodesSet', data: { codes: ['47110', '10710'] } };

  it('is said by codes, the main one first, each once', () => {
    given(registered)
      .when({ type: 'SetSicCodes', data: { codes: ['47110', '10710', '47110'] } })
      .then(set);
  });

  it('is recorded again only when it changes, and the order counts', () => {
    given(registered, set).when({ type: 'SetSicCodes', data: set.data }).then();
    given(registered, set)
      .when({ type: 'SetSicCodes', data: { codes: ['10710', '47110'] } })
      .then({ type: 'SicCodesSet', data: { codes: ['10710', '47110'] } });
    given(registered, set)
      .when({ type: 'SetSicCodes', data: { codes: ['47110'] } })
      .then({ type: 'SicCodesSet', data: { codes: ['47110'] } });
  });
});

describe('The headcount of an organisation', () => {
  const as = (asOf: string, ukEmployees = 1) => ({ ukEmployees, asOf: parsePlainDate(asOf), source: 'Return' });

  it('is reported as of a day, and corrected for the same day', () => {
    given(registered).when({ type: 'ReportHeadcount', data: headcount }).then(reported);
    const corrected = { ...headcount, ukEmployees: 249_999 };
    given(registered, reported)
      .when({ type: 'ReportHeadcount', data: corrected })
      .then({ type: 'HeadcountReported', data: corrected });
  });

  it('that is on record is not recorded again', () => {
    given(registered, reported).when({ type: 'ReportHeadcount', data: headcount }).then();
  });

  it('is not replaced by an older one', () => {
    const rejection = given(registered, reported)
      .when({ type: 'ReportHeadcount', data: as('2006-02-28') })
      .thenRejected('HEADCOUNT_OUT_OF_DATE', /2006-03-01.*2006-02-28/);
    expect(rejection.field).toEqual(['asOf']);
  });

  it('cannot be as of a day to come; the calendar is that of the United Kingdom', () => {
    given(registered)
      .when({ type: 'ReportHeadcount', data: as('2006-03-22') })
      .thenRejected('DATE_IN_FUTURE');
    const tomorrow = { today: parsePlainDate('2006-03-22') };
    given(registered)
      .when({ type: 'ReportHeadcount', data: as('2006-03-22') }, tomorrow)
      .then({ type: 'HeadcountReported', data: as('2006-03-22') });
  });
});

describe('The structure of an organisation', () => {
  it('is judged anew with the reason, when it changes', () => {
    given(registered)
      .when({ type: 'ClassifyStructure', data: { structure: 'MIXED', reason } })
      .then({ type: 'StructureClassified', data: { structure: 'MIXED', reason } });
    given(registered)
      .when({ type: 'ClassifyStructure', data: { structure: 'CENTRALLY_CONTROLLED_MULTI_SITE', reason } })
      .then();
  });
});

describe('The eligibility of an organisation', () => {
  it('is set aside with a reason', () => {
    given(registered).when({ type: 'OverrideEligibility', data: overridden.data }).then(overridden);
    given(registered, overridden).when({ type: 'OverrideEligibility', data: overridden.data }).then();
  });

  it('may be set aside otherwise, or for another reason, which is not lost', () => {
    for (const data of [
      { eligible: false, reason },
      { eligible: true, reason: 'A better reason.' },
    ]) {
      given(registered, overridden)
        .when({ type: 'OverrideEligibility', data })
        .then({ type: 'EligibilityOverridden', data });
    }
  });

  it('counts as computed again when the override is withdrawn, of which there must be one', () => {
    const withdrawn: OrganisationEvent = { type: 'EligibilityOverrideWithdrawn', data: { reason } };
    given(registered, overridden).when({ type: 'WithdrawEligibilityOverride', data: { reason } }).then(withdrawn);
    given(registered).when({ type: 'WithdrawEligibilityOverride', data: { reason } }).thenRejected('NO_OVERRIDE');
    given(registered, overridden, withdrawn)
      .when({ type: 'WithdrawEligibilityOverride', data: { reason } })
      .thenRejected('NO_OVERRIDE');
  });
});

describe('The state of an organisation', () => {
  it('does not begin before it is registered', () => {
    expect(fold([added, reported])).toEqual({ kind: 'unknown' });
  });
});
