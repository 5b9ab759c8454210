import { Inject } from '@nestjs/common';
import { Query, ResolveField, Resolver } from '@nestjs/graphql';
import { authorityById, officerById } from '#domain/regulators';
import { applicationError, type MutationPayload, type RequestContext } from '#platform/graphql';
import { gatewayQuestionInput, type GatewayQuestionInput } from './contact.commands.js';
import { contactById } from './contact.queries.js';
import { adviceSchema, type Advice, type ContactPoint, type Coordination, type Reason } from './gateway.advice.js';
import { prepareQuestion } from './gateway-facts.queries.js';
import type { GatewaySettings } from './gateway.settings.js';
import { advise } from './gateway.js';

export const GATEWAY_SETTINGS = Symbol('GatewaySettings');

@Resolver('GatewayAdvice')
export class GatewayAdviceResolver {
  constructor(@Inject(GATEWAY_SETTINGS) private readonly settings: GatewaySettings) {}

  /** A dry run: nothing is stored. */
  @Query('gatewayAdvice')
  async gatewayAdvice(_root: unknown, { input }: { input: object }, { reads }: RequestContext): Promise<Advice> {
    const session = await reads.session();
    if (!session.may('ask', 'Gateway', {})) {
      throw applicationError('FORBIDDEN', 'The gateway answers officers and leads of regulators.');
    }
    const prepared = await prepareQuestion(
      session,
      readQuestion(input),
      this.settings,
      session.today,
      (contacts, authorities) => {
        reads.remember(contactById, contacts);
        reads.remember(authorityById, authorities);
      },
    );
    if (prepared.outcome === 'rejected') throw wrongInput([prepared.rejection]);
    const { question, facts } = prepared.data;
    const advice = advise(question, facts);
    const named = [...(advice.contactPoint ? [advice.contactPoint] : []), ...advice.coordinateWith];
    await reads.prepare(
      authorityById,
      named.map(({ authorityId }) => authorityId),
    );
    await reads.prepare(
      officerById,
      named.flatMap(({ officerId }) => (officerId ? [officerId] : [])),
    );
    return advice;
  }
}

/** GraphQL knows null and absent; a question knows only absent. */
function readQuestion(input: object): GatewayQuestionInput {
  const given = Object.values(input).includes(null)
    ? Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null))
    : input;
  const read = gatewayQuestionInput.safeParse(given);
  if (read.success) return read.data;
  throw wrongInput(read.error.issues.map(({ path, message }) => ({ message: `${message}.`, field: path.map(String) })));
}

function wrongInput(faults: readonly { readonly message: string; readonly field?: readonly string[] }[]) {
  const texts = faults.map(({ message, field = [] }) => `${['input', ...field].join('.')}: ${message}`);
  return applicationError('BAD_USER_INPUT', texts.join(' '));
}

@Resolver('GatewayReason')
export class GatewayReasonResolver {
  @ResolveField('contacts')
  contacts({ contactIds }: Reason, _args: unknown, { reads }: RequestContext) {
    return reads.relatedAll(contactById, contactIds);
  }
}

@Resolver('ContactPoint')
export class ContactPointResolver {
  @ResolveField('authority')
  authority({ authorityId }: ContactPoint, _args: unknown, context: RequestContext) {
    return context.reads.related(authorityById, authorityId);
  }

  @ResolveField('officer')
  officer({ officerId }: ContactPoint, _args: unknown, context: RequestContext) {
    return context.reads.related(officerById, officerId);
  }
}

@Resolver('Coordination')
export class CoordinationResolver {
  @ResolveField('authority')
  authority({ authorityId }: Coordination, _args: unknown, context: RequestContext) {
    return context.reads.related(authorityById, authorityId);
  }

  @ResolveField('officer')
  officer({ officerId }: Coordination, _args: unknown, context: RequestContext) {
    return context.reads.related(officerById, officerId);
  }

  @ResolveField('contact')
  contact({ contactId }: Coordination, _args: unknown, context: RequestContext) {
    return context.reads.related(contactById, contactId);
  }
}

@Resolver('ContactPayload')
export class ContactPayloadResolver {
  /** From the event, so that a repeated command gives the advice of its first run. */
  @ResolveField('advice')
  advice({ events }: MutationPayload): Advice | null {
    const registered = events.find(({ type }) => type === 'IntentionRegistered');
    const data = registered?.data;
    if (typeof data !== 'object' || data === null || !('advice' in data)) return null;
    return adviceSchema.parse(data.advice);
  }
}
