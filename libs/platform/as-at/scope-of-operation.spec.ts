import { describe, expect, it } from '@jest/globals';
import { buildSchema, Kind, parse } from 'graphql';
import { fragmentsOf } from '#platform/graphql';
import { idsThatBound } from './scope-of-operation.js';

const schema = buildSchema(/* GraphQL */ `
  directive @withinOrganisation(by: String) on OBJECT | FIELD_DEFINITION
  directive @beyondOrganisation on FIELD_DEFINITION
  input Filter {
    organisationId: ID
    authorityId: ID
  }
  interface Node {
    id: ID!
  }
  type Query {
    organisation(id: ID!): Organisation @withinOrganisation(by: "id")
    nodes(ids: [ID!]!): [Node]! @withinOrganisation(by: "ids")
    node(id: ID!): Node @withinOrganisation(by: "id")
    contacts(filter: Filter): ContactConnection! @withinOrganisation(by: "filter.organisationId")
    organisations: [Organisation!]!
  }
  type Organisation implements Node @withinOrganisation {
    id: ID!
    name: String
    authority: Authority
    messages: [Message!]!
  }
  type Authority implements Node @withinOrganisation {
    id: ID!
    name: String
    allocations: [Organisation!]! @beyondOrganisation
    count: Int @beyondOrganisation
  }
  type ContactConnection {
    nodes: [Contact!]!
    pageInfo: PageInfo!
  }
  type PageInfo {
    hasNextPage: Boolean!
  }
  type Contact @withinOrganisation {
    organisation: Organisation
  }
  type Message {
    organisation: Organisation
  }
`);

function boundOf(query: string, variables: Record<string, unknown> = {}) {
  const document = parse(query);
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('No operation.');
  return idsThatBound(schema, operation, fragmentsOf(document), variables);
}

describe('What a query stays within', () => {
  it.each<[query: string, variables: Record<string, unknown>, ids: readonly string[]]>([
    ['{ organisation(id: "o") { name authority { name } } }', {}, ['o']],
    ['query ($id: ID!) { organisation(id: $id) { __typename } __typename }', { id: 'v' }, ['v']],
    ['{ a: organisation(id: "o") { id } b: organisation(id: "p") { id } }', {}, ['o', 'p']],
    ['{ nodes(ids: ["o", "p"]) { id } }', {}, ['o', 'p']],
    ['{ node(id: "o") { ... on Organisation { authority { id } } ...a } } fragment a on Authority { name }', {}, ['o']],
    [
      '{ contacts(filter: { organisationId: "o", authorityId: "a" }) { nodes { organisation { id } } pageInfo { hasNextPage } } }',
      {},
      ['o'],
    ],
  ])('%s', (query, variables, ids) => {
    expect(boundOf(query, variables)).toEqual(ids);
  });

  it.each<[why: string, query: string]>([
    ['a list that no argument bounds', '{ organisations { name } }'],
    ['another field beside one that is bounded', '{ organisation(id: "o") { id } organisations { id } }'],
    ['no argument given', '{ contacts { nodes { organisation { id } } } }'],
    ['another argument given', '{ contacts(filter: { authorityId: "a" }) { nodes { organisation { id } } } }'],
    ['a type that is not declared', '{ organisation(id: "o") { messages { __typename } } }'],
    ['a field that leads beyond', '{ organisation(id: "o") { authority { allocations { id } } } }'],
    ['a value that counts beyond', '{ organisation(id: "o") { authority { count } } }'],
    ['either within a fragment', '{ node(id: "o") { ...a } } fragment a on Authority { allocations { id } }'],
    ['also what is skipped', '{ organisation(id: "o") { messages @skip(if: true) { __typename } } }'],
  ])('is nothing with %s', (_why, query) => {
    expect(boundOf(query)).toBeUndefined();
  });
});
