import { existsSync } from 'node:fs';
import { writeBundle, type BundleScope } from '#platform/evidence-bundle';
import { knownCheckpoints } from './evidence.options.js';
import { EXIT_CODE, OperationError, UsageError, type ExitCode } from './exit-code.js';
import type { Output } from './output.js';
import type { Target } from './target.js';

export interface ExportCommandOptions {
  readonly all?: boolean;
  readonly partnership?: string;
  readonly out: string;
  readonly known?: readonly string[];
}

const PARTNERSHIP = /^partnership-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** @throws UsageError unless one of the two is named */
export function bundleScopeOf({ all = false, partnership }: ExportCommandOptions): BundleScope {
  if (all === (partnership !== undefined)) {
    throw new UsageError('Say what to export: either --all or --partnership <id>.');
  }
  if (partnership === undefined) return { kind: 'all' };
  if (PARTNERSHIP.test(partnership)) return { kind: 'partnership', partnershipId: partnership };
  throw new UsageError(`${partnership} is not the id of a partnership: partnership-<uuid>.`);
}

/** Before anything is opened: nothing is ever written over. */
export function requireFree(folder: string): void {
  if (existsSync(folder)) throw new OperationError(`${folder} is there already. Name a folder that is new.`);
}

export async function exportCommand(target: Target, options: ExportCommandOptions, output: Output): Promise<ExitCode> {
  const scope = bundleScopeOf(options);
  const known = knownCheckpoints(options.known).map(({ note }) => note);
  const written = { files: 0, bytes: 0 };
  await writeBundle(options.out, counted(target.exportBundle({ scope, known }), written, output));
  output.result({ folder: options.out, ...written }, [
    `The bundle is in ${options.out}: ${written.files.toLocaleString('en-GB')} files, ${sizeText(written.bytes)}.`,
    `Check it with: concordat verify ${options.out} --keys <file> --known <checkpoint>`,
  ]);
  return EXIT_CODE.done;
}

async function* counted(
  parts: ReturnType<Target['exportBundle']>,
  written: { files: number; bytes: number },
  output: Output,
): ReturnType<Target['exportBundle']> {
  let current: string | undefined;
  for await (const part of parts) {
    if (part.path !== current) written.files += 1;
    current = part.path;
    written.bytes += part.bytes.byteLength;
    output.progress(`${sizeText(written.bytes)} written …`);
    yield part;
  }
}

function sizeText(bytes: number): string {
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, 'kB'] : [bytes / 1e6, 'MB'];
  return `${value.toLocaleString('en-GB', { maximumFractionDigits: 1 })} ${unit}`;
}
