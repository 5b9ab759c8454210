import { describe, expect, it } from '@jest/globals';
import { specificationOf } from '../../platform/event-sourcing/decider-specification.js';
import { parsePlainDate } from '#platform/working-days';
import { authorityIdOf } from './authority-code.js';
import type { AuthorityCommand, SuccessionFacts } from './authority.commands.js';
import { authorityDecider } from './authority.decider.js';
import type { AuthorityEvent } from './authority.events.js';

const { given } = specificationOf(authorityDecider);
const day = parsePlainDate;

const TAUNTON = authorityIdOf('E07000190');
const SOMERSET = authorityIdOf('E10000027');
const SOMERSET_WEST = authorityIdOf('E07000246');
const WEST_SOMERSET = authorityIdOf('E07000191');
const HSE = authorityIdOf('HSE');

const details = { nation: 'GB-ENG', region: 'South West', localCode: 'TAU' } as const;
const names = { officialName: 'Taunton Deane Borough Council', name: 'Taunton Deane' };
const council = { kind: 'LOCAL_AUTHORITY', gssCode: 'E07000190', ...names, ...details } as const;
const registered: AuthorityEvent = { type: 'AuthorityRegistered', data: council };
const nobodyElse = { ownId: TAUNTON, known: new Map(), holder: undefined };
const anyCouncil = { kind: 'LOCAL_AUTHORITY', countyId: null } as const;
const facts: SuccessionFacts = {
  ownId: TAUNTON,
  known: new Map([
    [SOMERSET_WEST, anyCouncil],
    [SOMERSET, anyCouncil],
    [WEST_SOMERSET, anyCouncil],
  ]),
  predecessors: new Set(),
};
const end = { endedOn: day('2019-04-01'), successors: [{ authorityId: SOMERSET_WEST, from: day('2019-04-01') }] };
const reason = 'Local government changes.';
const dissolved: AuthorityEvent = { type: 'AuthorityDissolved', data: { ...end, reason } };

describe('RegisterAuthority', () => {
  const register = (data: object): AuthorityCommand =>
    ({ type: 'RegisterAuthority', data: { ...council, facts: nobodyElse, ...data } }) as AuthorityCommand;

  it('records what is known', () => {
    given().when(register({})).then(registered);
  });

  it('takes the official name for the name by which it is known', () => {
    const HELA = 'HSE and Local Authorities Enforcement Liaison Committee';
    given()
      .when({
        type: 'RegisterAuthority',
        data: { kind: 'ADVISORY_BODY', officialName: HELA, localCode: 'HELA', facts: nobodyElse },
      })
      .then({
        type: 'AuthorityRegistered',
        data: { kind: 'ADVISORY_BODY', officialName: HELA, name: HELA, localCode: 'HELA' },
      });
  });

  it('refuses a second entry', () => {
    given(registered).when(register({})).thenRejected('ALREADY_EXISTS');
  });

  it.each([
    ['a council without a nation', { nation: undefined }, 'nation'],
    ['a GSS code of another nation', { nation: 'GB-WLS' }, 'gssCode'],
    ['a GSS code of a body that is no council', { kind: 'OTHER_BODY' }, 'gssCode'],
    [
      'a county of a body that is no council',
      { kind: 'OTHER_BODY', gssCode: undefined, countyId: SOMERSET },
      'countyId',
    ],
    ['a parent of a council', { parentId: HSE }, 'parentId'],
    ['a division of HSE without a parent', { kind: 'HSE_DIVISION', gssCode: undefined }, 'parentId'],
  ])('refuses %s', (_, data, field) => {
    const rejection = given().when(register(data)).thenRejected('INVALID_INPUT');
    if (rejection.field?.[0] !== field) throw new Error(`It names ${rejection.field?.join()} instead of ${field}.`);
  });

  it('refuses a county that is not in the register', () => {
    given()
      .when(register({ countyId: SOMERSET }))
      .thenRejected('AUTHORITY_UNKNOWN');
  });

  it('refuses an authority without any code', () => {
    const { field } = given()
      .when(register({ kind: 'OTHER_BODY', gssCode: undefined, localCode: undefined }))
      .thenRejected('INVALID_INPUT');
    expect(field).toEqual(['localCode']);
  });

  it('refuses a council that is on record under one of its codes', () => {
    const holder = { officialName: 'Taunton Deane', gssCode: null };
    const known = { ...nobodyElse, holder };
    expect(
      given()
        .when(register({ facts: known }))
        .thenRejected('ALREADY_EXISTS').field,
    ).toEqual(['localCode']);
    const withGssCode = { ...known, holder: { ...holder, gssCode: 'E07000190' } };
    expect(
      given()
        .when(register({ facts: withGssCode }))
        .thenRejected('ALREADY_EXISTS').field,
    ).toEqual(['gssCode']);
  });

  it.each([
    ['itself', TAUNTON, anyCouncil],
    ['HSE', HSE, { kind: 'HSE', countyId: null }],
    ['a district', SOMERSET, { kind: 'LOCAL_AUTHORITY', countyId: WEST_SOMERSET }],
  ] as const)('refuses as its county %s, also in an amendment', (_, countyId, county) => {
    const facts = { ...nobodyElse, known: new Map([[countyId, county]]) };
    const data = { ...details, countyId, facts, reason };
    for (const { field } of [
      given().when(register({ countyId, facts })).thenRejected('INVALID_INPUT'),
      given(registered).when({ type: 'AmendAuthority', data }).thenRejected('INVALID_INPUT'),
    ]) {
      expect(field).toEqual(['countyId']);
    }
    const council = { ...nobodyElse, known: new Map([[countyId, anyCouncil]]) };
    if (countyId !== TAUNTON)
      given(registered)
        .when({ type: 'AmendAuthority', data: { ...data, facts: council } })
        .then({ type: 'AuthorityAmended', data: { ...details, countyId, reason } });
  });

  it('takes HSE alone as the parent body of its divisions', () => {
    const division = { kind: 'HSE_DIVISION', gssCode: undefined, parentId: HSE };
    given().when(register(division)).thenRejected('AUTHORITY_UNKNOWN');
    const council = { ...nobodyElse, known: new Map([[HSE, anyCouncil]]) };
    given()
      .when(register({ ...division, facts: council }))
      .thenRejected('INVALID_INPUT', /must be HSE/);
    given()
      .when(
        register({ ...division, facts: { ...nobodyElse, known: new Map([[HSE, { kind: 'HSE', countyId: null }]]) } }),
      )
      .then({ type: 'AuthorityRegistered', data: { ...names, ...details, kind: 'HSE_DIVISION', parentId: HSE } });
  });
});

describe('RenameAuthority', () => {
  const renamed = { officialName: 'LG Regulation', name: 'LG Regulation' };
  const lacors: AuthorityEvent = {
    type: 'AuthorityRegistered',
    data: { kind: 'COORDINATING_BODY', officialName: 'LACORS', name: 'LACORS', startedOn: day('1978-01-01') },
  };
  const rename = (from: string): AuthorityCommand => ({
    type: 'RenameAuthority',
    data: { officialName: 'LG Regulation', from: day(from), reason },
  });
  const event = (from: string): AuthorityEvent => ({
    type: 'AuthorityRenamed',
    data: { ...renamed, formerOfficialName: 'LACORS', formerName: 'LACORS', from: day(from), reason },
  });

  it('keeps the former name and the day', () => {
    given(lacors).when(rename('2006-03-01')).then(event('2006-03-01'));
  });

  it('refuses a day to come, and a day before the start, before the present name or from the end on', () => {
    given(lacors).when(rename('2006-03-22')).thenRejected('DATE_IN_FUTURE');
    given(lacors)
      .when(rename('1977-12-31'))
      .thenRejected('DATES_OUT_OF_ORDER', /since 1978-01-01/);
    const back = {
      type: 'RenameAuthority',
      data: { officialName: 'LACORS', from: day('2006-03-01'), reason },
    } as const;
    given(lacors, event('2006-03-01'))
      .when(back)
      .thenRejected('DATES_OUT_OF_ORDER', /since 2006-03-01/);
    const ended: AuthorityEvent = {
      type: 'AuthorityDissolved',
      data: { endedOn: day('2005-01-01'), successors: [], reason },
    };
    given(lacors, ended)
      .when(rename('2005-01-01'))
      .thenRejected('DATES_OUT_OF_ORDER', /ended on 2005-01-01/);
    given(lacors, ended).when(rename('2004-12-31')).then(event('2004-12-31'));
  });
});

describe('AmendAuthority', () => {
  const amend = (data: object): AuthorityCommand =>
    ({ type: 'AmendAuthority', data: { ...details, facts: nobodyElse, reason, ...data } }) as AuthorityCommand;

  it('replaces the details', () => {
    given(registered)
      .when(amend({ region: undefined, typeCode: 'NMD' }))
      .then({ type: 'AuthorityAmended', data: { nation: 'GB-ENG', localCode: 'TAU', typeCode: 'NMD', reason } });
  });

  it('records nothing when they are so already', () => {
    given(registered).when(amend({})).then();
  });

  it('refuses a start after the end', () => {
    given(registered, dissolved)
      .when(amend({ startedOn: day('2019-04-02') }))
      .thenRejected('DATES_OUT_OF_ORDER');
  });

  it('changes the local code only where a GSS code identifies the authority', () => {
    given(registered)
      .when(amend({ localCode: 'TND' }))
      .then({ type: 'AuthorityAmended', data: { ...details, localCode: 'TND', reason } });
    given({ type: 'AuthorityRegistered', data: { ...council, gssCode: undefined } })
      .when(amend({ localCode: 'TND' }))
      .thenRejected('IDENTITY_IS_FIXED');
  });
});

describe('AssignGssCode', () => {
  const byLocalCode: AuthorityEvent = { type: 'AuthorityRegistered', data: { ...council, gssCode: undefined } };
  const assign = (data: object = {}): AuthorityCommand =>
    ({
      type: 'AssignGssCode',
      data: { gssCode: 'E07000190', facts: { holder: undefined }, reason, ...data },
    }) as AuthorityCommand;
  const assigned: AuthorityEvent = { type: 'GssCodeAssigned', data: { gssCode: 'E07000190', reason } };

  it('gives a council its code once', () => {
    given(byLocalCode).when(assign()).then(assigned);
    given(byLocalCode, assigned).when(assign()).then();
    given(byLocalCode, assigned)
      .when(assign({ gssCode: 'E07000191' }))
      .thenRejected('IDENTITY_IS_FIXED');
  });

  it('refuses the code of another nation, of another council, or for a body that is no council', () => {
    given(byLocalCode)
      .when(assign({ gssCode: 'W06000015' }))
      .thenRejected('INVALID_INPUT');
    const holder = { officialName: 'Somerset West', gssCode: 'E07000190' };
    given(byLocalCode)
      .when(assign({ facts: { holder } }))
      .thenRejected('ALREADY_EXISTS');
    given({ type: 'AuthorityRegistered', data: { kind: 'OTHER_BODY', ...names, ...details } })
      .when(assign())
      .thenRejected('INVALID_INPUT');
  });
});

describe('The end of an authority', () => {
  const dissolve = (data: object = {}): AuthorityCommand =>
    ({ type: 'DissolveAuthority', data: { ...end, facts, reason, ...data } }) as AuthorityCommand;
  const correct = (data: object = {}): AuthorityCommand =>
    ({ type: 'CorrectDissolution', data: { ...end, facts, reason, ...data } }) as AuthorityCommand;

  it('records the end, and that each successor takes over on that day', () => {
    given(registered)
      .when(dissolve({ successors: [{ authorityId: SOMERSET_WEST }] }))
      .then(dissolved);
  });

  it('may lie ahead, and a successor may take over later', () => {
    const successors = [{ authorityId: SOMERSET_WEST, from: day('2030-04-02') }];
    const data = { endedOn: day('2030-04-01'), successors };
    given(registered)
      .when(dissolve(data))
      .then({ type: 'AuthorityDissolved', data: { ...data, reason } });
  });

  it('keeps several successors in one order, whichever was named first', () => {
    const [first, second] = [SOMERSET, SOMERSET_WEST].sort();
    const both = [first, second].map((authorityId) => ({ authorityId }));
    const event = {
      type: 'AuthorityDissolved',
      data: { endedOn: end.endedOn, successors: both.map((each) => ({ ...each, from: end.endedOn })), reason },
    } as AuthorityEvent;
    given(registered)
      .when(dissolve({ successors: both }))
      .then(event);
    given(registered)
      .when(dissolve({ successors: both.toReversed() }))
      .then(event);
  });

  it.each([
    ['an end before the start', { endedOn: day('2000-01-01') }, 'DATES_OUT_OF_ORDER', 'endedOn'],
    [
      'a successor that takes over before the end',
      { successors: [{ authorityId: SOMERSET_WEST, from: day('2019-03-31') }] },
      'DATES_OUT_OF_ORDER',
      'successors.0.from',
    ],
    [
      'itself as its successor',
      { successors: [{ authorityId: TAUNTON }] },
      'SUCCESSION_CIRCULAR',
      'successors.0.authorityId',
    ],
    [
      'the same successor twice',
      { successors: [{ authorityId: SOMERSET }, { authorityId: SOMERSET }] },
      'DUPLICATE_IN_LIST',
      'successors.1.authorityId',
    ],
    [
      'a successor that is not in the register',
      { successors: [{ authorityId: SOMERSET }, { authorityId: HSE }] },
      'AUTHORITY_UNKNOWN',
      'successors.1.authorityId',
    ],
    [
      'a predecessor as its successor',
      {
        successors: [{ authorityId: WEST_SOMERSET }],
        facts: { ...facts, predecessors: new Set([WEST_SOMERSET]) },
      },
      'SUCCESSION_CIRCULAR',
      'successors.0.authorityId',
    ],
  ] as const)('refuses %s, also in a correction', (_, data, code, field) => {
    const started: AuthorityEvent = {
      type: 'AuthorityRegistered',
      data: { ...council, startedOn: day('2001-01-01') },
    };
    for (const rejection of [
      given(started).when(dissolve(data)).thenRejected(code),
      given(started, dissolved).when(correct(data)).thenRejected(code),
    ]) {
      if (rejection.field?.join('.') !== field) throw new Error(`It names ${rejection.field?.join('.')}.`);
    }
  });

  it('cannot be recorded a second time in another way', () => {
    given(registered, dissolved).when(dissolve()).then();
    given(registered, dissolved)
      .when(dissolve({ endedOn: day('2019-04-02'), successors: [] }))
      .thenRejected('AUTHORITY_DISSOLVED', /2019-04-01/);
    given(registered, dissolved)
      .when(dissolve({ successors: [] }))
      .thenRejected('AUTHORITY_DISSOLVED');
  });

  it('can be corrected and withdrawn, once it is on record', () => {
    given(registered).when(correct()).thenRejected('AUTHORITY_NOT_DISSOLVED');
    given(registered, dissolved)
      .when(correct({ successors: [] }))
      .then({ type: 'DissolutionCorrected', data: { ...end, successors: [], reason } });
    const withdraw = { type: 'WithdrawDissolution', data: { reason } } as const;
    given(registered).when(withdraw).thenRejected('AUTHORITY_NOT_DISSOLVED');
    given(registered, dissolved).when(withdraw).then({ type: 'DissolutionWithdrawn', data: { reason } });
  });
});

describe('An authority that is not there', () => {
  it('cannot be changed', () => {
    given().when({ type: 'WithdrawDissolution', data: { reason } }).thenRejected('NOT_FOUND');
  });
});
