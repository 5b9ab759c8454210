import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandsOf } from '../support/commands.js';
import {
  DUNDEE,
  HSE,
  LACORS,
  makePartnershipWorld,
  WAKEFIELD,
  type PartnershipWorld,
} from '../support/partnership-world.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const reason = 'The committee meets later.';
const planning = { title: 'Work programme 2006/07', kind: 'PLANNING', from: '2006-05-01', until: '2006-05-31' };
const election = {
  title: 'Election',
  kind: 'CLOSED',
  from: '2006-04-24',
  until: '2006-05-05',
  note: 'All councillors.',
};
const meeting = { title: 'Liaison group', kind: 'FIT', from: '2006-04-20' };

interface Dates {
  readonly programmeDates: {
    readonly nodes: readonly { readonly title: string }[];
    readonly pageInfo: { endCursor: string };
  };
}

describe('Programme calendars over HTTP', () => {
  let service: TestService;
  let world: PartnershipWorld;
  const { accepted, refusals } = commandsOf(() => service, ['programmeCalendar']);

  beforeAll(async () => {
    service = await startService(() => new Date('2006-04-13T09:00:00Z'));
    world = await makePartnershipWorld(() => service);
  }, 60_000);
  afterAll(() => service.close());

  async function dates(as: TestCaller, args: string): Promise<readonly string[]> {
    const { data, errors } = await service.as(as)<Dates>(`{ programmeDates${args} { nodes { title } } }`);
    expect(errors).toBeUndefined();
    return data.programmeDates.nodes.map(({ title }) => title);
  }

  async function periods(as: TestCaller, authorityId: string, fields: string): Promise<object | null> {
    const query = `query ($id: ID!) {
      programmeCalendar(authorityId: $id) { periods(includeWithdrawn: true) { nodes { ${fields} } } }
    }`;
    const { data, errors } = await service.as(as)<{ programmeCalendar: object | null }>(query, { id: authorityId });
    expect(errors).toBeUndefined();
    return data.programmeCalendar;
  }

  it('hold what an authority records for itself, and what the coordinating body does for it, by name', async () => {
    const { dundeeLead, lacorsLead, wakefieldLead } = world;
    const calendar = await accepted(dundeeLead, 'programmeCalendarRecordPeriod', { authorityId: DUNDEE, ...planning });
    const same = await accepted(lacorsLead, 'programmeCalendarRecordPeriod', { authorityId: DUNDEE, ...election });
    expect(same).toBe(calendar);
    await accepted(wakefieldLead, 'programmeCalendarRecordPeriod', { authorityId: WAKEFIELD, ...meeting });
    const fields = 'number title from until note withdrawn authority { id } recordedBy { id }';
    const dundee = { authority: { id: DUNDEE }, withdrawn: false };
    expect(await periods(wakefieldLead, DUNDEE, fields)).toEqual({
      periods: {
        nodes: [
          // The coordinating body is not in this world's register of authorities.
          {
            ...dundee,
            number: 2,
            title: 'Election',
            from: '2006-04-24',
            until: '2006-05-05',
            note: 'All councillors.',
            recordedBy: null,
          },
          {
            ...dundee,
            number: 1,
            title: planning.title,
            from: '2006-05-01',
            until: '2006-05-31',
            note: null,
            recordedBy: { id: DUNDEE },
          },
        ],
      },
    });
  });

  it('are found by day, authority and region, a page at a time', async () => {
    const { hseOfficer, auditor } = world;
    expect(await dates(hseOfficer, '')).toEqual(['Liaison group', 'Election', planning.title]);
    expect(await dates(hseOfficer, `(authorityId: "${DUNDEE}")`)).toEqual(['Election', planning.title]);
    expect(await dates(auditor, '(region: "scotland")')).toEqual(['Election', planning.title]);
    expect(await dates(auditor, '(region: "Yorkshire and The Humber")')).toEqual(['Liaison group']);
    // Both days belong to a period.
    expect(await dates(auditor, '(from: "2006-05-05", until: "2006-05-05")')).toEqual(['Election', planning.title]);
    expect(await dates(auditor, '(from: "2006-05-06", until: "2006-05-31")')).toEqual([planning.title]);
    expect(await dates(auditor, '(until: "2006-04-24")')).toEqual(['Liaison group', 'Election']);
    const query =
      'query ($after: String) { programmeDates(first: 2, after: $after) { nodes { title } pageInfo { endCursor } } }';
    const first = await service.as(auditor)<Dates>(query);
    const { endCursor: after } = first.data.programmeDates.pageInfo;
    const second = await service.as(auditor)<Dates>(query, { after });
    expect(second.data.programmeDates.nodes).toEqual([{ title: planning.title }]);
  });

  it('keep what was amended and withdrawn, with the reason', async () => {
    const { dundeeLead, lacorsLead, hseOfficer } = world;
    const programmeCalendarId = await accepted(dundeeLead, 'programmeCalendarRecordPeriod', {
      authorityId: DUNDEE,
      ...planning,
    });
    const later = { ...planning, until: '2006-06-14' };
    await accepted(lacorsLead, 'programmeCalendarAmendPeriod', { programmeCalendarId, period: 1, ...later, reason });
    await accepted(dundeeLead, 'programmeCalendarWithdrawPeriod', { programmeCalendarId, period: 2, reason });
    expect(await dates(hseOfficer, `(authorityId: "${DUNDEE}")`)).toEqual([planning.title]);
    expect(await periods(hseOfficer, DUNDEE, 'number until reason withdrawn')).toEqual({
      periods: {
        nodes: [
          { number: 2, until: '2006-05-05', reason, withdrawn: true },
          { number: 1, until: '2006-06-14', reason, withdrawn: false },
        ],
      },
    });
  });

  it('are kept by those whose programme it is, and by the coordinating body for councils only', async () => {
    const { dundeeLead, dundeeOfficer, wakefieldLead, hseLead, lacorsLead, representative } = world;
    const record = (as: TestCaller, authorityId: string) =>
      refusals(as, 'programmeCalendarRecordPeriod', { authorityId, ...meeting, title: as.name });
    expect(await record(dundeeOfficer, DUNDEE)).toEqual(['FORBIDDEN']);
    expect(await record(wakefieldLead, DUNDEE)).toEqual(['FORBIDDEN']);
    expect(await record(hseLead, DUNDEE)).toEqual(['FORBIDDEN']);
    expect(await record(lacorsLead, HSE)).toEqual(['NOT_YOUR_AUTHORITY input.authorityId']);
    expect(await record(hseLead, HSE)).toEqual([]);
    for (const role of ['REGISTRAR', 'COMMUNICATIONS_LEAD'] as const) {
      expect(await record({ ...dundeeLead, name: `${role} of Dundee`, roles: [role] }, DUNDEE)).toEqual([]);
    }
    const outsider: TestCaller = { ...representative, name: 'their communications', roles: ['COMMUNICATIONS_LEAD'] };
    expect(await dates(outsider, '')).toEqual([]);
    expect(await periods(outsider, DUNDEE, 'title')).toBeNull();
    expect(await record(outsider, DUNDEE)).not.toEqual([]);
  });

  it('refuse what cannot be, naming it', async () => {
    const { dundeeLead, lacorsLead } = world;
    const record = (input: object, as = dundeeLead) =>
      refusals(as, 'programmeCalendarRecordPeriod', { authorityId: DUNDEE, ...election, ...input });
    expect(await record({ until: '2006-04-23' })).toEqual(['DATES_OUT_OF_ORDER input.until']);
    expect(await record({ from: '2006-03-01', until: '2006-04-12' })).toEqual(['DATE_IN_PAST input.until']);
    expect(await record({ until: '2016-05-05' })).toEqual(['PERIOD_TOO_LONG input.until']);
    expect(await record({ title: '' })).toEqual(['INVALID_INPUT input.title']);
    expect(await record({ note: 'x'.repeat(2001) })).toEqual(['INVALID_INPUT input.note']);
    expect(await record({ authorityId: LACORS }, lacorsLead)).toEqual(['AUTHORITY_UNKNOWN input.authorityId']);
    const programmeCalendarId = await accepted(dundeeLead, 'programmeCalendarRecordPeriod', {
      authorityId: DUNDEE,
      ...election,
    });
    expect(await record({ note: 'Another note.' })).toEqual(['PERIOD_EXISTS input.from']);
    const withdraw = (period: number) =>
      refusals(dundeeLead, 'programmeCalendarWithdrawPeriod', { programmeCalendarId, period, reason: 'Over.' });
    expect(await withdraw(99)).toEqual(['PERIOD_UNKNOWN input.period']);
    expect(await withdraw(2)).toEqual(['PERIOD_WITHDRAWN input.period']);
  });
});
