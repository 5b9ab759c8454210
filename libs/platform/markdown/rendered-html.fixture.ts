/**
 * Reads what `renderMarkdown` gives by a grammar of its own, which is narrower than HTML: all parsers of HTML agree on
 * what passes it. It shares nothing with what made the HTML.
 */
const ELEMENTS = 'h[1-6]|p|ul|ol|li|blockquote|pre|hr|br|em|strong|code|a|table|thead|tbody|tr|th|td';
const PART = new RegExp(
  [
    // In pieces: what repeats for a whole long text needs a stack as deep.
    '[^<>&]{1,1000}',
    '&(?:amp|lt|gt|quot|nbsp|#39);',
    `</(?<close>${ELEMENTS})>`,
    '<(?<void>hr|br) />',
    '<a href="(?<target>[^"<>]*)" rel="noopener noreferrer">',
    '<ol start="\\d{1,10}">',
    `<(?:${ELEMENTS})>`,
  ].join('|'),
  'uy',
);

const SAFE_TARGET = /^(?:https?:\/\/[a-z0-9.:-]+(?:[/?#][^\s"<>\\]*)?|mailto:[^\s"<>?\\]+|tel:[+\d().-]+)$/i;

/** What is in the HTML that must not be there; `undefined`: nothing. */
export function strangePart(html: string): string | undefined {
  PART.lastIndex = 0;
  while (PART.lastIndex < html.length) {
    const from = PART.lastIndex;
    const { groups } = PART.exec(html) ?? {};
    if (groups === undefined) return html.slice(from, from + 80);
    const target = groups['target']?.replaceAll('&amp;', '&').replaceAll('&quot;', '"');
    if (target !== undefined && !SAFE_TARGET.test(target)) return target;
  }
  return undefined;
}
