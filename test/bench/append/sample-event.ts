import { randomUUID } from 'node:crypto';

/** An event of an ordinary size: about 250 bytes of data and 350 bytes of metadata, as this service records them. */
export interface SampleEvent {
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

export function sampleEvent(): SampleEvent {
  const data = {
    name: 'Northgate retail park, unit 12',
    address: '12 Northgate Retail Park, Lochee Road, Dundee',
    postcode: 'DD1 4BJ',
    uprn: '9059012345',
    nation: 'GB-SCT',
    organisationId: `organisation-${randomUUID()}`,
    openedOn: '2006-03-01',
  };
  const metadata = {
    actor: {
      party: { kind: 'LOCAL_AUTHORITY', id: `authority-${randomUUID()}` },
      subject: 'officer-4711',
      roles: ['REGISTRAR'],
      client: 'case-system',
    },
    commandId: randomUUID(),
    commandType: 'OpenSite',
    fingerprint: 'Zm9yLXRoZS1iZW5jaG1hcmstb25seS1mb3J0eS10aHJlZQ',
    correlationId: randomUUID(),
  };
  return {
    id: randomUUID(),
    type: 'organisations.SiteOpened.v1',
    data: JSON.stringify(data),
    metadata: JSON.stringify(metadata),
  };
}

export function sampleStreams(count: number): string[] {
  return Array.from({ length: count }, () => `site-${randomUUID()}`);
}
