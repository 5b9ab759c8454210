import { unsupportedNode } from './node-version.js';

/*
 * Imported for its effect, first, by the files that processes start with; they import the rest of the service
 * dynamically, afterwards.
 */
const reason = unsupportedNode(process.versions.node);
if (reason !== undefined) {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}
