import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { createVitest, type TestModule, type TestSpecification, type Vite, type Vitest } from 'vitest/node';
import type { FileOutcome, LaneAnswer, LaneRequest } from './protocol.ts';

/**
 * `lane.ts ROOT [CODE_FILE PLACES]`: keeps one vitest open and runs test files in it on request, over Node's IPC. It is
 * a process of its own, so that an endless loop can be killed. With a code file it counts which places each test
 * reaches: every test file runs by itself, on the code in that file. Without one it runs mutants and stops at the first
 * failed test.
 */
const [root = '', codeFile, places = '0'] = process.argv.slice(2);
const counts = codeFile !== undefined;
const code = new Map<string, string>();

/** A plugin that gives vite the code with the mutant or the counters instead of the file's content. */
const CODE_PLUGIN: Vite.Plugin = {
  name: 'mutants',
  enforce: 'pre',
  load: (id) => code.get(id.split('?')[0] ?? '') ?? null,
};

/** Runs test files in the order of the request, in which those most likely to notice the mutant come first. */
class RequestOrder {
  shard(files: TestSpecification[]): TestSpecification[] {
    return files;
  }
  sort(files: TestSpecification[]): TestSpecification[] {
    return files;
  }
}

function openVitest(): Promise<Vitest> {
  return createVitest(
    'test',
    {
      root,
      config: false,
      watch: false,
      // the code that runs differs from the files, so it must not be cached for other runs
      fsModuleCache: false,
      include: ['**/*.test.ts'],
      pool: 'threads',
      maxWorkers: counts ? 2 : 1,
      isolate: counts,
      bail: counts ? 0 : 1,
      // a test that measures time may fail because the machine is busy
      retry: 1,
      coverage: { enabled: false },
      setupFiles: [join(root, 'tests/support/seed.ts'), join(import.meta.dirname, 'setup.ts')],
      testTimeout: 30_000,
      reporters: [{}],
      onConsoleLog: () => false,
      sequence: { sequencer: RequestOrder },
    },
    { plugins: [CODE_PLUGIN] },
  );
}

async function run(vitest: Vitest, { tests, mutant }: LaneRequest): Promise<LaneAnswer> {
  if (mutant === null) vitest.provide('mutation', { places: Number(places) });
  else {
    vitest.provide('mutation', { active: mutant.switch, limit: mutant.limit });
    replaceCode(vitest, resolve(root, mutant.file), mutant.code);
  }
  // otherwise the outcome would include the files of earlier runs
  vitest.state.filesMap.clear();
  const project = vitest.getRootProject();
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(
    tests.map((test) => project.createSpecification(resolve(root, test))),
  );
  return {
    kind: 'done',
    files: testModules.map(outcome),
    limitReached: testModules.some((module) => module.meta().limitReached === true),
    errors: unhandledErrors.map(String),
  };
}

/** Makes vite load this code for this file, and the file's own content for the file that was replaced before. */
function replaceCode(vitest: Vitest, file: string, text: string): void {
  const replaced = [...code.keys()];
  code.clear();
  code.set(file, text);
  for (const changed of new Set([...replaced, file])) vitest.invalidateFile(changed);
}

function outcome(module: TestModule): FileOutcome {
  const { collectDuration, duration, setupDuration, prepareDuration } = module.diagnostic();
  const error = firstError(module);
  return {
    test: module.relativeModuleId,
    passed: module.state() !== 'failed',
    ms: Math.round(collectDuration + duration + setupDuration + prepareDuration),
    hits: module.meta().hits ?? [],
    ...(error === undefined ? {} : { error }),
  };
}

function firstError(module: TestModule): string | undefined {
  for (const test of module.children.allTests('failed'))
    return `${test.fullName}: ${test.result().errors?.[0]?.message ?? 'failed'}`;
  return module.errors()[0]?.message;
}

if (codeFile !== undefined) {
  const stored = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(codeFile, 'utf8')));
  for (const [file, text] of Object.entries(stored)) code.set(resolve(root, file), text);
}
const vitest = await openVitest();
process.on('message', (request: LaneRequest) => {
  void run(vitest, request).then((answer) => process.send?.(answer));
});
process.on('disconnect', () => process.exit());
process.send?.({ kind: 'ready' } satisfies LaneAnswer);
