import sanitizeHtml from 'sanitize-html';
import { isSafeTarget } from './link-target.js';
import { MARKDOWN_LIMITS } from './markdown-limits.js';
import { htmlToSanitise } from './markdown-parsers.js';

/** All that can come out, and nothing that could load, run, style, name or submit anything. */
const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: [
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'ul', 'ol', 'li', 'blockquote', 'pre', 'hr', 'br'],
    ...['em', 'strong', 'code', 'a', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  allowedAttributes: { a: ['href', 'rel'], ol: ['start'] },
  allowedSchemes: ['https', 'http', 'mailto', 'tel'],
  allowProtocolRelative: false,
  transformTags: { a: (tagName, { href }) => ({ tagName, attribs: linkAttributes(href) }) },
};

function linkAttributes(href: string | undefined): sanitizeHtml.Attributes {
  return href !== undefined && isSafeTarget(href) ? { href, rel: 'noopener noreferrer' } : {};
}

/**
 * HTML that is safe to put into a page or an e-mail, whatever the Markdown holds: it contains nothing but a few elements
 * of text, and links to https, http, mailto and tel addresses. A text that is too long to parse is shown as it was typed.
 */
export function renderMarkdown(markdown: string): string {
  if (markdown.length > MARKDOWN_LIMITS.source) return `<pre>${escapeHtml(markdown)}</pre>\n`;
  return sanitizeHtml(htmlToSanitise(markdown), ALLOWED);
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeHtml(text: string): string {
  return text.replace(/\0/g, '\uFFFD').replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
}
