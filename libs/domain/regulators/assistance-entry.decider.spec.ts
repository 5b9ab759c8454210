import { describe, expect, it } from '@jest/globals';
import { specificationOf } from '../../platform/event-sourcing/decider-specification.js';
import { deriveId } from '#platform/values';
import { parsePlainDate } from '#platform/working-days';
import type { AssistanceEntryCommand } from './assistance-entry.commands.js';
import { assistanceEntryDecider } from './assistance-entry.decider.js';
import type { AssistanceEntryEvent } from './assistance-entry.events.js';
import { authorityIdOf } from './authority-code.js';
import { soughtWords, topicWords } from './topic-words.js';

const { given } = specificationOf(assistanceEntryDecider);
const day = parsePlainDate;

const DUNDEE = authorityIdOf('S12000042');
const officerId = deriveId('officer', 'spec');
const standing = { known: true, endedOn: undefined };
const inOffice = { authorityId: DUNDEE, leftOn: null };
const details = {
  topics: ['Workplace transport', 'Loading bays'],
  description: 'Advice on the layout of yards, with drawings.',
  officerId,
  nations: ['GB-SCT' as const],
  regions: [],
  validFrom: day('2006-01-01'),
};
const reason = 'Checked with the officer.';
const listed: AssistanceEntryEvent = { type: 'AssistanceListed', data: { ...details, authorityId: DUNDEE } };
const withdrawn: AssistanceEntryEvent = { type: 'AssistanceWithdrawn', data: { reason } };

const list = (data: object = {}, facts: object = {}): AssistanceEntryCommand => ({
  type: 'ListAssistance',
  data: { ...details, authorityId: DUNDEE, ...data, facts: { authority: standing, officer: inOffice, ...facts } },
});
const amend = (data: object = {}, facts: object = {}): AssistanceEntryCommand => ({
  type: 'AmendAssistance',
  data: { ...details, reason, ...data, facts: { authority: standing, officer: inOffice, ...facts } },
});

describe('ListAssistance', () => {
  it('records who helps on what', () => {
    given().when(list()).then(listed);
  });

  it('keeps nations and regions as sets in alphabetical order', () => {
    const regions = ['Wales', 'London', 'Wales'];
    given()
      .when(list({ nations: ['GB-WLS', 'GB-ENG', 'GB-WLS'], regions }))
      .then({
        type: 'AssistanceListed',
        data: { ...details, authorityId: DUNDEE, nations: ['GB-ENG', 'GB-WLS'], regions: ['London', 'Wales'] },
      });
  });

  it('refuses a second entry, and an authority that is unknown or has ended by then', () => {
    given(listed).when(list()).thenRejected('ALREADY_EXISTS');
    given()
      .when(list({}, { authority: { known: false, endedOn: undefined } }))
      .thenRejected('AUTHORITY_UNKNOWN');
    const ended = { known: true, endedOn: day('2006-01-01') };
    given()
      .when(list({}, { authority: ended }))
      .thenRejected('AUTHORITY_DISSOLVED');
  });
});

describe.each([
  ['listing', list, []],
  ['amending', amend, [listed]],
] as const)('What an entry says, when %s it', (_, command, before) => {
  it.each([
    ['a topic without a letter or digit', { topics: ['Noise', '?!'] }, 'INVALID_INPUT', 'topics.1'],
    ['the same topic twice', { topics: ['Noise', 'NOISE!'] }, 'DUPLICATE_IN_LIST', 'topics.1'],
    ['nobody to ask', { officerId: undefined }, 'INVALID_INPUT', 'contactPoint'],
    ['an end on the first day', { validUntil: day('2006-01-01') }, 'DATES_OUT_OF_ORDER', 'validUntil'],
  ] as const)('must not be %s', (_fault, data, code, field) => {
    const { field: named } = given(...before)
      .when(command(data))
      .thenRejected(code);
    expect(named?.join('.')).toBe(field);
  });

  it('must name an officer who serves the authority', () => {
    const topics = ['Noise'];
    given(...before)
      .when(command({ topics }, { officer: undefined }))
      .thenRejected('OFFICER_UNKNOWN');
    const left = { authorityId: DUNDEE, leftOn: '2006-02-01' };
    given(...before)
      .when(command({ topics }, { officer: left }))
      .thenRejected('OFFICER_LEFT');
    const elsewhere = { authorityId: authorityIdOf('HSE'), leftOn: null };
    given(...before)
      .when(command({ topics }, { officer: elsewhere }))
      .thenRejected('OFFICER_ELSEWHERE');
  });
});

describe('AmendAssistance', () => {
  it('replaces what the entry says, and records nothing when it says so already', () => {
    const contactPoint = 'Transport helpdesk';
    given(listed)
      .when(amend({ officerId: undefined, contactPoint }, { officer: undefined }))
      .then({ type: 'AssistanceAmended', data: { ...details, officerId: undefined, contactPoint, reason } });
    given(listed).when(amend()).then();
  });

  it('does not move the help to a day on which the authority has ended', () => {
    const authority = { known: true, endedOn: day('2006-03-01') };
    const { field } = given(listed)
      .when(amend({ validFrom: day('2006-03-01') }, { authority }))
      .thenRejected('AUTHORITY_DISSOLVED');
    expect(field).toEqual(['validFrom']);
    const moved = { validFrom: day('2006-02-28') };
    given(listed)
      .when(amend(moved, { authority }))
      .then({ type: 'AssistanceAmended', data: { ...details, ...moved, reason } });
  });

  it('is refused once the entry is withdrawn, and where there is none', () => {
    given(listed, withdrawn)
      .when(amend({ topics: ['Noise'] }))
      .thenRejected('ENTRY_WITHDRAWN');
    given().when(amend()).thenRejected('NOT_FOUND');
  });
});

describe('WithdrawAssistance', () => {
  it('counts once', () => {
    const withdraw = { type: 'WithdrawAssistance', data: { reason } } as const;
    given(listed).when(withdraw).then(withdrawn);
    given(listed, withdrawn).when(withdraw).then();
  });
});

describe('The words of a topic', () => {
  it('are without accents, letter case and punctuation, each once', () => {
    expect(topicWords('Café safety: SAFETY of cafés, EN 1005-2')).toEqual([
      'cafe',
      'safety',
      'of',
      'cafes',
      'en',
      '1005',
      '2',
    ]);
    expect(topicWords('… – !')).toEqual([]);
  });

  it('are sought up to eight at a time', () => {
    expect(soughtWords('a b c d e f g h i j')).toHaveLength(8);
  });
});
