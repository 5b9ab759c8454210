import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandsOf } from '../support/commands.js';
import { DUNDEE, HSE, makePartnershipWorld, type PartnershipWorld } from '../support/partnership-world.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const TODAY = '2006-03-21';
const ADVICE = 'kind reasons { rule text } coordinateWith { authority { id } }';

interface Advice {
  readonly kind: string;
  readonly reasons: readonly { readonly rule: string; readonly text: string }[];
  readonly coordinateWith: readonly { readonly authority: { readonly id: string } }[];
}

describe('The gateway at its bounds over HTTP', () => {
  let service: TestService;
  let world: PartnershipWorld;
  const { accepted, refusals } = commandsOf(() => service, ['contact', 'site', 'officer']);
  const registrar: TestCaller = { name: 'registrar', party: { kind: 'HSE', id: HSE }, roles: ['REGISTRAR'] };

  beforeAll(async () => {
    service = await startService(() => new Date(`${TODAY}T09:00:00Z`));
    world = await makePartnershipWorld(() => service);
  });
  afterAll(() => service.close());

  const question = (fields: object = {}) => ({
    organisationId: world.organisationId,
    topic: 'Workplace Transport',
    purpose: 'VISIT',
    ...fields,
  });

  async function ask(caller: TestCaller, fields: object = {}) {
    const query = `query ($input: GatewayQuestionInput!) { gatewayAdvice(input: $input) { ${ADVICE} } }`;
    return service.as(caller)<{ gatewayAdvice: Advice | null }>(query, { input: question(fields) });
  }

  describe('with an organisation that hears a lot from regulators', () => {
    beforeAll(async () => {
      const { wakefieldLead, hseOfficer, siteId, organisationId } = world;
      const made = { channel: 'VISIT', withWhom: 'Store manager' };
      const contact = (fields: object) => question({ ...made, topic: 'slips and trips', ...fields });
      const elsewhere = await accepted(registrar, 'siteOpen', { organisationId, name: 'Perth', nation: 'SCOTLAND' });
      for (let count = 0; count < 45; count++) {
        await accepted(wakefieldLead, 'contactRecord', contact({ siteId: elsewhere, madeOn: '2006-03-20' }));
      }
      await accepted(hseOfficer, 'contactRecord', contact({ topic: 'workplace transport', madeOn: '2006-02-25' }));
      await accepted(hseOfficer, 'contactRecord', contact({ siteId, topic: 'racking', madeOn: '2006-03-15' }));
    });

    it('still finds who raised the same topic with the organisation as a whole, and who was at the site', async () => {
      const { data } = await ask(world.dundeeOfficer, { siteId: world.siteId });
      const texts = new Map(data.gatewayAdvice?.reasons.map(({ rule, text }) => [rule, text]));
      expect(texts.get('same-topic')).toContain(
        'Health and Safety Executive on 25 February 2006 about workplace transport.',
      );
      expect(texts.get('same-site')).toContain('Health and Safety Executive on 15 March 2006 about racking.');
    });

    it('says that there is more on record than it counts', async () => {
      const { data } = await ask(world.dundeeOfficer, { siteId: world.siteId });
      const others = data.gatewayAdvice?.reasons.find(({ rule }) => rule === 'other-contacts');
      expect(others?.text).toMatch(/; and at least \d+ more\.$/);
    });
  });

  it.each([
    ['1900-01-05', 'input.plannedOn: The planned day, 1900-01-05, has passed.'],
    ['2200-12-31', 'input.plannedOn: The planned day lies more than two years ahead.'],
  ])('refuses the planned day %s with the reason', async (plannedOn, reason) => {
    const { errors } = await ask(world.dundeeOfficer, { plannedOn });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toContain(reason);
    const code = plannedOn < TODAY ? 'DATE_IN_PAST' : 'DATE_TOO_FAR';
    expect(await refusals(world.dundeeOfficer, 'contactRegisterIntention', question({ plannedOn }))).toEqual([
      `${code} input.plannedOn`,
    ]);
  });

  it('refuses to speak for an officer who has left the authority', async () => {
    const client: TestCaller = { name: 'client', party: { kind: 'LOCAL_AUTHORITY', id: DUNDEE }, roles: ['OFFICER'] };
    const officerId = await accepted(registrar, 'officerRegister', {
      authorityId: DUNDEE,
      name: 'Former officer',
      from: '2001-01-01',
    });
    expect((await ask(client, { officerId })).errors).toBeUndefined();
    await accepted(registrar, 'officerEndService', { officerId, on: '2006-03-01', reason: 'Retired.' });
    expect((await ask(client, { officerId })).errors?.[0]?.message).toContain('left your authority on 2006-03-01');
  });
});
