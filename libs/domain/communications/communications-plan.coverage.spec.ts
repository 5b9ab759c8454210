import { describe, expect, it } from '@jest/globals';
import { parsePlainDate } from '#platform/working-days';
import {
  coverageOf,
  gapsOf,
  matrixOf,
  type LinkedChannel,
  type LinkedMessage,
  type NeedToCover,
} from './communications-plan.coverage.js';

const day = parsePlainDate;
const BEFORE = day('2006-04-10');
const BY = day('2006-04-20');
const AFTER = day('2006-04-21');
const LATER = day('2006-04-22');

const unions: NeedToCover = {
  number: 1,
  audience: { segment: 'TRADE_UNIONS' },
  what: 'What the scheme is',
  by: BY,
  channel: 'NEWSLETTER',
  milestone: 1,
  messageIds: ['m'],
};
const toCome: LinkedMessage = {
  id: 'm',
  standing: 'TO_COME',
  issuedOn: undefined,
  issuable: { from: day('2006-04-03'), until: day('2006-04-28') },
  audiences: [{ segment: 'TRADE_UNIONS' }, { segment: 'PRACTITIONERS' }],
  channels: [{ channel: 'WEB' }, { channel: 'NEWSLETTER' }],
};
const issued = (on: string, changes: Partial<LinkedMessage> = {}): LinkedMessage => ({
  ...toCome,
  standing: 'ISSUED',
  issuedOn: day(on),
  ...changes,
});
const covered = (need: NeedToCover, messages: readonly LinkedMessage[], today = BEFORE) =>
  coverageOf(need, new Map(messages.map((message) => [message.id, message])), today);
const coverage = (...args: Parameters<typeof covered>) => covered(...args).coverage;

describe('The coverage of a need', () => {
  it('is reached by a message that was issued by the day', () => {
    const result = covered(unions, [issued('2006-04-20')], AFTER);
    expect(result.coverage).toBe('COVERED');
    expect(result.sentence).toBe(
      'Trade unions are told “What the scheme is” in a newsletter on 20 April 2006, by 20 April 2006, as needed.',
    );
  });

  it('is late after it', () => {
    const result = covered(unions, [issued('2006-04-21')], AFTER);
    expect(result.coverage).toBe('LATE');
    expect(result.sentence).toMatch(/on 21 April 2006, 1 day late\.$/);
    expect(covered(unions, [issued('2006-04-22')], LATER).sentence).toMatch(/2 days late\.$/);
  });

  it('is planned while the message is to come and the day is ahead', () => {
    expect(coverage(unions, [toCome])).toBe('PLANNED');
    expect(coverage(unions, [toCome], BY)).toBe('PLANNED');
    expect(coverage(unions, [toCome], AFTER)).toBe('OVERDUE');
  });

  it.each([
    ['can be issued only after it', { issuable: { from: AFTER, until: day('2006-04-28') } }],
    ['can no longer be issued', { issuable: { from: day('2006-04-03'), until: day('2006-04-09') } }],
  ])('is a gap where the message %s', (_what, changes) => {
    const result = covered(unions, [{ ...toCome, ...changes }]);
    expect(result.coverage).toBe('GAP');
    expect(result.sentence).toMatch(/none of the messages linked will reach them so\.$/);
    expect(coverage(unions, [{ ...toCome, issuable: { from: BY, until: BY } }])).toBe('PLANNED');
    expect(coverage(unions, [{ ...toCome, issuable: { from: BEFORE, until: BEFORE } }])).toBe('PLANNED');
  });

  it('is a gap without a message, and overdue once the day has passed', () => {
    const none = { ...unions, messageIds: [] };
    expect(covered(none, []).sentence).toBe(
      'Trade unions must hear “What the scheme is” in a newsletter by 20 April 2006, and no message is linked.',
    );
    expect(coverage(none, [], BY)).toBe('GAP');
    expect(covered(none, [], AFTER).coverage).toBe('OVERDUE');
    expect(covered(none, [], AFTER).sentence).toMatch(/^Trade unions should have heard/);
  });

  it.each([
    ['to others', { audiences: [{ segment: 'PRACTITIONERS' as const }] }],
    ['to a part of them', { audiences: [{ segment: 'TRADE_UNIONS' as const, region: 'Scotland' }] }],
    ['over another channel', { channels: [{ channel: 'WEB' as const }] }],
    ['to nobody any more', { standing: 'WITHDRAWN' as const }],
  ])('is a gap where the message goes %s', (_what, changes) => {
    const result = covered(unions, [{ ...toCome, ...changes }]);
    expect(result.coverage).toBe('GAP');
    expect(result.sentence).toMatch(/none of the messages linked will reach them so\.$/);
    expect(coverage(unions, [issued('2006-04-01', changes)])).toBe('GAP');
  });

  it('goes by the first message that reached them', () => {
    const late = issued('2006-04-22');
    const early = issued('2006-04-12', { id: 'n' });
    expect(coverage({ ...unions, messageIds: ['m', 'n'] }, [late, early], LATER)).toBe('COVERED');
    expect(coverage({ ...unions, messageIds: ['m', 'n'] }, [late, { ...toCome, id: 'n' }], LATER)).toBe('LATE');
    // Only what is linked counts.
    expect(coverage(unions, [{ ...early }], AFTER)).toBe('OVERDUE');
  });

  it('at a meeting goes by the day and the region of the meeting', () => {
    const need: NeedToCover = {
      ...unions,
      audience: { segment: 'TRADE_UNIONS', region: 'Scotland' },
      channel: 'REGIONAL_MEETING',
    };
    const meeting = (region: string, on: string): LinkedChannel => ({
      channel: 'REGIONAL_MEETING',
      region,
      on: day(on),
    });
    const said = (channel: LinkedChannel) => coverage(need, [issued('2006-04-01', { channels: [channel] })], AFTER);
    expect(said(meeting('SCOTLAND', '2006-04-20'))).toBe('COVERED');
    expect(said(meeting('Scotland', '2006-04-21'))).toBe('LATE');
    expect(said(meeting('Wales', '2006-04-20'))).toBe('OVERDUE');
    const planned = (message: LinkedMessage, ...channels: LinkedChannel[]) =>
      coverage(need, [{ ...message, channels }]);
    // Issued, and not said yet: nobody has heard it. After the day, or over by the issue: nobody will have.
    expect(planned(issued('2006-04-01'), meeting('Scotland', '2006-04-20'))).toBe('PLANNED');
    expect(planned(issued('2006-04-01'), meeting('Scotland', '2006-04-21'))).toBe('GAP');
    expect(planned(issued('2006-04-05'), meeting('Scotland', '2006-04-04'))).toBe('GAP');
    expect(planned(toCome, meeting('Scotland', '2006-04-20'))).toBe('PLANNED');
    expect(planned(toCome, meeting('Scotland', '2006-04-21'))).toBe('GAP');
    expect(planned(toCome, meeting('Scotland', '2006-04-09'))).toBe('GAP');
    const sector: NeedToCover = { ...need, audience: { segment: 'HSE_SECTOR', sector: 'CACTUS' } };
    const toSector = issued('2006-04-01', {
      audiences: [{ segment: 'HSE_SECTOR', sector: 'Cactus' }],
      channels: [meeting('Wales', '2006-04-20')],
    });
    expect(coverage(sector, [toSector], AFTER)).toBe('COVERED');
  });
});

describe('The matrix', () => {
  it('has a cell for each audience, channel and milestone, with the worst of its needs', () => {
    const gap = { ...unions, number: 2, what: 'More', messageIds: [] };
    const needs = [
      unions,
      gap,
      { ...unions, number: 3, milestone: 2 },
      { ...unions, number: 4, audience: { segment: 'TRADE_UNIONS' as const, region: 'Scotland' } },
      { ...unions, number: 5, audience: { segment: 'HSE_SECTOR' as const, sector: 'CACTUS' } },
    ].map((need) => covered(need, [toCome]));
    const cells = matrixOf(needs).filter(({ segment }) => segment === 'TRADE_UNIONS' || segment === 'HSE_SECTOR');
    expect(cells).toEqual([
      { segment: 'TRADE_UNIONS', channel: 'NEWSLETTER', milestone: 1, needs: [1, 2], coverage: 'GAP' },
      { segment: 'TRADE_UNIONS', channel: 'NEWSLETTER', milestone: 2, needs: [3], coverage: 'PLANNED' },
      {
        segment: 'TRADE_UNIONS',
        region: 'Scotland',
        channel: 'NEWSLETTER',
        milestone: 1,
        needs: [4],
        coverage: 'PLANNED',
      },
      { segment: 'HSE_SECTOR', sector: 'CACTUS', channel: 'NEWSLETTER', milestone: 1, needs: [5], coverage: 'GAP' },
    ]);
  });

  it('shows the segments that no need names', () => {
    const cells = matrixOf([covered(unions, [toCome])]);
    expect(cells).toHaveLength(8);
    expect(cells.filter(({ coverage: each }) => each === 'NOT_IN_PLAN').map(({ segment }) => segment)).toEqual([
      'SENIOR_MANAGERS',
      'ELECTED_MEMBERS',
      'PRACTITIONERS',
      'PROFESSIONAL_BODIES',
      'LOCAL_AUTHORITIES',
      'HSE_SECTOR',
      'ORGANISATIONS',
    ]);
  });
});

describe('The gaps', () => {
  it('are the overdue first, then what is ahead, then whom the plan leaves out', () => {
    const practitioners = { ...unions, audience: { segment: 'PRACTITIONERS' as const }, messageIds: [] };
    const needs = [
      covered({ ...practitioners, number: 1, by: day('2006-05-01') }, [], AFTER),
      covered({ ...practitioners, number: 2 }, [], AFTER),
      covered({ ...practitioners, number: 3, messageIds: ['m'] }, [issued('2006-04-21')], AFTER),
      covered({ ...practitioners, number: 4, by: day('2006-05-01'), messageIds: ['m'] }, [toCome], AFTER),
    ];
    const gaps = gapsOf(needs);
    expect(gaps.map(({ coverage: each, need }) => [each, need]).slice(0, 3)).toEqual([
      ['OVERDUE', 2],
      ['GAP', 1],
      ['NOT_IN_PLAN', undefined],
    ]);
    expect(gaps.map(({ sentence }) => sentence)).toContain(
      'No trade unions in this plan: nothing says what they must hear.',
    );
    expect(gaps.map(({ segment }) => segment).slice(2)).not.toContain('PRACTITIONERS');
  });
});
