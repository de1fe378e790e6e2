import fc from 'fast-check';
import { judge, type World } from './ask.ts';
import { casesOf, type Case, type Principal } from './cases.ts';
import type { Operation } from './description.ts';

export type Fault = { operation: string; fault: string; asked: Case };
/** How often each operation was answered with each status, and what was wrong. */
export type Report = {
  runs: number;
  seed: number;
  statuses: Map<string, Map<number, number>>;
  faults: Fault[];
};
export type FuzzOptions = {
  operations: readonly Operation[];
  runs: number;
  seed: number;
  /** The people who ask; called again when one of them is signed out. */
  world: () => Promise<World>;
  tell?: (done: number, report: Report) => void;
};

const AT_ONCE = 8;
const BATCH = 40;

/** Sends `runs` requests, the same ones for the same seed, and judges each answer. */
export async function fuzz({ operations, runs, seed, world, tell }: FuzzOptions): Promise<Report> {
  const report: Report = { runs: 0, seed, statuses: new Map(), faults: [] };
  let people = await world();
  const signedOut = new Map<Principal, number>();
  for (let round = 0; report.runs < runs; round += 1) {
    for (const operation of operations) {
      const count = Math.min(BATCH, Math.ceil(runs / operations.length), runs - report.runs);
      if (count <= 0) break;
      const cases = fc.sample(casesOf(operation), {
        numRuns: count,
        seed: seed + round * 1_000 + operations.indexOf(operation),
      });
      await inParallel(cases, async (asked, i) => {
        const verdict = await judge(operation, asked, people, round * BATCH + i);
        if (verdict.status === 401) signedOut.set(asked.principal, (signedOut.get(asked.principal) ?? 0) + 1);
        else if (![400, 431].includes(verdict.status)) signedOut.delete(asked.principal);
        note(report, operation, asked, verdict);
      });
      if ([...signedOut].some(([who, times]) => !['nobody', 'forger'].includes(who) && times > 4)) {
        people = await world();
        signedOut.clear();
      }
      tell?.(report.runs, report);
    }
  }
  return report;
}

function note(
  report: Report,
  { name }: Operation,
  asked: Case,
  { status, faults }: { status: number; faults: string[] },
): void {
  const statuses = report.statuses.get(name) ?? new Map<number, number>();
  report.statuses.set(name, statuses.set(status, (statuses.get(status) ?? 0) + 1));
  report.runs += 1;
  report.faults.push(...faults.map((fault) => ({ operation: name, fault, asked })));
}

async function inParallel<T>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let i = next++; i < items.length; i = next++) await work(items[i] as T, i);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
