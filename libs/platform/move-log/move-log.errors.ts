/** Why a log cannot be moved. The message says what to do. */
export abstract class MoveLogError extends Error {
  override readonly name: string = this.constructor.name;
}

/** What it is to be moved to holds something else. */
export class TargetNotEmptyError extends MoveLogError {}

/** Another process uses one of the two logs. */
export class LogInUseError extends MoveLogError {}

/** There is no log to be moved, or it cannot be moved as it is. */
export class SourceUnsuitableError extends MoveLogError {}

/** What was copied is not what the source holds. */
export class CopyDiffersError extends MoveLogError {}
