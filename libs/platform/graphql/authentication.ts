import type { Caller } from '#platform/access';

/**
 * Finds the caller behind an `Authorization` header.
 * Throws an `UNAUTHENTICATED` application error (HTTP 401) when there is none.
 */
export interface Authentication {
  authenticate(authorization: string | undefined): Promise<Caller>;
}
