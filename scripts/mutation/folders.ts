import { globSync } from 'node:fs';

/**
 * The code that mutation testing covers: pure rules, whose tests are fast enough to run for each mutant. A test fails
 * when a pattern matches no file, and when a rule is in a file that no pattern matches.
 */
export const COVERED: readonly string[] = [
  'services/*/*/domain/**/*.ts',
  'rules/**/*.ts',
  'mixins/door/*.ts',
];

/** The folders whose unit tests are run for every mutant, besides the tests of the mutant's own service. */
const SHARED_TESTS: readonly string[] = ['rules', 'mixins/door'];

const NOT_MUTATED = /\.(test|suite)\.ts$|\/(testing|tests|fixtures)\//;
const NOT_UNIT = /\.(int|e2e)\.test\.ts$/;

/** The files that match the patterns, without tests and test support, as sorted paths relative to `root`. */
export function coveredFiles(root: string, patterns: readonly string[]): string[] {
  const found = patterns.flatMap((pattern) => globSync(pattern, { cwd: root }));
  return [...new Set(found)].filter((file) => !NOT_MUTATED.test(file)).sort();
}

/** The folder whose unit tests are run for a file: its service, `rules`, the door, or otherwise its own folder. */
export function homeOf(file: string): string {
  const parts = file.split('/');
  if (parts[0] === 'rules') return 'rules';
  if (parts[0] === 'services' || parts[0] === 'mixins') return parts.slice(0, 2).join('/');
  return parts.slice(0, -1).join('/');
}

/** The folders whose tests may notice a mutant of a file: its home and, for the product's code, what all of it shares. */
function testFolders(file: string): string[] {
  const home = homeOf(file);
  return /^(services|rules|mixins)\//.test(file) ? [home, ...SHARED_TESTS] : [home];
}

/** The unit tests that may notice a mutant of `file`: those of its home, of `rules` and of the door. */
export function decidingTests(file: string, tests: readonly string[]): string[] {
  return tests.filter((test) => testFolders(file).some((folder) => test.startsWith(`${folder}/`)));
}

/** All unit tests that may notice a mutant of one of the files, sorted. */
export function unitTests(root: string, files: readonly string[]): string[] {
  const homes = new Set(files.flatMap(testFolders));
  const found = [...homes].flatMap((home) => globSync(`${home}/**/*.test.ts`, { cwd: root }));
  return [...new Set(found)].filter((test) => !NOT_UNIT.test(test)).sort();
}
