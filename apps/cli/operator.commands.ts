import { EXIT_CODE, type ExitCode } from './exit-code.js';
import type { Output } from './output.js';
import type { DeadLetterView, Target } from './target.js';
import type { ServiceStatus } from '#platform/operations';

export async function statusCommand(target: Target, output: Output): Promise<ExitCode> {
  const status = await target.status();
  const { engine, head, position, deadLetterCount, projections, integrity, leases } = status;
  const width = Math.max(...projections.map(({ name }) => name.length), 10);
  output.result(status, [
    `engine        ${engine}`,
    `log           position ${head}`,
    `read models   position ${position}`,
    `dead letters  ${deadLetterCount}`,
    ...integrityLines(integrity),
    '',
    `${'projection'.padEnd(width)}  version  generation  state     position  dead letters`,
    ...projections.map((each) =>
      [
        each.name.padEnd(width),
        String(each.version).padStart(7),
        String(each.generation).padStart(10),
        each.state.toLowerCase().padEnd(8),
        String(each.position).padStart(8),
        String(each.deadLetterCount).padStart(12),
        each.fault ?? '',
      ]
        .join('  ')
        .trimEnd(),
    ),
    ...leaseLines(leases),
  ]);
  return EXIT_CODE.done;
}

function leaseLines(leases: ServiceStatus['leases']): string[] {
  if (leases.length === 0) return [];
  const width = Math.max(...leases.map(({ name }) => name.length), 5);
  return [
    '',
    `${'lease'.padEnd(width)}  epoch  holder`,
    ...leases.map(({ name, epoch, holder, since }) => {
      const who = holder === null ? 'nobody' : `${holder}, since ${since ?? 'an unknown time'}`;
      return `${name.padEnd(width)}  ${String(epoch).padStart(5)}  ${who}`;
    }),
  ];
}

function integrityLines({ faults, notices, readOnly }: ServiceStatus['integrity']): string[] {
  const texts = [...faults, ...notices].map(({ text }) => text);
  const [first = 'no fault was found', ...others] = texts;
  return [
    `integrity     ${first}`,
    ...others.map((text) => `              ${text}`),
    ...(readOnly ? ['              Nothing is recorded.'] : []),
  ];
}

export async function rebuildCommand(target: Target, projection: string, output: Output): Promise<ExitCode> {
  output.progress(`Building ${projection} from the log …`);
  const built = await target.rebuild(projection);
  output.result(built, [
    `${built.name} was built anew up to position ${built.position} (generation ${built.generation}).`,
  ]);
  return EXIT_CODE.done;
}

export async function deadLettersCommand(
  target: Target,
  { projection, retry }: { readonly projection: string | undefined; readonly retry: string | undefined },
  output: Output,
): Promise<ExitCode> {
  if (retry !== undefined) {
    const outcome = await target.retryDeadLetters(retry);
    output.result(outcome, [`${outcome.taken} taken, ${outcome.left} left.`]);
    return outcome.left === 0 ? EXIT_CODE.done : EXIT_CODE.failure;
  }
  const letters: DeadLetterView[] = [];
  for await (const letter of target.deadLetters(projection)) letters.push(letter);
  output.result(letters, letters.length === 0 ? ['There are no dead letters.'] : letters.flatMap(letterLines));
  return EXIT_CODE.done;
}

function letterLines({ projection, position, streamId, type, fault, attempts, recordedAt }: DeadLetterView): string[] {
  return [
    `${projection}, position ${position}: ${type} of ${streamId}, recorded ${recordedAt}`,
    `  ${fault} (tried ${attempts} times)`,
  ];
}
