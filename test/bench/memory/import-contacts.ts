import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const CONSOLE = fileURLToPath(new URL('../../../apps/cli/main.js', import.meta.url));

export interface ContactsImport {
  readonly url: string;
  readonly file: string;
  readonly token: string;
}

/**
 * Imports through the API of a running service, as `concordat import` does.
 * @returns what the console reported
 * @throws when a row was not taken
 */
export async function importContacts({ url, file, token }: ContactsImport): Promise<string> {
  const child = spawn(process.execPath, [CONSOLE, 'import', 'contacts', file, '--url', url], {
    env: { ...process.env, CONCORDAT_TOKEN: token },
  });
  let [report, faults] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (report += text.toString()));
  child.stderr.on('data', (text: Buffer) => (faults = text.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`The import ended with code ${code}: ${report}${faults}`);
  return report.trim().replaceAll('\n', ' ');
}
