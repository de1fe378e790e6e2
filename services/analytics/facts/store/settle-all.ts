import type { Tx } from '../../../../storage/database.ts';
import { saveFacts } from './facts.ts';
import { takeWaiting } from './waiting.ts';

const SLICE = 1_000;

/** Saves all facts that wait, in the caller's transaction, which holds the lock on the fact version: what follows is told after them. */
export async function settleAll(tx: Tx, organizationId: string): Promise<void> {
  for (;;) {
    const facts = await takeWaiting(tx, organizationId, SLICE);
    if (facts.length === 0) return;
    await saveFacts(tx, organizationId, facts);
  }
}
