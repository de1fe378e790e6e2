import { setTimeout as sleep } from 'node:timers/promises';
import type { Campaign } from '../../contracts/campaign/campaign.ts';
import { ENDED, PATIENCE_MS } from './operations.ts';
import type { Saying } from './seen.ts';
import type { World } from './world.ts';

/** Asks again and again what the product says, until every operation has ended or patience has. */
export async function watch(
  { owner }: World,
  id: string,
  operations: ReadonlyMap<string, string>,
  alsoDone: () => Promise<void>,
): Promise<Saying[]> {
  const sayings: Saying[] = [];
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const states: Record<string, string> = {};
    for (const [name, operation] of operations)
      states[name] = (await owner.must<{ status: string }>('GET', `/api/operations/${operation}`)).status;
    const { status, publications } = await owner.must<Campaign>('GET', `/api/campaigns/${id}`);
    const said = Object.fromEntries(publications.map((one) => [one.platform, one.status]));
    sayings.push({ heard: Date.now(), campaign: status, publications: said, operations: states });
    const all = Object.values(states).every((state) => ENDED.includes(state));
    if (all) {
      const known = operations.size;
      await alsoDone();
      if (operations.size === known) return sayings;
    }
    if (Date.now() > until) return sayings;
    await sleep(120);
  }
}
