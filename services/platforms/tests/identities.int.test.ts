import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { identityContracts } from '../../../contracts/platforms/identities.ts';
import type { Platform } from '../../../contracts/values.ts';
import { startPlatforms, type PlatformsStack } from './platforms-stack.ts';
import { run, somebody } from './published-campaign.ts';

let stack: PlatformsStack;
beforeAll(async () => {
  stack = await startPlatforms();
});
afterAll(() => stack.stop());

const KINDS = {
  'google-ads': ['campaign', 'adGroup'],
  'linkedin-ads': ['campaignGroup', 'campaign'],
} as const;

/** Asks as analytics does. */
const identify = (organizationId: string, ids: { platform: Platform; externalId: string }[]) =>
  stack.call(
    identityContracts.identify,
    { ids },
    {
      authorization: stack.running.node.identity.authorizationFor('analytics', {
        organizationId,
        action: identityContracts.identify.name,
      }),
    },
  );

it.each(['google-ads', 'linkedin-ads'] as const)(
  'tells analytics which ids of %s were made here, with their campaign, account and plain names',
  async (platform) => {
    const published = await somebody(stack, platform);
    const { campaignId, desired, person } = published;
    expect(await run(stack, published, 'publish')).toMatchObject([{ state: 'done' }]);
    const held = (platform === 'google-ads' ? stack.google : stack.linkedIn).objects.all();
    const idsOf = (kind: string) => held.filter((object) => object.kind === kind).map(({ id }) => id);
    const [campaignIds, groupIds] = KINDS[platform].map(idsOf);
    const ids = [...campaignIds!, ...groupIds!].map((externalId) => ({ platform, externalId }));
    const unknown = { platform, externalId: '999999999' };

    const { objects } = await identify(person.organizationId, [...ids, unknown]);
    const about = { platform, campaignId, account: { currency: 'USD' } };
    expect(objects.filter(({ level }) => level === 'campaign')).toMatchObject([
      { ...about, externalId: campaignIds![0], name: desired.name },
    ]);
    const groups = objects.filter(({ level }) => level === 'ad-group');
    expect(groups.map(({ externalId }) => externalId).sort()).toEqual([...groupIds!].sort());
    expect(desired.adGroups.map(({ name }) => name)).toEqual(
      expect.arrayContaining(groups.map(({ name }) => name)),
    );
    expect(groups[0]).toMatchObject(about);

    expect(await identify(randomUUID(), ids)).toEqual({ objects: [] });
    const other: Platform = platform === 'google-ads' ? 'linkedin-ads' : 'google-ads';
    expect(
      await identify(
        person.organizationId,
        ids.map((id) => ({ ...id, platform: other })),
      ),
    ).toEqual({ objects: [] });
    await run(stack, published, 'remove');
    expect((await identify(person.organizationId, ids)).objects).toHaveLength(objects.length);
  },
);

it('answers no caller but analytics', async () => {
  const person = stack.person('owner');
  const ids = [{ platform: 'google-ads' as const, externalId: '1' }];
  await expect(stack.call(identityContracts.identify, { ids }, person)).rejects.toMatchObject({
    code: 'PERMISSION_DENIED',
  });
});
