import { asSystem, inOrganization } from '../../../storage/scope.ts';
import type { PlatformsDeps } from '../deps.ts';

/**
 * Begins the readings of every organisation where something is published and nothing reads it: each in its own scope, by the list of
 * organisations that have keys.
 */
export async function restartAllReadings({
  deliveries,
  clock,
}: Pick<PlatformsDeps, 'deliveries' | 'clock'>): Promise<void> {
  for (const id of await asSystem(() => deliveries.organizations()))
    await inOrganization(id, () => deliveries.restart(id, clock()));
}
