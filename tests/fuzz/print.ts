import type { Report } from './fuzz.ts';

const SHOWN = 40;

/** What was sent and what came back, in lines; with the bound that a zero proves. */
export function linesOf({ runs, seed, statuses, faults }: Report, target: string, seconds: number): string[] {
  const table = [...statuses].map(([operation, counts]) => {
    const told = [...counts].sort(([a], [b]) => a - b).map(([status, count]) => `${status}×${count}`);
    return `${operation.padEnd(52)} ${told.join('  ')}`;
  });
  const wrong = faults.slice(0, SHOWN).map(({ operation, fault, asked }) => {
    const who = `${asked.what}; as ${asked.principal}`;
    return `\nFAULT ${operation}: ${fault}\n  ${who}\n  ${JSON.stringify(asked).slice(0, 600)}`;
  });
  const bound = faults.length === 0 ? `; below ${((3 / runs) * 100).toFixed(4)} % have any (95 %, 3/N)` : '';
  const words = `${runs} requests, ${statuses.size} operations, seed ${seed}, ${target}, ${seconds.toFixed(0)} s`;
  return [...table, ...wrong, `\n${words}: ${faults.length} faults${bound}`];
}
