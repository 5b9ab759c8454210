/** The writer thread: the only place that writes the event log. Started by `log-writer.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { gather, nextMessage } from './append-group.js';
import type { AppendGroup } from './append-group.js';
import { Checkpointing } from './checkpointing.js';
import { GroupCommit } from './group-commit.js';
import { isSqliteError, openWritableLog } from './log-file.js';
import type { WritableLog } from './log-file.js';
import { EventLogFormatError, SqliteUnsuitableError } from './sqlite-event-store.errors.js';
import { MailboxSignal } from './mailbox-signal.js';
import type { FromWriter, OpenFailure, ToWriter, WriterStart } from './writer-messages.js';

/**
 * Serves the port until it is closed or the log fails.
 * @throws whatever reading the log's end throws
 */
class WriterThread {
  readonly #groups: GroupCommit;
  readonly #checkpointing: Checkpointing;
  readonly #mailbox: MailboxSignal;

  constructor(
    private readonly port: MessagePort,
    private readonly log: WritableLog,
    mailboxMemory: SharedArrayBuffer,
  ) {
    this.#groups = new GroupCommit(log.database);
    this.#checkpointing = new Checkpointing(log.database);
    this.#mailbox = new MailboxSignal(mailboxMemory);
  }

  serve(): void {
    this.port.on('message', (message: ToWriter) => {
      let next: ToWriter | undefined = message;
      while (next !== undefined && this.#handle(next)) {
        next = this.#mailbox.watch(() => nextMessage(this.port));
      }
    });
    this.#post({ kind: 'opened', installationId: this.log.installationId });
  }

  /** Returns whether there is more to come. */
  #handle(message: ToWriter): boolean {
    try {
      const group = gather(this.port, message);
      if (group.requests.length > 0) this.#answer(group);
      if (!group.close) return true;
      this.log.database.close();
    } catch (error) {
      // Nothing may be written after a failure: what is on the disk is the only truth left.
      this.#post({ kind: 'fault', ...describe(error) });
    }
    this.port.close();
    return false;
  }

  #answer(group: AppendGroup): void {
    const outcomes = this.#groups.commit(group.requests, group.now);
    this.#post({ kind: 'answered', outcomes, committedGroups: this.#groups.committedGroups });
    this.#checkpointing.runWhenDue(group.bytes);
  }

  #post(message: FromWriter): void {
    this.port.postMessage(message);
  }
}

function openFailure(error: unknown): OpenFailure {
  if (error instanceof EventLogFormatError) return { reason: 'format', message: error.message };
  if (error instanceof SqliteUnsuitableError) return { reason: 'unsuitable', message: error.message };
  return { reason: 'fault', ...describe(error) };
}

function describe(error: unknown): { readonly code: string; readonly message: string } {
  if (isSqliteError(error)) return { code: error.code, message: error.message };
  if (error instanceof Error) return { code: error.name, message: error.stack ?? error.message };
  return { code: 'Unknown', message: String(error) };
}

function start(port: MessagePort, { file, maximumPages, mailboxMemory }: WriterStart): void {
  let log: WritableLog | undefined;
  let thread: WriterThread;
  try {
    log = openWritableLog({ file, ...(maximumPages !== undefined && { maximumPages }) });
    thread = new WriterThread(port, log, mailboxMemory);
  } catch (error) {
    log?.database.close();
    port.postMessage({ kind: 'not-opened', failure: openFailure(error) } satisfies FromWriter);
    return;
  }
  thread.serve();
}

if (parentPort === null) throw new Error('log-writer.worker.js must be started as a worker thread.');
start(parentPort, workerData as WriterStart);
