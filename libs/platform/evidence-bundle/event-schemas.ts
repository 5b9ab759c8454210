import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../../../schema/events/', import.meta.url));
const TYPE = /^[a-z][a-z0-9-]*\.[A-Z][A-Za-z0-9]*\.v\d+$/;

/** The published JSON Schema of a stored type, of any version that there was; `undefined` when there is none. */
export async function publishedEventSchema(type: string): Promise<string | undefined> {
  const file = `${FOLDER}${type}.json`;
  return TYPE.test(type) && existsSync(file) ? readFile(file, 'utf8') : undefined;
}
