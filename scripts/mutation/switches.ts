/**
 * Stryker puts all the mutants of a file into it, each behind a switch, and a counter at each place:
 * `stryMutAct_9fa48("7") ? a - b : (stryCov_9fa48("7"), a + b)`. Switches and counters make a property test many times
 * slower, so those that a run does not need are removed before the code is loaded.
 */
const SWITCH = /stryMutAct_9fa48\("(\d+)"\)/g;
const COUNTER = /stryCov_9fa48\(("\d+"(?:, "\d+")*)\)/g;

/** The code with the mutant of this switch only. */
export function withMutant(code: string, active: string): string {
  return code
    .replaceAll(SWITCH, (call, id: string) => (id === active ? call : 'false'))
    .replaceAll(COUNTER, '0');
}

/** The code without mutants, which counts in `globalThis.__reached__` how often each place is reached. */
export function counting(code: string): string {
  return code
    .replaceAll(SWITCH, 'false')
    .replaceAll(COUNTER, (_call, ids: string) => `(globalThis.__reached__[${placeOf(ids)}]++)`);
}

/** The place that is counted for each switch: the first place of its counter. */
export function places(code: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const [, ids = ''] of code.matchAll(COUNTER))
    for (const [, id = ''] of ids.matchAll(/"(\d+)"/g)) found.set(id, placeOf(ids));
  return found;
}

function placeOf(ids: string): number {
  return Number(/\d+/.exec(ids)?.[0]);
}
