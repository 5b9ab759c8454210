import { Worker } from 'node:worker_threads';
import { errorOf } from '../append.decision.js';
import type { AppendRequest } from '../append.decision.js';
import { StorageFullError } from '../event-store.errors.js';
import type { AppendResult } from '../event-store.port.js';
import { EventLogFaultError, EventLogFormatError, SqliteUnsuitableError } from './sqlite-event-store.errors.js';
import type { WritableLogOptions } from './log-file.js';
import { MailboxSignal } from './mailbox-signal.js';
import { WakefulLoop } from './wakeful-loop.js';
import { packAppends } from './writer-messages.js';
import type { AppendOutcome, FromWriter, OpenFailure, ToWriter, WriterStart } from './writer-messages.js';

export interface LogWriterEvents {
  /** Appends were committed, or found to be in the log already. */
  onAnswered(): void;
  /** The log failed; no append will be answered any more. Called once. */
  onFault(fault: EventLogFaultError): void;
}

interface PendingAppend {
  readonly request: AppendRequest;
  resolve(result: AppendResult): void;
  reject(error: Error): void;
}

/** The main thread's end of the writer thread: sends appends in bunches and matches the answers to them. */
export class LogWriter {
  /** Transactions that wrote events, each on the disk before its appends were answered. */
  committedGroups = 0;
  /** Sent or about to be sent, in order; the writer answers in the same order. */
  #pending: PendingAppend[] = [];
  #unsent: AppendRequest[] = [];
  #fault: EventLogFaultError | undefined;
  #closing = false;
  #settled: (() => void) | undefined;
  readonly #loop = new WakefulLoop(() => this.#pending.length > 0);

  private constructor(
    private readonly worker: Worker,
    private readonly file: string,
    private readonly mailbox: MailboxSignal,
    private readonly clock: () => Date,
    private readonly events: LogWriterEvents,
    readonly installationId: string,
  ) {
    worker.on('message', (message: FromWriter) => this.#receive(message));
    worker.on('error', (error) => this.#fail(error.name, error.message));
    worker.on('exit', (code) => {
      if (!this.#closing) this.#fail('WriterEnded', `the writer thread ended with exit code ${code}`);
    });
  }

  static async start(log: WritableLogOptions, clock: () => Date, events: LogWriterEvents): Promise<LogWriter> {
    const mailbox = new MailboxSignal();
    const workerData: WriterStart = { ...log, mailboxMemory: mailbox.memory };
    const worker = new Worker(new URL('./log-writer.worker.js', import.meta.url), { workerData });
    const installationId = await opened(worker, log.file);
    return new LogWriter(worker, log.file, mailbox, clock, events, installationId);
  }

  append(request: AppendRequest): Promise<AppendResult> {
    if (this.#fault !== undefined) return Promise.reject(this.#fault);
    return new Promise((resolve, reject) => {
      this.#pending.push({ request, resolve, reject });
      this.#unsent.push(request);
      if (this.#unsent.length === 1) queueMicrotask(() => this.#send());
    });
  }

  /** Waits for the appends under way, then ends the writer thread. */
  async close(): Promise<void> {
    if (this.#pending.length > 0) await new Promise<void>((resolve) => (this.#settled = resolve));
    this.#closing = true;
    if (this.#fault !== undefined) return;
    const exited = new Promise<void>((resolve) => this.worker.once('exit', () => resolve()));
    this.#post({ kind: 'close' });
    await exited;
  }

  #send(): void {
    const requests = this.#unsent;
    this.#unsent = [];
    if (this.#fault !== undefined) return;
    this.#post({ kind: 'append', now: this.clock().toISOString(), appends: packAppends(requests) });
    this.#loop.stayAwake();
  }

  #post(message: ToWriter): void {
    this.worker.postMessage(message);
    this.mailbox.sent();
  }

  #receive(message: FromWriter): void {
    if (message.kind === 'fault') {
      this.#fail(message.code, message.message);
    } else if (message.kind === 'answered') {
      this.committedGroups = message.committedGroups;
      const answered = this.#pending.splice(0, message.outcomes.length);
      for (const [index, outcome] of message.outcomes.entries()) settle(answered[index], outcome);
      this.events.onAnswered();
      if (this.#pending.length === 0) this.#settled?.();
    }
  }

  #fail(code: string, detail: string): void {
    if (this.#fault !== undefined) return;
    this.#fault = new EventLogFaultError(this.file, code, detail);
    // First the handler, which by default ends the process: then nobody acts on a rejection that tells nothing.
    this.events.onFault(this.#fault);
    for (const pending of this.#pending.splice(0)) pending.reject(this.#fault);
    this.#settled?.();
  }
}

function settle(pending: PendingAppend | undefined, outcome: AppendOutcome): void {
  if (pending === undefined) throw new Error('The writer thread answered more appends than it was given.');
  switch (outcome.kind) {
    case 'done': {
      const { firstRevision, lastRevision, position, recordedAt, repeated } = outcome;
      return pending.resolve({ firstRevision, lastRevision, position, recordedAt, repeated });
    }
    case 'storage-full':
      return pending.reject(new StorageFullError());
    default:
      return pending.reject(errorOf(pending.request, outcome));
  }
}

/** Resolves to the installation id. */
function opened(worker: Worker, file: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const onError = (error: Error): void => reject(error);
    const onExit = (code: number): void => reject(new EventLogFaultError(file, 'WriterEnded', `exit code ${code}`));
    worker.once('error', onError);
    worker.once('exit', onExit);
    worker.once('message', (message: FromWriter) => {
      worker.off('error', onError);
      worker.off('exit', onExit);
      if (message.kind === 'opened') resolve(message.installationId);
      else if (message.kind === 'not-opened') reject(openError(file, message.failure));
      else reject(new Error(`The writer thread began with an unexpected message of kind ${message.kind}.`));
    });
  });
}

function openError(file: string, failure: OpenFailure): Error {
  switch (failure.reason) {
    case 'format':
      return new EventLogFormatError(failure.message);
    case 'unsuitable':
      return new SqliteUnsuitableError(failure.message);
    case 'fault':
      return new EventLogFaultError(file, failure.code, failure.message);
  }
}
