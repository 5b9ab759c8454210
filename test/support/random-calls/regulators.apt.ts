import { ofKind, type AptValues, type Input } from './apt-values.js';

export const regulatorsApt: AptValues = {
  texts: {
    gssCode: (random) => `${random.pick(['E', 'N', 'S', 'W'])}0${random.below(10_000_000).toString().padStart(7, '0')}`,
    localCode: (random) => `BODY-${random.below(100)}`,
    typeCode: ['NMD', 'UA', 'CTY'],
    email: ['a.officer@council.example', 'inspections@hse.example'],
    phone: ['01382 434000', '+44 345 300 9923'],
    region: ['Scotland', 'Yorkshire and the Humber', 'South East'],
    regions: ['Scotland', 'Yorkshire and the Humber', 'South East'],
    topics: ['workplace transport', 'Falls from height', 'asbestos'],
  },
  days: {
    startedOn: 'PAST',
    endedOn: 'PAST',
    since: 'PAST',
    from: 'PAST',
    validFrom: 'PAST',
    validUntil: 'FUTURE',
  },
  kinds: { countyId: 'authority', parentId: 'authority' },
  fitted: {
    AuthorityRegisterInput: withoutOtherCode,
    OfficerAssignRoleInput: ofKind({ OTHER: ['title'] }, 'role'),
    OfficerEndRoleInput: ofKind({ OTHER: ['title'] }, 'role'),
  },
};

/** Councils have a GSS code, lie in the nation that it says, and may lie in a county; a division is a part of HSE. */
function withoutOtherCode({ gssCode, localCode, nation, countyId, parentId, ...rest }: Input): Input {
  if (rest['kind'] === 'LOCAL_AUTHORITY') return { ...rest, gssCode, countyId };
  return rest['kind'] === 'HSE_DIVISION' ? { ...rest, localCode, nation, parentId } : { ...rest, localCode, nation };
}
