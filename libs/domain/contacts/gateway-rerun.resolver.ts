import { Inject } from '@nestjs/common';
import { Args, Context, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { findOrganisations } from '#domain/organisations';
import { findPartnerships } from '#domain/partnerships';
import { Engine } from '#platform/engine';
import { applicationError, type Connection, type RequestContext } from '#platform/graphql';
import type { Session } from '#platform/sessions';
import { contactById } from './contact.queries.js';
import { RULES_VERSION } from './gateway.js';
import { checkPeriod, pageOf, whatIfOf, type GatewayRerunArguments } from './gateway-rerun.asked.js';
import { listAdvised, type AdvisedSearch } from './gateway-rerun.queries.js';
import { GatewayReruns, type RerunCase } from './gateway-rerun.reading.js';
import { untilLate } from './until-late.js';
import { GATEWAY_SETTINGS } from './gateway.resolver.js';
import type { GatewaySettings } from './gateway.settings.js';

/** A page ends early rather than keep whoever asks waiting, in milliseconds. */
const BEGIN_WITHIN_MS = 8_000;

interface GatewayRerun {
  readonly rulesVersion: number;
  readonly judged: number;
  readonly differing: number;
  readonly nodes: readonly RerunCase[];
  readonly pageInfo: Connection<object>['pageInfo'];
}

@Resolver('GatewayRerun')
export class GatewayRerunResolver {
  readonly #reruns: GatewayReruns;

  constructor(@Inject(Engine) engine: Engine, @Inject(GATEWAY_SETTINGS) settings: GatewaySettings) {
    this.#reruns = new GatewayReruns(engine, settings);
  }

  @Query('gatewayRerun')
  async gatewayRerun(@Args() args: GatewayRerunArguments, @Context() context: RequestContext): Promise<GatewayRerun> {
    const session = await context.reads.session();
    if (!session.may('rerun', 'Gateway', {})) {
      throw applicationError('FORBIDDEN', 'The gateway is run again for auditors, and for leads of regulators.');
    }
    const whatIf = whatIfOf(args);
    const { edges, pageInfo } = await listAdvised(session, await searchOf(session, args), pageOf(args));
    // Held while others are opened, this request's own snapshot could be waited for.
    await context.reads.giveBack();
    const gone = new AbortController();
    const forget = context.onGone(() => gone.abort());
    try {
      const cases = await untilLate(edges, BEGIN_WITHIN_MS, ({ node }) =>
        this.#reruns.judge(node.id, whatIf, gone.signal),
      );
      const isCut = cases.length < edges.length;
      return {
        rulesVersion: RULES_VERSION,
        judged: cases.length,
        differing: cases.filter(({ differs }) => differs.length > 0).length,
        nodes: cases.filter((each) => isShown(each, args.show)),
        pageInfo: isCut
          ? { ...pageInfo, hasNextPage: true, endCursor: edges[cases.length - 1]?.cursor ?? null }
          : pageInfo,
      };
    } finally {
      forget();
      gone.abort();
    }
  }
}

/** What could not be judged is shown in any case: it is not known whether it differs. */
function isShown({ differs, rules, now }: RerunCase, show: GatewayRerunArguments['show']): boolean {
  if (show === 'ALL' || !now) return true;
  return differs.length > 0 || (show === 'ANYTHING_DIFFERS' && rules.length > 0);
}

/** @throws BAD_USER_INPUT, NOT_FOUND */
async function searchOf(session: Session, args: GatewayRerunArguments): Promise<AdvisedSearch> {
  checkPeriod(args);
  const { organisationId, partnershipId, from, to } = args;
  if (!organisationId === !partnershipId) {
    throw applicationError('BAD_USER_INPUT', 'Name an organisation or a partnership: organisationId or partnershipId.');
  }
  const within = { from: from ?? undefined, to: to ?? undefined };
  if (partnershipId) {
    const partnership = (await findPartnerships(session, [partnershipId])).get(partnershipId);
    if (partnership) return { organisationId: partnership.organisationId, partnershipId, ...within };
    throw applicationError('NOT_FOUND', 'There is no partnership with this id, or you may not know of it.');
  }
  const id = organisationId ?? '';
  if ((await findOrganisations(session, [id])).has(id)) {
    return { organisationId: id, partnershipId: undefined, ...within };
  }
  throw applicationError('NOT_FOUND', 'There is no organisation with this id, or you may not know of it.');
}

@Resolver('GatewayRerunCase')
export class GatewayRerunCaseResolver {
  @ResolveField('contact')
  contact({ contactId }: RerunCase, _args: unknown, { reads }: RequestContext) {
    return reads.related(contactById, contactId);
  }

  @ResolveField('adviceThen')
  adviceThen({ then }: RerunCase) {
    return then.advice;
  }

  @ResolveField('adviceNow')
  adviceNow({ now }: RerunCase) {
    return now?.advice ?? null;
  }

  @ResolveField('answerDueThen')
  answerDueThen({ then }: RerunCase) {
    return then.answerDue?.lastDay ?? null;
  }

  @ResolveField('answerDueNow')
  answerDueNow({ now }: RerunCase) {
    return now?.answerDue?.lastDay ?? null;
  }
}
