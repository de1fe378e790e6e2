import { type Fact, factKey } from './fact.ts';

/** That an external campaign is the same as another one. */
export type Edge = { readonly campaignId: string; readonly intoId: string };

/** By campaign: the one whose figures it counts as. */
export type Canonical = ReadonlyMap<string, string>;

/** Follows links to their end: the campaigns that are linked, each with the campaign that stands for its group. */
export function canonicalOf(edges: readonly Edge[]): Canonical {
  const into = new Map(edges.map((edge) => [edge.campaignId, edge.intoId]));
  const endOf = (id: string): string => {
    let end = id;
    for (let steps = 0; steps <= into.size; steps += 1) {
      const next = into.get(end);
      if (next === undefined) return end;
      end = next;
    }
    throw new Error('links lead in a circle');
  };
  return new Map(
    edges.flatMap(({ campaignId, intoId }) => [campaignId, intoId]).map((id) => [id, endOf(id)]),
  );
}

/** Facts with distinct keys: what was told of members of groups, and what counts for campaigns then. */
export type Round = { told: Fact[]; effective: Fact[] };

/**
 * What facts tell of members, and of the campaigns that they count as. Two members may tell of the same key, one after the other:
 * then the later one stands in a later round.
 */
export function roundsOf(facts: readonly Fact[], canonical: Canonical): Round[] {
  const rounds: Round[] = [];
  const times = new Map<string, number>();
  for (const fact of facts) {
    const campaignId = canonical.get(fact.campaignId);
    const effective = campaignId === undefined ? fact : { ...fact, campaignId };
    const key = factKey(effective);
    const time = times.get(key) ?? 0;
    times.set(key, time + 1);
    const round = (rounds[time] ??= { told: [], effective: [] });
    round.effective.push(effective);
    if (campaignId !== undefined) round.told.push(fact);
  }
  return rounds;
}
