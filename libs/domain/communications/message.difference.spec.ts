import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { digestOf } from '#platform/values';
import { parseInstant, parsePlainDate } from '#platform/working-days';
import { contentDigest, type MessageChannel, type MessageContent } from './message.content.js';
import { differenceOfContents } from './message.difference.js';
import { aboutTesco, content, TESCO } from './message.fixture.js';

const messageId = 'message-00000000-0000-4000-8000-000000000001';
const calendarId = 'programme-calendar-00000000-0000-4000-8000-000000000001';
const [audience, unions] = content.audiences;
const [file] = content.attachments;

/** One change of each part of a content. */
const CHANGES: readonly Partial<MessageContent>[] = [
  { title: 'Another title' },
  { purpose: 'Another purpose.' },
  { source: 'HSE' },
  { wording: { ...content.wording, subject: 'Another subject' } },
  { wording: { ...content.wording, body: 'Before you write to *any* depot, ask.' } },
  { audiences: audience ? [audience] : [] },
  { audiences: unions && audience ? [unions, audience] : [] },
  { organisationIds: [TESCO] },
  { channels: content.channels.slice(1) },
  { channels: content.channels.map(withOtherNote) },
  { attachments: [] },
  { attachments: file ? [{ ...file, digest: digestOf('another file') }] : [] },
  { window: { from: parsePlainDate('2006-03-20'), until: parsePlainDate('2006-05-01') } },
  { embargoUntil: parseInstant('2006-03-22T08:00:00.000Z') },
  { programmePeriods: [{ calendarId, period: 1 }] },
  { programmeException: 'It cannot wait.' },
  { earlierMessage: { relation: 'CORRECTS', messageId, why: 'A number was wrong.' } },
];

function withOtherNote(channel: MessageChannel): MessageChannel {
  return channel.channel === 'REGIONAL_MEETING' ? { ...channel, speakingNote: 'Say why.' } : channel;
}

describe('The difference of two versions', () => {
  it('says each change in a sentence, and by field and kind', () => {
    const after: MessageContent = {
      ...aboutTesco,
      title: 'Who to ask',
      window: { ...content.window, until: parsePlainDate('2006-05-01') },
      audiences: audience ? [audience, { segment: 'PRACTITIONERS' }] : [],
    };
    expect(differenceOfContents(content, after).map(({ field, kind, sentence }) => [field, kind, sentence])).toEqual([
      ['TITLE', 'CHANGED', `The title was “${content.title}” and is “Who to ask”.`],
      ['AUDIENCE', 'REMOVED', 'Removed audience: trade unions.'],
      ['AUDIENCE', 'ADDED', 'Added audience: practitioners.'],
      ['ORGANISATION', 'ADDED', `Added organisation: ${TESCO}.`],
      ['WINDOW', 'CHANGED', 'The issue window was “2006-03-20 to 2006-04-28” and is “2006-03-20 to 2006-05-01”.'],
    ]);
  });

  it('shows changes of a wording word by word, also of a speaking note', () => {
    const after = { ...content, channels: content.channels.map(withOtherNote) };
    const [note, ...others] = differenceOfContents(content, after);
    expect(others).toEqual([]);
    expect(note).toMatchObject({ field: 'SPEAKING_NOTE', before: 'Say **why** it helps.', after: 'Say why.' });
    expect(note?.wording?.runs.length).toBeGreaterThan(1);
  });

  it('is empty for the same content and never for another one', () => {
    const versions = fc.subarray([...CHANGES]).map((some): MessageContent => Object.assign({}, content, ...some));
    fc.assert(
      fc.property(versions, versions, (before, after) => {
        const isSame = contentDigest(before) === contentDigest(after);
        expect(differenceOfContents(before, after).length === 0).toBe(isSame);
      }),
    );
    for (const change of CHANGES) expect(differenceOfContents(content, { ...content, ...change })).toHaveLength(1);
  });
});
