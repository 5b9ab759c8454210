import { z } from 'zod';
import { topic } from '#domain/partnerships';
import { defineEvents, type EventsOf, person } from '#platform/event-sourcing';
import { digestSchema, idOf, line, prose } from '#platform/values';

/** What is circulated for reuse: the Polestar plan, a tailored lead authority partnership agreement (HELA paper, Annex 3). */
export const MATERIAL_KINDS = [
  'ENGAGEMENT_PLAN',
  'IMPROVEMENT_PLAN',
  'PARTNERSHIP_AGREEMENT',
  'GUIDANCE',
  'OTHER',
] as const;
export type MaterialKind = (typeof MATERIAL_KINDS)[number];

/** Who may read a version. */
export const MATERIAL_AUDIENCES = ['REGULATORS', 'BOTH_SIDES'] as const;
export type MaterialAudience = (typeof MATERIAL_AUDIENCES)[number];

/** Where a version is kept: the library holds its digest, not its text. */
export const materialLocation = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('URL'),
    url: z
      .string()
      .max(1000, { error: 'must be at most 1000 characters long', abort: true })
      .pipe(z.url({ protocol: /^https$/, error: 'must be an https address' })),
  }),
  z.strictObject({ kind: z.literal('REFERENCE'), reference: line(300) }),
]);
export type MaterialLocation = z.output<typeof materialLocation>;

export const materialVersion = z.strictObject({
  digest: digestSchema,
  location: materialLocation,
  audience: z.enum(MATERIAL_AUDIENCES),
  /** For whom it is meant: 'account managers in partnerships that a council leads'. */
  forWhom: line(200),
  /** What is new in it. */
  note: prose(1000).optional(),
});
export type MaterialVersion = z.output<typeof materialVersion>;

export const feedbackAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('TAKEN_UP'), version: z.int().min(1) }),
  z.strictObject({ kind: z.literal('NOT_TAKEN_UP'), reason: prose(1000) }),
]);
export type FeedbackAnswer = z.output<typeof feedbackAnswer>;

const number = z.int().min(1);

export const sharedMaterialEvents = defineEvents('plans', {
  SharedMaterialCirculated: {
    version: 1,
    description: 'A plan, an agreement or guidance entered the library for reuse; its first version follows.',
    schema: z.strictObject({
      title: line(200),
      kind: z.enum(MATERIAL_KINDS),
      topics: z.array(topic).min(1).max(20),
      circulatedByPartyId: z.string().min(1),
    }),
  },
  SharedMaterialVersionAdded: {
    version: 1,
    description: 'A version was circulated, with its digest and where it is kept.',
    schema: materialVersion.extend({ number }),
  },
  SharedMaterialWithdrawn: {
    version: 1,
    description: 'The material is not to be used any more.',
    schema: z.strictObject({ reason: prose(1000) }),
  },
  MaterialFeedbackGiven: {
    version: 1,
    description: 'Somebody said what a version is worth. For regulators only.',
    schema: z.strictObject({
      number,
      version: number,
      text: prose(4000),
      usefulness: z.int().min(1).max(5),
      by: person,
    }),
  },
  MaterialFeedbackAnswered: {
    version: 1,
    description: 'What became of the feedback: taken up in a version, or not, with the reason. For regulators only.',
    schema: z.strictObject({ number, answer: feedbackAnswer }),
  },
  MaterialUseRecorded: {
    version: 1,
    description: 'A party used a version, for a partnership or another purpose. For regulators only.',
    schema: z.strictObject({
      number,
      version: number,
      partyId: z.string().min(1),
      partnershipId: idOf('partnership').optional(),
      purpose: prose(1000).optional(),
    }),
  },
});

export type SharedMaterialEvent = EventsOf<typeof sharedMaterialEvents>;
