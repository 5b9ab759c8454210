import MarkdownIt, { type Token } from 'markdown-it';
import { isSafeTarget } from './link-target.js';

/**
 * Two parsers of one grammar. Neither knows addresses that are kept elsewhere in the text (`[label]: address`), so that
 * a link and where it leads are read together, nor ~~struck out~~ text, which reads otherwise where it cannot be shown.
 */
const NOT_KNOWN = ['reference', 'strikethrough', 'linkify', 'replacements', 'smartquotes'];

/** The token's line within the text of its block, from 0. */
const LINE = 'line';

/** For checking: it takes everything for what somebody may have meant it to be, HTML and unsafe addresses too. */
const checking = new MarkdownIt({ html: true }).disable([...NOT_KNOWN, 'text_join']);
checking.validateLink = () => true;
const InlineState = checking.inline.State;
checking.inline.State = class extends InlineState {
  override push(...token: Parameters<InstanceType<typeof InlineState>['push']>): Token {
    const before = this.pos;
    const pushed = super.push(...token);
    pushed.meta = { ...pushed.meta, [LINE]: this.src.slice(0, before).split('\n').length - 1 };
    return pushed;
  }
};

/** For showing: what it does not know stays the text that it was. */
const showing = new MarkdownIt({ html: false }).disable([...NOT_KNOWN, 'image']);
showing.validateLink = isSafeTarget;

export const tokensToCheck = (markdown: string): Token[] => checking.parse(markdown, {});
export const tokensToShow = (markdown: string): Token[] => showing.parse(markdown, {});
export const htmlToSanitise = (markdown: string): string => showing.render(markdown);

/** Of a token that stands in the text of a block: its line there, from 0. */
export function lineWithin(token: Token): number {
  const line = token.meta?.[LINE];
  return typeof line === 'number' ? line : 0;
}

/** Without what marks it up. */
export function visibleText(tokens: readonly Token[]): string {
  return tokens.map((token) => (isBreak(token) ? ' ' : token.nesting === 0 ? token.content : '')).join('');
}

export const isBreak = (token: Token): boolean => token.type === 'softbreak' || token.type === 'hardbreak';

/** Where a link leads, from the token that opens it. */
export const targetOf = (token: Token): string => String(token.attrGet('href') ?? '');

/** Finds what reads as an address: with a scheme, or a host or mail box with a well-known ending. */
export function addressesIn(text: string): readonly { readonly text: string; readonly url: string }[] {
  return finder.match(text) ?? [];
}

const finder = new MarkdownIt().linkify
  .set({ fuzzyLink: true, fuzzyEmail: true })
  .tlds(['london', 'scot', 'wales', 'cymru', 'eu'], true);
