import { z } from 'zod';
import { topic } from '#domain/partnerships';
import type { InputsOf } from '#platform/event-sourcing';
import { idOf, line, prose } from '#platform/values';
import { feedbackAnswer, MATERIAL_KINDS, materialVersion } from './shared-material.events.js';

const version = z.int().min(1);

export const sharedMaterialCommands = {
  CirculateMaterial: z.strictObject({
    title: line(200),
    kind: z.enum(MATERIAL_KINDS),
    topics: z.array(topic).min(1).max(20),
    version: materialVersion,
  }),
  AddMaterialVersion: z.strictObject({ version: materialVersion }),
  WithdrawMaterial: z.strictObject({ reason: prose(1000) }),
  GiveMaterialFeedback: z.strictObject({ version, text: prose(4000), usefulness: z.int().min(1).max(5) }),
  AnswerMaterialFeedback: z.strictObject({ number: z.int().min(1), answer: feedbackAnswer }),
  RecordMaterialUse: z
    .strictObject({ version, partnershipId: idOf('partnership').optional(), purpose: prose(1000).optional() })
    .refine(({ partnershipId, purpose }) => partnershipId !== undefined || purpose !== undefined, {
      path: ['purpose'],
      error: 'must say for what it was used, where no partnership is named',
    }),
};

export type SharedMaterialInput = InputsOf<typeof sharedMaterialCommands>;
type InputOf<Type extends SharedMaterialInput['type']> = Extract<SharedMaterialInput, { type: Type }>['data'];

/** The commands with the facts that the decider needs besides its own state. */
export type SharedMaterialCommand =
  | {
      readonly type: 'RecordMaterialUse';
      readonly data: InputOf<'RecordMaterialUse'> & { readonly partnershipKnown: boolean };
    }
  | Exclude<SharedMaterialInput, { type: 'RecordMaterialUse' }>;
