import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deriveId } from '#platform/values';
import { commandsOf } from '../support/commands.js';
import { DUNDEE, HSE, makePartnershipWorld, WAKEFIELD, type PartnershipWorld } from '../support/partnership-world.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const reason = 'They know.';
const registrar: TestCaller = { name: 'registrar', party: { kind: 'HSE', id: HSE }, roles: ['REGISTRAR'] };

describe('Routing an enquiry over HTTP', () => {
  let service: TestService;
  let world: PartnershipWorld;
  let enquiryId: string;
  let now = '2006-04-13T09:00:00Z';
  const { accepted, refusals } = commandsOf(() => service, ['enquiry', 'authority', 'officer']);

  beforeAll(async () => {
    service = await startService(() => new Date(now));
    world = await makePartnershipWorld(() => service);
    const asked = { topic: 'core principles', question: 'What are they?', askedBy: 'Duty officer' };
    enquiryId = await accepted(world.wakefieldLead, 'enquiryReceive', asked);
  }, 60_000);
  afterAll(() => service.close());

  const to = (officerId: string, authorityId: string) => ({ kind: 'OFFICER', officerId, authorityId });
  const refused = (route: object) => refusals(world.hseLead, 'enquiryReroute', { enquiryId, route, reason });

  /** What the person at the client reads when the route is refused. */
  async function sentence(route: object): Promise<string | undefined> {
    const { data } = await service.as(world.hseLead)<{ payload: { userErrors: { message: string }[] } }>(
      `mutation ($input: EnquiryRerouteInput!) { payload: enquiryReroute(input: $input) { userErrors { message } } }`,
      { input: { idempotencyKey: randomUUID(), enquiryId, route, reason } },
    );
    return data.payload.userErrors[0]?.message;
  }

  it('names what is unknown, and why', async () => {
    const { officers } = world;
    const nobody = deriveId('officer', 'nobody');
    const nowhere = deriveId('authority', 'nowhere');
    expect(await refused(to(nobody, DUNDEE))).toEqual(['ROUTE_UNKNOWN input.route.officerId']);
    expect(await refused(to(officers.dundee, nowhere))).toEqual(['ROUTE_UNKNOWN input.route.authorityId']);
    expect(await refused({ kind: 'AUTHORITY', authorityId: nowhere })).toEqual([
      'ROUTE_UNKNOWN input.route.authorityId',
    ]);
    expect(await refused(to(officers.dundee, WAKEFIELD))).toEqual(['ROUTE_UNKNOWN input.route.authorityId']);
    expect(await sentence(to(officers.dundee, WAKEFIELD))).toBe('The officer does not serve Wakefield Council.');
  });

  it('refuses an officer who has left, from that day on', async () => {
    const { officers } = world;
    await accepted(registrar, 'officerEndService', { officerId: officers.dundee, on: '2006-04-13', reason });
    expect(await refused(to(officers.dundee, DUNDEE))).toEqual(['ROUTE_ENDED input.route.officerId']);
    expect(await sentence(to(officers.dundee, DUNDEE))).toBe('The officer left on 2006-04-13.');
  });

  it('refuses an authority that has ended, from that day on', async () => {
    const route = { kind: 'AUTHORITY', authorityId: WAKEFIELD };
    await accepted(registrar, 'authorityDissolve', { authorityId: WAKEFIELD, endedOn: '2006-04-18', reason });
    await accepted(world.hseLead, 'enquiryReroute', { enquiryId, route, reason });
    await accepted(world.hseLead, 'enquiryReroute', { enquiryId, route: { kind: 'CENTRAL' }, reason });
    now = '2006-04-18T09:00:00Z';
    expect(await refused(route)).toEqual(['ROUTE_ENDED input.route.authorityId']);
    expect(await refused(to(world.officers.wakefield, WAKEFIELD))).toEqual(['ROUTE_ENDED input.route.authorityId']);
  });
});
