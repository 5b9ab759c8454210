import type { AuthorityKey } from './parties.js';
import type { SeededOrganisation } from './pilot.js';

/**
 * Invented organisations for what none of the pilot came to: a partnership declined, suspended or concluded, and an
 * organisation that is let in though it is too small.
 */
export const EXAMPLES = {
  hotels: example('hotels', 'Example Hotels', 'dundee', 'Hotels', '55100'),
  stores: example('stores', 'Example Stores', 'fife', 'Retail', '47190'),
  harbours: { ...example('harbours', 'Example Harbours', 'hse', 'Ports', '52220'), ukEmployees: 3_000 },
} as const satisfies Readonly<Record<string, SeededOrganisation>>;

function example(key: string, name: string, lead: AuthorityKey, sector: string, sicCode: string): SeededOrganisation {
  return {
    key: `example-${key}`,
    name: `${name} (invented)`,
    lead,
    sector,
    sicCode,
    structure: 'CENTRALLY_CONTROLLED_MULTI_SITE',
  };
}
