import type { Command } from 'commander';
import {
  EvidenceFormatError,
  generateSignerKey,
  NOTE_ALGORITHM,
  signerKeyText,
  verifierKeyText,
} from '#platform/ledger';
import { EXIT_CODE, UsageError, type ExitCode } from './exit-code.js';
import type { Output } from './output.js';
import type { WithOutput } from './witness.commands.js';

const HELP = `
The first line is the signing key: keep it secret and apart from the data folder, for whoever has it and the log can rewrite
both. The second is its verifier key, for those who check. To rotate, put the new signing key above the old one's verifier
key in the file of CONCORDAT_EVIDENCE_KEY_FILE, keep the name, and start the service again.`;

/** `evidence-key <name>`: a key for the evidence ledger, on standard output. */
export function addEvidenceKeyCommand(program: Command, withOutput: WithOutput): void {
  program
    .command('evidence-key')
    .description('Makes a key that signs the checkpoints of the evidence ledger.')
    .argument('<name>', 'the name of the log: an address without "https://", such as concordat.example/log')
    .option('--json', 'write the result as JSON')
    .addHelpText('after', HELP)
    .action((name: string, options: { readonly json?: boolean }) =>
      withOutput(options, (output) => evidenceKey(name, output)),
    );
}

function evidenceKey(name: string, output: Output): ExitCode {
  const key = newKey(name);
  const [signingKey, verifierKey] = [signerKeyText(key), verifierKeyText(key)];
  output.result({ signingKey, verifierKey }, [signingKey, `# ${verifierKey}`]);
  return EXIT_CODE.done;
}

/** @throws UsageError when the name cannot be one */
function newKey(name: string): ReturnType<typeof generateSignerKey> {
  try {
    return generateSignerKey(name, NOTE_ALGORITHM.ed25519);
  } catch (error) {
    throw error instanceof EvidenceFormatError ? new UsageError(error.message) : error;
  }
}
