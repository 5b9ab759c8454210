import { SubjectErasedError, type FieldPlace, type FieldSealing } from './field-sealing.js';
import type { SubjectId } from './personal-fields.js';

/** Seals by writing the place and the value down; keys are the subjects themselves. */
export class SealingDouble implements FieldSealing {
  readonly prepared: SubjectId[][] = [];
  readonly erased = new Map<SubjectId, string>();

  prepare: FieldSealing['prepare'] = async (subjects) => {
    for (const subject of subjects) this.#refuse(subject);
    this.prepared.push([...subjects]);
  };

  seal: FieldSealing['seal'] = (value, subject, place) => {
    this.#refuse(subject);
    return { sealed: { v: 1, key: subject, iv: textOf(place), ct: JSON.stringify(value) } };
  };

  open: FieldSealing['open'] = ({ sealed: { key, iv, ct } }, place) => {
    if (this.erased.has(key)) return { outcome: 'forgotten' };
    if (iv !== textOf(place)) throw new Error(`sealed for ${iv}`);
    return { outcome: 'opened', value: JSON.parse(ct) };
  };

  bind: FieldSealing['bind'] = (digest, subjects) => {
    for (const subject of subjects) this.#refuse(subject);
    return `${digest} with ${subjects.toSorted().join(' and ')}`;
  };

  bindAgain: FieldSealing['bindAgain'] = (digest, keyIds) =>
    keyIds.some((id) => this.erased.has(id)) ? undefined : `${digest} with ${keyIds.toSorted().join(' and ')}`;

  #refuse(subject: SubjectId): void {
    const reference = this.erased.get(subject);
    if (reference !== undefined) throw new SubjectErasedError(subject, reference);
  }
}

function textOf({ eventId, stream, revision, type, path }: FieldPlace): string {
  return [eventId, stream, revision, type, path].join(' ');
}
