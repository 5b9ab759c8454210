import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { GraphQLTypesLoader } from '@nestjs/graphql';
import { buildSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { contexts } from '#domain';
import { renderEventSchemas } from './event-schemas.js';
import { renderSchemaReference } from './schema-reference.js';
import { renderConfigurationReference, renderErrorReference } from './service-reference.js';

/**
 * Writes what is generated and checked in: the published schema, the schemas of events and the reference pages. With
 * `--check` nothing is written; what is not up to date is named, and the exit code is 1.
 */
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const isCheck = process.argv.includes('--check');

const schema = buildSchema(await new GraphQLTypesLoader().mergeTypesByPaths(`${ROOT}schema/*.graphql`));
const events = renderEventSchemas(contexts);

const files = new Map<string, string>([
  ['schema/published/concordat.graphql', `${printSchema(lexicographicSortSchema(schema))}\n`],
  ['docs/reference/schema.md', renderSchemaReference(schema)],
  ['docs/reference/configuration.md', renderConfigurationReference()],
  ['docs/reference/errors.md', renderErrorReference()],
  ...[...events].map(([type, text]) => [`schema/events/${type}.json`, text] as const),
]);

const faults = [...changedEventSchemas(events), ...(isCheck ? outdated(files) : [])];
if (faults.length === 0 && !isCheck) {
  for (const folder of ['schema/published', 'schema/events', 'docs/reference']) {
    mkdirSync(ROOT + folder, { recursive: true });
  }
  for (const [path, text] of files) writeFileSync(ROOT + path, text);
}
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stdout.write(`${files.size} generated files, ${faults.length} faults\n`);
process.exitCode = faults.length === 0 ? 0 : 1;

/**
 * The schema of an event is a storage format: logs hold events that were written by it. A file that is there must
 * never change; a new shape is a new version. Before the first release, remove the file to change your mind.
 */
function changedEventSchemas(current: ReadonlyMap<string, string>): string[] {
  const folder = `${ROOT}schema/events/`;
  const stored = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  return stored.flatMap((name) => {
    const now = current.get(name.slice(0, -'.json'.length));
    const before = readFileSync(folder + name, 'utf8');
    if (now === undefined || isSameFormat(before, now)) return [];
    return [`schema/events/${name} is the format of stored events and has changed: make a new version of the event.`];
  });
}

interface EventSchema {
  readonly 'x-effective'?: string;
  readonly 'x-personal'?: readonly { readonly path: readonly string[] }[];
}

/**
 * More fields may become personal: what was stored in clear text stays readable. None may cease to be: it is sealed. From
 * when on an event counts stands with each stored event, so that it may be declared otherwise for those to come.
 */
function isSameFormat(before: string, now: string): boolean {
  const { 'x-effective': _then, 'x-personal': were = [], ...shape }: EventSchema = JSON.parse(before);
  const { 'x-effective': _now, 'x-personal': are = [], ...currentShape }: EventSchema = JSON.parse(now);
  const personal = new Set(are.map(({ path }) => path.join('.')));
  return (
    JSON.stringify(shape) === JSON.stringify(currentShape) && were.every(({ path }) => personal.has(path.join('.')))
  );
}

function outdated(wanted: ReadonlyMap<string, string>): string[] {
  return [...wanted]
    .filter(([path, text]) => !existsSync(ROOT + path) || readFileSync(ROOT + path, 'utf8') !== text)
    .map(([path]) => `${path} is not up to date: run npm run generate.`);
}
