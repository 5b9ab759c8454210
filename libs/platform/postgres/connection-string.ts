const FORM = 'must be postgresql://user:password@host:port/database';

const SSL_MODES = ['disable', 'no-verify', 'require', 'verify-ca', 'verify-full'];
/** What may stand behind the `?`. Whatever else the driver knows, the service sets itself. */
const PARAMETERS = ['sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'uselibpqcompat', 'host', 'port'];

/**
 * Reads a connection string more strictly than the driver does, which leaves out what it does not know: a mistyped `sslmode`
 * would give a connection that anybody can read. And what it does know would take the place of what the service sets for
 * its sessions.
 * @returns what is wrong with it, without anything that may be secret; undefined: it can be used
 */
export function connectionStringFault(text: string): string | undefined {
  const [, authority = ''] = /^[^/]*:\/\/([^/?#]*)/.exec(text) ?? [];
  // Several hosts are no address to `URL`, which would be said of any other mistake, too.
  if (authority.slice(authority.lastIndexOf('@') + 1).includes(',')) return MORE_HOSTS;
  if (!URL.canParse(text)) return FORM;
  const { protocol, pathname, searchParams } = new URL(text);
  if (!['postgresql:', 'postgres:'].includes(protocol) || pathname.length < 2) return FORM;
  return [...searchParams].map(([name, value]) => parameterFault(name, value)).find((fault) => fault !== undefined);
}

const MORE_HOSTS = 'names more than one host. Name the primary server, or an address that leads to it';

function parameterFault(name: string, value: string): string | undefined {
  if (!PARAMETERS.includes(name)) {
    return `has a parameter ${JSON.stringify(name)}, which has no effect or no place there. It may have ${PARAMETERS.join(', ')}`;
  }
  if (value === '') return `has a parameter ${name} without a value`;
  if (name === 'host' && value.includes(',')) return MORE_HOSTS;
  if (name !== 'sslmode' || SSL_MODES.includes(value)) return undefined;
  return `has an sslmode that there is not. It must be one of ${SSL_MODES.join(', ')}`;
}
