import type { Token } from 'markdown-it';
import { findForbidden } from '#platform/values';
import { quoted, targetFault } from './link-target.js';
import { MARKDOWN_LIMITS } from './markdown-limits.js';
import { lineWithin, targetOf, tokensToCheck, visibleText } from './markdown-parsers.js';
import { plainTextOfMarkdown } from './plain-text.js';
import { renderMarkdown } from './render-html.js';
import { shownAddressFault } from './shown-address.js';

/** Something in a text that may not stand there. */
export interface MarkdownFault {
  /** From 1. */
  readonly line: number;
  /** What is wrong, in a sentence. */
  readonly sentence: string;
}

/** 'Line 3: An image is not part of a text: attach it.' */
export const describeFault = ({ line, sentence }: MarkdownFault): string => `Line ${line}: ${sentence}`;

/**
 * What is wrong with a text, in the order of its lines; nothing: it may be agreed on and sent. At most
 * `MARKDOWN_LIMITS.faults` are listed.
 */
export function checkMarkdown(markdown: string): readonly MarkdownFault[] {
  if (markdown.length > MARKDOWN_LIMITS.source) return [tooLong(markdown)];
  const faults = [...hiddenCharacters(markdown), ...faultsOfBlocks(tokensToCheck(markdown))];
  const found = faults.length > 0 ? faults : faultsOfResult(markdown);
  return found.toSorted((a, b) => a.line - b.line).slice(0, MARKDOWN_LIMITS.faults);
}

function tooLong(markdown: string): MarkdownFault {
  const { source } = MARKDOWN_LIMITS;
  const line = markdown.slice(0, source).split('\n').length;
  return { line, sentence: `The text is longer than ${source} characters.` };
}

function hiddenCharacters(markdown: string): MarkdownFault[] {
  return markdown.split('\n').flatMap((text, index) => {
    const found = findForbidden(text);
    if (found === undefined) return [];
    return [
      { line: index + 1, sentence: `The character ${found.name} (at place ${found.index + 1}) may not be used.` },
    ];
  });
}

function faultsOfBlocks(blocks: readonly Token[]): MarkdownFault[] {
  const { blockDepth } = MARKDOWN_LIMITS;
  let depth = 0;
  return blocks.flatMap((token) => {
    const line = (token.map?.[0] ?? 0) + 1;
    if (token.type === 'list_item_open' || token.type === 'blockquote_open') {
      depth += 1;
      const sentence = `Lists and quotations may stand in one another ${blockDepth} deep at most.`;
      return depth === blockDepth + 1 ? [{ line, sentence }] : [];
    }
    if (token.type === 'list_item_close' || token.type === 'blockquote_close') depth -= 1;
    if (token.type === 'inline') return faultsOfInline(token, line);
    return sentencesAboutBlock(token).map((sentence) => ({ line, sentence }));
  });
}

function sentencesAboutBlock({ type, content, info }: Token): string[] {
  if (type === 'html_block') return [htmlSentence(content.trim().split('\n')[0] ?? '')];
  if (type === 'fence' && info.trim() !== '')
    return [`${quoted(info.trim())} beside the code marks would not be shown.`];
  return [];
}

const htmlSentence = (html: string): string => `HTML may not be used: ${quoted(html)}.`;

/** `[label]: address`, or a footnote: it would not show where it stands, and act elsewhere. */
const DEFINITION = /^\s*\[(?:[^[\]\\]|\\.)+\]:/;

function faultsOfInline({ content, children }: Token, firstLine: number): MarkdownFault[] {
  const tokens = children ?? [];
  const definitions = content.split('\n').flatMap((text, index) => {
    if (!DEFINITION.test(text)) return [];
    const sentence = `An address may not be kept apart from its link: ${quoted(text.trim())}. Write [text](address).`;
    return [{ line: firstLine + index, sentence }];
  });
  const others = tokens.flatMap((token, index) =>
    sentencesAboutInline(token, tokens.slice(index + 1)).map((sentence) => ({
      line: firstLine + lineWithin(token),
      sentence,
    })),
  );
  return [...definitions, ...others];
}

/** What may have been meant as a tag, or be taken for one by a less careful reader. */
const TAG_BEGINS = /<[a-z/!?][^\s<]*/i;

function sentencesAboutInline(token: Token, following: readonly Token[]): string[] {
  const { inlineDepth } = MARKDOWN_LIMITS;
  const deep = `Emphasis and links may stand in one another ${inlineDepth} deep at most.`;
  if (token.nesting === 1 && token.level === inlineDepth) return [deep];
  switch (token.type) {
    case 'html_inline':
      return [htmlSentence(token.content)];
    case 'text': {
      const [tag] = TAG_BEGINS.exec(token.content) ?? [];
      return tag === undefined ? [] : [`${htmlSentence(tag)} Write \\< for the character itself.`];
    }
    case 'text_special':
      return sentencesAboutCharacter(token);
    case 'image':
      return ['An image may not be part of the text: attach it.'];
    case 'link_open':
      return sentencesAboutLink(token, following);
    default:
      return [];
  }
}

/** '&#8203;' stands for a character that may not be used either. */
function sentencesAboutCharacter({ content, markup }: Token): string[] {
  const found = findForbidden(content);
  return found === undefined ? [] : [`The character ${found.name} may not be used, nor written as ${quoted(markup)}.`];
}

function sentencesAboutLink(opened: Token, following: readonly Token[]): string[] {
  const target = targetOf(opened);
  const end = following.findIndex(({ type, level }) => type === 'link_close' && level === opened.level);
  const text = visibleText(following.slice(0, end));
  const title = opened.attrGet('title');
  const wrong = [
    text.trim() === '' && 'has no text that could be seen',
    title !== null && `has the title ${quoted(String(title))}, which is not shown everywhere`,
    targetFault(target) ?? shownAddressFault(text, target),
  ];
  return wrong.filter((fault) => typeof fault === 'string').map((fault) => `The link ${fault}.`);
}

/** Of a text that is well written: whether it says something, and in how many characters. */
function faultsOfResult(markdown: string): MarkdownFault[] {
  const plainText = plainTextOfMarkdown(markdown);
  if (!/[\p{L}\p{N}]/u.test(plainText)) return [{ line: 1, sentence: 'The text says nothing.' }];
  const limits = MARKDOWN_LIMITS;
  const fits = plainText.length <= limits.plainText && renderMarkdown(markdown).length <= limits.html;
  return fits
    ? []
    : [{ line: 1, sentence: 'The text becomes too long when it is shown. Use fewer tables and quotations.' }];
}
