import { describe, expect, it } from '@jest/globals';
import { serverFinding, type SoakSample } from './soak-samples.js';
import type { ServerFigures } from './soak-target.js';

const steady: ServerFigures = { sessions: 40, rows: 100_000, deadRows: 15_000, bytesOfSingleRows: 500_000 };

function samples(figuresAt: (index: number) => Partial<ServerFigures>): SoakSample[] {
  return Array.from({ length: 30 }, (_, index) => ({
    seconds: index * 10,
    megabytes: {},
    live: {},
    walBytes: 0,
    server: { ...steady, ...figuresAt(index) },
  }));
}

describe('what a database server says of itself', () => {
  it.each<[string, (index: number) => Partial<ServerFigures>]>([
    ['a server that rests', () => ({})],
    ['pools that open a session more now and then', (index) => ({ sessions: 40 + (index % 4) })],
    ['dead rows at the start, where nearly all is new', (index) => ({ deadRows: index < 5 ? 90_000 : 10_000 })],
  ])('takes %s for bounded', (_, figuresAt) => {
    expect(serverFinding(samples(figuresAt))).toMatchObject({ isBounded: true });
  });

  it.each<[string, (index: number) => Partial<ServerFigures>]>([
    ['sessions that are never closed', (index) => ({ sessions: 40 + index })],
    ['tables that are not cleaned up', (index) => ({ deadRows: index * 3_000 })],
    ['a single row whose old versions stay', (index) => ({ bytesOfSingleRows: index * 200_000 })],
  ])('takes %s for growth', (_, figuresAt) => {
    expect(serverFinding(samples(figuresAt))).toMatchObject({ isBounded: false });
  });

  it('says nothing where there is no server', () => {
    expect(serverFinding([{ seconds: 0, megabytes: {}, live: {}, walBytes: 0 }])).toBeUndefined();
  });
});
