import {
  checkMarkdown,
  describeFault,
  MARKDOWN_LIMITS,
  plainTextOfMarkdown,
  renderMarkdown,
  type MarkdownFault,
} from '#platform/markdown';

/**
 * A message's wording is Markdown (`#platform/markdown` says what may be written). It is agreed on as it was typed, and
 * everything that is sent is made from it.
 */

/** In characters. A longer wording is refused. */
export const WORDING_MAX_LENGTH = MARKDOWN_LIMITS.source;

export type WordingFault = MarkdownFault;

/** What is wrong with a wording, in the order of its lines. One without faults may be agreed on and issued. */
export const checkWording = (markdown: string): readonly WordingFault[] => checkMarkdown(markdown);

/** 'Line 3: HTML may not be used: “<script>”.' */
export const describeWordingFault = (fault: WordingFault): string => describeFault(fault);

/** Safe to put into a page or an e-mail, whatever the wording holds. */
export const renderWording = (markdown: string): string => renderMarkdown(markdown);

/** Readable without markup: the text part of an e-mail. */
export const plainTextOf = (markdown: string): string => plainTextOfMarkdown(markdown);
