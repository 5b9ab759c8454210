import { z } from 'zod';
import { RETENTION_CLASSES, subjectIdSchema, type InputsOf } from '#platform/event-sourcing';
import { idOf, prose } from '#platform/values';
import { plainDateSchema, type PlainDate } from '#platform/working-days';
import { GROUNDS_TO_ERASE, GROUNDS_TO_KEEP, MOST_SUBJECTS, REQUESTERS } from './erasure.vocabulary.js';

const subjectIds = z
  .array(subjectIdSchema)
  .min(1, 'must name at least one data subject')
  .max(MOST_SUBJECTS, `must name at most ${MOST_SUBJECTS} data subjects`);
const explanation = prose(2000);
const attempt = z.int().min(1);

export const erasureCommands = {
  RequestErasure: z.strictObject({
    subjectIds,
    wantedBy: z.enum(REQUESTERS),
    ground: z.enum(GROUNDS_TO_ERASE),
    explanation,
  }),
  GrantErasure: z.strictObject({ ground: z.enum(GROUNDS_TO_ERASE), explanation }),
  RefuseErasure: z.strictObject({ ground: z.enum(GROUNDS_TO_KEEP), explanation }),
  WithdrawErasure: z.strictObject({ explanation }),
  /** For the durable process of retention. */
  ProposeErasure: z.strictObject({
    controllerId: idOf('authority'),
    subjectIds,
    retention: z.enum(RETENTION_CLASSES),
    keptForDays: z.int().min(1),
    since: plainDateSchema,
  }),
  /** For the effect that carries erasures out. */
  BeginErasure: z.strictObject({ attempt, subjectIds: z.array(subjectIdSchema).min(1).max(10_000) }),
  EndErasure: z.strictObject({
    attempt,
    events: z.int().min(0),
    valuesInClearText: z.int().min(0),
    readModels: z.array(z.string().max(80)).max(200),
  }),
  InterruptErasure: z.strictObject({ attempt }),
};

export type ErasureInput = InputsOf<typeof erasureCommands>;
export type InputOf<Type extends ErasureInput['type']> = Extract<ErasureInput, { type: Type }>['data'];

/** A data subject, as the registers show it to a decision. */
export type NamedSubject =
  /** Nobody's, or one that another party answers for: the two look the same. */
  | { readonly standing: 'unknown' }
  | { readonly standing: 'erased'; readonly erasureId: string }
  /** In another erasure than the one that is decided on. */
  | { readonly standing: 'being-decided'; readonly erasureId: string }
  | {
      readonly standing: 'held';
      /** Why the data cannot go as things are; a sentence. */
      readonly inUse?: string;
      /** The first day on which it need not be kept any more, where a period is set. */
      readonly keptUntil?: PlainDate;
    };

interface WithSubjects<Type extends 'RequestErasure' | 'GrantErasure'> {
  readonly type: Type;
  /** In the order of the subject ids. */
  readonly data: InputOf<Type> & { readonly subjects: readonly NamedSubject[] };
}

export type ErasureCommand =
  | WithSubjects<'RequestErasure'>
  | WithSubjects<'GrantErasure'>
  | Exclude<ErasureInput, { type: 'RequestErasure' | 'GrantErasure' }>;
export type CommandData<Type extends ErasureCommand['type']> = Extract<ErasureCommand, { type: Type }>['data'];
