/**
 * The Node versions that the service runs on. This file imports nothing: on an older Node, importing the SQLite
 * driver ends the process with a segmentation fault, so the check must come before everything else.
 */

const LEAST = [22, 12] as const;

/** Why this Node cannot run the service, or undefined when it can. `version` is that of `process.versions.node`. */
export function unsupportedNode(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1])) return undefined;
  return (
    `Concordat needs Node.js ${LEAST.join('.')} or later; this is ${version}. ` +
    'Start it with "npm start", which brings its own Node.js, or install a later one.'
  );
}
