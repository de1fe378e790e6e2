import { expect, it } from 'vitest';
import { nodeIdOf } from './node-id.ts';

it.each([
  ['campaign', ['campaign'], 'campaign'],
  ['campaign.pod-7', ['campaign'], 'campaign.pod-7'],
  ['campaign-7d9f-x', ['campaign'], 'campaign.campaign-7d9f-x'],
  ['pod-7', ['gateway', 'campaign'], 'gateway.pod-7'],
  ['campaign.1', ['gateway', 'campaign'], 'campaign.1'],
  ['anything', [], 'anything'],
])('a node that is named %s and holds the keys of %j is %s', (name, holders, id) => {
  expect(nodeIdOf(name, holders)).toBe(id);
});

it('a node without a name is known by its machine and process', () => {
  expect(nodeIdOf(undefined, ['ai'])).toMatch(new RegExp(`^ai\\..+-${process.pid}$`));
});
