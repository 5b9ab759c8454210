import { describe, expect, it } from '@jest/globals';
import { defineBatch } from '#platform/graphql';
import { closing, talliesContext } from '../engine/tallies-context.fixture.js';
import { tallyAggregate } from '../event-sourcing/tally.fixture.js';
import type { DomainContext } from './context.js';
import { assertDistinctContexts } from './distinct-contexts.js';

describe('The contexts of a service', () => {
  it('may share no name, and every one that they do is named at once', () => {
    const batch = defineBatch('tally', async () => new Map<string, object>());
    const mutations = [
      {
        aggregate: tallyAggregate,
        idField: 'tallyId',
        payload: 'TallyPayload',
        objectField: 'tally',
        batch,
        mutations: { tallyOpen: 'OpenTally', tallyCount: 'Count' },
      },
    ];
    const standings = [{ name: 'ownTallies', ids: async () => [] }];
    const nodes = [{ kind: 'tally', typename: 'Tally', batch }];
    const context: DomainContext = { ...talliesContext([closing()]), mutations, standings, nodes };
    expect(() => assertDistinctContexts([context, { ...context, name: 'other' }])).toThrow(
      'The contexts of the service: two aggregates are named tally; two subjects of the policy are named Tally; ' +
        'two standings are named ownTallies; two processes are named closing; two mutations are named tallyOpen; ' +
        'two mutations are named tallyCount; two kinds of nodes are named tally.',
    );
    expect(() => assertDistinctContexts([context, { ...talliesContext([]), aggregates: [] }])).toThrow(
      'The contexts of the service: two contexts are named tallies.',
    );
  });
});
