import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import Fastify from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, launchBrowser } from '../../../../test/support/browser.js';
import { startGraphqlApp, type GraphqlApp } from '../limits/graphql-app.fixture.js';
import { registerIde } from './index.js';

let app: GraphqlApp;
beforeAll(async () => {
  app = await startGraphqlApp({
    resolvers: {
      Query: {
        now: (_: unknown, _args: unknown, { caller }: { caller?: { subject: string } }) => caller?.subject ?? 'nobody',
      },
    },
    prepare: (nest) => registerIde(nest.getHttpAdapter().getInstance()),
  });
}, 120_000);
afterAll(() => app.close());

describe('the IDE', () => {
  it('is one page that allows nothing from elsewhere', async () => {
    const response = await fetch(`${app.url}/graphiql`);
    const html = await response.text();
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/https?:|\*/);
    expect(html).not.toMatch(/https?:\/\//);
    expect(html).not.toContain('{path}');
    for (const [, file] of html.matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
      expect((await fetch(`${app.url}${file}`)).status).toBe(200);
    }
  });

  it('serves its own files only', async () => {
    for (const path of ['index.html', '..%2f..%2fpackage.json', '%2e%2e/index.js', 'nothing.js']) {
      const response = await fetch(`${app.url}/graphiql/${path}`);
      expect(response.status).toBe(404);
    }
  });

  it('takes no path that would break the page', async () => {
    const fastify = Fastify();
    await expect(registerIde(fastify, { path: '/a"><script>' })).rejects.toThrow('must be like /graphiql');
    await expect(registerIde(fastify, { endpoint: 'https://example.com/graphql' })).rejects.toThrow('must be like');
  });

  describe('in production', () => {
    const before = process.env['NODE_ENV'];
    afterEach(() => {
      process.env['NODE_ENV'] = before;
    });

    it('is not served', async () => {
      process.env['NODE_ENV'] = 'production';
      await expect(registerIde(Fastify())).rejects.toThrow('for the demonstration only');
    });
  });
});

describeInBrowser('the IDE in a browser', () => {
  let browser: Browser;
  let page: Page;
  const requested: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
    page = await browser.newPage();
    page.on('request', (request) => requested.push(request.url()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
  }, 60_000);
  afterAll(() => browser.close());

  it('loads, and runs a query with the token of the address, without leaving this machine', async () => {
    await page.goto(`${app.url}/graphiql#token=abc.def`);
    const editor = page.locator('.graphiql-query-editor .monaco-editor');
    await editor.waitFor();
    expect(page.url()).toBe(`${app.url}/graphiql`);
    await page.locator('.graphiql-editor-tool .view-lines').last().getByText('Bearer abc.def').waitFor();

    await editor.click();
    await page.keyboard.press('Control+A');
    // The editor closes the bracket itself.
    await page.keyboard.type('{ now');
    await page.getByRole('button', { name: 'Execute query' }).click();
    await page.locator('.result-window').getByText('"Bearer abc.def"').waitFor();

    const elsewhere = requested.filter((url) => !/^(data|blob):/.test(url) && new URL(url).origin !== app.url);
    expect(elsewhere).toEqual([]);
    expect(requested.filter((url) => url === `${app.url}/graphql`).length).toBeGreaterThanOrEqual(2);
    expect(complaints).toEqual([]);
  }, 60_000);

  it('shows the schema to callers with a token', async () => {
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.locator('.graphiql-doc-explorer').getByText('OrganisationConnection').waitFor();
    expect(complaints).toEqual([]);
  }, 60_000);

  it('cannot load anything from elsewhere, even if its scripts wanted to', async () => {
    const loaded = await page.evaluate(async () => {
      const outcome = await fetch('https://example.com/').then(
        () => 'fetched',
        () => 'refused',
      );
      return outcome;
    });
    expect(loaded).toBe('refused');
    expect(complaints.some((text) => text.includes('Content Security Policy'))).toBe(true);
  });
});
