import { z } from 'zod';
import { prose } from '#platform/values';

/** The two bodies that agree messages; one of them is a message's single source (HELA paper, Annex 2). */
export const MESSAGE_SOURCES = ['HSE', 'COORDINATING_BODY'] as const;
export type MessageSource = (typeof MESSAGE_SOURCES)[number];

const SOURCE_NAMES: Readonly<Record<MessageSource, string>> = {
  HSE: 'HSE',
  COORDINATING_BODY: 'the coordinating body',
};

/** A source within a sentence. */
export const sourceName = (source: MessageSource): string => SOURCE_NAMES[source];

export const MESSAGE_STATUSES = ['DRAFT', 'PROPOSED', 'CONFIRMED', 'LAPSED', 'ISSUED', 'WITHDRAWN'] as const;
export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

/** How a message stands to one that was issued before it. */
export const EARLIER_RELATIONS = ['CORRECTS', 'SUPERSEDES'] as const;
export type EarlierRelation = (typeof EARLIER_RELATIONS)[number];

/** The part of a version that a comment is about. */
export const MESSAGE_PARTS = [
  'WHOLE',
  'TITLE_AND_PURPOSE',
  'SUBJECT',
  'BODY',
  'AUDIENCES',
  'ORGANISATIONS',
  'CHANNELS',
  'SPEAKING_NOTE',
  'ATTACHMENTS',
  'TIMES',
  'EARLIER_MESSAGE',
] as const;
export type MessagePart = (typeof MESSAGE_PARTS)[number];

export const reason = prose(1000);

/** Versions are numbered from 1. */
export const version = z.int().min(1).max(1_000_000);
