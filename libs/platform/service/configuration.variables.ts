import { isIP } from 'node:net';
import { z } from 'zod';

/** Every variable of the service starts with this; one that is not known is a fault, for it may be misspelt. */
export const PREFIX = 'CONCORDAT_';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

export const ENGINES = ['embedded', 'postgresql', 'eventstoredb'] as const;

export const SMTP_TLS = ['STARTTLS', 'IMPLICIT', 'NONE'] as const;

/** As long as a secret must be, in characters. */
export const LEAST_SECRET = 32;

/** Messages say what is expected and never repeat the value: it may be a secret in the wrong place. */
function wholeNumber(least: number, most: number) {
  const message = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .refine((value) => value >= least && value <= most, message);
}

const URL_MESSAGE = 'must be an https address (http only on this machine), without user name, query or fragment';

const serviceAddress = () => z.string().refine(isServiceAddress, URL_MESSAGE);

function isServiceAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return (protocol === 'https:' || (protocol === 'http:' && isLocal)) && username + password + search + hash === '';
}

const networks = () =>
  z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .refine(
      (parts) => parts.every(isNetwork),
      'must be IP addresses or networks (10.0.0.0/8), with commas between them',
    );

function isNetwork(text: string): boolean {
  const [ip = '', bits, ...rest] = text.split('/');
  const version = isIP(ip);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

const visibleText = (most: number, message: string) =>
  z.string().refine((text) => text.length <= most && !/\p{C}/u.test(text), message);

const filePath = () => visibleText(4096, 'must be the path of a file');

const folderPath = () => visibleText(4096, 'must be the path of a folder');

const connectionText = () => visibleText(4000, 'must be an address');

const yesOrNo = () => z.enum(['yes', 'no'], 'must be yes or no');

/** A hundred years at most: longer is for ever. */
const retentionDays = () => wholeNumber(1, 36_525).optional();

/** All variables. The descriptions are for the reference documentation. */
export const variables = z.strictObject({
  CONCORDAT_HOST: visibleText(253, 'must be a host name or an IP address')
    .prefault('127.0.0.1')
    .describe('The address to listen on; `0.0.0.0` for all.'),
  CONCORDAT_PORT: wholeNumber(0, 65_535).prefault('3000').describe('The port to listen on; 0 for any free one.'),
  CONCORDAT_TRUSTED_PROXIES: networks()
    .optional()
    .describe('Proxies in front whose `x-forwarded-for` is believed: IP addresses or networks, with commas between.'),
  CONCORDAT_ENGINE: z
    .enum(ENGINES, `must be one of ${ENGINES.join(', ')}`)
    .prefault('embedded')
    .describe(
      'Where the record is: `embedded`, in a data folder that one process uses; `postgresql`; or `eventstoredb`, with everything but the log in PostgreSQL.',
    ),
  CONCORDAT_DATA_FOLDER: folderPath()
    .optional()
    .describe('Where the embedded engine keeps the event log and the read models. Required with it.'),
  CONCORDAT_POSTGRES_URL: connectionText()
    .optional()
    .describe(
      'The PostgreSQL database: `postgresql://user:password@host:port/database?sslmode=verify-full&sslrootcert=…`. Required with the engine `postgresql`, and for what has no address of its own.',
    ),
  CONCORDAT_POSTGRES_URL_FILE: filePath().optional().describe('A file that holds it, instead.'),
  CONCORDAT_READ_MODELS_URL: connectionText()
    .optional()
    .describe('The PostgreSQL database of the read models and of coordination, when it is another one.'),
  CONCORDAT_READ_MODELS_URL_FILE: filePath().optional().describe('A file that holds it, instead.'),
  CONCORDAT_KEYS_URL: connectionText()
    .optional()
    .describe('The PostgreSQL database of the keys of persons, when it is another one.'),
  CONCORDAT_KEYS_URL_FILE: filePath().optional().describe('A file that holds it, instead.'),
  CONCORDAT_EVENTSTOREDB_URL: connectionText()
    .optional()
    .describe(
      'The EventStoreDB cluster: `esdb://user:password@host:port,host:port?tlsCAFile=…` or `esdb+discover://…`. Required with the engine `eventstoredb`.',
    ),
  CONCORDAT_EVENTSTOREDB_URL_FILE: filePath().optional().describe('A file that holds it, instead.'),
  CONCORDAT_POSTGRES_CONNECTIONS: wholeNumber(2, 200)
    .prefault('10')
    .describe('How many connections of one process may read from each PostgreSQL database at a time.'),
  CONCORDAT_POSTGRES_STATEMENT_SECONDS: wholeNumber(1, 3_600)
    .prefault('30')
    .describe('How long one statement may take in PostgreSQL.'),
  CONCORDAT_MIGRATE: yesOrNo()
    .prefault('no')
    .describe(
      '`yes` makes the tables in PostgreSQL, or brings them up to this version, at the start; `no` leaves that to `concordat migrate`.',
    ),
  CONCORDAT_WORKER: yesOrNo()
    .prefault('no')
    .describe('`yes` lets the service itself do what a worker does, where PostgreSQL or EventStoreDB is the engine.'),
  CONCORDAT_SCRATCH_FOLDER: folderPath()
    .optional()
    .describe(
      'Where a process that shares its engine keeps what it works out from the log. It may be lost, and belongs to one process. A new temporary folder when left out.',
    ),
  CONCORDAT_KEYS_FILE: filePath()
    .optional()
    .describe(
      'Where the keys of the persons that the record tells of are kept; `keys.db` in the data folder when left out.',
    ),
  CONCORDAT_KEY_ENCRYPTION_KEY: visibleText(100, 'must be a key')
    .optional()
    .describe('Locks those keys: 32 bytes in base64. Required where `NODE_ENV` is `production`.'),
  CONCORDAT_KEY_ENCRYPTION_KEY_FILE: filePath().optional().describe('A file that holds it, instead.'),
  CONCORDAT_PREVIOUS_KEY_ENCRYPTION_KEY: visibleText(100, 'must be a key')
    .optional()
    .describe('The one before it, until `concordat keys rotate` has been run.'),
  CONCORDAT_PREVIOUS_KEY_ENCRYPTION_KEY_FILE: filePath().optional().describe('A file that holds it, instead.'),
  CONCORDAT_UNKNOWN_KEYS: z
    .enum(['fault', 'forgotten'])
    .optional()
    .describe(
      'Where programs share the keys: what becomes of a value whose key was never in the key store. `fault` unless it is said that such keys are lost for good.',
    ),
  CONCORDAT_EVIDENCE_KEY: visibleText(4000, 'must be a signing key')
    .optional()
    .describe(
      'Signs the checkpoints of the evidence ledger, as `concordat evidence-key` writes it; keys that signed before it may follow, with spaces between. Required where `NODE_ENV` is `production`.',
    ),
  CONCORDAT_EVIDENCE_KEY_FILE: filePath().optional().describe('A file that holds it, instead; one key to a line.'),
  CONCORDAT_EVIDENCE_ORIGIN: z
    .string()
    .regex(/^[^\s\p{Cc}]{1,200}$/u, 'must have 1 to 200 characters and no spaces')
    .optional()
    .describe('The name of the log in its checkpoints; that of the key when left out. Choose it once, for ever.'),
  CONCORDAT_EVIDENCE_CHECKPOINT_SECONDS: wholeNumber(1, 86_400)
    .prefault('60')
    .describe("How long a partnership's history may have grown before a checkpoint of it is put on record."),
  CONCORDAT_OIDC_ISSUER: serviceAddress().describe('The issuer of the access tokens, exactly as they name it.'),
  CONCORDAT_OIDC_AUDIENCE: visibleText(500, 'must be the audience that the access tokens name').describe(
    'What the access tokens must be made out for.',
  ),
  CONCORDAT_OIDC_JWKS_URI: serviceAddress()
    .optional()
    .describe("Where the issuer's keys are, when discovery is not to be used."),
  CONCORDAT_LOG_LEVEL: z
    .enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`)
    .prefault('info')
    .describe('The least severe lines that are logged.'),
  CONCORDAT_CONTACT_WINDOW_DAYS: wholeNumber(1, 366)
    .prefault('28')
    .describe('How many days before and after a planned contact other contacts with the organisation count.'),
  CONCORDAT_SITE_WINDOW_DAYS: wholeNumber(1, 366)
    .prefault('7')
    .describe('The same for contacts at the very same site.'),
  CONCORDAT_ANSWER_WORKING_DAYS: wholeNumber(1, 60)
    .prefault('3')
    .describe('How many working days an account manager has to answer an intention.'),
  CONCORDAT_ON_DAMAGE: z
    .enum(['refuse', 'read-only'], 'must be refuse or read-only')
    .prefault('refuse')
    .describe(
      'What to do when the log turns out to be damaged: not start, or serve reads and record nothing (`read-only`).',
    ),
  CONCORDAT_SCRUB_RECORDS_PER_SECOND: wholeNumber(1, 1_000_000)
    .prefault('1000')
    .describe('How many records a second the background check of the whole log looks at.'),
  CONCORDAT_SCRUB_PAUSE_HOURS: wholeNumber(0, 8_760).prefault('24').describe('Hours between two such checks.'),
  CONCORDAT_KNOWN_CHECKPOINT_FILE: filePath()
    .optional()
    .describe('A checkpoint of the log that is kept apart: an older state of the log is then recognised.'),
  CONCORDAT_READ_WAIT_MS: wholeNumber(0, 60_000)
    .prefault('5000')
    .describe('How long a request waits for the read models to reach the position it asks for, in milliseconds.'),
  CONCORDAT_AS_AT_EVENTS: wholeNumber(1_000, 100_000_000)
    .prefault('200000')
    .describe('How many events may be replayed for a question as at an earlier moment.'),
  CONCORDAT_AS_AT_WITHIN_SECONDS: wholeNumber(1, 600)
    .prefault('20')
    .describe('How long replaying for such a question may take.'),
  CONCORDAT_STOP_WITHIN_SECONDS: wholeNumber(0, 600)
    .prefault('10')
    .describe('How long requests under way may take when the service is told to stop.'),
  CONCORDAT_RATE_PER_SUBJECT: wholeNumber(1, 1_000_000)
    .prefault('1200')
    .describe('Requests a minute for one token subject.'),
  CONCORDAT_RATE_PER_ADDRESS: wholeNumber(1, 1_000_000)
    .prefault('120')
    .describe('Requests a minute without a good token from one IP address (IPv6: one /64).'),
  CONCORDAT_MAX_QUERY_TOKENS: wholeNumber(50, 100_000).prefault('1000').describe('Tokens in a query.'),
  CONCORDAT_MAX_QUERY_DEPTH: wholeNumber(3, 100).prefault('12').describe('Fields within one another.'),
  CONCORDAT_MAX_QUERY_COST: wholeNumber(100, 10_000_000).prefault('10000').describe('Cost of an operation.'),
  CONCORDAT_MAX_REQUEST_BYTES: wholeNumber(1024, 67_108_864)
    .prefault('262144')
    .describe('Bytes of the body of a request.'),
  CONCORDAT_MAX_IMPORT_BYTES: wholeNumber(1024, 268_435_456)
    .prefault('8388608')
    .describe('Bytes of the body of a request that imports.'),
  CONCORDAT_RETENTION_OFFICER_DAYS: retentionDays().describe(
    'After how many days out of service the erasure of what identifies an officer is proposed. Without it, never.',
  ),
  CONCORDAT_RETENTION_CONTACT_DAYS: retentionDays().describe(
    'After how many days the erasure of addresses and other contact details is proposed. Without it, never.',
  ),
  CONCORDAT_RETENTION_ENQUIRER_DAYS: retentionDays().describe(
    'After how many days the erasure of what was asked, and by whom, is proposed. Without it, never.',
  ),
  CONCORDAT_RETENTION_FREE_TEXT_DAYS: retentionDays().describe(
    'After how many days the erasure of what records tell of persons is proposed. Without it, never.',
  ),
  CONCORDAT_SMTP_HOST: visibleText(253, 'must be a host name or an IP address')
    .optional()
    .describe('The mail server that messages are handed to. Without it there is no e-mail.'),
  CONCORDAT_SMTP_PORT: wholeNumber(1, 65_535).prefault('587').describe('Its port.'),
  CONCORDAT_SMTP_TLS: z
    .enum(SMTP_TLS, `must be one of ${SMTP_TLS.join(', ')}`)
    .prefault('STARTTLS')
    .describe('How the connection is encrypted: `STARTTLS`, `IMPLICIT`, or `NONE` for a mail server on this machine.'),
  CONCORDAT_SMTP_USER: visibleText(320, 'must be a user name').optional().describe('With which it is signed in.'),
  CONCORDAT_SMTP_PASSWORD: visibleText(1000, 'must be a password').optional().describe('The password of the user.'),
  CONCORDAT_SMTP_PASSWORD_FILE: filePath().optional().describe('A file that holds it, instead.'),
  CONCORDAT_SMTP_FROM: z
    .email('must be an e-mail address')
    .optional()
    .describe('The address that messages come from. Needed for e-mail.'),
  CONCORDAT_SMTP_FROM_NAME: visibleText(200, 'must be a name').optional().describe('The name shown beside it.'),
  CONCORDAT_SMTP_TIMEOUT_SECONDS: wholeNumber(1, 600)
    .prefault('60')
    .describe('How long the mail server may be silent.'),
  CONCORDAT_WEBHOOK_SECRET: visibleText(1000, 'must be a text')
    .refine((text) => text.length >= LEAST_SECRET, `must be at least ${LEAST_SECRET} characters long`)
    .optional()
    .describe(
      'From which the secret of each endpoint is derived. Without it there are no webhooks. Changing it changes them all.',
    ),
  CONCORDAT_WEBHOOK_SECRET_FILE: filePath().optional().describe('A file that holds it, instead.'),
  CONCORDAT_WEBHOOK_TIMEOUT_SECONDS: wholeNumber(1, 300)
    .prefault('20')
    .describe('How long an endpoint may take to answer.'),
  CONCORDAT_WEBHOOK_NETWORKS: networks()
    .optional()
    .describe('Private networks that webhooks may reach all the same: IP addresses or networks, with commas between.'),
  CONCORDAT_WEBHOOK_LOOPBACK_HTTP: yesOrNo()
    .prefault('no')
    .describe('`yes` lets webhooks reach this machine, over http too: for trials only.'),
  CONCORDAT_WITNESS_POLICY_FILE: filePath()
    .optional()
    .describe('Who watches over the evidence ledger: a C2SP tlog-policy. Without it nobody is asked for cosignatures.'),
  CONCORDAT_WITNESS_INTERVAL_SECONDS: wholeNumber(1, 3600)
    .prefault('10')
    .describe('How often the witnesses are asked to cosign while the log grows.'),
  CONCORDAT_WITNESS_TIMEOUT_SECONDS: wholeNumber(1, 300).prefault('10').describe('How long a witness may take.'),
});

/** Those of a worker, which verifies no tokens. */
export const workerVariables = variables.partial({ CONCORDAT_OIDC_ISSUER: true, CONCORDAT_OIDC_AUDIENCE: true });

/** What every program has. */
export type CommonValues = z.output<typeof workerVariables>;

/** Those that say which engine to open. */
export const engineVariables = variables.pick({
  CONCORDAT_ENGINE: true,
  CONCORDAT_DATA_FOLDER: true,
  CONCORDAT_MIGRATE: true,
  CONCORDAT_POSTGRES_CONNECTIONS: true,
  CONCORDAT_POSTGRES_STATEMENT_SECONDS: true,
  CONCORDAT_SCRATCH_FOLDER: true,
  CONCORDAT_WORKER: true,
});
