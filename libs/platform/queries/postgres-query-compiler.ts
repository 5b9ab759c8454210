import {
  AliasNode,
  FromNode,
  JoinNode,
  OperatorNode,
  OrderByItemNode,
  PostgresQueryCompiler,
  PrimitiveValueListNode,
  RawNode,
  ValueNode,
  type BinaryOperationNode,
  type LimitNode,
  type TableNode,
} from 'kysely';
import { ListParameter } from './list-parameter.js';
import { EngineChoice } from './query-engine.js';

/**
 * Compiles the queries of contexts so that PostgreSQL answers as SQLite does: null comes first, an empty list is allowed,
 * a long one is one array.
 */
export class PortablePostgresQueryCompiler extends PostgresQueryCompiler {
  /**
   * @param tables the tables that contexts know. Each is written as `nameOf` gives it, under its own name
   * @param nameOf ready for the text of a statement
   */
  constructor(
    private readonly tables: ReadonlySet<string>,
    private readonly nameOf: (table: string) => string,
  ) {
    super();
  }

  protected override visitTable(node: TableNode): void {
    const { schema, identifier } = node.table;
    const parent = this.parentNode;
    const stands = parent !== undefined && [FromNode, JoinNode, AliasNode, RawNode].some((kind) => kind.is(parent));
    if (schema || !stands || !this.tables.has(identifier.name)) return super.visitTable(node);
    this.append(this.nameOf(identifier.name));
    if (AliasNode.is(parent) || RawNode.is(parent)) return;
    this.append(' as ');
    this.visitNode(identifier);
  }

  protected override visitBinaryOperation(node: BinaryOperationNode): void {
    const { leftOperand, operator, rightOperand } = node;
    const isIn = OperatorNode.is(operator) && operator.operator === 'in';
    const isNotIn = OperatorNode.is(operator) && operator.operator === 'not in';
    if ((isIn || isNotIn) && ValueNode.is(rightOperand) && rightOperand.value instanceof ListParameter) {
      this.visitNode(leftOperand);
      this.append(isIn ? ' = any(' : ' <> all(');
      this.appendValue(rightOperand.value.asArray);
      this.append(')');
      return;
    }
    const isEmpty = PrimitiveValueListNode.is(rightOperand) && rightOperand.values.length === 0;
    if (isEmpty && (isIn || isNotIn)) return this.append(isIn ? '1 = 0' : '1 = 1');
    super.visitBinaryOperation(node);
  }

  /** As SQLite has it; the indexes of the tables are in this order, so that they serve it. */
  protected override visitOrderByItem(node: OrderByItemNode): void {
    super.visitOrderByItem(node);
    if (node.nulls) return;
    const isDescending = node.direction !== undefined && RawNode.is(node.direction) && isDesc(node.direction);
    this.append(isDescending ? ' nulls last' : ' nulls first');
  }

  /** As text: the plan depends on it. */
  protected override visitLimit(node: LimitNode): void {
    const { limit } = node;
    if (!ValueNode.is(limit) || typeof limit.value !== 'number' || !Number.isSafeInteger(limit.value)) {
      return super.visitLimit(node);
    }
    this.append(`limit ${limit.value}`);
  }

  protected override appendValue(value: unknown): void {
    if (value instanceof EngineChoice) return this.visitNode(value.nodeFor('postgresql'));
    if (value instanceof ListParameter) throw new TypeError('A list stands behind in or not in.');
    super.appendValue(value);
  }
}

function isDesc({ sqlFragments }: RawNode): boolean {
  return sqlFragments.join('').trim().toLowerCase() === 'desc';
}
