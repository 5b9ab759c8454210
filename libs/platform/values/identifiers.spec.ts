import { describe, expect, it } from '@jest/globals';
import { deriveId, deriveUuid, idOf } from './identifiers.js';

describe('Ids', () => {
  it('derived from a natural key are the same for ever', () => {
    expect(deriveId('authority', 'S12000042')).toBe(deriveId('authority', 'S12000042'));
    // Golden values: ids in every log rest on them.
    expect(deriveId('authority', 'S12000042')).toBe('authority-744ac590-79d7-5f5c-9bb7-85469dc75800');
    expect(deriveUuid('event', '00000000-0000-4000-8000-000000000000', '0')).toBe(
      'a187eba9-4830-53f8-8346-57a4dafd54f4',
    );
  });

  it('differ by kind and by how the parts are cut', () => {
    expect(deriveUuid('authority', 'x')).not.toBe(deriveUuid('officer', 'x'));
    expect(deriveUuid('a', 'bc')).not.toBe(deriveUuid('ab', 'c'));
    expect(deriveUuid('a', 'b')).not.toBe(deriveUuid('a","b'));
  });

  it('are checked for their kind', () => {
    const id = deriveId('authority', 'S12000042');
    expect(idOf('authority').safeParse(id).success).toBe(true);
    for (const wrong of [id.toUpperCase(), `x${id}`, `${id}\n`, id.replace('authority', 'officer'), 'authority-', 7]) {
      const parsed = idOf('authority').safeParse(wrong);
      expect(parsed.error?.issues[0]?.message).toBe('must be the id of an authority (authority-<uuid>)');
    }
  });
});
