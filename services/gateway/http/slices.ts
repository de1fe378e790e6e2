import { setImmediate } from 'node:timers/promises';

/** Does long work to its end and lets everything else of this process go on at each of its pauses. */
export async function inSlices<T>(work: Generator<undefined, T>): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await setImmediate();
  }
}
