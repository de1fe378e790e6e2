import { readFileSync } from 'node:fs';
import { CALLS } from './calls.ts';
import { SEEN_FILE } from './seen.ts';

/** Says which calls of the clients were held against definitions in this run, and fails when one was not. */
const seen = new Set(readFileSync(SEEN_FILE, 'utf8').split('\n'));
const missing = CALLS.filter(({ name }) => !seen.has(name));
console.log(
  `conformance: ${CALLS.length - missing.length} of ${CALLS.length} calls of the clients were held`,
);
for (const { name } of missing) console.error(`not held against any definition: ${name}`);
if (missing.length > 0) process.exitCode = 1;
