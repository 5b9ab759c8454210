import { describe, expect, it } from '@jest/globals';
import {
  audience,
  audienceKey,
  audienceName,
  audienceReaches,
  CHANNELS,
  isDispatched,
  type Audience,
} from './audience.vocabulary.js';

const scotland: Audience = { segment: 'LOCAL_AUTHORITIES', region: 'Scotland' };
const everywhere: Audience = { segment: 'LOCAL_AUTHORITIES' };
const cactus: Audience = { segment: 'HSE_SECTOR', sector: 'CACTUS' };

describe('An audience', () => {
  it('has one key, whatever the letter case of its region or sector', () => {
    expect(audienceKey(scotland)).toBe(audienceKey({ ...scotland, region: 'SCOTLAND' }));
    expect(audienceKey(everywhere)).not.toBe(audienceKey(scotland));
    expect(audienceKey(cactus)).toBe('HSE_SECTOR:cactus');
  });

  it('names a sector where it is one of HSE, and nowhere else', () => {
    expect(audience.safeParse({ segment: 'HSE_SECTOR' }).success).toBe(false);
    expect(audience.safeParse({ segment: 'TRADE_UNIONS', sector: 'CACTUS' }).success).toBe(false);
    expect(audience.safeParse({ segment: 'ORGANISATIONS', region: 'Scotland' }).success).toBe(false);
    expect(audience.parse({ segment: 'TRADE_UNIONS', region: ' Scotland ' })).toEqual({
      segment: 'TRADE_UNIONS',
      region: 'Scotland',
    });
  });

  it('is reached by what goes to it or to all of its segment, not by what goes to a part of it', () => {
    expect(audienceReaches(everywhere, scotland)).toBe(true);
    expect(audienceReaches({ ...scotland, region: 'scotland' }, scotland)).toBe(true);
    expect(audienceReaches(scotland, everywhere)).toBe(false);
    expect(audienceReaches({ ...scotland, region: 'Wales' }, scotland)).toBe(false);
    expect(audienceReaches({ segment: 'PRACTITIONERS' }, scotland)).toBe(false);
  });

  it('reads well in a sentence', () => {
    expect([scotland, everywhere, cactus].map(audienceName)).toEqual([
      'local authorities in Scotland',
      'local authorities',
      'the HSE sector CACTUS',
    ]);
  });
});

describe('A channel', () => {
  it('is served by the service or by people', () => {
    expect(CHANNELS.filter(isDispatched)).toEqual(['EMAIL', 'WEBHOOK']);
  });
});
