import { staleEntries, type AcceptedSurvivor } from './accepted.ts';
import type { Mutant } from './mutants.ts';
import type { MutationRun, Verdict } from './run.ts';
import { scoreOf, type Score } from './score.ts';

/** The lines of a run's report: survivors, mutants that no unit test reaches, folders and the score. */
export function reportLines(
  run: MutationRun,
  accepted: readonly AcceptedSurvivor[],
  { seed, seconds }: { seed: number; seconds: number },
): string[] {
  const { all, verdicts } = run;
  const reasons = new Map(accepted.map((entry) => [entry.id, entry]));
  const survivors = verdicts.filter(({ status }) => status === 'survived');
  const score = scoreOf(verdicts, accepted);
  const reused = verdicts.filter((verdict) => verdict.reused).length;
  return [
    ...section(
      'Survivors',
      survivors.filter(({ mutant }) => !reasons.has(mutant.id)).map(({ mutant }) => describeMutant(mutant)),
    ),
    ...section(
      'Accepted survivors',
      survivors.flatMap(({ mutant }) => {
        const entry = reasons.get(mutant.id);
        if (!entry) return [];
        return [
          `${describeMutant(mutant)}\n    ${entry.equivalent ? 'equivalent' : 'accepted'}: ${entry.reason}`,
        ];
      }),
    ),
    ...section(
      'No unit test reaches',
      verdicts.filter(({ status }) => status === 'no coverage').map(({ mutant }) => describeMutant(mutant)),
    ),
    ...section('Entries of accepted survivors that are not needed', unneededEntries(run, accepted)),
    ...folderTable(verdicts, accepted),
    '',
    `${all.length} mutants, ${verdicts.length} drawn with seed ${seed}: ${verdicts.length - reused - score.noCoverage} ran, ${reused} known from before, in ${Math.round(seconds)} s`,
    `${score.killed} killed, ${score.timedOut} timed out, ${score.survived} survived (${score.equivalent} equivalent), ${score.noCoverage} without unit coverage`,
    `score ${percent(score.rate)}, 95 % interval ${percent(score.low)} to ${percent(score.high)}`,
  ];
}

function section(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : [`${title} (${lines.length}):`, ...lines, ''];
}

function describeMutant({ id, file, line, mutator, original, replacement }: Mutant): string {
  return `  ${file}:${line}  ${id}  ${mutator}\n    ${oneLine(original)}  →  ${oneLine(replacement)}`;
}

function oneLine(text: string): string {
  const flat = text.replaceAll(/\s+/g, ' ');
  return flat.length > 120 ? `${flat.slice(0, 117)}…` : flat;
}

/** Entries whose code has changed, and entries whose mutant a test notices now. */
function unneededEntries({ all, verdicts }: MutationRun, accepted: readonly AcceptedSurvivor[]): string[] {
  const noticed = new Set(
    verdicts.filter(({ status }) => status === 'killed' || status === 'timed out').map((v) => v.mutant.id),
  );
  return [
    ...staleEntries(accepted, all).map(({ id, file }) => `  ${file}  ${id}  stale: the code has changed`),
    ...accepted
      .filter(({ id }) => noticed.has(id))
      .map(({ id, file }) => `  ${file}  ${id}  a test notices it`),
  ];
}

function folderTable(verdicts: readonly Verdict[], accepted: readonly AcceptedSurvivor[]): string[] {
  const folders = Map.groupBy(verdicts, ({ mutant }) => folderOf(mutant.file));
  const rows = [...folders].map(([folder, some]): [string, Score] => [folder, scoreOf(some, accepted)]);
  return [
    `${'folder'.padEnd(32)}  drawn  noticed  survived  no coverage`,
    ...rows.map(([folder, score]) =>
      [
        folder.padEnd(32),
        String(score.drawn).padStart(5),
        percent(score.rate).padStart(7),
        String(score.survived - score.equivalent).padStart(8),
        String(score.noCoverage).padStart(11),
      ].join('  '),
    ),
  ];
}

/** The room of a file: its folder without `domain` and the folders below it. */
function folderOf(file: string): string {
  return file.replace(/\/(domain\b.*|[^/]+)$/, '');
}

function percent(rate: number): string {
  return `${(rate * 100).toFixed(1)} %`;
}
