import type { Tx } from '../../../../storage/database.ts';
import { type Fact, factKey } from '../domain/fact.ts';
import { lockVersion } from './fact-version.ts';
import { isWriting } from './holds.ts';
import { labelled } from './parts.ts';
import { saveFacts } from './save-facts.ts';
import { takeWaiting } from './waiting.ts';

/** Saves facts as they were told, of the same part and day the last. */
export async function saveTold(tx: Tx, organizationId: string, facts: readonly Fact[]): Promise<void> {
  const found = await labelled(tx, organizationId, facts, await lockVersion(tx, organizationId));
  const byKey = new Map(found.map((fact) => [factKey(fact), fact]));
  await saveFacts(tx, organizationId, [...byKey.values()]);
}

/** Saves up to `count` of the facts that wait for nobody any more, in the order in which they came; how many it took. */
export async function settleSome(tx: Tx, organizationId: string, count: number): Promise<number> {
  await lockVersion(tx, organizationId);
  await isWriting(tx, organizationId); // frees what a writer that has died left
  const facts = await takeWaiting(tx, organizationId, count);
  if (facts.length > 0) await saveTold(tx, organizationId, facts);
  return facts.length;
}
