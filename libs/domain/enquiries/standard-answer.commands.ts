import { z } from 'zod';
import type { InputsOf } from '#platform/event-sourcing';
import { line, prose } from '#platform/values';

const wording = z.strictObject({ topic: line(80), title: line(200), text: prose(8000) });

export const standardAnswerCommands = {
  DraftStandardAnswer: wording,
  ReviseStandardAnswer: wording,
  PublishStandardAnswer: z.strictObject({}),
  WithdrawStandardAnswer: z.strictObject({ reason: prose(1000) }),
};

export type StandardAnswerCommand = InputsOf<typeof standardAnswerCommands>;
