/** A list that travels as one parameter, however long it is: one text stays one plan. */
export interface ListSource {
  /** What SQLite is given: the list as JSON text, or what later becomes it. */
  readonly asJson: unknown;
  /** What PostgreSQL is given: an array, or what later becomes one. */
  readonly asArray: unknown;
}

export class ListParameter implements ListSource {
  readonly asJson: unknown;
  readonly asArray: unknown;

  constructor({ asJson, asArray }: ListSource) {
    this.asJson = asJson;
    this.asArray = asArray;
  }
}
