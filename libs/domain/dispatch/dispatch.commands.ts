import { z } from 'zod';
import type { InputsOf } from '#platform/event-sourcing';
import { idOf } from '#platform/values';
import { DISPATCH_CHANNELS, dispatchedContent, sourceId } from './dispatch.vocabulary.js';

const recipientListIds = z
  .array(idOf('recipient-list'))
  .min(1, 'must name at least one recipient list')
  .max(20, 'must name at most 20 recipient lists')
  .refine((ids) => new Set(ids).size === ids.length, 'must name each recipient list once');

export const dispatchCommands = {
  /** Given by the service itself on behalf of a source, on the stream `dispatchIdOf` says. */
  OpenDispatch: dispatchedContent.extend({
    sourceId,
    issue: z.int().min(1).max(10_000),
    channel: z.enum(DISPATCH_CHANNELS),
    recipientListIds,
  }),
};

export type DispatchInput = InputsOf<typeof dispatchCommands>;

/** What a source hands over to have its text sent. */
export type OpenDispatchInput = z.input<typeof dispatchCommands.OpenDispatch>;
