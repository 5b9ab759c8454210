import { randomUUID } from 'node:crypto';
import type { TestCaller, TestService } from '../service.js';

interface Made {
  readonly payload: { readonly revision: number | null; readonly userErrors: readonly object[] };
}

/** The type of a mutation's input, by the schema's convention. */
export function inputTypeOf(mutation: string): string {
  return `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
}

/**
 * Carries out a mutation as somebody who may.
 * @throws Error when the mutation is refused
 */
export async function carryOut(
  service: TestService,
  caller: TestCaller,
  mutation: string,
  input: Readonly<Record<string, unknown>>,
): Promise<void> {
  const document = `mutation ($input: ${inputTypeOf(mutation)}!) {
    payload: ${mutation}(input: $input) { revision userErrors { code message } }
  }`;
  const { data, errors } = await service.as(caller)<Made>(document, {
    input: { idempotencyKey: randomUUID(), ...input },
  });
  if (errors || data.payload.userErrors.length > 0) {
    throw new Error(`${mutation} as ${caller.name}: ${JSON.stringify(errors ?? data.payload.userErrors)}`);
  }
}

interface MadeObject {
  readonly payload: { readonly object: { readonly id: string } | null };
}

/**
 * Carries out a mutation as somebody who may, and returns the object's id.
 * @throws Error when the mutation is refused
 */
export async function make(
  service: TestService,
  caller: TestCaller,
  mutation: string,
  objectField: string,
  input: Record<string, unknown>,
): Promise<string> {
  const document = `mutation ($input: ${inputTypeOf(mutation)}!) {
    payload: ${mutation}(input: $input) { object: ${objectField} { id } userErrors { code message } }
  }`;
  const { data, errors } = await service.as(caller)<MadeObject>(document, {
    input: { idempotencyKey: randomUUID(), ...input },
  });
  if (errors || !data.payload.object) throw new Error(`${mutation}: ${JSON.stringify(errors ?? data)}`);
  return data.payload.object.id;
}
