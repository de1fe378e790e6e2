import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The names of the calls that were held in this run, one a line; every process of the run adds to it. */
export const SEEN_FILE = join(import.meta.dirname, 'node_modules/.cache/held-calls.txt');

export function addSeen(names: Iterable<string>): void {
  mkdirSync(dirname(SEEN_FILE), { recursive: true });
  appendFileSync(SEEN_FILE, [...names].map((name) => `${name}\n`).join(''));
}

/** Begins a run. */
export default function setup(): void {
  rmSync(SEEN_FILE, { force: true });
}
