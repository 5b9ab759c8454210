import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { StorageFullError } from '#platform/event-store';
import { columnsOf, type ImportDefinition } from '#platform/imports';
import { contexts } from '#domain';
import { IMPORT, type Imported } from '../support/imports.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const hse = { kind: 'HSE', id: 'authority-00000000-0000-5000-8000-000000000001' } as const;
const registrar: TestCaller = { name: 'hse-registrar', party: hse, roles: ['REGISTRAR'] };
const officer: TestCaller = { name: 'hse-officer', party: hse, roles: ['OFFICER'] };
const lacorsRegistrar: TestCaller = {
  name: 'lacors-registrar',
  party: { kind: 'COORDINATING_BODY', id: 'authority-00000000-0000-5000-8000-000000000003' },
  roles: ['REGISTRAR'],
};
const councilRegistrar: TestCaller = {
  name: 'council-registrar',
  party: { kind: 'LOCAL_AUTHORITY', id: 'authority-00000000-0000-5000-8000-000000000002' },
  roles: ['REGISTRAR'],
};

const SITES = /* GraphQL */ `
  query ($number: String!) {
    organisationByNumber(registry: COMPANIES_HOUSE, number: $number) {
      name
      headcount {
        ukEmployees
      }
      legalEntities {
        number
      }
      sites {
        nodes {
          name
          nation
          closedOn
          allocations {
            scope
            validFrom
          }
        }
      }
    }
  }
`;

interface Found {
  organisationByNumber: {
    name: string;
    headcount: { ukEmployees: number } | null;
    legalEntities: { number: string }[];
    sites: { nodes: { name: string; nation: string; closedOn: string | null; allocations: { scope: string }[] }[] };
  } | null;
}

const HEADER =
  'record,organisation-registry,organisation-number,name,structure,uk-employees,headcount-as-of,headcount-source,' +
  'entity-registry,entity-number,site-reference,address,nation,closed-on,allocated-to,allocated-from,main-activity';
const file = (...rows: string[]) => [HEADER, ...rows].join('\r\n');

describe('The import of organisations by mutation', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.close());

  beforeAll(async () => {
    const councils = ['S12000042,Dundee,Scotland', 'W06000015,Cardiff,Wales', 'W06000022,Newport,Wales'];
    const rows = councils.map((each, n) => `C${n},${each}`);
    await run(['local-authority-code,gss-code,official-name,nation', ...rows].join('\n'), registrar, 'AUTHORITIES');
  });

  const run = async (csv: string, caller = registrar, kind = 'ORGANISATIONS') => {
    const input = { idempotencyKey: randomUUID(), kind, csv };
    const { data } = await service.as(caller)<Imported>(IMPORT, { input });
    return data.importRun;
  };
  const find = async (number: string) =>
    (await service.as(officer)<Found>(SITES, { number })).data.organisationByNumber;

  const tesco = file(
    'ORGANISATION,COMPANIES_HOUSE,00519500,Tesco,CENTRALLY_CONTROLLED_MULTI_SITE,250000,2006-03-01,Annual report,,,,,,,,,',
    'LEGAL_ENTITY,COMPANIES_HOUSE,00519500,Tesco Personal Finance,,,,,COMPANIES_HOUSE,SC173199,,,,,,,',
    'SITE,COMPANIES_HOUSE,00519500,"Dundee, Riverside",,,,,,,R-1,"Riverside Drive\nDundee",Scotland,,S12000042,1998-04-01,Retail',
    'SITE,COMPANIES_HOUSE,00519500,Old depot,,,,,,,R-2,,England,2005-01-31,,,',
  );

  it('takes organisations, legal entities and sites, and shows them to the next read', async () => {
    const { report, userErrors, position } = await run(`\uFEFF${tesco}`);
    expect(userErrors).toEqual([]);
    expect(report).toMatchObject({ rows: 4, taken: 4, refused: 0, complete: true, problems: [] });
    expect(position).not.toBeNull();
    const found = await find('00519500');
    expect(found?.headcount?.ukEmployees).toBe(250_000);
    expect(found?.legalEntities).toHaveLength(2);
    expect(found?.sites.nodes).toEqual([
      {
        name: 'Dundee, Riverside',
        nation: 'SCOTLAND',
        closedOn: null,
        allocations: [{ scope: 'WHOLE', validFrom: '1998-04-01' }],
      },
    ]);
  });

  it('changes nothing when the same file comes again', async () => {
    await run(tesco);
    const { report } = await run(tesco);
    expect(report).toMatchObject({ rows: 4, taken: 0, unchanged: 4, refused: 0 });
  });

  it('reports each bad row with line, column and reason, and takes the good ones', async () => {
    const { report } = await run(
      file(
        'ORGANISATION,COMPANIES_HOUSE,123,Short number,MIXED,,,,,,,,,,,,',
        'ORGANISATION,COMPANIES_HOUSE,00445790,Good,MIXED,,,,,,,,,,,,',
        'ORGANISATION,COMPANIES_HOUSE,00445791,Half a headcount,MIXED,12000,,,,,,,,,,,',
        'SITE,COMPANIES_HOUSE,09999999,Nobody knows whose,,,,,,,S-1,,England,,,,',
        'SITE,COMPANIES_HOUSE,00445790,No nation,,,,,,,S-2,,France,31/12/2005,,,',
        'THING,COMPANIES_HOUSE,00445790,What,,,,,,,,,,,,,',
        'SITE,COMPANIES_HOUSE,00445790,Too few cells',
        'SITE,COMPANIES_HOUSE,00445790,bad "quotes",,,,,,,S-3,,England,,,,',
        '',
        'SITE,COMPANIES_HOUSE,00445790,Two\u202Eways,,,,,,,S-4,,England,,,,',
        'SITE,COMPANIES_HOUSE,00445790,Whose,,,,,,,S-5,,England,,S12000000,1998-04-01,Retail',
        'ORGANISATION,COMPANIES_HOUSE,00445792,Unstructured,,,,,,,,,,,,,',
      ),
    );
    expect(report).toMatchObject({ rows: 11, taken: 1, unchanged: 0, refused: 10, complete: true });
    expect(report?.problems.map(({ line, column }) => [line, column])).toEqual([
      [2, 'organisation-number'],
      [4, 'headcount-as-of'],
      [4, 'headcount-source'],
      [5, 'organisation-number'],
      [6, 'nation'],
      [6, 'closed-on'],
      [7, 'record'],
      [8, null],
      [9, null],
      [11, 'name'],
      [12, 'allocated-to'],
      [13, 'structure'],
    ]);
    const reasons = report?.problems.map(({ reason }) => reason);
    expect(reasons).toContain('must be England, Scotland, Wales or Northern Ireland');
    expect(reasons).toContain(
      'S12000000 is neither the GSS code of an authority on record nor the short code of one without',
    );
    expect(reasons?.at(-1)).toBe('is required');
  });

  it('lets a newer allocation stand that an old file does not know', async () => {
    const before = file(
      'ORGANISATION,COMPANIES_HOUSE,00214436,Other,MIXED,,,,,,,,,,,,',
      'SITE,COMPANIES_HOUSE,00214436,Depot,,,,,,,D,,Wales,,W06000015,1999-01-01,Storage',
    );
    const after = before.replace('W06000015,1999-01-01', 'W06000022,2004-01-01');
    await run(before);
    expect((await run(after)).report).toMatchObject({ taken: 1, unchanged: 1 });
    expect((await run(before.replace('Storage', 'Warehouse'))).report).toMatchObject({ taken: 0, unchanged: 2 });
    expect((await find('00214436'))?.sites.nodes[0]?.allocations).toHaveLength(2);
  });

  it('knows an organisation by a number that a row before gave it, and by one number no two', async () => {
    const row = (cells: string) => `${cells}${','.repeat(16 - cells.split(',').length + 1)}`;
    const lines = Array.from({ length: 20 }, (_, n) => [
      row(`ORGANISATION,INTERNAL,EX-1-${n},Example ${n},MIXED`),
      row(`LEGAL_ENTITY,INTERNAL,EX-1-${n},Second of ${n},,,,,INTERNAL,EX-2-${n}`),
      row(`ORGANISATION,INTERNAL,EX-2-${n},Example ${n} Group,MIXED`),
      row(`SITE,INTERNAL,EX-2-${n},Depot,,,,,,,D-${n},,England`),
      row(`ORGANISATION,INTERNAL,EX-3-${n},Other ${n},MIXED`),
      row(`LEGAL_ENTITY,INTERNAL,EX-3-${n},Second of ${n},,,,,INTERNAL,EX-2-${n}`),
    ]);
    const { report } = await run(file(...lines.flat()));
    expect(report).toMatchObject({ rows: 120, taken: 100, refused: 20 });
    for (const { column, reason } of report?.problems ?? []) {
      expect(column).toBe('entity-number');
      expect(reason).toMatch(/^EX-2-\d+ is on record as a legal entity of another organisation, Example \d+ Group\./);
    }
    const query = '{ a: organisations(nameStartsWith: "example", first: 100) { nodes { name } } }';
    const { data } = await service.as(officer)<{ a: { nodes: { name: string }[] } }>(query);
    expect(data.a.nodes.map(({ name }) => name).toSorted()).toEqual(
      lines.map((_, n) => `Example ${n} Group`).toSorted(),
    );
  });

  it('enters no site twice at one property', async () => {
    const header =
      'record,organisation-registry,organisation-number,name,structure,site-reference,uprn,nation,closed-on';
    const { report } = await run(
      [
        header,
        'ORGANISATION,INTERNAL,P-1,Propertied,MIXED,,,,',
        'SITE,INTERNAL,P-1,Shop,,A,100010001,England,',
        'SITE,INTERNAL,P-1,The shop,,B,100010001,England,',
        'SITE,INTERNAL,P-1,Shop before,,C,100010001,England,2001-01-31',
        'ORGANISATION,INTERNAL,P-2,Neighbour,MIXED,,,,',
        'SITE,INTERNAL,P-2,Kiosk,,A,100010001,England,',
      ].join('\n'),
    );
    expect(report).toMatchObject({ rows: 6, taken: 5, refused: 1 });
    expect(report?.problems).toEqual([
      {
        line: 4,
        column: 'uprn',
        reason: expect.stringContaining('is that of Shop, an open site of this organisation'),
      },
    ]);
  });

  it('refuses a file whose header is wrong, naming every column at fault', async () => {
    const { report, userErrors } = await run('record,Name,name,name,colour\nSITE,,,,');
    expect(report).toBeNull();
    expect(userErrors.map(({ message }) => message)).toEqual([
      'The column "name" is there twice or more (columns 3 and 4).',
      'The column "Name" must be written "name".',
      expect.stringContaining('"colour" is not a column of this import.'),
      'The column "organisation-registry" is missing.',
      'The column "organisation-number" is missing.',
    ]);
    expect((await run('')).userErrors[0]?.message).toMatch(/^The file is empty/);
    expect((await run('record;name')).userErrors[0]?.message).toMatch(/Separate the columns by commas/);
  });

  it('reads a larger request than others may be, and stops at its limit of rows', async () => {
    const bad = `NOTHING,INTERNAL,N-1,${'x'.repeat(50)},,,,,,,,,,,,,`;
    const { report } = await run(file(...Array.from({ length: 10_001 }, () => bad)));
    expect(report).toMatchObject({ rows: 10_000, refused: 10_000, complete: false, problemCount: 10_001 });
    const one = await run(
      file(...Array.from({ length: 300 }, (_, n) => `ORGANISATION,INTERNAL,N-${n},Body ${n},MIXED${','.repeat(12)}`)),
    );
    expect(one.report).toMatchObject({ rows: 300, taken: 300, complete: true });
  });

  it('that a full disk stops says so, and that it can be sent again', async () => {
    const rows = Array.from(
      { length: 3 },
      (_, n) => `ORGANISATION,INTERNAL,FULL-${n},Full ${n},MIXED${','.repeat(12)}`,
    );
    const input = { idempotencyKey: randomUUID(), kind: 'ORGANISATIONS', csv: file(...rows) };
    const append = jest.spyOn(service.engine.store, 'append').mockRejectedValue(new StorageFullError());
    try {
      const { errors } = await service.as(registrar)(IMPORT, { input });
      expect(errors?.[0]?.extensions.code).toBe('STORAGE_FULL');
      expect(errors?.[0]?.message).toMatch(/^The import stopped after 0 rows: .*is full.*Import the same file again/);
    } finally {
      append.mockRestore();
    }
    expect((await run(input.csv)).report).toMatchObject({ rows: 3, taken: 3 });
  });

  it('takes what the registrar of the coordinating body sends, and counts by caller what was taken before', async () => {
    const csv = file(`ORGANISATION,INTERNAL,LACORS-1,Sent by both,MIXED${','.repeat(12)}`);
    expect((await run(csv, lacorsRegistrar)).report).toMatchObject({ rows: 1, taken: 1 });
    expect((await run(csv, lacorsRegistrar)).report).toMatchObject({ rows: 1, unchanged: 1 });
    expect((await run(csv.replace('Sent by both', 'Renamed'))).report).toMatchObject({ rows: 1, taken: 1 });
    // The row had its effect as this caller's; the other caller's is a new one.
    expect((await run(csv, lacorsRegistrar)).report).toMatchObject({ rows: 1, taken: 0, unchanged: 1 });
    expect((await run(csv)).report).toMatchObject({ rows: 1, taken: 1 });
  });

  it('is for registrars of HSE and of the coordinating body only', async () => {
    const input = { idempotencyKey: randomUUID(), kind: 'ORGANISATIONS', csv: tesco };
    for (const caller of [officer, councilRegistrar]) {
      const { errors } = await service.as(caller)(IMPORT, { input });
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
  });
});

describe('The imports of partnerships and of contacts that were made', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.close());

  const run = async (kind: string, ...lines: string[]) => {
    const input = { idempotencyKey: randomUUID(), kind, csv: lines.join('\n') };
    const { data, errors } = await service.as(registrar)<Imported>(IMPORT, { input });
    expect(errors).toBeUndefined();
    expect(data.importRun.userErrors).toEqual([]);
    return data.importRun.report;
  };

  const partnerships = [
    'organisation-registry,organisation-number,lead-side,lead-authority,sector,both-enforce,status,active-from,scheme,scheme-relation,scheme-reference,exception-reason',
    'COMPANIES_HOUSE,00519500,LOCAL_AUTHORITY,S12000042,Retail,no,ACTIVE,2005-10-01,LAPS,SUCCEEDS,Lead authority agreement,Began before sites were counted',
    'COMPANIES_HOUSE,00973607,LOCAL_AUTHORITY,S12000042,Retail,yes,CONSIDERING,,,,,Began before sites were counted',
    'COMPANIES_HOUSE,00000000,LOCAL_AUTHORITY,S12000042,Retail,yes,PROPOSED,,,,,',
    'COMPANIES_HOUSE,00973607,HSE,S12000042,Retail,yes,ACTIVE,,LAPS,,,',
  ];
  const contacts = [
    'source-system,source-reference,authority,organisation-registry,organisation-number,site-reference,topic,purpose,made-on,channel,with-whom,summary,results,outcome-text',
    'CASES,2005/17,S12000042,COMPANIES_HOUSE,00519500,R-1,workplace transport,VISIT,2005-11-14,VISIT,store manager,"Delivery yard, pedestrians",VERBAL_ADVICE WRITTEN_ADVICE,Barriers by January',
    'CASES,2005/18,S12000042,COMPANIES_HOUSE,00519500,,manual handling,ADVICE,2005-12-02,PHONE,safety adviser,,,',
    'CASES,2005/19,X99,COMPANIES_HOUSE,00519500,,manual handling,ADVICE,2005-12-02,PHONE,safety adviser,,,',
    'CASES,2005/20,S12000042,COMPANIES_HOUSE,00519500,R-9,manual handling,ADVICE,2005-12-02,PHONE,safety adviser,,,Without results',
    'CASES,2005/21,S12000042,COMPANIES_HOUSE,00519500,R-9,manual handling,SMALL_TALK,2199-12-02,PIGEON,,,,',
    'CASES,2005/22,S12000042,COMPANIES_HOUSE,00519500,R-9,manual handling,ADVICE,2005-12-02,PHONE,safety adviser,,,',
  ];

  beforeAll(async () => {
    await run(
      'AUTHORITIES',
      'gss-code,local-authority-code,official-name,nation',
      'S12000042,DND,Dundee City Council,Scotland',
    );
    await run(
      'ORGANISATIONS',
      'record,organisation-registry,organisation-number,name,structure,site-reference,nation',
      'ORGANISATION,COMPANIES_HOUSE,00519500,Tesco,CENTRALLY_CONTROLLED_MULTI_SITE,,',
      'SITE,COMPANIES_HOUSE,00519500,Riverside,,R-1,Scotland',
      'ORGANISATION,COMPANIES_HOUSE,00973607,B&Q,CENTRALLY_CONTROLLED_MULTI_SITE,,',
    );
  });

  it('takes partnerships as far as they have come, and names the columns of those that cannot be', async () => {
    const report = await run('PARTNERSHIPS', ...partnerships);
    expect(report).toMatchObject({ rows: 4, taken: 2, refused: 2 });
    expect(report?.problems.map(({ line, column }) => [line, column])).toEqual([
      [4, 'organisation-number'],
      [5, 'scheme-relation'],
      [5, 'scheme-reference'],
    ]);
    expect(await run('PARTNERSHIPS', ...partnerships)).toMatchObject({ rows: 4, taken: 0, unchanged: 2, refused: 2 });
    const query =
      'query ($number: String!) { organisationByNumber(registry: COMPANIES_HOUSE, number: $number) { partnership { status startedOn sector earlierScheme { scheme } } } }';
    const read = async (number: string) =>
      (await service.as(officer)<{ organisationByNumber: { partnership: object } }>(query, { number })).data
        .organisationByNumber.partnership;
    expect(await read('00519500')).toEqual({
      status: 'ACTIVE',
      startedOn: '2005-10-01',
      sector: 'Retail',
      earlierScheme: { scheme: 'LAPS' },
    });
    expect(await read('00973607')).toMatchObject({ status: 'CONSIDERING', startedOn: null });
  });

  it('takes contacts with their outcome, once, and names the columns of those that cannot be', async () => {
    const report = await run('CONTACTS', ...contacts);
    expect(report).toMatchObject({ rows: 6, taken: 2, refused: 4 });
    expect(report?.problems.map(({ line, column }) => [line, column])).toEqual([
      [4, 'authority'],
      [5, 'results'],
      [6, 'purpose'],
      [6, 'channel'],
      [6, 'with-whom'],
      [7, 'site-reference'],
    ]);
    expect(await run('CONTACTS', ...contacts)).toMatchObject({ rows: 6, taken: 0, unchanged: 2, refused: 4 });
    const query =
      '{ contacts { nodes { topic status madeOn authority { name } site { name } detail { summary outcome { results text } } } } }';
    const { data } = await service.as(officer)<{ contacts: { nodes: object[] } }>(query);
    expect(data.contacts.nodes).toHaveLength(2);
    expect(data.contacts.nodes).toContainEqual({
      topic: 'workplace transport',
      status: 'MADE',
      madeOn: '2005-11-14',
      authority: { name: 'Dundee City Council' },
      site: { name: 'Riverside' },
      detail: {
        summary: 'Delivery yard, pedestrians',
        outcome: { results: ['VERBAL_ADVICE', 'WRITTEN_ADVICE'], text: 'Barriers by January' },
      },
    });
  });
});

describe('The guide to imports', () => {
  const folder = new URL('../../../docs/how-to/', import.meta.url);
  const guide = readFileSync(new URL('import-from-csv.md', folder), 'utf8');
  const definitions: readonly ImportDefinition[] = contexts.flatMap(({ imports = [] }) => imports);
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.close());

  it('lists every column of every import, and no other', () => {
    for (const definition of definitions) {
      const [, section = ''] = guide.split(`\n## The columns of \`${definition.name}\`\n`);
      const table = section.split('\n## ')[0] ?? '';
      const listed = [...table.matchAll(/^\| `([a-z-]+)`( \*)? /gm)].map(([, name, star]) => [
        name,
        star !== undefined,
      ]);
      expect(listed).toEqual(columnsOf(definition).map(({ name, required }) => [name, required]));
    }
  });

  it('has examples that can be imported in the order that it gives', async () => {
    for (const name of ['authorities', 'organisations', 'partnerships', 'contacts']) {
      const csv = readFileSync(new URL(`import-examples/${name}.csv`, folder), 'utf8');
      const input = { idempotencyKey: randomUUID(), kind: name.toUpperCase(), csv };
      const { data } = await service.as(registrar)<Imported>(IMPORT, { input });
      expect(data.importRun).toMatchObject({ userErrors: [], report: { refused: 0, complete: true, problems: [] } });
      expect(data.importRun.report?.taken).toBe(data.importRun.report?.rows);
    }
  });
});
