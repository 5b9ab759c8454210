import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { applicationError, type RequestContext } from '#platform/graphql';
import type { Session } from '#platform/sessions';
import { findIncidentCriteria, type IncidentClause } from './incident-criteria.js';
import { readCriteria, readIncidents, type AskedCriteria, type JudgingCriteriaInput } from './incident-rerun.asked.js';
import { rerunIncident, type IncidentRerunCase } from './incident-rerun.js';
import { findIncidentSelection } from './plan-criteria.queries.js';

interface RerunArguments {
  readonly before: JudgingCriteriaInput;
  readonly after: JudgingCriteriaInput;
  readonly cases: readonly object[];
  readonly all: boolean;
}

interface JudgingCriteria {
  readonly defaultVersion: number | null;
  readonly planId: string | null;
  readonly planVersion: number | null;
  readonly isKnownToBeComplete: boolean;
  readonly clauses: readonly IncidentClause[];
}

interface IncidentCriteriaRerun {
  readonly before: JudgingCriteria;
  readonly after: JudgingCriteria;
  readonly judged: number;
  readonly differing: number;
  readonly cases: readonly IncidentRerunCase[];
}

@Resolver('IncidentCriteriaRerun')
export class IncidentCriteriaRerunResolver {
  @Query('incidentCriteriaRerun')
  async incidentCriteriaRerun(
    @Args() args: RerunArguments,
    @Context() { reads }: RequestContext,
  ): Promise<IncidentCriteriaRerun> {
    const session = await reads.session();
    if (!session.may('rerun', 'IncidentCriteria', {})) {
      throw applicationError('FORBIDDEN', 'Incidents are judged again for auditors, and for leads of regulators.');
    }
    const asked = { before: readCriteria('before', args.before), after: readCriteria('after', args.after) };
    const incidents = readIncidents(args.cases);
    const before = await criteriaOf(session, 'before', asked.before);
    const after = await criteriaOf(session, 'after', asked.after);
    const judged = incidents.map((incident) => rerunIncident(before.clauses, after.clauses, incident));
    return {
      before,
      after,
      judged: judged.length,
      differing: judged.filter(({ differs }) => differs).length,
      cases: args.all ? judged : judged.filter(({ differs, clauses }) => differs || clauses.length > 0),
    };
  }
}

/** @throws NOT_FOUND */
async function criteriaOf(session: Session, field: string, asked: AskedCriteria): Promise<JudgingCriteria> {
  switch (asked.kind) {
    case 'clauses':
      return { ...OWN, planId: null, planVersion: null, clauses: asked.clauses };
    case 'default':
      return defaultCriteria(field, asked.version);
    case 'organisation': {
      const found = await findIncidentSelection(session, asked.organisationId, asked.on ?? session.today);
      if (!found) {
        const message = `${field}: no criteria counted at this organisation on that day, or you may not know of it.`;
        throw applicationError('NOT_FOUND', message);
      }
      const { planId, planVersion, defaultVersion, clauses } = found;
      return defaultVersion === null
        ? { ...OWN, planId, planVersion, clauses }
        : defaultCriteria(field, defaultVersion);
    }
  }
}

/** Criteria that somebody has written down as a whole have nothing that may be missing. */
const OWN = { defaultVersion: null, isKnownToBeComplete: true };

function defaultCriteria(field: string, version: number): JudgingCriteria {
  const found = findIncidentCriteria(version);
  if (!found) throw applicationError('NOT_FOUND', `${field}: there is no version ${version} of the default criteria.`);
  const { isKnownToBeComplete, clauses } = found;
  return { defaultVersion: version, planId: null, planVersion: null, isKnownToBeComplete, clauses };
}
