import type { z } from 'zod';
import { ERROR_CODES } from '#platform/graphql';
import { variables } from '#platform/service';

/** The page of environment variables, from the same definitions that check them at start. */
export function renderConfigurationReference(): string {
  const rows = Object.entries(variables.shape).map(([name, schema]) => {
    const standard = defaultOf(schema);
    return `| \`${name}\` | ${standard === undefined ? '' : `\`${standard}\``} | ${schema.description ?? ''} |`;
  });
  return [
    '# Configuration',
    '',
    'Generated from `libs/platform/service`; do not edit by hand. The service reads its configuration from the environment',
    'and names every fault at once before it does anything else. A variable without a default must be given, unless its',
    'meaning says otherwise.',
    '',
    '| variable | default | meaning |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function defaultOf(schema: z.ZodType): string | undefined {
  const { def } = schema as z.ZodType & { readonly def: { readonly defaultValue?: unknown } };
  return def.defaultValue === undefined ? undefined : String(def.defaultValue);
}

/** The page of error codes of failed requests. */
export function renderErrorReference(): string {
  const rows = Object.entries(ERROR_CODES).map(
    ([code, { status, meaning }]) => `| \`${code}\` | ${status} | ${meaning} |`,
  );
  return [
    '# Error codes',
    '',
    'Generated from `libs/platform/graphql/errors`; do not edit by hand. These codes stand in `errors[].extensions.code` when a',
    'request fails. The list is closed and the codes are stable; messages are for people and may be reworded. Refusals of a',
    'command by a rule are `userErrors` of its payload instead: see `UserErrorCode` in the [schema reference](schema.md).',
    '',
    'The status is that of the HTTP answer when the request as a whole fails; once fields have run it is 200.',
    '',
    '| code | status | meaning |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
