import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { renderMarkdown } from '#platform/markdown';
import { ATTACKS } from '../../libs/platform/markdown/attacks.fixture.js';
import { describeInBrowser, launchBrowser } from '../support/browser.js';

/** No machine has this name: whatever the page asks for is noted and goes nowhere. */
const PAGE = 'http://concordat.invalid/message';

describeInBrowser('Rendered Markdown in a browser', () => {
  let browser: Browser;
  let page: Page;
  let shown = '';
  /** Everything that a text only to be read must not do. */
  let done: string[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
    const context = await browser.newContext();
    await context.route('**/*', async (route) => {
      if (route.request().url() === PAGE)
        return route.fulfill({ contentType: 'text/html; charset=utf-8', body: shown });
      done.push(`asked for ${route.request().url()}`);
      return route.abort();
    });
    page = await context.newPage();
    page.on('dialog', (dialog) => {
      done.push(`opened ${dialog.type()}`);
      void dialog.dismiss();
    });
    page.on('pageerror', (error) => done.push(`ran a script: ${error}`));
    page.on('framenavigated', (frame) => {
      if (frame.url() !== PAGE) done.push(`went to ${frame.url()}`);
    });
    context.on('page', (opened) => done.push(`opened ${opened.url()}`));
  }, 60_000);
  afterAll(() => browser.close());
  beforeEach(() => {
    done = [];
  });

  /** Shows some HTML within a page, moves over it and puts the focus on all that can have it. */
  async function show(html: string): Promise<void> {
    shown = `<!doctype html><title>A message</title><body><div id="message">${html}</div></body>`;
    await page.goto(PAGE, { waitUntil: 'load' });
    await page.mouse.move(10, 10);
    await page.mouse.move(40, 30);
    await page.keyboard.press('Tab');
  }

  it.each(Object.entries(ATTACKS))('does nothing, and leads only where it may: %s', async (_kind, attacks) => {
    const within = attacks.flatMap((attack) => [attack, `- *Words ${attack} words*`, attack.padEnd(20_001)]);
    await show(within.map(renderMarkdown).join('<hr>'));
    const all = page.locator('*');
    const elements = await all.evaluateAll((found) => found.map(({ localName }) => localName));
    const attributes = await all.evaluateAll((found) =>
      found.flatMap((element) => [...element.attributes].map(({ name }) => `${element.localName} ${name}`)),
    );
    // As the browser takes them.
    const schemes = await page
      .locator('a[href]')
      .evaluateAll((links) => links.map((link) => Reflect.get(link, 'protocol')));
    expect(ELEMENTS).toEqual(expect.arrayContaining(elements));
    expect(['div id', 'a href', 'a rel', 'ol start']).toEqual(expect.arrayContaining(attributes));
    expect(['https:', 'http:', 'mailto:', 'tel:']).toEqual(expect.arrayContaining(schemes));
    expect(done).toEqual([]);
  });

  it.each([
    ['<img src=x onerror=alert(1)>', ['asked for http://concordat.invalid/x', 'opened alert']],
    [
      '<script>fetch("//evil.example/").catch(() => {}); nothing()</script>',
      ['asked for http://evil.example/', 'ran a script: ReferenceError: nothing is not defined'],
    ],
    ['<a href=# onfocus=alert(1)>a</a>', ['opened alert']],
  ])('is told from what does something: %s', async (html, expected) => {
    await show(html);
    expect(done).toEqual(expect.arrayContaining(expected));
  });
});

const ELEMENTS = [
  ...['html', 'head', 'title', 'body', 'div'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'ul', 'ol', 'li', 'blockquote', 'pre', 'hr', 'br'],
  ...['em', 'strong', 'code', 'a', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
];
