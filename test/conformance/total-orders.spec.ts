import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const PROJECT = fileURLToPath(new URL('../../..', import.meta.url));
const DOMAIN = join(PROJECT, 'libs/domain');

/** By table, the columns of its primary key. */
const KEYS = new Map<string, readonly string[]>();
/** Rows of a list in an order that leaves it open which of two comes first. */
interface Order {
  readonly place: string;
  readonly table: string;
  readonly columns: readonly string[];
}

/**
 * Of two rows that an order takes for equal, one engine gives this one first and another the other one. So every order that a
 * query names must end with what makes a row unique, as far as the query does not fix it.
 */
describe('The orders of queries', () => {
  const sources = sourcesIn(DOMAIN);
  for (const source of sources) visit(source, (node) => noteTable(node));
  const orders = sources.flatMap((source) => ordersIn(source));

  it('are found', () => {
    expect(KEYS.size).toBeGreaterThan(50);
    expect(orders.length).toBeGreaterThan(40);
  });

  it('leave nothing open', () => {
    const open = orders.filter(({ table, columns }) => !KEYS.get(table)?.every((column) => columns.includes(column)));
    expect(open.map(({ place, table, columns }) => `${place}: ${table} by ${columns.join(', ')}`)).toEqual([]);
  });
});

function sourcesIn(folder: string): readonly ts.SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\.(spec|fixture)\.ts$/.test(name))
    .map((name) => join(folder, name))
    .map((path) => ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ESNext, true));
}

function visit(node: ts.Node, take: (node: ts.Node) => void): void {
  take(node);
  ts.forEachChild(node, (child) => visit(child, take));
}

/** `defineTable('name', { …, primaryKey: [...] })`. */
function noteTable(node: ts.Node): void {
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== 'defineTable') return;
  const [name, definition] = node.arguments;
  if (!name || !ts.isStringLiteral(name) || !definition || !ts.isObjectLiteralExpression(definition)) return;
  const key = definition.properties.find((property) => property.name?.getText() === 'primaryKey');
  if (!key || !ts.isPropertyAssignment(key)) return;
  KEYS.set(name.text, textsIn(key.initializer));
}

function textsIn(node: ts.Node): readonly string[] {
  const texts: string[] = [];
  visit(node, (each) => void (ts.isStringLiteral(each) && texts.push(each.text)));
  return texts;
}

interface Call {
  readonly name: string;
  readonly parameters: readonly ts.Expression[];
}

/** The longest chains of calls that read one table in an order and take several rows. */
function ordersIn(source: ts.SourceFile): readonly Order[] {
  const found: Order[] = [];
  visit(source, (node) => {
    if (!ts.isCallExpression(node) || ts.isPropertyAccessExpression(node.parent)) return;
    const calls = chainOf(node);
    const table = calls.find(({ name }) => name === 'selectFrom')?.parameters[0];
    const ordered = calls.filter(({ name }) => name === 'orderBy').map(({ parameters }) => columnOf(parameters[0]));
    if (!table || !ts.isStringLiteral(table) || ordered.length === 0) return;
    if (calls.some(({ name }) => /^(executeTakeFirst|distinct|groupBy|innerJoin)/.test(name))) return;
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    const fixed = calls.filter(({ name }) => name === 'where').map(({ parameters }) => fixedBy(parameters));
    const place = `${relative(PROJECT, source.fileName)}:${line}`;
    found.push({
      place,
      table: table.text.split(' ')[0] ?? '',
      columns: [...ordered, ...fixed].filter((name) => name !== ''),
    });
  });
  return found;
}

function chainOf(node: ts.CallExpression): readonly Call[] {
  const calls: Call[] = [];
  for (let at: ts.Expression = node; ;) {
    if (ts.isCallExpression(at)) {
      if (!ts.isPropertyAccessExpression(at.expression)) return calls;
      calls.unshift({ name: at.expression.name.text, parameters: at.arguments });
      at = at.expression.expression;
    } else if (ts.isPropertyAccessExpression(at)) at = at.expression;
    else return calls;
  }
}

function columnOf(node: ts.Expression | undefined): string {
  return node && ts.isStringLiteral(node) ? (node.text.split('.').at(-1) ?? '') : '';
}

/** The column that a condition gives one value; of several values, rows are grouped by them. */
function fixedBy([column, operator]: readonly ts.Expression[]): string {
  const isFixed = operator && ts.isStringLiteral(operator) && ['=', 'in'].includes(operator.text);
  return isFixed ? columnOf(column) : '';
}
