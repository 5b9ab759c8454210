import { describe, it } from '@jest/globals';
import { deriveId, digestOf } from '#platform/values';
import { specContext, specificationOf } from '../../platform/event-sourcing/decider-specification.js';
import { briefingDecider } from './briefing.decider.js';
import type { BriefingEvent, Disclosure } from './briefing.events.js';

const { given } = specificationOf(briefingDecider);
const shown: Disclosure = {
  authorityId: deriveId('authority', 'wakefield'),
  planId: deriveId('plan', 'Tesco'),
  partnershipId: deriveId('partnership', 'Tesco'),
  organisationId: deriveId('organisation', 'Tesco'),
  version: 1,
  digest: digestOf('what was shown'),
};
const to = { partyId: specContext.actor.party.id, subject: specContext.actor.subject };
const disclosed = (data: Disclosure): BriefingEvent => ({ type: 'KeyInformationDisclosed', data: { ...data, to } });
const disclose = (data: Disclosure) => ({ type: 'DiscloseKeyInformation', data }) as const;

describe('A briefing', () => {
  it('says who was shown what for the first time', () => {
    given().when(disclose(shown)).then(disclosed(shown));
  });

  it('records the same content once, whoever of the party reads it', () => {
    const colleague = { actor: { ...specContext.actor, subject: 'colleague' } };
    given(disclosed(shown)).when(disclose(shown), colleague).then();
  });

  it.each([
    ['another content', { digest: digestOf('something else') }],
    ['another version', { version: 2 }],
    ['another plan', { planId: deriveId('plan', 'ASDA') }],
  ])('records %s by itself', (_, change) => {
    given(disclosed(shown))
      .when(disclose({ ...shown, ...change }))
      .then(disclosed({ ...shown, ...change }));
  });
});
