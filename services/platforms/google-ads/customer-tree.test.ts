import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VendorFailure } from '../port.ts';
import { walkCustomers, type Customer, type Family, type TreeBounds } from './customer-tree.ts';

const WIDE: TreeBounds = { asked: 10_000, accounts: 10_000 };

const customer = (id: string, isManager: boolean): Customer => ({
  id,
  name: `Name of ${id}`,
  currency: 'USD',
  timeZone: 'UTC',
  isManager,
  status: 'ENABLED',
});

/** Customers with whom each manages; the first `managers` of them are manager accounts. */
type Graph = { managers: number; size: number; edges: readonly (readonly [number, number])[] };

/** Google, as far as the walk asks it; `refused` customers answer nothing. */
function google({ managers, edges }: Graph, refused: ReadonlySet<string> = new Set()) {
  const asked: string[] = [];
  const of = (n: number): Customer => customer(String(n), n < managers);
  const read = async (id: string, login: string): Promise<Family | null> => {
    asked.push(`${id} by ${login}`);
    if (refused.has(id)) return null;
    const below = edges.filter(([above]) => String(above) === id && above < managers);
    return { self: of(Number(id)), clients: below.map(([, client]) => of(client)) };
  };
  return { asked, read };
}

/** The length of the shortest way from the roots to every customer, by another method: repeated relaxation. */
function distances({ managers, size, edges }: Graph, roots: readonly number[]): number[] {
  const far = Array.from({ length: size }, (_, n) => (roots.includes(n) ? 0 : Infinity));
  for (let round = 0; round < size; round += 1)
    for (const [above, client] of edges)
      if (above < managers) far[client] = Math.min(far[client]!, far[above]! + 1);
  return far;
}

const graphs = fc
  .record({ managers: fc.nat(8), accounts: fc.nat(12) })
  .filter(({ managers, accounts }) => managers + accounts > 0)
  .chain(({ managers, accounts }) => {
    const size = managers + accounts;
    const one = fc.nat(size - 1);
    return fc.record({
      managers: fc.constant(managers),
      size: fc.constant(size),
      edges: fc.array(fc.tuple(one, one), { maxLength: 40 }),
      roots: fc.uniqueArray(one, { maxLength: 4 }),
    });
  });

describe('walking the customers that a sign-in reaches', () => {
  it('finds every reachable ad account once, by its shortest way, in any graph, also one with cycles', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, async ({ roots, ...graph }) => {
        const { asked, read } = google(graph);
        const found = await walkCustomers(roots.map(String), read, WIDE);
        const far = distances(graph, roots);
        const reachable = far.flatMap((d, n) => (n >= graph.managers && d < Infinity ? [String(n)] : []));
        expect(found.map(({ id }) => id).sort()).toEqual(reachable.sort());
        for (const { id, managers } of found) {
          expect(managers).toHaveLength(far[Number(id)]!);
          const way = [...managers.map(({ externalId }) => externalId), id];
          if (managers.length > 0) expect(roots.map(String)).toContain(way[0]);
          way
            .slice(1)
            .forEach((client, at) => expect(graph.edges).toContainEqual([Number(way[at]), Number(client)]));
        }
        expect(new Set(asked.map((one) => one.split(' ')[0])).size).toBe(asked.length);
      }),
      { numRuns: 500 },
    );
  });

  it('asks everything below a manager by the one that the person was invited to', async () => {
    const { asked, read } = google({
      managers: 3,
      size: 4,
      edges: [
        [0, 1],
        [1, 2],
        [2, 3],
      ],
    });
    const [account] = await walkCustomers(['0'], read, WIDE);
    expect(asked).toEqual(['0 by 0', '1 by 0', '2 by 0']);
    expect(account?.managers.map(({ name }) => name)).toEqual(['Name of 0', 'Name of 1', 'Name of 2']);
  });

  it('reaches through another manager what Google refuses by itself, and nothing through a refused one', async () => {
    const graph: Graph = {
      managers: 2,
      size: 4,
      edges: [
        [0, 2],
        [1, 3],
      ],
    };
    const { read } = google(graph, new Set(['1', '2']));
    const found = await walkCustomers(['0', '1', '2'], read, WIDE);
    expect(found.map(({ id, managers }) => [id, managers.map((m) => m.externalId)])).toEqual([['2', ['0']]]);
  });

  it.each([
    ['manager accounts', { asked: 100, accounts: 10_000 }, '100 manager accounts'],
    ['ad accounts', { asked: 10_000, accounts: 100 }, '100 ad accounts'],
  ])('says so instead of showing a part, when there are too many %s', async (_, bounds, words) => {
    const below = Array.from({ length: 1_000 }, (_unused, n) => [0, n + 1] as const);
    const { asked, read } = google({
      managers: words.includes('ad accounts') ? 1 : 500,
      size: 1_001,
      edges: below,
    });
    const failure = await walkCustomers(['0'], read, bounds).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(VendorFailure);
    expect(failure).toMatchObject({ kind: 'refused', code: 'TOO_MANY_ACCOUNTS' });
    expect((failure as VendorFailure).message).toContain(words);
    expect(asked.length).toBeLessThanOrEqual(101);
  });
});
