/** In characters (UTF-16 code units), unless it says otherwise. */
export const MARKDOWN_LIMITS = {
  /** Of the Markdown itself. A longer text is not parsed. */
  source: 20_000,
  /** Of its plain text: quotations and tables can make it longer than what was written. */
  plainText: 50_000,
  /** Of its HTML. */
  html: 200_000,
  /** How deep lists and quotations stand in one another. */
  blockDepth: 4,
  /** How deep emphasis and links stand in one another. */
  inlineDepth: 4,
  /** Faults that are listed; whoever mends these may learn of more. */
  faults: 20,
} as const;
