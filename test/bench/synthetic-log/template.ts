import { randomUUID } from 'node:crypto';
import type { Engine } from '#platform/engine';
import type { AggregateDefinition } from '#platform/event-sourcing';
import type { StreamName } from '#platform/event-store';
import { deriveId } from '#platform/values';
import { contexts } from '#domain';
import { BENCH_CALLER } from './bench-caller.js';

const SITES = 20;

/** Gives commands to the engine as the API does, so that the events are those that the service really writes. */
class CommandWriter {
  readonly #aggregates = new Map<string, AggregateDefinition>(
    contexts.flatMap(({ aggregates }) => aggregates.map((aggregate) => [aggregate.name, aggregate] as const)),
  );

  constructor(private readonly engine: Engine) {}

  /** @throws when the command is refused: the template no longer fits the rules */
  async give(stream: string, type: string, input: object): Promise<void> {
    const aggregate = this.#aggregates.get(stream.slice(0, -37));
    if (!aggregate) throw new Error(`No context has an aggregate for ${stream}.`);
    const outcome = await this.engine.commands.run(aggregate, {
      stream: stream as StreamName,
      type,
      input,
      commandId: randomUUID(),
      caller: BENCH_CALLER,
      correlationId: randomUUID(),
    });
    if (outcome.outcome !== 'accepted') throw new Error(`${type} was refused: ${JSON.stringify(outcome)}`);
    if (outcome.position !== undefined) await this.engine.projections.waitFor(outcome.position, 10_000);
  }
}

/** One organisation with everything that an ordinary one has, by commands. The synthetic log repeats its events. */
export async function writeTemplate(engine: Engine): Promise<void> {
  const commands = new CommandWriter(engine);
  const organisation = deriveId('organisation', 'bench');
  await commands.give(organisation, 'RegisterOrganisation', {
    name: 'Northgate Stores',
    structure: 'CENTRALLY_CONTROLLED_MULTI_SITE',
    legalEntities: [
      { name: 'Northgate Stores Limited', registry: 'COMPANIES_HOUSE', number: '00445790' },
      { name: 'Northgate Logistics Limited', registry: 'COMPANIES_HOUSE', number: 'SC123456' },
    ],
    sicCodes: ['47110', '52103'],
    headcount: { ukEmployees: 24_000, asOf: '2006-03-01', source: 'Annual report 2005' },
  });
  for (let number = 1; number <= SITES; number++) {
    const site = deriveId('site', `bench-${number}`);
    await commands.give(site, 'OpenSite', {
      organisationId: organisation,
      name: `Northgate store ${number}`,
      address: `${number} High Street, Dundee`,
      postcode: 'DD1 4BJ',
      nation: 'GB-SCT',
      openedOn: '2001-05-01',
    });
    await commands.give(site, 'AllocateEnforcement', {
      authorityId: deriveId('authority', 'S12000042'),
      scope: { kind: 'WHOLE' },
      from: '2001-05-01',
      mainActivity: 'Retail sale of food',
    });
  }
}
