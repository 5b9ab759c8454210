import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { defineEvents, EventCatalogueError, type Upcaster } from './event-definitions.js';

const upcaster = (from: string, to: string): Upcaster => ({
  from: `trips.${from}`,
  to: `trips.${to}`,
  upcast: (d) => d,
});

function faultsOf(versions: Record<string, number>, upcasters: Upcaster[], context = 'trips'): string {
  const definitions = Object.fromEntries(
    Object.entries(versions).map(([name, version]) => [name, { version, description: '', schema: z.unknown() }]),
  );
  try {
    defineEvents(context, definitions, upcasters);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(EventCatalogueError);
    return error instanceof Error ? error.message : '';
  }
}

describe('The events of a context', () => {
  it('may have upcasters that lead from every older version to the current one', () => {
    expect(faultsOf({ Began: 3 }, [upcaster('Began.v1', 'Began.v2'), upcaster('Began.v2', 'Began.v3')])).toBe('');
    expect(faultsOf({ Began: 2 }, [upcaster('Started.v1', 'Began.v2'), upcaster('Began.v1', 'Began.v2')])).toBe('');
  });

  it('may not leave a gap', () => {
    expect(faultsOf({ Began: 3 }, [upcaster('Began.v1', 'Began.v3')])).toBe(
      'Context trips: no upcaster starts at the older type trips.Began.v2.',
    );
  });

  it('may not have two upcasters from one type', () => {
    expect(faultsOf({ Began: 2 }, [upcaster('Began.v1', 'Began.v2'), upcaster('Began.v1', 'Began.v2')])).toBe(
      'Context trips: two upcasters start at trips.Began.v1.',
    );
  });

  it('may not run in a circle', () => {
    const circle = [upcaster('Went.v1', 'Gone.v1'), upcaster('Gone.v1', 'Went.v1')];
    expect(faultsOf({ Began: 1 }, circle)).toBe(
      'Context trips: the upcasters from trips.Went.v1 run in a circle; the upcasters from trips.Gone.v1 run in a circle.',
    );
  });

  it('may not lead nowhere, nor start at a current type', () => {
    expect(faultsOf({ Began: 1 }, [upcaster('Old.v1', 'Lost.v1')])).toContain(
      'the upcasters from trips.Old.v1 do not lead to a current type',
    );
    expect(faultsOf({ Began: 1, Ended: 1 }, [upcaster('Began.v1', 'Ended.v1')])).toContain(
      'an upcaster starts at trips.Began.v1, which is a current type',
    );
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('may not have the version %d', (version) => {
    expect(faultsOf({ Began: version }, [])).toContain(`the version of Began is ${version}, not a whole number from 1`);
  });

  it('must have names that the log can store', () => {
    expect(faultsOf({ began: 1 }, [])).toContain('the event name began is not in Pascal case');
    expect(faultsOf({ Began: 1 }, [], 'My Trips')).toContain('the name of the context is not in kebab case');
  });

  it('names every fault at once', () => {
    const message = faultsOf({ Began: 3, ended: 0 }, [
      upcaster('Began.v1', 'Began.v3'),
      upcaster('Began.v1', 'Began.v3'),
      upcaster('Went.v1', 'Went.v1'),
      upcaster('Old.v1', 'Lost.v1'),
    ]);
    for (const part of [
      'ended is not in Pascal case',
      'version of ended is 0',
      'two upcasters start at trips.Began.v1',
      'from trips.Went.v1 run in a circle',
      'from trips.Old.v1 do not lead',
      'older type trips.Began.v2',
    ]) {
      expect(message).toContain(part);
    }
  });
});
