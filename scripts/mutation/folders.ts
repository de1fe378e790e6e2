import { globSync } from 'node:fs';

/**
 * The code that mutation testing covers: pure rules, whose tests are fast enough to be run once for each mutant.
 * A test fails when a pattern matches nothing and when a rule stands outside of all of them.
 */
export const COVERED: readonly string[] = [
  'services/*/*/domain/**/*.ts',
  'rules/**/*.ts',
  'mixins/door/*.ts',
];

/** The folders whose unit tests decide about every mutant, besides the tests of the mutant's own service. */
const SHARED_TESTS: readonly string[] = ['rules', 'mixins/door'];

const NOT_MUTATED = /\.(test|suite)\.ts$|\/(testing|tests|fixtures)\//;
const NOT_UNIT = /\.(int|e2e)\.test\.ts$/;

/** The files that `patterns` cover, without tests and what only tests use; paths from `root`, in order. */
export function coveredFiles(root: string, patterns: readonly string[]): string[] {
  const found = patterns.flatMap((pattern) => globSync(pattern, { cwd: root }));
  return [...new Set(found)].filter((file) => !NOT_MUTATED.test(file)).sort();
}

/** The folder whose unit tests decide about a file: its service, `rules`, the door, else the folder it stands in. */
export function homeOf(file: string): string {
  const parts = file.split('/');
  if (parts[0] === 'rules') return 'rules';
  if (parts[0] === 'services' || parts[0] === 'mixins') return parts.slice(0, 2).join('/');
  return parts.slice(0, -1).join('/');
}

/** The unit tests that may decide about `file`: those of its home, of `rules` and of the door. */
export function decidingTests(file: string, tests: readonly string[]): string[] {
  const homes = [homeOf(file), ...SHARED_TESTS];
  return tests.filter((test) => homes.some((home) => test.startsWith(`${home}/`)));
}

/** Every unit test that may decide about one of `files`, in order. */
export function unitTests(root: string, files: readonly string[]): string[] {
  const homes = new Set([...files.map(homeOf), ...SHARED_TESTS]);
  const found = [...homes].flatMap((home) => globSync(`${home}/**/*.test.ts`, { cwd: root }));
  return [...new Set(found)].filter((test) => !NOT_UNIT.test(test)).sort();
}
