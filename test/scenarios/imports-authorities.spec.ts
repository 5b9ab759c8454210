import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { authorityIdOf } from '#domain/regulators';
import { IMPORT, type Imported } from '../support/imports.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const hse = { kind: 'HSE', id: 'authority-00000000-0000-5000-8000-000000000001' } as const;
const registrar: TestCaller = { name: 'hse-registrar', party: hse, roles: ['REGISTRAR'] };
const officer: TestCaller = { name: 'hse-officer', party: hse, roles: ['OFFICER'] };

const HEADER =
  'gss-code,local-authority-code,official-name,nice-name,nation,region,local-authority-type,' +
  'local-authority-type-name,start-date,end-date,replaced-by,county-la,current-authority';

const AUTHORITY = /* GraphQL */ `
  query ($gssCode: String!) {
    authorityByGssCode(gssCode: $gssCode) {
      id
      name
      officialName
      region
      typeCode
      startedOn
      endedOn
      county {
        name
      }
      successors {
        successor {
          name
        }
        from
      }
    }
  }
`;

describe('The import of authorities by mutation', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.close());

  const take = async (...lines: string[]) => {
    const input = { idempotencyKey: randomUUID(), kind: 'AUTHORITIES', csv: lines.join('\n') };
    return (await service.as(registrar)<Imported>(IMPORT, { input })).data.importRun.report;
  };
  const run = (...rows: string[]) => take(HEADER, ...rows);
  const read = async (gssCode: string) => {
    const { data } = await service.as(officer)<{ authorityByGssCode: object }>(AUTHORITY, { gssCode });
    return data.authorityByGssCode;
  };
  const currentOn = async (day: string, region: string) => {
    const { data } = await service.as(officer)<{ authorities: { nodes: { name: string }[] } }>(
      `query ($day: Date, $region: String) {
        authorities(filter: { currentOn: $day, region: $region }) { nodes { name } }
      }`,
      { day, region },
    );
    return data.authorities.nodes.map(({ name }) => name);
  };

  const COUNTY = [
    'E07000001,OLD,Oldshire Borough Council,Oldshire,England,Midshire,NMD,Non-metropolitan district,,2019-03-31,"NEW,OTH",CTY,False',
    ',NIR-X,Former District Council,Former,Northern Ireland,Northern Ireland,NID,NI district,,2015-03-31,,,False',
    'E06000001,NEW,Newshire Council,Newshire,England,Midshire,UA,Unitary authority,2019-04-01,,,,True',
    'E06000002,OTH,Othershire Council,Othershire,England,Midshire,UA,Unitary authority,2019-04-01,,,,True',
    'E10000001,CTY,Countyshire County Council,Countyshire,England,Midshire,CTY,County,1974-04-01,,,,True',
  ];
  const oldshire = {
    name: 'Oldshire',
    region: 'Midshire',
    typeCode: 'NMD',
    startedOn: null,
    endedOn: '2019-04-01',
    county: { name: 'Countyshire' },
    successors: expect.arrayContaining([
      { successor: { name: 'Newshire' }, from: '2019-04-01' },
      { successor: { name: 'Othershire' }, from: '2019-04-01' },
    ]),
  };

  it('takes councils in any order, with the county and the successors that are listed further down', async () => {
    expect(await run(...COUNTY)).toMatchObject({ rows: 5, taken: 5, refused: 0, problems: [] });
    expect(await read('E07000001')).toMatchObject(oldshire);
    expect(await run(...COUNTY.toReversed())).toMatchObject({ rows: 5, taken: 0, unchanged: 5 });
  });

  it('lets a file with few columns take nothing back', async () => {
    const spare = 'gss-code,local-authority-code,official-name,nation';
    expect(await take(spare, 'E07000001,OLD,Oldshire Borough Council,England')).toMatchObject({ unchanged: 1 });
    expect(await read('E07000001')).toMatchObject(oldshire);
    expect(await take(spare, 'E07000001,OLD,Borough Council of Oldshire,England')).toMatchObject({ taken: 1 });
    expect(await read('E07000001')).toMatchObject(oldshire);
  });

  it('ends a council the day before its successors begin, whichever of the two days the file gives', async () => {
    const last = ',WEST,West Council,West,England,Twin,NMD,District,,2019-03-31,ONE,,False';
    const first = ',EAST,East Council,East,England,Twin,NMD,District,,2019-04-01,ONE,,False';
    const merged = 'E06000003,ONE,One Council,One,England,Twin,UA,Unitary authority,2019-04-01,,,,True';
    expect(await run(last, first, merged)).toMatchObject({ taken: 3, problems: [] });
    expect(await currentOn('2019-03-31', 'Twin')).toEqual(['East', 'West']);
    expect(await currentOn('2019-04-01', 'Twin')).toEqual(['One']);
    const before = ',BEF,Before Council,Before,England,March,NMD,District,,2016-03-31,AFT,,False';
    const after = 'E06000004,AFT,After Council,After,England,March,UA,Unitary authority,2016-03-31,,,,True';
    expect(await run(before, after)).toMatchObject({ taken: 2, problems: [] });
    expect(await currentOn('2016-03-31', 'March')).toEqual(['After']);
  });

  it('takes 31 March for the last day of a council, and another day for the one after, where nothing tells', async () => {
    const spring = ',SPR,Spring Council,Spring,England,Alone,NMD,District,,2015-03-31,,,False';
    const summer = ',SUM,Summer Council,Summer,England,Alone,NMD,District,,2015-06-30,OLD-1,,False';
    const earlier = ',OLD-1,Older Council,Older,England,Elsewhere,UA,Unitary authority,,,,,True';
    expect(await run(spring, summer, earlier)).toMatchObject({ taken: 3, problems: [] });
    expect(await currentOn('2015-03-31', 'Alone')).toEqual(['Spring', 'Summer']);
    expect(await currentOn('2015-04-01', 'Alone')).toEqual(['Summer']);
    expect(await currentOn('2015-06-30', 'Alone')).toEqual([]);
  });

  it('gives a council that is on record under its local code its GSS code, and makes no second one', async () => {
    const spare = 'gss-code,local-authority-code,official-name,nation,end-date,replaced-by';
    const heir = 'E06000005,HEIR,Heir Council,England,,';
    expect(await take(spare, ',LOC,Local Council,England,,', heir)).toMatchObject({ taken: 2, problems: [] });
    const ended = 'E07000005,LOC,Local Council,England,2024-04-01,HEIR';
    expect(await take(spare, ended, heir)).toMatchObject({ taken: 1, unchanged: 1, problems: [] });
    expect(await read('E07000005')).toMatchObject({
      id: authorityIdOf('LOC'),
      endedOn: '2024-04-01',
      successors: [{ successor: { name: 'Heir Council' } }],
    });
    const before = ',OLDEST,Oldest Council,England,1990-04-01,LOC';
    expect(await take(spare, before, ended, heir)).toMatchObject({ taken: 1, unchanged: 2, problems: [] });
    expect(await take(spare, ',LOC,Local Council,England,,')).toMatchObject({ taken: 0, unchanged: 1 });
    const { data } = await service.as(officer)<{ authority: object }>(
      'query ($id: ID!) { authority(id: $id) { predecessors { predecessor { name } } } }',
      { id: authorityIdOf('LOC') },
    );
    expect(data.authority).toEqual({ predecessors: [{ predecessor: { name: 'Oldest Council' } }] });
  });

  it('finds a council on record by its local code where the file has no GSS codes', async () => {
    const spare = 'local-authority-code,official-name,nation';
    expect(await take(spare, 'NEW,Council of Newshire,England')).toMatchObject({ taken: 1, problems: [] });
    expect(await read('E06000001')).toMatchObject({ name: 'Newshire', officialName: 'Council of Newshire' });
  });

  it('names the columns of a row that cannot be taken', async () => {
    const report = await run(
      'S12000042,DND,Dundee City Council,Dundee,England,Scotland,SCO,Scottish unitary authority,1996-04-01,,,,True',
      'S12000041,ANS,Angus Council,Angus,Scotland,Scotland,SCO,Scottish unitary authority,1996-04-01,,,NOBODY,True',
      'E07000101,DIS,District,,England,South East,NMD,Non-metropolitan district,,,,UPP,True',
      'E07000102,UPP,Upper,,England,South East,NMD,Non-metropolitan district,,,,TOP,True',
      'E10000103,TOP,Top,,England,South East,CTY,County,,,,,True',
      'S12000099,XXX,,,Scotland,Scotland,SCO,Scottish unitary authority,1996-02-30,,dnd,,maybe',
    );
    expect(report?.problems.map(({ line, column }) => [line, column])).toEqual([
      [2, 'gss-code'],
      [3, 'county-la'],
      [4, 'county-la'],
      [7, 'official-name'],
      [7, 'start-date'],
      [7, 'replaced-by'],
      [7, 'current-authority'],
    ]);
  });
});
