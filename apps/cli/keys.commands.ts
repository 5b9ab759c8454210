import { EXIT_CODE, type ExitCode } from './exit-code.js';
import type { Output } from './output.js';
import type { Target } from './target.js';

export async function keyStatusCommand(target: Target, output: Output): Promise<ExitCode> {
  const status = await target.keyStatus();
  output.result(status, [
    `key store           ${status.storeId}`,
    `key-encryption key  ${status.keyEncryptionKey}`,
    `keys of persons     ${status.subjectKeys}, destroyed ${status.destroyedKeys}`,
    `fences              ${status.fences}, of which wait for destruction ${status.awaitingDestruction}`,
    ...(status.unknownKeys > 0
      ? [`unknown keys        ${status.unknownKeys}: this key store is older than the log, or another one`]
      : []),
    ...(status.rotationUnderWay ? ['rotation            under way; concordat keys rotate ends it'] : []),
    '',
    'wrapping key  state    made                      locked with',
    ...status.wrappingKeys.map(({ version, state, createdAt, keyEncryptionKey }) =>
      [String(version).padStart(12), state.toLowerCase().padEnd(7), createdAt, keyEncryptionKey].join('  '),
    ),
  ]);
  return EXIT_CODE.done;
}

export async function rotateKeysCommand(target: Target, output: Output): Promise<ExitCode> {
  output.progress('Wrapping the keys anew …');
  const report = await target.rotateKeys();
  output.result(report ?? null, [
    report === undefined
      ? 'The rotation goes on; concordat keys status shows when it has ended.'
      : `${report.rewrapped} keys are wrapped with wrapping key ${report.version} now; older ones are gone.` +
        (report.continued ? ' This ended a rotation that had begun before.' : ''),
  ]);
  return EXIT_CODE.done;
}
