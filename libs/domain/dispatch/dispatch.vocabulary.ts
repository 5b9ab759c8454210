import { z } from 'zod';
import { deriveId, digestSchema, line, prose, type IdOf } from '#platform/values';

/** The ways by which a text reaches a recipient outside the service. */
export const DISPATCH_CHANNELS = ['EMAIL', 'WEBHOOK'] as const;
export type DispatchChannel = (typeof DISPATCH_CHANNELS)[number];

/** What is sent together: one issue of one source over one channel. */
export interface DispatchKey {
  /** The id of the object that the text comes from. */
  readonly sourceId: string;
  /** 1 for the first time that the source issues something. */
  readonly issue: number;
  readonly channel: DispatchChannel;
}

/** The same key leads to the same dispatch: whoever opens it again changes nothing. */
export function dispatchIdOf({ sourceId, issue, channel }: DispatchKey): IdOf<'dispatch'> {
  return deriveId('dispatch', sourceId, String(issue), channel);
}

/** Why nobody can say whether a delivery arrived. */
export const UNCERTAINTIES = [
  /** The service stopped after it had begun and before the outcome was on record. */
  'IN_FLIGHT_AT_STOP',
  /** Everything was sent, and no answer came. */
  'NO_ANSWER',
] as const;
export type Uncertainty = (typeof UNCERTAINTIES)[number];

const OBJECT_ID = /^[a-z]+(?:-[a-z]+)*-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const sourceId = z.string().regex(OBJECT_ID, 'must be the id of an object (<kind>-<uuid>)');

/** Markup that was sanitised where it was made; here only its size and its characters are checked. */
const html = z
  .string()
  .min(1, 'must not be empty')
  .max(200_000, 'must be at most 200000 characters long')
  .refine((value) => !/[^\P{Cc}\n\t]|\p{Cs}/u.test(value), 'must not contain control characters');

/** A file that goes with the text. The service does not hold it: recipients fetch it and compare the digest. */
export const attachmentReference = z.strictObject({
  name: line(200),
  mediaType: z
    .string()
    .max(127, 'must be at most 127 characters long')
    .regex(/^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/, 'must be a media type, such as application/pdf'),
  digest: digestSchema,
  /** Where the file is kept. */
  location: line(1000),
});

export type AttachmentReference = z.output<typeof attachmentReference>;

/** The text exactly as every recipient gets it. */
export const dispatchedContent = z.strictObject({
  subject: line(200),
  text: prose(50_000),
  html,
  /** Of what was agreed, as its source computes it. */
  contentDigest: digestSchema,
  attachments: z.array(attachmentReference).max(20),
});

export type DispatchedContent = z.output<typeof dispatchedContent>;
