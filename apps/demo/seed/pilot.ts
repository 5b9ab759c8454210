import type { AuthorityKey } from './parties.js';

/** How an organisation of the pilot is built; see the register of organisations. */
type Structure = 'COMPLEX_FEW_SITE' | 'CENTRALLY_CONTROLLED_MULTI_SITE' | 'MIXED';

export interface PilotOrganisation {
  readonly key: string;
  readonly name: string;
  readonly lead: AuthorityKey;
  readonly sector: string;
  readonly structure: Structure;
  readonly sicCode: string;
  /** The organisation has premises that HSE enforces and premises that local authorities enforce. */
  readonly bothEnforce: boolean;
  readonly stillConsidering?: true;
}

/**
 * The organisations of the Large Organisations Partnership Pilot, their lead side and lead authority, as annex 1 of the
 * paper to HELA of 21 March 2006 lists them. Sectors, structures and SIC codes are plausible, for the demonstration.
 */
export const PILOT: readonly PilotOrganisation[] = [
  local('hbos', 'HBOS', 'calderdale', 'Banking', '64191'),
  local('tesco', 'Tesco', 'dundee', 'Retail', '47110'),
  local('asda', 'ASDA', 'wakefield', 'Retail', '47110'),
  { ...local('bandq', 'B&Q', 'eastleigh', 'Retail', '47520'), stillConsidering: true },
  national('grampian-foods', 'Grampian Foods', 'Food manufacture', '10110'),
  national('northern-foods', 'Northern Foods', 'Food manufacture', '10850'),
  { ...national('greggs', 'Greggs', 'Bakery and retail', '10710'), structure: 'MIXED', bothEnforce: true },
  {
    ...national('royal-mail', 'Royal Mail', 'Post', '53100'),
    structure: 'CENTRALLY_CONTROLLED_MULTI_SITE',
    bothEnforce: true,
  },
  national('baa', 'BAA plc', 'Airports', '52230'),
  national('astrazeneca', 'AstraZeneca', 'Pharmaceuticals', '21200'),
  national('boc-group', 'BOC Group', 'Industrial gases', '20110'),
  national('rolls-royce', 'Rolls Royce', 'Aerospace', '30300'),
  national('bae-systems', 'BAE Systems', 'Defence', '30300'),
  { ...national('shell', 'Shell', 'Oil and gas', '19201'), structure: 'MIXED', bothEnforce: true },
  national('general-electric', 'General Electric', 'Engineering', '28110'),
];

function local(key: string, name: string, lead: AuthorityKey, sector: string, sicCode: string): PilotOrganisation {
  return { key, name, lead, sector, sicCode, structure: 'CENTRALLY_CONTROLLED_MULTI_SITE', bothEnforce: true };
}

function national(key: string, name: string, sector: string, sicCode: string): PilotOrganisation {
  return { key, name, lead: 'hse', sector, sicCode, structure: 'COMPLEX_FEW_SITE', bothEnforce: false };
}
