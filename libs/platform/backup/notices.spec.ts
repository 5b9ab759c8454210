import { describe, expect, it } from '@jest/globals';
import { checkpointText, generateSignerKey, NOTE_ALGORITHM, signatureLine, signNote } from '#platform/ledger';
import { checkpointNotices, restoredNotices, stoppedNotices, type PresentLog } from './notices.js';
import type { Restored } from './restored.file.js';

const ROOT = new Uint8Array(32).fill(1);
const OTHER = new Uint8Array(32).fill(2);
const log = (head: number, root?: Uint8Array): PresentLog => ({ head, root: () => root });
const kinds = (notices: readonly { readonly kind: string }[]) => notices.map(({ kind }) => kind);

describe('What is said of a record', () => {
  const note = (size: number): string => {
    const text = checkpointText({ origin: 'example.org/log', size, root: ROOT, extensions: [] });
    return `${text}\n${signatureLine(signNote(text, generateSignerKey('example.org/log', NOTE_ALGORITHM.ed25519)))}`;
  };
  const restored = (changes: Partial<Restored> = {}): Restored => ({
    format: 1,
    restoredAt: '2026-05-02T10:00:00.000Z',
    backup: '00000000-0000-4000-8000-000000000000',
    backupCreatedAt: '2026-05-01T12:00:00.000Z',
    position: 100,
    known: { position: 100, by: 'backup' },
    checkpoint: null,
    fences: { from: 'kept-keys', count: 0 },
    keys: 'kept',
    ...changes,
  });

  it('tells a whole restore from one that left events out', () => {
    expect(restoredNotices(restored(), log(100))).toEqual([
      { kind: 'RESTORED', text: expect.stringContaining('No event is known to be missing.') },
    ]);
    expect(restoredNotices(restored({ position: 99 }), log(99))[0]).toMatchObject({
      kind: 'OLDER_THAN_KNOWN',
      text: expect.stringContaining('up to position 100 at least: one event is missing'),
    });
    const unknowing = restoredNotices(restored({ fences: { from: 'none', count: 0 } }), log(100));
    expect(unknowing[0]?.text).toContain('who was forgotten after the backup may be readable again');
  });

  it('goes on comparing with the last checkpoint from before, also when the log has grown past it', () => {
    const older = restored({ position: 90, known: { position: 100, by: 'checkpoint' }, checkpoint: note(100) });
    expect(kinds(restoredNotices(older, log(90)))).toEqual(['OLDER_THAN_KNOWN', 'OLDER_THAN_KNOWN']);
    expect(kinds(restoredNotices(older, log(120, OTHER)))).toEqual(['OLDER_THAN_KNOWN', 'DIFFERS_FROM_KNOWN']);
    expect(kinds(restoredNotices(older, log(120)))).toEqual(['OLDER_THAN_KNOWN']);
  });

  it('tells that nobody looks any more', () => {
    expect(stoppedNotices({ stopped: undefined })).toEqual([]);
    expect(stoppedNotices({ stopped: 'out of memory' })).toEqual([
      { kind: 'NOT_CHECKED', text: expect.stringContaining('(out of memory)') },
    ]);
  });

  it('recognises by a checkpoint that somebody kept whether the log goes on from it', () => {
    const known = { size: 100, root: ROOT, note: note(100) };
    expect(checkpointNotices(known, log(100, ROOT), 'an auditor')).toEqual([]);
    expect(kinds(checkpointNotices(known, log(99, ROOT), 'an auditor'))).toEqual(['OLDER_THAN_KNOWN']);
    expect(kinds(checkpointNotices(known, log(100, OTHER), 'an auditor'))).toEqual(['DIFFERS_FROM_KNOWN']);
    expect(checkpointNotices(known, log(100), 'an auditor')).toEqual([]);
  });
});
