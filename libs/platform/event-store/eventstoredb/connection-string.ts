import { readFileSync } from 'node:fs';
import { EventStoreDbSettingsError } from './eventstoredb.errors.js';

export interface HostAndPort {
  readonly address: string;
  readonly port: number;
}

/** What a connection string says, checked. */
export interface ConnectionSettings {
  /** Whether the one host is a DNS name that stands for all nodes. */
  readonly discover: boolean;
  readonly hosts: readonly HostAndPort[];
  readonly credentials: { readonly username: string; readonly password: string } | undefined;
  readonly tls:
    | { readonly kind: 'off' }
    | {
        readonly kind: 'on';
        readonly rootCertificate: Buffer | undefined;
        readonly user: { readonly certificate: Buffer; readonly key: Buffer } | undefined;
      };
  /** In milliseconds, but for `gossipTimeout`, which is in seconds; left out what the string does not say. */
  readonly numbers: Readonly<Partial<Record<NumberOption, number>>>;
  readonly connectionName: string | undefined;
  /** For messages: without credentials and options. */
  readonly shown: string;
}

const NUMBER_OPTIONS = [
  'maxDiscoverAttempts',
  'discoveryInterval',
  'gossipTimeout',
  'defaultDeadline',
  'keepAliveInterval',
  'keepAliveTimeout',
] as const;
export type NumberOption = (typeof NUMBER_OPTIONS)[number];

const OPTIONS = [
  ...NUMBER_OPTIONS,
  'tls',
  'tlsVerifyCert',
  'tlsCAFile',
  'userCertFile',
  'userKeyFile',
  'nodePreference',
  'throwOnAppendFailure',
  'connectionName',
] as const;
type Option = (typeof OPTIONS)[number];
type Options = ReadonlyMap<Option, string>;

const DEFAULT_PORT = 2113;
const FORM = 'esdb://user:password@host1:2113,host2:2113,host3:2113 or esdb+discover://user:password@dns-name:2113';

/**
 * Reads a connection string more strictly than the client does, which warns where this refuses: an option that is not
 * known, credentials that would not be sent, a node that is not to lead. No message shows the credentials.
 *
 * @throws EventStoreDbSettingsError
 */
export function readConnectionString(text: string): ConnectionSettings {
  const parts = /^(esdb(?:\+discover)?):\/\/([^/?#]*)\/?(?:\?(.*))?$/s.exec(text.trim());
  if (!parts) throw refused(`it is not of the form ${FORM}`);
  const [, protocol = '', authority = '', query = ''] = parts;
  const { credentials, hostList } = splitAuthority(authority);
  const hosts = hostList.split(',').map(readHost);
  const discover = protocol === 'esdb+discover';
  if (discover && hosts.length > 1) {
    throw refused('esdb+discover:// takes one DNS name, which stands for all nodes: use esdb:// for a list of nodes');
  }
  const options = readOptions(query);
  refuseUnsuitable(options, credentials !== undefined);
  const name = options.get('connectionName');
  return {
    discover,
    hosts,
    credentials,
    tls: readTls(options),
    numbers: readNumbers(options),
    connectionName: name === undefined ? undefined : decoded(name, 'connectionName'),
    shown: `${protocol}://${hosts.map(({ address, port }) => `${address}:${port}`).join(',')}`,
  };
}

function splitAuthority(authority: string): Pick<ConnectionSettings, 'credentials'> & { readonly hostList: string } {
  const at = authority.lastIndexOf('@');
  if (at < 0) return { credentials: undefined, hostList: authority };
  const [username, password, ...more] = authority.slice(0, at).split(':');
  if (!username || !password || more.length > 0 || authority.indexOf('@') !== at) {
    throw refused(
      'before the @ there must be user:password, with %3A for a colon, %40 for an @ and %2F for a slash in either of them',
    );
  }
  const credentials = { username: decoded(username, 'user'), password: decoded(password, 'password') };
  return { credentials, hostList: authority.slice(at + 1) };
}

function readHost(text: string): HostAndPort {
  const [address = '', port = String(DEFAULT_PORT), ...more] = text.trim().split(':');
  const number = /^\d{1,5}$/.test(port) ? Number(port) : 0;
  if (!/^[A-Za-z0-9._-]+$/.test(address) || number < 1 || number > 65_535 || more.length > 0) {
    throw refused(`${JSON.stringify(text)} is not a host with a port, for example node1.example:2113`);
  }
  return { address, port: number };
}

function readOptions(query: string): Options {
  const options = new Map<Option, string>();
  for (const pair of query.split('&').filter((text) => text !== '')) {
    const [name = '', value = '', ...more] = pair.split('=');
    const option = OPTIONS.find((known) => known.toLowerCase() === name.trim().toLowerCase().replaceAll(/[_-]/g, ''));
    if (option === undefined) {
      throw refused(`there is no option ${JSON.stringify(name)}: the options are ${OPTIONS.join(', ')}`);
    }
    if (value.trim() === '' || more.length > 0) throw refused(`the option ${option} has no value, or more than one`);
    if (options.has(option)) throw refused(`the option ${option} appears twice`);
    options.set(option, value.trim());
  }
  return options;
}

function refuseUnsuitable(options: Options, hasCredentials: boolean): void {
  for (const option of ['tls', 'tlsVerifyCert', 'throwOnAppendFailure'] as const) {
    const value = options.get(option);
    if (value !== undefined && value !== 'true' && value !== 'false') throw refused(`${option} is true or false`);
  }
  const isPlain = options.get('tls') === 'false';
  if (isPlain && hasCredentials) {
    throw refused(
      'with tls=false the user and password would not be sent: leave out tls=false, or leave out the user and password',
    );
  }
  for (const option of ['tlsCAFile', 'userCertFile', 'userKeyFile'] as const) {
    if (isPlain && options.has(option))
      throw refused(`with tls=false ${option} would not be used: leave out one of them`);
  }
  if (options.get('tlsVerifyCert') === 'false') {
    throw refused('a certificate is always verified: name the authority that signed it with tlsCAFile=/path/to/ca.crt');
  }
  if (options.get('throwOnAppendFailure') === 'false') throw refused('throwOnAppendFailure cannot be false');
  const preference = options.get('nodePreference');
  if (preference !== undefined && preference.toLowerCase() !== 'leader') {
    throw refused('nodePreference must be leader, or left out: other nodes are behind, and take no appends');
  }
}

function readTls(options: Options): ConnectionSettings['tls'] {
  if (options.get('tls') === 'false') return { kind: 'off' };
  const rootCertificate = readFile(options, 'tlsCAFile');
  const certificate = readFile(options, 'userCertFile');
  const key = readFile(options, 'userKeyFile');
  if ((certificate === undefined) !== (key === undefined)) {
    throw refused('userCertFile and userKeyFile go together: give both, or neither');
  }
  const user = certificate && key ? { certificate, key } : undefined;
  return { kind: 'on', rootCertificate, user };
}

function readFile(options: Options, option: 'tlsCAFile' | 'userCertFile' | 'userKeyFile'): Buffer | undefined {
  const value = options.get(option);
  if (value === undefined) return undefined;
  const path = decoded(value, option);
  try {
    return readFileSync(path);
  } catch (error) {
    throw refused(
      `the file ${path} of ${option} cannot be read (${error instanceof Error ? error.message : 'unknown'})`,
    );
  }
}

function readNumbers(options: Options): ConnectionSettings['numbers'] {
  const numbers: Partial<Record<NumberOption, number>> = {};
  for (const option of NUMBER_OPTIONS) {
    const value = options.get(option);
    if (value === undefined) continue;
    const isPositive = /^[1-9]\d{0,8}$/.test(value);
    const isOff = value === '-1' && option.startsWith('keepAlive');
    if (!isPositive && !isOff) throw refused(`${option} is a whole number from 1 upwards`);
    numbers[option] = Number(value);
  }
  return numbers;
}

function decoded(text: string, what: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw refused(`the ${what} has a % that is not followed by two hexadecimal digits: write %25 for a percent sign`);
  }
}

function refused(reason: string): EventStoreDbSettingsError {
  return new EventStoreDbSettingsError(`The connection string of EventStoreDB cannot be used: ${reason}.`);
}
