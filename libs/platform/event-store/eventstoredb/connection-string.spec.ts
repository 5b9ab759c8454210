import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import { readConnectionString } from './connection-string.js';
import { EventStoreDbSettingsError } from './eventstoredb.errors.js';

const REFUSED: Readonly<Record<string, readonly [connectionString: string, says: RegExp]>> = {
  nothing: ['', /not of the form esdb:\/\/user:password@host1/],
  'another protocol': ['postgresql://db:5432/log', /not of the form/],
  'no host': ['esdb://?tls=false', /"" is not a host/],
  'a port that is none': ['esdb://db:port', /"db:port" is not a host with a port/],
  'a port that is too large': ['esdb://db:99999', /not a host with a port/],
  'an address of another kind': ['esdb://[::1]:2113', /not a host with a port/],
  'several names to discover by': ['esdb+discover://one,two', /takes one DNS name/],
  'a user without a password': ['esdb://admin@db', /user:password/],
  'a password with an @': ['esdb://admin:pa@ss@db', /%40 for an @/],
  'a password with a colon': ['esdb://admin:pa:ss@db', /%3A for a colon/],
  'a password with a percent sign': ['esdb://admin:100%@db', /write %25 for a percent sign/],
  'an option that is not known': ['esdb://db?user=admin', /no option "user": the options are/],
  'an option without a value': ['esdb://db?tls', /the option tls has no value/],
  'an option twice': ['esdb://db?tls=true&TLS=false', /the option tls appears twice/],
  'a truth that is none': ['esdb://db?tls=no', /tls is true or false/],
  'credentials that would not be sent': ['esdb://admin:secret@db?tls=false', /would not be sent/],
  'an authority that would not be used': ['esdb://db?tls=false&tlsCAFile=/ca.crt', /tlsCAFile would not be used/],
  'a certificate that is not verified': ['esdb://db?tlsVerifyCert=false', /always verified: name the authority/],
  'a node that does not lead': ['esdb://one,two?nodePreference=follower', /nodePreference must be leader/],
  'failures that are not told': ['esdb://db?throwOnAppendFailure=false', /cannot be false/],
  'a number that is none': ['esdb://db?defaultDeadline=soon', /defaultDeadline is a whole number/],
  'a number that is too small': ['esdb://db?gossipTimeout=0', /gossipTimeout is a whole number/],
  'a file that is not there': ['esdb://db?tlsCAFile=/nowhere/ca.crt', /\/nowhere\/ca\.crt of tlsCAFile cannot be read/],
};

describe('a connection string', () => {
  for (const [what, [connectionString, says]] of Object.entries(REFUSED)) {
    it(`is refused with what to do: ${what}`, () => {
      expect(() => readConnectionString(connectionString)).toThrow(EventStoreDbSettingsError);
      expect(() => readConnectionString(connectionString)).toThrow(says);
    });
  }

  it('never shows the password', () => {
    const secret = 'correct-horse';
    for (const rest of ['db?tls=false', 'db?nothing=1', 'db:port', 'one,two?nodePreference=random', '']) {
      try {
        readConnectionString(`esdb://admin:${secret}@${rest}`);
        throw new Error(`${rest} was taken.`);
      } catch (error) {
        expect(String(error)).toContain('cannot be used');
        expect(String(error)).not.toContain(secret);
      }
    }
    expect(readConnectionString(`esdb://admin:${secret}@db`).shown).toBe('esdb://db:2113');
  });

  it('names one node, several, or a name that stands for all', () => {
    expect(readConnectionString('esdb://db')).toMatchObject({
      discover: false,
      hosts: [{ address: 'db', port: 2113 }],
    });
    expect(readConnectionString('esdb://one:1,two:2/?nodePreference=Leader')).toMatchObject({
      discover: false,
      hosts: [
        { address: 'one', port: 1 },
        { address: 'two', port: 2 },
      ],
    });
    expect(readConnectionString(' esdb+discover://cluster.example ')).toMatchObject({
      discover: true,
      hosts: [{ address: 'cluster.example', port: 2113 }],
    });
  });

  it('gives credentials, TLS and times', () => {
    const settings = readConnectionString(
      'esdb://admin:p%40ss%3A%25@db?defaultDeadline=500&keep_alive_interval=-1&connectionName=Concordat%20API',
    );
    expect(settings).toMatchObject({
      credentials: { username: 'admin', password: 'p@ss:%' },
      tls: { kind: 'on', rootCertificate: undefined, user: undefined },
      numbers: { defaultDeadline: 500, keepAliveInterval: -1 },
      connectionName: 'Concordat API',
    });
    expect(readConnectionString('esdb://db?tls=false').tls).toEqual({ kind: 'off' });
  });

  it('reads the certificates that it names', () => {
    const folder = temporaryFolder();
    const file = (name: string): string => {
      const path = join(folder.path, name);
      writeFileSync(path, name);
      return path;
    };
    const [authority, certificate, key] = [file('ca.crt'), file('user.crt'), file('user.key')];
    expect(
      readConnectionString(`esdb://db?tlsCAFile=${authority}&userCertFile=${certificate}&userKeyFile=${key}`).tls,
    ).toEqual({
      kind: 'on',
      rootCertificate: Buffer.from('ca.crt'),
      user: { certificate: Buffer.from('user.crt'), key: Buffer.from('user.key') },
    });
    expect(() => readConnectionString(`esdb://db?userCertFile=${certificate}`)).toThrow(/go together/);
    folder.remove();
  });
});
