import { Args, Context, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { applicationError, type Connection, type ConnectionArguments, type RequestContext } from '#platform/graphql';
import { parseJson } from '#platform/projections';
import type { ReadingRow } from './readings.projection.js';
import { listReadings, type ReadingFilter } from './readings.queries.js';

@Resolver('AuditReading')
export class AuditReadingResolver {
  @Query('auditReadings')
  async auditReadings(
    @Args() { first, after, ...filter }: ReadingFilter & ConnectionArguments,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<ReadingRow>> {
    const session = await reads.session();
    if (!session.may('read', 'AuditReading', {})) {
      throw applicationError('FORBIDDEN', 'What auditors read is for leads, leads for data protection and auditors.');
    }
    return listReadings(session, filter, { first: first ?? null, after: after ?? null });
  }

  @ResolveField('fields')
  fields({ fields }: ReadingRow): readonly string[] {
    return parseJson(fields);
  }

  @ResolveField('ids')
  ids({ ids }: ReadingRow): readonly string[] {
    return parseJson(ids);
  }

  @ResolveField('asked')
  asked({ asked }: ReadingRow): readonly string[] {
    return parseJson(asked);
  }
}
