import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { IssuerUnavailableError, TokenRefusedError } from '#platform/access';
import {
  KeyStoreBusyError,
  KeyStoreClosedError,
  KeyStoreFaultError,
  KeyStoreUnavailableError,
} from '#platform/privacy';
import {
  AppendOutcomeUnknownError,
  EventLogUnavailableError,
  EventStoreDbUnavailableError,
  LogNotFollowedError,
  StorageFullError,
  StoreClosedError,
  type Position,
  type StreamName,
} from '#platform/event-store';
import { CommandOutcomeUnknownError, SealingSuspendedError, TooManyConflictsError } from '#platform/event-sourcing';
import {
  ProjectionsStoppedError,
  ReadBehindError,
  ReadModelFaultError,
  ReadModelsClosedError,
  ReadModelsOfAnotherVersionError,
  ReadModelsUnavailableError,
  RebuildUnderWayError,
} from '#platform/projections';
import fc from 'fast-check';
import { GraphQLError } from 'graphql';
import { startGraphqlApp, type GraphqlApp } from '../limits/graphql-app.fixture.js';
import {
  ERROR_CODES,
  applicationError,
  createFormatError,
  presentable,
  unauthenticated,
  type ErrorCode,
} from './index.js';

let app: GraphqlApp;
let thrown: unknown;
let thrownInContext: unknown;

beforeAll(async () => {
  const fail = () => {
    throw thrown;
  };
  app = await startGraphqlApp({
    resolvers: { Query: { fail }, Mutation: { organisationRegister: fail } },
    onContext: () => {
      if (thrownInContext !== undefined) throw thrownInContext;
    },
  });
});
afterAll(() => app.close());
beforeEach(() => {
  thrown = undefined;
  thrownInContext = undefined;
});

const SECRET = 'postgres://admin:hunter2@10.0.0.7/concordat';

class DriverError extends Error {
  readonly code = 'SQLITE_IOERR';
  readonly extensions = { code: 'NOT_FOUND', secret: SECRET };
  readonly response = { statusCode: 403, secret: SECRET };
  readonly status = 403;
}

describe('a fault of the service', () => {
  it.each([
    ['an error', () => new Error(SECRET)],
    ['an error that looks like an answer', () => new DriverError(SECRET)],
    ['a text', () => SECRET],
    ['nothing', () => null],
    [
      'a GraphQL error with a code that is not on the list',
      () => new GraphQLError(SECRET, { extensions: { code: 'SECRET' } }),
    ],
    ['a GraphQL error without a code', () => new GraphQLError(SECRET, { extensions: { detail: SECRET } })],
    ['an error behind a GraphQL error', () => new GraphQLError(SECRET, { originalError: new DriverError(SECRET) })],
  ])('is masked when %s is thrown', async (_, make) => {
    thrown = make();
    const { text, errors, status, data } = await app.send('{ fail now }');
    expect(status).toBe(200);
    expect(data).toEqual({ fail: null, now: '{}' });
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain('hunter2');
    expect(errors).toHaveLength(1);
    const [error] = errors;
    expect(error?.path).toEqual(['fail']);
    expect(Object.keys(error ?? {}).sort()).toEqual(['extensions', 'locations', 'message', 'path']);
    expect(Object.keys(error?.extensions ?? {}).sort()).toEqual(['code', 'correlationId']);
    expect(error?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
    expect(error?.message).toContain(String(error?.extensions['correlationId']));
  });

  it('is logged whole, under the correlation id that the client is given', async () => {
    thrown = new Error(SECRET);
    const { errors } = await app.send('{ fail }');
    expect(app.logged.at(-1)).toMatchObject({
      fields: { err: thrown, path: 'fail', correlationId: errors[0]?.extensions['correlationId'] },
      message: 'A request failed by a fault of the service',
    });
  });

  it('is masked when the request context cannot be made', async () => {
    thrownInContext = new Error(SECRET);
    const { status, text, errors } = await app.send('{ now }');
    expect(status).toBe(500);
    expect(text).not.toContain('hunter2');
    expect(errors[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
    expect(app.logged.at(-1)?.fields).toMatchObject({ err: thrownInContext });
  });

  it('is masked when a resolver gives what its type cannot carry', async () => {
    const broken = await startGraphqlApp({ resolvers: { Query: { size: () => SECRET, organisations: () => null } } });
    try {
      for (const query of ['{ size }', '{ organisations { totalCount } }']) {
        const { text, errors } = await broken.send(query);
        expect(text).not.toContain('hunter2');
        expect(errors[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
      }
    } finally {
      await broken.close();
    }
  });
});

const at = (position: number) => position as Position;
const FAULTS: [Error, ErrorCode, number][] = [
  [new StorageFullError(), 'STORAGE_FULL', 503],
  [new StorageFullError('key store'), 'STORAGE_FULL', 503],
  [new StoreClosedError(), 'UNAVAILABLE', 503],
  [new EventLogUnavailableError('here', {}), 'UNAVAILABLE', 503],
  [new EventStoreDbUnavailableError('here', 'no leader'), 'UNAVAILABLE', 503],
  [new AppendOutcomeUnknownError('organisation-1' as StreamName, 'here', 'no answer'), 'UNAVAILABLE', 503],
  [new LogNotFollowedError('nothing came'), 'UNAVAILABLE', 503],
  [new KeyStoreClosedError(), 'UNAVAILABLE', 503],
  [new KeyStoreFaultError('keys.db', new Error('EIO')), 'UNAVAILABLE', 503],
  [new KeyStoreBusyError('keys.db'), 'UNAVAILABLE', 503],
  [new KeyStoreUnavailableError('PostgreSQL', new Error('ECONNREFUSED')), 'UNAVAILABLE', 503],
  [new SealingSuspendedError('The keys cannot be reached.'), 'UNAVAILABLE', 503],
  [new ReadBehindError(at(9), at(7)), 'READ_BEHIND', 503],
  [new ProjectionsStoppedError('stopped'), 'UNAVAILABLE', 503],
  [new ReadModelsClosedError(), 'UNAVAILABLE', 503],
  [new ReadModelsUnavailableError('ECONNREFUSED'), 'UNAVAILABLE', 503],
  [new ReadModelsOfAnotherVersionError('sites 3 (there is 4)'), 'UNAVAILABLE', 503],
  [new CommandOutcomeUnknownError('organisation-1' as StreamName, new Error('cut')), 'UNAVAILABLE', 503],
  [new TooManyConflictsError('organisation-1' as StreamName), 'CONFLICT', 409],
  [new RebuildUnderWayError('A rebuild of x is under way already.'), 'CONFLICT', 409],
  [new TokenRefusedError('expired', 'The access token has expired.'), 'UNAUTHENTICATED', 401],
  [new IssuerUnavailableError('down'), 'UNAVAILABLE', 503],
];

describe('a fault that clients can do something about', () => {
  it.each(FAULTS)('%s is answered with %s beside the data', async (fault, code) => {
    thrown = fault;
    const { status, data, errors } = await app.send('mutation { organisationRegister(input: { name: "x" }) }');
    expect(status).toBe(200);
    expect(data).toEqual({ organisationRegister: null });
    expect(errors[0]).toMatchObject({ path: ['organisationRegister'], extensions: { code } });
    expect(app.logged.at(-1)).toMatchObject({ fields: { err: fault }, message: `Answered with ${code}` });
  });

  it.each(FAULTS)(
    '%s is answered with %s and HTTP %d when it happens before any field',
    async (fault, code, status) => {
      thrownInContext = fault;
      const answer = await app.send('{ now }');
      expect(answer.status).toBe(status);
      expect(answer.data).toBeUndefined();
      expect(answer.errors).toHaveLength(1);
      expect(answer.errors[0]?.extensions.code).toBe(code);
      expect(answer.headers.has('retry-after')).toBe(status === 503 || fault instanceof TooManyConflictsError);
    },
  );

  it.each([
    [new StoreClosedError(), 'is stopping or has stopped', 'it has one effect'],
    [new ProjectionsStoppedError('stopped'), 'is stopping or has stopped', 'it has one effect'],
    [new ReadModelFaultError('SQLITE_IOERR'), 'is stopping or has stopped', 'it has one effect'],
    [new ReadModelsUnavailableError('ECONNREFUSED'), 'The database of the read models', 'Nothing was recorded'],
    [new EventLogUnavailableError('here', {}), 'The log of the service does not answer', 'Nothing was recorded'],
    [new SealingSuspendedError('away'), 'The keys of personal data', 'Nothing was recorded'],
    [
      new CommandOutcomeUnknownError('organisation-1' as StreamName, new Error(SECRET)),
      'it may or may not be',
      'same idempotency key',
    ],
  ])('says of %s which it is, and what became of a command', async (fault, ...texts) => {
    thrown = fault;
    const { errors, text } = await app.send('{ fail }');
    for (const each of texts) expect(errors[0]?.message).toContain(each);
    expect(errors[0]?.message).toContain('Send the same request again');
    expect(text).not.toContain('hunter2');
  });

  it('tells a refused token what was wrong, in the header and in the body', async () => {
    thrownInContext = new TokenRefusedError('expired', 'The access token has expired.');
    const { headers, errors } = await app.send('{ now }');
    expect(headers.get('www-authenticate')).toBe(
      'Bearer realm="concordat", error="invalid_token", error_description="The access token has expired."',
    );
    expect(errors).toEqual([
      { message: 'The access token has expired.', extensions: { code: 'UNAUTHENTICATED', reason: 'expired' } },
    ]);
  });

  it('says how far the read models are', async () => {
    thrownInContext = new ReadBehindError(at(9), at(7));
    const { errors } = await app.send('{ now }');
    expect(errors[0]?.extensions).toEqual({ code: 'READ_BEHIND', wanted: '9', reached: '7' });
  });
});

describe('an error worded for the client', () => {
  it('passes with its code, message and details', async () => {
    thrown = applicationError('POSITION_NOT_ISSUED', 'Position 9 has not been given out.', { position: '9' });
    const { errors, status } = await app.send('{ fail }');
    expect(status).toBe(200);
    expect(errors).toEqual([
      {
        message: 'Position 9 has not been given out.',
        locations: [{ line: 1, column: 3 }],
        path: ['fail'],
        extensions: { code: 'POSITION_NOT_ISSUED', position: '9' },
      },
    ]);
  });

  it('leads to 401 with a challenge when there is no caller', async () => {
    thrownInContext = unauthenticated('Send an access token.');
    const { status, headers, errors } = await app.send('{ now }');
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer realm="concordat"');
    expect(errors).toEqual([{ message: 'Send an access token.', extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it('has an HTTP status and a meaning for every code', () => {
    for (const { status, meaning } of Object.values(ERROR_CODES)) {
      expect(status).toBeGreaterThanOrEqual(200);
      expect(meaning).toMatch(/\.$/);
    }
  });
});

describe('errors of the GraphQL library about the request', () => {
  it.each([
    ['{ unknown }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ now(at: "2005-02-29T00:00:00Z") }', 'GRAPHQL_VALIDATION_FAILED'],
    ['query A { now } query B { now }', 'OPERATION_RESOLUTION_FAILURE'],
  ])('%s keeps its code and is a 400', async (query, code) => {
    const { status, errors } = await app.send(query);
    expect(status).toBe(400);
    expect(errors[0]?.extensions).toEqual({ code });
  });

  it('do not send a long literal back', async () => {
    const { text, errors } = await app.send(`{ size(unit: "${'z'.repeat(20_000)}") }`);
    expect(text.length).toBeLessThan(1000);
    expect(errors[0]?.message).toContain('cannot represent non-enum value');
  });

  it('end after 20, with a note', async () => {
    const { errors } = await app.send(`{ ${Array.from({ length: 200 }, (_, i) => `x${i}`).join(' ')} }`);
    expect(errors.length).toBeLessThanOrEqual(21);
  });
});

describe('presentable', () => {
  it('takes out suggestions', () => {
    expect(presentable('Cannot query field "organisatio" on type "Query". Did you mean "organisation" or "x"?')).toBe(
      'Cannot query field "organisatio" on type "Query".',
    );
  });

  it('keeps both ends of a long message and its promised length', () => {
    const message = `Value "${'é'.repeat(5000)}" does not exist in "Unit" enum.`;
    expect(presentable(message)).toMatch(/^Value "é+…é+" does not exist in "Unit" enum\.$/);
    expect(presentable(message)).toHaveLength(200);
  });

  it('is never longer than asked for, and never holds half a character or a control character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
        const shown = presentable(text);
        expect(shown.length).toBeLessThanOrEqual(200);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      }),
    );
  });
});

describe('the formatter on its own', () => {
  const quiet = { error: () => undefined, warn: () => undefined };

  it('uses the correlation id of the request', () => {
    const format = createFormatError({ log: quiet, maxTokens: 5, correlationId: () => 'c-1' });
    const { extensions } = format({ message: 'x' }, new Error('x'));
    expect(extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', correlationId: 'c-1' });
  });

  it('lets nothing pass for its code alone', () => {
    const format = createFormatError({ log: quiet, maxTokens: 5 });
    for (const code of Object.keys(ERROR_CODES)) {
      const formatted = format({ message: SECRET, extensions: { code } }, new Error(SECRET));
      expect(formatted.message).not.toContain(SECRET);
    }
  });
});
