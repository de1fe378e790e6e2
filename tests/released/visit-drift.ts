import type { Visitor } from './visitor.ts';

/** Shows what waits for people, and what was changed on the platforms, of every campaign of an organisation. */
export async function seeDrift(visitor: Visitor, campaignIds: readonly string[]): Promise<void> {
  await visitor.read('/api/reviews?limit=3');
  for (const id of campaignIds) await visitor.read(`/api/campaigns/${id}/drift`);
}
