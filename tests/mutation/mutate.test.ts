import { globSync } from 'node:fs';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { staleEntries } from '../../scripts/mutation/accepted.ts';
import { draw } from '../../scripts/mutation/draw.ts';
import { COVERED, coveredFiles, decidingTests, unitTests } from '../../scripts/mutation/folders.ts';
import { instrument, type Mutant } from '../../scripts/mutation/mutants.ts';
import { runMutation, type Verdict } from '../../scripts/mutation/run.ts';
import { scoreOf, wilson } from '../../scripts/mutation/score.ts';

const ROOT = join(import.meta.dirname, '../..');
const FIXTURE = 'tests/mutation/fixture/*.ts';
/** Where rules stand, whether mutation testing covers them or not. */
const RULE = /^(rules\/|mixins\/door\/|services\/.+\/domain(\/|[^/]*\.ts$))/;

async function resultsFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mutation-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'results.jsonl');
}

function runFixture(file: string): ReturnType<typeof runMutation> {
  const fixed = { root: ROOT, covered: [FIXTURE], seed: 1, lanes: 1, fresh: false };
  return runMutation({ ...fixed, resultsFile: file });
}

const place = ({ mutant: { original, replacement } }: Verdict): string => `${original} → ${replacement}`;
const having = (verdicts: Verdict[], status: Verdict['status']): string[] =>
  verdicts.filter((verdict) => verdict.status === status).map(place);

describe('mutation testing', { timeout: 120_000 }, () => {
  it('tells what tests notice from what they do not, and runs nothing twice', async () => {
    const file = await resultsFile();
    const { all, verdicts } = await runFixture(file);

    expect(verdicts.map(({ mutant }) => mutant)).toEqual(all);
    expect(having(verdicts, 'survived')).toEqual(['axles > 2 → axles >= 2']);
    expect(having(verdicts, 'killed')).toEqual(
      expect.arrayContaining(['10 * 10 → 10 / 10', 'axles > 2 → axles <= 2', 'left > 0 → left >= 0']),
    );
    expect(having(verdicts, 'timed out')).toContain('left -= 1 → left += 1');
    expect(having(verdicts, 'no coverage')).toContain('axles + 1 → axles - 1');
    expect(scoreOf(verdicts, [])).toMatchObject({ drawn: all.length, survived: 1, noCoverage: 2 });

    await appendFile(file, '{"key":"cut o');
    const again = await runFixture(file);
    expect(again.verdicts.filter(({ reused }) => !reused).map(({ status }) => status)).toEqual([
      'no coverage',
      'no coverage',
    ]);
    expect(again.verdicts.map(({ status }) => status)).toEqual(verdicts.map(({ status }) => status));
  });
});

describe('the covered code', () => {
  it('has no pattern that matches nothing', () => {
    expect(COVERED.filter((pattern) => coveredFiles(ROOT, [pattern]).length === 0)).toEqual([]);
  });

  it('holds every rule', () => {
    const covered = new Set(coveredFiles(ROOT, COVERED));
    const rules = globSync('{rules,mixins,services}/**/*.ts', { cwd: ROOT }).filter((file) =>
      RULE.test(file),
    );
    const left = rules.filter((file) => !covered.has(file));
    expect(left.filter((file) => !/\.(test|suite)\.ts$|\/(testing|tests|fixtures)\//.test(file))).toEqual([]);
  });

  it('is judged by the unit tests of its own service and of what all share', () => {
    const tests = [
      'rules/a.test.ts',
      'mixins/door/b.test.ts',
      'services/ai/c.test.ts',
      'services/auth/d.test.ts',
    ];
    expect(decidingTests('services/ai/write/domain/x.ts', tests)).toEqual(tests.slice(0, 3));
    expect(unitTests(ROOT, ['services/auth/x.ts']).some((test) => test.endsWith('.int.test.ts'))).toBe(false);
  });
});

describe('a sample', () => {
  const mutants = Array.from({ length: 200 }, (_, at) => ({ id: String(at) }) as Mutant);

  it('is the same for the same seed, and a larger one holds the smaller one', () => {
    const drawn = draw(mutants, 7, 50);
    expect(draw(mutants.toReversed(), 7, 50)).toEqual(drawn);
    expect(draw(mutants, 7, 80)).toEqual(expect.arrayContaining(drawn));
    expect(draw(mutants, 8, 50)).not.toEqual(drawn);
    expect(draw(mutants, 7)).toEqual(mutants);
  });

  it('has an interval that narrows with its size', () => {
    expect(wilson(80, 100).rate).toBe(0.8);
    expect(wilson(80, 100).low).toBeCloseTo(0.711, 3);
    expect(wilson(400, 500).low).toBeCloseTo(0.763, 3);
    expect(wilson(0, 0)).toEqual({ rate: 0, low: 0, high: 1 });
  });
});

describe('an accepted survivor', () => {
  const entry = { file: '', original: '', replacement: '', reason: 'The limit itself cannot occur.' };

  it('counts as noticed only when no test could tell it from the original', async () => {
    const mutant = { id: 'one' } as Mutant;
    const survivor: Verdict = { mutant, status: 'survived', reused: false };
    expect(scoreOf([survivor], [{ ...entry, id: 'one', equivalent: true }]).rate).toBe(1);
    expect(scoreOf([survivor], [{ ...entry, id: 'one', equivalent: false }]).rate).toBe(0);
  });

  it('is stale when the declaration around it has changed', async () => {
    const { mutants } = await instrument(ROOT, ['tests/mutation/fixture/toll.ts']);
    const known = { ...entry, id: mutants[0]?.id ?? '', equivalent: true };
    const gone = { ...known, id: 'of-older-code' };
    expect(staleEntries([known, gone], mutants)).toEqual([gone]);
  });
});
