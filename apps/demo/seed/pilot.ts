import type { AuthorityKey } from './parties.js';

/** How an organisation of the pilot is built; see the register of organisations. */
type Structure = 'COMPLEX_FEW_SITE' | 'CENTRALLY_CONTROLLED_MULTI_SITE' | 'MIXED';

export interface SeededOrganisation {
  readonly key: string;
  readonly name: string;
  readonly lead: AuthorityKey;
  readonly sector: string;
  readonly structure: Structure;
  readonly sicCode: string;
  /** Main activity of the premises that HSE enforces, where local authorities enforce the others. */
  readonly hsePremises?: string;
  readonly ukEmployees?: number;
}

export interface PilotOrganisation extends SeededOrganisation {
  readonly stillConsidering?: true;
}

/** The organisation has premises that HSE enforces and premises that local authorities enforce. */
export const bothEnforce = ({ hsePremises }: SeededOrganisation): boolean => hsePremises !== undefined;

/**
 * The organisations of the Large Organisations Partnership Pilot, their lead side and lead authority, as annex 1 of the
 * paper to HELA of 21 March 2006 lists them. Everything else is plausible, for the demonstration.
 */
export const PILOT: readonly PilotOrganisation[] = [
  local('hbos', 'HBOS', 'calderdale', 'Banking', '64191', 'Printing of statements'),
  local('tesco', 'Tesco', 'dundee', 'Retail', '47110', 'Repair of lorries'),
  local('asda', 'ASDA', 'wakefield', 'Retail', '47110', 'Repair of lorries'),
  { ...local('bandq', 'B&Q', 'eastleigh', 'Retail', '47520', 'Machining of timber'), stillConsidering: true },
  national('grampian-foods', 'Grampian Foods', 'Food manufacture', '10110'),
  national('northern-foods', 'Northern Foods', 'Food manufacture', '10850'),
  { ...national('greggs', 'Greggs', 'Bakery and retail', '10710'), structure: 'MIXED', hsePremises: 'Bakery' },
  {
    ...national('royal-mail', 'Royal Mail', 'Post', '53100'),
    structure: 'CENTRALLY_CONTROLLED_MULTI_SITE',
    hsePremises: 'Sorting of mail',
  },
  national('baa', 'BAA plc', 'Airports', '52230'),
  national('astrazeneca', 'AstraZeneca', 'Pharmaceuticals', '21200'),
  national('boc-group', 'BOC Group', 'Industrial gases', '20110'),
  national('rolls-royce', 'Rolls Royce', 'Aerospace', '30300'),
  national('bae-systems', 'BAE Systems', 'Defence', '30300'),
  { ...national('shell', 'Shell', 'Oil and gas', '19201'), structure: 'MIXED', hsePremises: 'Storage of fuel' },
  national('general-electric', 'General Electric', 'Engineering', '28110'),
];

function local(
  key: string,
  name: string,
  lead: AuthorityKey,
  sector: string,
  sicCode: string,
  hsePremises: string,
): PilotOrganisation {
  return { key, name, lead, sector, sicCode, structure: 'CENTRALLY_CONTROLLED_MULTI_SITE', hsePremises };
}

function national(key: string, name: string, sector: string, sicCode: string): PilotOrganisation {
  return { key, name, lead: 'hse', sector, sicCode, structure: 'COMPLEX_FEW_SITE' };
}
