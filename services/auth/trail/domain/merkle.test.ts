import fc from 'fast-check';
import { expect, it } from 'vitest';
import { merklePath, merkleRoot, rootOfPath } from './merkle.ts';

const leavesOf = (count: number) => Array.from({ length: count }, (_, i) => `leaf ${i}`);

it('each leaf of any number of leaves is proved by its path', () => {
  for (let count = 1; count <= 70; count += 1) {
    const leaves = leavesOf(count);
    const root = merkleRoot(leaves);
    leaves.forEach((leaf, i) => expect(rootOfPath(leaf, merklePath(leaves, i))).toBe(root));
  }
});

it('no other leaf, place, number of leaves or sibling leads to the root', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 40 }), fc.nat(), fc.nat(), (count, a, b) => {
      const leaves = leavesOf(count);
      const [index, other] = [a % count, b % count];
      const root = merkleRoot(leaves);
      const path = merklePath(leaves, index);
      const leaf = leaves[index] ?? '';
      expect(rootOfPath(`${leaf}!`, path)).not.toBe(root);
      if (other !== index) expect(rootOfPath(leaf, { ...path, index: other })).not.toBe(root);
      expect(rootOfPath(leaf, { ...path, siblings: path.siblings.slice(1) })).not.toBe(root);
      expect(rootOfPath(leaf, { ...path, siblings: [...path.siblings, root] })).not.toBe(root);
      const changed = path.siblings.with(other % path.siblings.length, root);
      expect(rootOfPath(leaf, { ...path, siblings: changed })).not.toBe(root);
    }),
  );
});

it('a set of leaves with one more, one less or two swapped has another root', () => {
  const leaves = leavesOf(9);
  const [first = '', second = ''] = leaves;
  const others = [
    leaves.slice(1),
    leaves.slice(0, -1),
    [...leaves, first],
    [second, first, ...leaves.slice(2)],
  ];
  for (const other of others) expect(merkleRoot(other)).not.toBe(merkleRoot(leaves));
});
