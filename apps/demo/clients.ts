import type { Caller } from '#platform/access';
import type { IssuerClient } from '../../test/support/issuer/index.js';
import { person, representative } from './seed/parties.js';
import { accountManagerOf, DUNDEE_OFFICER, HSE_INSPECTOR } from './seed/seed-authorities.js';
import { PILOT } from './seed/pilot.js';
import { organisationIdOf } from './seed/seed-organisations.js';

export interface DemonstrationClient {
  readonly title: string;
  readonly client: IssuerClient;
}

const asda = PILOT.find(({ key }) => key === 'asda');
if (!asda) throw new Error('The pilot has ASDA.');

/** Those for whom the demonstration prints a token. */
export const CLIENTS: readonly DemonstrationClient[] = [
  clientOf('Officer of Dundee City Council', 'dundee-officer', person('dundee', ['OFFICER'], DUNDEE_OFFICER)),
  clientOf('Inspector of HSE', 'hse-inspector', person('hse', ['OFFICER'], HSE_INSPECTOR)),
  clientOf(
    'Account manager of ASDA, at Wakefield',
    'account-manager',
    person('wakefield', ['OFFICER'], accountManagerOf(asda)),
  ),
  clientOf('Representative of ASDA', 'asda-representative', representative(organisationIdOf('asda'))),
  clientOf('Lead of HSE', 'hse-lead', person('hse', ['LEAD'])),
  clientOf('Communications lead of HSE', 'hse-communications', person('hse', ['COMMUNICATIONS_LEAD'])),
  clientOf(
    'Communications lead of LACORS, the coordinating body',
    'lacors-communications',
    person('lacors', ['COMMUNICATIONS_LEAD']),
  ),
  clientOf('Auditor', 'auditor', {
    party: { kind: 'AUDITOR', id: 'auditor' },
    subject: 'demonstration-auditor',
    roles: new Set(['AUDITOR']),
    client: 'demonstration',
  }),
  clientOf('Registrar of HSE, who may import', 'hse-registrar', person('hse', ['REGISTRAR'])),
  clientOf(
    'Data protection lead of Wakefield',
    'wakefield-data-protection',
    person('wakefield', ['DATA_PROTECTION_LEAD']),
  ),
  clientOf('Lead of Wakefield', 'wakefield-lead', person('wakefield', ['LEAD'])),
  clientOf('Operator of the service', 'operator', {
    party: { kind: 'OPERATOR', id: 'operator' },
    subject: 'demonstration-operator',
    roles: new Set(['OPERATOR']),
    client: 'demonstration',
  }),
];

function clientOf(title: string, clientId: string, { party, roles, officerId, subject }: Caller): DemonstrationClient {
  const claims = {
    sub: subject,
    concordat_party: { ...party },
    concordat_roles: [...roles],
    ...(officerId === undefined ? {} : { concordat_officer: officerId }),
  };
  return { title, client: { clientId, clientSecret: `${clientId}-of-the-demonstration`, claims } };
}
