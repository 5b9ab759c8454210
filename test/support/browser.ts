import { existsSync } from 'node:fs';
import { describe } from '@jest/globals';
import { chromium, type Browser } from 'playwright-core';

/** Debian's. */
const CHROMIUM = '/usr/bin/chromium';

/** Without these, the browser looks for its maker's servers. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const launchBrowser = (): Promise<Browser> => chromium.launch({ executablePath: CHROMIUM, args: QUIET });

/** Tests in a browser are left out where there is none, which is said, and never where changes are taken (`CI`). */
export function describeInBrowser(what: string, tests: () => void): void {
  const canRun = existsSync(CHROMIUM) || process.env['CI'] !== undefined;
  if (!canRun) process.stderr.write(`Left out: ${what}. There is no ${CHROMIUM}: install Debian's chromium.\n`);
  (canRun ? describe : describe.skip)(what, tests);
}
