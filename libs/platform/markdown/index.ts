export { checkMarkdown, describeFault, type MarkdownFault } from './markdown-faults.js';
export { plainTextOfMarkdown } from './plain-text.js';
export { renderMarkdown } from './render-html.js';
export { MARKDOWN_LIMITS } from './markdown-limits.js';
