import { asSystem, inOrganization } from '../../../storage/scope.ts';
import type { PlatformsDeps } from '../deps.ts';

/**
 * Begins the readings of every organisation where there is something to read and nothing reads it: each in its own scope, by the
 * list of organisations that have keys.
 */
export async function restartAllReadings({
  deliveries,
  figures,
  clock,
}: Pick<PlatformsDeps, 'deliveries' | 'figures' | 'clock'>): Promise<void> {
  for (const id of await asSystem(() => deliveries.organizations()))
    await inOrganization(id, async () => {
      await deliveries.restart(id, clock());
      await figures.restart(id, clock());
    });
}
