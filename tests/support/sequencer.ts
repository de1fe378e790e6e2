import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest although they are small: begun last, one of them would run alone at the end. */
const LONGEST = [
  'tests/e2e/crash-matrix-google.e2e.test.ts',
  'tests/e2e/crash-matrix-linkedin.e2e.test.ts',
  'services/campaign/tests/pause.int.test.ts',
  'tests/released/released.e2e.test.ts',
  'tests/e2e/refresh.e2e.test.ts',
  'tests/e2e/stop.e2e.test.ts',
];

/** Vitest's own order, but the longest files first in their project; a fresh clone has no times of an earlier run. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const projects = [...new Set(sorted.map(({ project }) => project))];
    return projects.flatMap((project) => {
      const own = sorted.filter((file) => file.project === project);
      const longest = LONGEST.flatMap((path) => own.filter(({ moduleId }) => moduleId.endsWith(path)));
      return [...longest, ...own.filter((file) => !longest.includes(file))];
    });
  }
}
