import { createHash } from 'node:crypto';

/**
 * One hash over many leaves (RFC 6962's leaves and nodes; a node without a sibling moves up as it is). Whoever knows a
 * leaf can be shown that the root holds it, without being shown any other leaf.
 */
const leafNode = (leaf: string) => createHash('sha256').update('\u0000').update(leaf).digest('hex');
const innerNode = (left: string, right: string) =>
  createHash('sha256').update('\u0001').update(left).update(right).digest('hex');

/** Where a leaf stands among how many, and the sibling nodes on its way to the root. */
export type MerklePath = { index: number; count: number; siblings: string[] };

/** The root of some leaves, in their order. Of none it is the hash of nothing. */
export function merkleRoot(leaves: readonly string[]): string {
  let level = leaves.map(leafNode);
  if (level.length === 0) return createHash('sha256').digest('hex');
  while (level.length > 1) level = parentsOf(level);
  return level[0] ?? '';
}

/** What proves the leaf at `index`. */
export function merklePath(leaves: readonly string[], index: number): MerklePath {
  const siblings: string[] = [];
  let level = leaves.map(leafNode);
  for (let at = index; level.length > 1; at >>= 1) {
    const sibling = level[at ^ 1];
    if (sibling !== undefined) siblings.push(sibling);
    level = parentsOf(level);
  }
  return { index, count: leaves.length, siblings };
}

/** The root that a leaf and its path lead to; undefined for a path of another length. */
export function rootOfPath(leaf: string, { index, count, siblings }: MerklePath): string | undefined {
  if (index < 0 || index >= count) return undefined;
  const left = [...siblings];
  let node = leafNode(leaf);
  for (let at = index, width = count; width > 1; at >>= 1, width = (width + 1) >> 1) {
    if ((at ^ 1) >= width) continue;
    const sibling = left.shift();
    if (sibling === undefined) return undefined;
    node = at % 2 === 0 ? innerNode(node, sibling) : innerNode(sibling, node);
  }
  return left.length === 0 ? node : undefined;
}

function parentsOf(level: readonly string[]): string[] {
  const parents: string[] = [];
  for (let i = 0; i < level.length; i += 2) {
    const [left = '', right] = [level[i], level[i + 1]];
    parents.push(right === undefined ? left : innerNode(left, right));
  }
  return parents;
}
