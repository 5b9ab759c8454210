import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { communicationsPlanIdOf, programmeCalendarIdOf } from '../../apps/demo/seed/seed-communications.js';
import { contactIdOf } from '../../apps/demo/seed/seed-contacts.js';
import { enquiryIdOf } from '../../apps/demo/seed/seed-enquiries.js';
import { messageIdOf } from '../../apps/demo/seed/seed-messages.js';
import { organisationIdOf, siteIdOf } from '../../apps/demo/seed/seed-organisations.js';
import { partnershipIdOf } from '../../apps/demo/seed/seed-partnerships.js';
import { programmeRiskIdOf } from '../../apps/demo/seed/seed-programmes.js';
import { seed } from '../../apps/demo/seed/seed.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

/** Sees nothing of the other organisations of the demonstration. */
const OUTSIDER: TestCaller = {
  name: 'outsider',
  party: { kind: 'ORGANISATION', id: organisationIdOf('greggs') },
  roles: ['REPRESENTATIVE'],
};
/** A mutation on an object that is there and hidden; the same is tried on one that is not there. */
interface Sensitive {
  readonly mutation: string;
  readonly idField: string;
  readonly hiddenId: string;
  readonly input: Readonly<Record<string, unknown>>;
}

const reason = 'A reason.';
const SENSITIVE: readonly Sensitive[] = [
  { mutation: 'partnershipAgree', idField: 'partnershipId', hiddenId: partnershipIdOf('asda'), input: {} },
  { mutation: 'partnershipDecline', idField: 'partnershipId', hiddenId: partnershipIdOf('bandq'), input: { reason } },
  {
    mutation: 'organisationRename',
    idField: 'organisationId',
    hiddenId: organisationIdOf('asda'),
    input: { name: 'Another name', reason },
  },
  {
    mutation: 'siteClose',
    idField: 'siteId',
    hiddenId: siteIdOf('asda', 'Dundee'),
    input: { closedOn: '2006-01-31', reason },
  },
  {
    mutation: 'contactWithdrawIntention',
    idField: 'contactId',
    hiddenId: contactIdOf('asda-question'),
    input: { reason },
  },
  { mutation: 'enquiryWithdraw', idField: 'enquiryId', hiddenId: enquiryIdOf('specific'), input: { reason } },
  { mutation: 'messageWithdraw', idField: 'messageId', hiddenId: messageIdOf('proposed'), input: { reason } },
  {
    mutation: 'communicationsPlanWithdrawNeed',
    idField: 'communicationsPlanId',
    hiddenId: communicationsPlanIdOf('revitalised'),
    input: { need: 1, reason },
  },
  {
    mutation: 'programmeCalendarWithdrawPeriod',
    idField: 'programmeCalendarId',
    hiddenId: programmeCalendarIdOf('dundee'),
    input: { period: 1, reason },
  },
  {
    mutation: 'programmeRiskClose',
    idField: 'programmeRiskId',
    hiddenId: programmeRiskIdOf('burden'),
    input: { reason },
  },
  {
    mutation: 'enquiryReceive',
    idField: 'organisationId',
    hiddenId: organisationIdOf('asda'),
    input: { topic: 'workplace transport', question: 'Who decides?', askedBy: 'A team' },
  },
];

describe('An object that is hidden', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
    await seed(service.engine);
  }, 90_000);
  afterAll(() => service.close());

  async function answerTo({ mutation, idField, input }: Sensitive, id: string): Promise<object> {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
    const { status, data, errors } = await service.as(OUTSIDER)(
      `mutation ($input: ${type}) {
        payload: ${mutation}(input: $input) { revision position repeated userErrors { code message field } }
      }`,
      { input: { idempotencyKey: randomUUID(), ...input, [idField]: id } },
    );
    return JSON.parse(JSON.stringify({ status, data, errors }).replaceAll(id, '‹id›')) as object;
  }

  it.each(SENSITIVE.map((each) => [each.mutation, each] as const))(
    'is answered by %s word for word like one that is not there',
    async (_mutation, each) => {
      const absentId = each.hiddenId.replace(/[0-9a-f-]{36}$/, randomUUID());
      const hidden = await answerTo(each, each.hiddenId);
      expect(hidden).toMatchObject({
        data: { payload: { revision: null, userErrors: [{ code: expect.any(String) }] } },
      });
      expect(hidden).toEqual(await answerTo(each, absentId));
    },
  );
});
