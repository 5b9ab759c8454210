/** The files of a bundle, wherever they are. */
export interface BundleFiles {
  /** Relative to the bundle, in order. */
  paths(): Promise<readonly string[]>;
  /** `undefined` when there is no such file. */
  read(path: string): Promise<Buffer | undefined>;
  text(path: string): Promise<string | undefined>;
  /** @throws when the file is not there */
  stream(path: string): AsyncIterable<Buffer>;
}
