import { describe, expect, it } from '@jest/globals';
import { connectionStringFault } from './connection-string.js';

const AT = 'postgresql://concordat:hunter2@db.example:5432/concordat';

describe('A connection string', () => {
  it.each([
    AT,
    'postgres://db.example/concordat',
    'postgresql://concordat@%2Fvar%2Frun%2Fpostgresql/concordat',
    'postgresql:///concordat?host=/var/run/postgresql',
    `${AT}?sslmode=verify-full&sslrootcert=/etc/concordat/ca.crt&sslcert=a.crt&sslkey=a.key`,
    `${AT}?sslmode=no-verify`,
    'postgresql://concordat:hunter2,3@db.example/concordat',
  ])('can be %s', (text) => {
    expect(connectionStringFault(text)).toBeUndefined();
  });

  it.each([
    ['mysql://concordat:hunter2@db.example/concordat', 'must be postgresql://'],
    ['postgresql://concordat:hunter2@db.example', 'must be postgresql://'],
    ['postgresql://concordat:hunter2@db.example:port/concordat', 'must be postgresql://'],
    ['host=db.example password=hunter2', 'must be postgresql://'],
    ['postgresql://concordat:hunter2@one:5432,two:5432/concordat', 'names more than one host'],
    ['postgresql://concordat:hunter2@one,two/concordat', 'names more than one host'],
    ['postgresql:///concordat?host=one,two', 'names more than one host'],
    [`${AT}?sslmode=verify_full`, 'has an sslmode that there is not. It must be one of disable, no-verify, '],
    [`${AT}?sslmode=prefer`, 'has an sslmode that there is not'],
    [`${AT}?sslmode=`, 'has a parameter sslmode without a value'],
    [`${AT}?ssl_mode=verify-full`, 'has a parameter "ssl_mode", which has no effect or no place there'],
    [`${AT}?channel_binding=require`, 'has a parameter "channel_binding"'],
    [`${AT}?application_name=x`, 'has a parameter "application_name"'],
    [`${AT}?options=-c%20search_path=x`, 'has a parameter "options"'],
    [`${AT}?statement_timeout=0`, 'has a parameter "statement_timeout"'],
  ])('cannot be %s', (text, fault) => {
    expect(connectionStringFault(text)).toContain(fault);
    expect(connectionStringFault(text)).not.toContain('hunter2');
  });
});
