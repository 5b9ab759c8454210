/** What was asked of a backup, a restore or a check cannot be done, for a reason that its operator can remove. */
export class BackupError extends Error {
  override readonly name: string = this.constructor.name;
}

/** A folder is not a whole backup, or not the one it says it is. */
export class BackupDamagedError extends BackupError {}

/** A restore would leave out something that must not be left out in silence. */
export class RestoreRefusedError extends BackupError {}
