import { setTimeout as delay } from 'node:timers/promises';
import { isRunning } from '../process-identity.ts';

/** Waits until the process is gone; false when it still runs after the time. */
export async function isGoneWithin(pid: number, ms: number): Promise<boolean> {
  for (const end = Date.now() + ms; Date.now() < end; await delay(20)) {
    if (!isRunning(pid)) return true;
  }
  return false;
}
