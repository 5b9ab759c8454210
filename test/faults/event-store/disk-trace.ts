import { STRACE } from '../../support/strace.js';

/** What a process did to its files and told the outside, in order, read from the output of strace. */
export type TracedCall =
  | { readonly kind: 'written'; readonly file: string; readonly offset: number; readonly bytes: Buffer }
  | { readonly kind: 'truncated'; readonly file: string; readonly length: number }
  /** The disk has confirmed that it holds everything written to the file before. */
  | { readonly kind: 'synchronised'; readonly file: string }
  | { readonly kind: 'told'; readonly text: string };

/** The options that make strace write what `parseTrace` reads: whole contents in hexadecimal, and file names. */
export function straceForDisk(output: string): readonly string[] {
  const calls = 'trace=pwrite64,write,ftruncate,fsync,fdatasync';
  return [...STRACE, '-y', '-xx', '-s', '65536', '-e', calls, '-e', 'signal=none', '-o', output];
}

const LINE = /^(\d+)\s+(.*)$/;
const UNFINISHED = ' <unfinished ...>';
const RESUMED = /^<\.\.\. \w+ resumed>/;
const WRITE = /^pwrite64\(\d+<([^>]*)>, "([^"]*)", \d+, (\d+)/;
const TRUNCATE = /^ftruncate\(\d+<([^>]*)>, (\d+)/;
const SYNCHRONISE = /^f(?:data)?sync\(\d+<([^>]*)>.*= 0$/;
const TELL = /^write\(1<[^>]*>, "([^"]*)"/;

/**
 * A call that another thread interrupts is in the output as two lines. A write counts from its first, for its bytes
 * may reach the disk from then on; a synchronisation counts only when it has returned.
 */
export function parseTrace(trace: string): TracedCall[] {
  const begun = new Map<string, string>();
  const calls: TracedCall[] = [];
  for (const line of trace.split('\n')) {
    const [, thread = '', text = ''] = LINE.exec(line) ?? [];
    const resumed = RESUMED.exec(text);
    if (resumed !== null) {
      const whole = (begun.get(thread) ?? '') + text.slice(resumed[0].length);
      if (SYNCHRONISE.test(whole)) calls.push(...parseCall(whole));
    } else if (text.endsWith(UNFINISHED)) {
      const beginning = text.slice(0, -UNFINISHED.length);
      begun.set(thread, beginning);
      calls.push(...parseCall(beginning));
    } else {
      calls.push(...parseCall(text));
    }
  }
  return calls;
}

function parseCall(text: string): TracedCall[] {
  const [, writtenFile, content, offset] = WRITE.exec(text) ?? [];
  if (writtenFile !== undefined) {
    return [{ kind: 'written', file: plainName(writtenFile), offset: Number(offset), bytes: bytesOf(content) }];
  }
  const [, truncatedFile, length] = TRUNCATE.exec(text) ?? [];
  if (truncatedFile !== undefined) {
    return [{ kind: 'truncated', file: plainName(truncatedFile), length: Number(length) }];
  }
  const [, synchronisedFile] = SYNCHRONISE.exec(text) ?? [];
  if (synchronisedFile !== undefined) return [{ kind: 'synchronised', file: plainName(synchronisedFile) }];
  const [, told] = TELL.exec(text) ?? [];
  if (told !== undefined) return [{ kind: 'told', text: bytesOf(told).toString() }];
  return [];
}

function bytesOf(escaped = ''): Buffer {
  return Buffer.from(escaped.replaceAll('\\x', ''), 'hex');
}

/** With `-xx` some versions of strace also write file names in hexadecimal. */
function plainName(name: string): string {
  return name.includes('\\x') ? bytesOf(name).toString() : name;
}
