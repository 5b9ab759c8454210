import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import type { TestCaller, TestService } from './service.js';

interface Answer {
  readonly payload: {
    readonly object: { readonly id: string } | null;
    readonly userErrors: readonly { code: string; message: string; field: readonly string[] }[];
  };
}

export interface Commands {
  /** The id of the object after a mutation that must be carried out. */
  accepted(as: TestCaller, mutation: string, input: Record<string, unknown>): Promise<string>;
  /**
   * Why a mutation is not carried out: the code of the error, or the code and the field of each user error
   * (`INVALID_INPUT input.name`); empty when it is carried out.
   */
  refusals(as: TestCaller, mutation: string, input: Record<string, unknown>): Promise<readonly string[]>;
}

/**
 * Gives mutations with a new idempotency key each.
 * @param service asked at each mutation, as it only starts when the tests run
 * @param objects the payload fields that show the object; the name of a mutation begins with its object's
 */
export function commandsOf(service: () => Pick<TestService, 'as'>, objects: readonly string[]): Commands {
  async function give(as: TestCaller, mutation: string, input: Record<string, unknown>) {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
    const object = objects.find((each) => mutation.startsWith(each));
    const { data, errors } = await service().as(as)<Answer | null>(
      `mutation ($input: ${type}) {
        payload: ${mutation}(input: $input) { object: ${object} { id } userErrors { code message field } }
      }`,
      { input: { idempotencyKey: randomUUID(), ...input } },
    );
    const { object: found = null, userErrors = [] } = data?.payload ?? {};
    return { id: found?.id, userErrors, denied: errors?.map(({ extensions }) => extensions.code) };
  }
  return {
    accepted: async (as, mutation, input) => {
      const { id = '', userErrors, denied } = await give(as, mutation, input);
      expect({ mutation, userErrors, denied }).toEqual({ mutation, userErrors: [], denied: undefined });
      return id;
    },
    refusals: async (as, mutation, input) => {
      const { userErrors, denied } = await give(as, mutation, input);
      return denied ?? userErrors.map(({ code, field }) => `${code} ${field.join('.')}`);
    },
  };
}
