import { deriveId } from '#platform/values';
import { DUNDEE, HSE } from './callers.js';
import { byNode, creation, field, mutation, reading, type MatrixCase } from './cases.js';
import type { MatrixWorld } from './world.js';

const reason = 'For the matrix.';
const dates = { kind: 'CLOSED', from: '2006-07-01', until: '2006-07-14' };

/** As many as there are callers who may change one, and one more, for each of the two mutations that do. */
const PERIODS = 20;

export async function programmeCalendarCases(world: MatrixWorld): Promise<readonly MatrixCase[]> {
  return [
    ...(await casesOf(world, DUNDEE, 'lead LA LEAD', 'of lead LA')),
    ...(await casesOf(world, HSE, 'HSE LEAD', 'of HSE')),
  ];
}

async function casesOf(
  world: MatrixWorld,
  authorityId: string,
  keeper: string,
  state: string,
): Promise<readonly MatrixCase[]> {
  const period = () => ({ authorityId, title: world.distinct('Period'), ...dates });
  for (let number = 1; number <= PERIODS; number += 1) {
    await world.carryOut('programmeCalendarRecordPeriod', period(), world.caller(keeper));
  }
  const programmeCalendarId = deriveId('programme-calendar', authorityId);
  const calendar = { id: programmeCalendarId, state };
  let used = 0;
  const onPeriod = (name: string, fields: () => Record<string, unknown>): MatrixCase =>
    mutation(name, async () => ({ input: { programmeCalendarId, period: (used += 1), ...fields() } }), state);
  return [
    byNode(calendar),
    reading('programmeCalendar', `(authorityId: "${authorityId}") { id }`, state),
    field('ProgrammeCalendar', 'periods(first:1) nodes title', calendar),
    {
      kind: 'query',
      name: 'programmeDates',
      state,
      query:
        'query ($authorityId: ID!) { shown: programmeDates(authorityId: $authorityId, first: 1) { nodes { title } } }',
      variables: { authorityId },
      shows: ({ shown }: { shown: { nodes: object[] } }) => shown.nodes.length > 0,
    },
    creation('programmeCalendarRecordPeriod', period, state),
    onPeriod('programmeCalendarAmendPeriod', () => ({ ...dates, title: world.distinct('Period'), reason })),
    onPeriod('programmeCalendarWithdrawPeriod', () => ({ reason })),
  ];
}
