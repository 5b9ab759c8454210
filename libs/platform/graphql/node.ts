import type { Batch } from './request-reads.js';

/** How `node(id)` finds objects of one kind; the batch hides what the caller may not see. */
export interface NodeDefinition {
  /** First part of the id: `organisation`. */
  readonly kind: string;
  /** GraphQL type: `Organisation`. */
  readonly typename: string;
  readonly batch: Batch<string, object>;
}

const ID = /^([a-z]+(?:-[a-z]+)*)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export class NodeRegistry {
  readonly #byKind: ReadonlyMap<string, NodeDefinition>;

  constructor(definitions: readonly NodeDefinition[]) {
    this.#byKind = new Map(definitions.map((definition) => [definition.kind, definition]));
  }

  /** `undefined` for what is not an id of a known kind. */
  find(id: string): NodeDefinition | undefined {
    const kind = ID.exec(id)?.[1];
    return kind === undefined ? undefined : this.#byKind.get(kind);
  }
}
