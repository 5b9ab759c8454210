import { describe, it } from '@jest/globals';
import { specificationOf } from '../../platform/event-sourcing/decider-specification.js';
import { parsePlainDate } from '#platform/working-days';
import { authorityIdOf } from './authority-code.js';
import type { AuthorityCommand } from './authority.commands.js';
import { authorityDecider } from './authority.decider.js';
import type { AuthorityEvent } from './authority.events.js';

const { given } = specificationOf(authorityDecider);
const day = parsePlainDate;

const TAUNTON = authorityIdOf('E07000190');
const SOMERSET = authorityIdOf('E10000027');
const SOMERSET_WEST = authorityIdOf('E07000246');

const identity = { kind: 'LOCAL_AUTHORITY', gssCode: 'E07000190' } as const;
const names = { officialName: 'Taunton Deane Borough Council', name: 'Taunton Deane' };
const details = { nation: 'GB-ENG', region: 'South West', localCode: 'TAU' } as const;
const council = { ...identity, ...names, ...details };
/** What a source must say at least. */
const spare = { ...identity, nation: 'GB-ENG', officialName: names.officialName } as const;
const registered: AuthorityEvent = { type: 'AuthorityRegistered', data: council };
const end = { endedOn: day('2019-04-01'), successors: [{ authorityId: SOMERSET_WEST, from: day('2019-04-01') }] };
const dissolved: AuthorityEvent = { type: 'AuthorityDissolved', data: { ...end, reason: 'Changes.' } };

const source = 'UK local authorities 1.7';
const given17 = `As given by ${source}`;
const record = (data: object): AuthorityCommand =>
  ({
    type: 'RecordAuthority',
    data: { ...spare, successors: [], source, facts: { ownId: TAUNTON }, ...data },
  }) as AuthorityCommand;
const recordOf = (data: object = {}) => record({ ...council, ...data });

describe('RecordAuthority', () => {
  it('enters an authority with its end; the successors may come later in the same file', () => {
    given()
      .when(recordOf(end))
      .then(
        { type: 'AuthorityRegistered', data: { ...council, source } },
        { type: 'AuthorityDissolved', data: { ...end, reason: given17 } },
      );
  });

  it('records nothing when the source says what the register says', () => {
    given(registered).when(recordOf()).then();
    given(registered, dissolved).when(recordOf(end)).then();
  });

  it('records each difference, and only that', () => {
    given(registered)
      .when(recordOf({ officialName: 'Taunton Deane Council' }))
      .then(renamed('Taunton Deane Council', 'Taunton Deane'));
    given(registered)
      .when(recordOf({ region: 'Somerset', ...end }))
      .then(
        { type: 'AuthorityAmended', data: { ...details, region: 'Somerset', reason: given17 } },
        { type: 'AuthorityDissolved', data: { ...end, reason: given17 } },
      );
    const successors = [{ authorityId: SOMERSET, from: end.endedOn }];
    given(registered, dissolved)
      .when(recordOf({ ...end, successors: [{ authorityId: SOMERSET }] }))
      .then({ type: 'DissolutionCorrected', data: { ...end, successors, reason: given17 } });
  });

  it('gives a council that was known by its local code the GSS code that the source has', () => {
    given({ type: 'AuthorityRegistered', data: { ...council, gssCode: undefined } })
      .when(recordOf())
      .then({ type: 'GssCodeAssigned', data: { gssCode: 'E07000190', reason: given17 } });
  });

  it('refuses another kind or GSS code under the same id', () => {
    given(registered)
      .when(recordOf({ kind: 'OTHER_BODY', gssCode: undefined }))
      .thenRejected('IDENTITY_IS_FIXED');
    given(registered)
      .when(recordOf({ gssCode: 'E07000191' }))
      .thenRejected('IDENTITY_IS_FIXED');
  });

  it('refuses what cannot be, as the other commands do', () => {
    given()
      .when(recordOf({ nation: undefined }))
      .thenRejected('INVALID_INPUT');
    given()
      .when(recordOf({ gssCode: undefined, localCode: undefined }))
      .thenRejected('INVALID_INPUT', /local code/);
    given()
      .when(recordOf({ countyId: TAUNTON }))
      .thenRejected('INVALID_INPUT', /countyId/);
    given()
      .when(recordOf({ successors: end.successors }))
      .thenRejected('INVALID_INPUT', /endedOn/);
    given()
      .when(recordOf({ ...end, startedOn: day('2019-04-02') }))
      .thenRejected('DATES_OUT_OF_ORDER');
    given(registered, dissolved)
      .when(recordOf({ startedOn: day('2019-04-02') }))
      .thenRejected('DATES_OUT_OF_ORDER');
    given()
      .when(recordOf({ ...end, successors: [{ authorityId: TAUNTON }] }))
      .thenRejected('SUCCESSION_CIRCULAR');
  });
});

describe('What a source does not say', () => {
  it('takes no detail, no name, no code and no end from the record', () => {
    given(registered, dissolved).when(record({})).then();
    given(registered)
      .when(record({ gssCode: undefined }))
      .then();
    given(registered, dissolved)
      .when(record({ typeCode: 'NMD' }))
      .then({ type: 'AuthorityAmended', data: { ...details, typeCode: 'NMD', reason: given17 } });
  });

  it('leaves an authority the name by which it is known, unless that is its official one', () => {
    const officialName = 'Taunton Deane Council';
    given(registered).when(record({ officialName })).then(renamed(officialName, 'Taunton Deane'));
    const plain = { ...council, name: names.officialName };
    given({ type: 'AuthorityRegistered', data: plain })
      .when(record({ officialName }))
      .then(renamed(officialName, officialName, plain));
  });

  it('keeps the successors when the day is corrected, and the day when the successors are', () => {
    const endedOn = day('2019-03-31');
    given(registered, dissolved)
      .when(recordOf({ endedOn }))
      .then({
        type: 'DissolutionCorrected',
        data: { endedOn, successors: [{ authorityId: SOMERSET_WEST, from: endedOn }], reason: given17 },
      });
    given(registered, dissolved)
      .when(recordOf({ successors: [{ authorityId: SOMERSET }] }))
      .then({
        type: 'DissolutionCorrected',
        data: { ...end, successors: [{ authorityId: SOMERSET, from: end.endedOn }], reason: given17 },
      });
  });

  it('keeps the day from which a successor takes over, where that is a later one', () => {
    const later: AuthorityEvent = {
      type: 'AuthorityDissolved',
      data: { ...end, successors: [{ authorityId: SOMERSET_WEST, from: day('2019-05-01') }], reason: 'Changes.' },
    };
    given(registered, later)
      .when(recordOf({ ...end, successors: [{ authorityId: SOMERSET_WEST }] }))
      .then();
    given(registered, later)
      .when(recordOf({ endedOn: day('2019-06-01') }))
      .thenRejected('DATES_OUT_OF_ORDER');
  });
});

function renamed(officialName: string, name: string, former: typeof names = names): AuthorityEvent {
  const before = { formerOfficialName: former.officialName, formerName: former.name };
  return { type: 'AuthorityRenamed', data: { officialName, name, ...before, reason: given17 } };
}
