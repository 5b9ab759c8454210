/** A version of an object, as one text: `plan-…@3`. */
export type VersionId = `${string}@${number}`;

export function versionIdOf(objectId: string, version: number): VersionId {
  return `${objectId}@${version}`;
}
