import { readFileSync } from 'node:fs';

/** The format of `node --cpu-prof`: https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile */
interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

export interface ProfileShare {
  /** A package, a folder of this project, or a part of Node.js. */
  readonly part: string;
  /** Of the time in which the process worked, 0 to 1. */
  readonly share: number;
}

/** Where a process spent its time, by the part of the program that was running, the largest share first. */
export function sharesOf(file: string): readonly ProfileShare[] {
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(file, 'utf8')) as CpuProfile;
  const parts = new Map(nodes.map(({ id, callFrame }) => [id, partOf(callFrame)]));
  const times = new Map<string, number>();
  for (const [index, node] of samples.entries()) {
    const part = parts.get(node) ?? 'unknown';
    times.set(part, (times.get(part) ?? 0) + (timeDeltas[index] ?? 0));
  }
  times.delete('(idle)');
  const total = [...times.values()].reduce((sum, time) => sum + time, 0);
  return [...times].map(([part, time]) => ({ part, share: time / total })).sort((a, b) => b.share - a.share);
}

function partOf({ functionName, url }: CpuProfile['nodes'][number]['callFrame']): string {
  const dependency = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  if (dependency !== undefined) return dependency;
  const own = /\/dist\/((?:libs|apps)\/[^/]+\/[^/]+)/.exec(url)?.[1];
  if (own !== undefined) return own;
  if (url.startsWith('node:')) return 'Node.js';
  return url === '' ? functionName : 'benchmark';
}
