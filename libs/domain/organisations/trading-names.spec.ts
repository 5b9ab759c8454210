import { describe, it } from '@jest/globals';
import { specificationOf } from '../../platform/event-sourcing/decider-specification.js';
import { organisationDecider } from './organisation.decider.js';
import type { OrganisationEvent } from './organisation.events.js';

const { given } = specificationOf(organisationDecider);
const registered: OrganisationEvent = { type: 'OrganisationRegistered', data: { name: 'HBOS', structure: 'MIXED' } };
const named: OrganisationEvent = { type: 'TradingNamesSet', data: { names: ['Bank of Scotland', 'Halifax'] } };

describe('Trading names', () => {
  it('are set as a whole, each once, in alphabetical order', () => {
    given(registered)
      .when({ type: 'SetTradingNames', data: { names: ['Halifax', 'Bank of Scotland', 'Halifax'] } })
      .then(named);
  });

  it('change nothing when they are the same, and can be given up', () => {
    given(registered, named)
      .when({ type: 'SetTradingNames', data: { names: ['Halifax', 'Bank of Scotland'] } })
      .then();
    given(registered, named)
      .when({ type: 'SetTradingNames', data: { names: [] } })
      .then({ type: 'TradingNamesSet', data: { names: [] } });
  });
});
