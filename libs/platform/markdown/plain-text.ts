import type { Token } from 'markdown-it';
import { MARKDOWN_LIMITS } from './markdown-limits.js';
import { isBreak, targetOf, tokensToShow, visibleText } from './markdown-parsers.js';

/**
 * Readable plain text: an e-mail's text part. Lists, quotations and tables keep their form; the address of a link follows
 * its text. A text that is too long to parse is left as it was typed.
 */
export function plainTextOfMarkdown(markdown: string): string {
  if (markdown.length > MARKDOWN_LIMITS.source) return markdown;
  return joined(blocksOf(tokensToShow(markdown))).trim();
}

/** A block that is open, with what it holds so far. */
interface OpenBlock {
  readonly opened: Token | undefined;
  readonly blocks: Block[];
}

interface Block {
  readonly text: string;
  /** Two that are close follow each other without an empty line: items of a tight list, rows of a table. */
  readonly close: boolean;
}

function blocksOf(tokens: readonly Token[]): readonly Block[] {
  const open: OpenBlock[] = [{ opened: undefined, blocks: [] }];
  for (const token of tokens) {
    if (token.nesting === 1) open.push({ opened: token, blocks: [] });
    else if (token.nesting === 0) open.at(-1)?.blocks.push({ text: leafText(token), close: false });
    else {
      const { opened, blocks } = open.pop() ?? { opened: undefined, blocks: [] };
      if (opened) open.at(-1)?.blocks.push(closedBlock(opened, blocks));
    }
  }
  return open.flatMap(({ blocks }) => blocks);
}

function leafText(token: Token): string {
  switch (token.type) {
    case 'inline':
      return inlineText(token.children ?? []);
    case 'hr':
      return '-----';
    default:
      // Code, set off by its indentation.
      return indented(token.content.replace(/\n$/, ''), '    ', '    ');
  }
}

function closedBlock(opened: Token, blocks: readonly Block[]): Block {
  const text = joined(blocks);
  switch (opened.type) {
    case 'heading_open':
      return {
        text: text === '' ? '' : `${text}\n${(opened.tag === 'h1' ? '=' : '-').repeat(widthOf(text))}`,
        close: false,
      };
    case 'blockquote_open':
      return { text: indented(text, '> ', '> '), close: false };
    case 'list_item_open':
      return listItem(opened, text, isTight(blocks));
    case 'tr_open':
      return { text: blocks.map((cell) => cell.text).join(' | '), close: true };
    case 'thead_open':
    case 'tbody_open':
      return { text, close: true };
    // A paragraph of a tight list is hidden: it has no space of its own.
    default:
      return { text, close: opened.hidden || (opened.type.endsWith('list_open') && isTight(blocks)) };
  }
}

/** `info` is the number of an item of a numbered list. */
function listItem({ info, markup }: Token, text: string, close: boolean): Block {
  const mark = info === '' ? '- ' : `${info}${markup} `;
  return { text: indented(text, mark, ' '.repeat(mark.length)), close };
}

const isTight = (blocks: readonly Block[]): boolean => blocks.every(({ close }) => close);

function joined(blocks: readonly Block[]): string {
  const filled = blocks.filter(({ text }) => text !== '');
  return filled
    .map((block, index) => {
      const before = filled[index - 1];
      if (before === undefined) return block.text;
      return (before.close && block.close ? '\n' : '\n\n') + block.text;
    })
    .join('');
}

function indented(text: string, first: string, others: string): string {
  return text
    .split('\n')
    .map((line, index) => `${index === 0 ? first : others}${line}`.trimEnd())
    .join('\n');
}

const widthOf = (text: string): number => Math.min(72, Math.max(...text.split('\n').map((line) => [...line].length)));

function inlineText(tokens: readonly Token[]): string {
  let text = '';
  let linkStart = 0;
  tokens.forEach((token, index) => {
    if (token.type === 'link_open') linkStart = index;
    if (token.type === 'link_close') {
      const opened = tokens[linkStart];
      if (opened) text += addressAfter(visibleText(tokens.slice(linkStart, index)), targetOf(opened));
    } else if (isBreak(token)) text += '\n';
    else if (token.nesting === 0) text += token.content;
  });
  return text;
}

/** Nothing where the text of the link is its address. */
function addressAfter(text: string, target: string): string {
  const address = target.replace(/^(?:mailto|tel):/i, '');
  return [target, address].includes(text.trim()) ? '' : ` (${address})`;
}
