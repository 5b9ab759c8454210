/** Where a command writes: results to standard output, everything else to standard error. */
export interface Output {
  /** A result for people, or as JSON with `--json`. */
  result(json: unknown, text: readonly string[]): void;
  /** A line that the next one replaces on a terminal; elsewhere it is left out. */
  progress(text: string): void;
}

interface Stream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
  once?(event: 'drain', listener: () => void): unknown;
}

export interface Streams {
  readonly stdout: Stream;
  readonly stderr: Stream;
}

/** Characters that could steer a terminal: what is shown may come from a file or from the log. */
const CONTROL = /[\p{Cc}\p{Cf}]/gu;

export class ConsoleOutput implements Output {
  #progressShown = false;

  constructor(
    private readonly streams: Streams,
    private readonly json: boolean,
  ) {}

  result(json: unknown, text: readonly string[]): void {
    this.#clearProgress();
    const lines = this.json ? [JSON.stringify(json, null, 2)] : text.map((line) => line.replaceAll(CONTROL, ' '));
    for (const line of lines) this.streams.stdout.write(`${line}\n`);
  }

  progress(text: string): void {
    if (!this.streams.stderr.isTTY) return;
    this.streams.stderr.write(`\r\u001b[K${text}`);
    this.#progressShown = true;
  }

  #clearProgress(): void {
    if (this.#progressShown) this.streams.stderr.write('\r\u001b[K');
    this.#progressShown = false;
  }
}
