import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  type GraphQLArgument,
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** The reference pages' text: every query, mutation and type of the schema with its description, as Markdown. */
export function renderSchemaReference(schema: GraphQLSchema): string {
  const types = Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type))
    .filter((type) => type !== schema.getQueryType() && type !== schema.getMutationType())
    .sort((a, b) => a.name.localeCompare(b.name));
  return [
    '# Schema reference',
    '',
    'Generated from `schema/*.graphql`; do not edit by hand.',
    '',
    ...operations('Queries', schema.getQueryType()),
    ...operations('Mutations', schema.getMutationType()),
    '## Types',
    '',
    ...types.flatMap(renderType),
  ].join('\n');
}

function operations(title: string, type: GraphQLObjectType | null | undefined): string[] {
  const fields = Object.values(type?.getFields() ?? {}).sort((a, b) => a.name.localeCompare(b.name));
  return [`## ${title}`, '', ...fields.flatMap(renderOperation)];
}

function renderOperation(field: GraphQLField<unknown, unknown>): string[] {
  return [
    `### ${field.name}`,
    '',
    `Answers \`${String(field.type)}\`. ${text(field.description)}`,
    '',
    ...args(field.args),
  ];
}

function args(list: readonly GraphQLArgument[]): string[] {
  if (list.length === 0) return [];
  return [
    ...table(
      ['argument', 'type', 'meaning'],
      list.map(({ name, type, description }) => [name, type, description]),
    ),
    '',
  ];
}

function renderType(type: GraphQLNamedType): string[] {
  const heading = [`### ${type.name}`, '', `${kindOf(type)}. ${text(type.description)}`, ''];
  if (isObjectType(type) || isInterfaceType(type)) return [...heading, ...fieldTable(type), ''];
  if (isInputObjectType(type)) return [...heading, ...inputTable(type), ''];
  if (isEnumType(type)) return [...heading, ...valueTable(type), ''];
  return heading;
}

function kindOf(type: GraphQLNamedType): string {
  if (isInputObjectType(type)) return 'Input';
  if (isInterfaceType(type)) return 'Interface';
  if (isEnumType(type)) return 'Enumeration';
  if (isScalarType(type)) return 'Scalar';
  return 'Object';
}

function fieldTable(type: GraphQLObjectType | GraphQLInterfaceType): string[] {
  const rows = Object.values(type.getFields()).map(({ name, type: of, description }) => [name, of, description]);
  return table(['field', 'type', 'meaning'], rows);
}

function inputTable(type: GraphQLInputObjectType): string[] {
  const rows = Object.values(type.getFields()).map(({ name, type: of, description }) => [name, of, description]);
  return table(['field', 'type', 'meaning'], rows);
}

function valueTable(type: GraphQLEnumType): string[] {
  return table(
    ['value', 'meaning'],
    type.getValues().map(({ name, description }) => [name, description]),
  );
}

function table(head: readonly string[], rows: readonly (readonly unknown[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const isCode = (column: number) => column < head.length - 1;
  return [
    line(head),
    line(head.map(() => '---')),
    ...rows.map((row) => line(row.map((cell, column) => (isCode(column) ? `\`${String(cell)}\`` : text(cell))))),
  ];
}

function text(description: unknown): string {
  return typeof description === 'string' ? description.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim() : '';
}
