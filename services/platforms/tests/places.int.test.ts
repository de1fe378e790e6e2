import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { handsOn } from './by-hand.ts';
import { startPlatforms, type PlatformsStack } from './platforms-stack.ts';
import { run, somebody, type PublishedCampaign } from './published-campaign.ts';

type Fields = Record<string, unknown>;

let stack: PlatformsStack;
beforeAll(async () => {
  stack = await startPlatforms();
});
afterAll(() => stack.stop());
afterEach(() => stack.google.objects.reset());

const { writes, driftOf, ignore, updateWith } = handsOn(() => stack);
const FRANCE = { geoTargetConstant: 'geoTargetConstants/2250' };

async function live(): Promise<PublishedCampaign> {
  const published = await somebody(stack, 'google-ads');
  expect((await run(stack, published, 'publish'))[0]).toMatchObject({ state: 'done' });
  return published;
}

/** Adds a criterion as a person does in Google's own page. */
async function add(kind: 'campaignCriterion' | 'adGroupCriterion', fields: Fields): Promise<void> {
  const parent = kind === 'campaignCriterion' ? 'campaign' : 'adGroup';
  const above = stack.google.objects.all().find((one) => one.kind === parent)!;
  const edit = {
    account: above.account,
    add: kind,
    fields: { [parent]: above.fields['resourceName'], ...fields },
  };
  const body = JSON.stringify(edit);
  expect((await fetch(`${stack.google.url}/_simulator/edit`, { method: 'POST', body })).status).toBe(200);
}

/** The next version, with France among its locations. */
const withFrance = (published: PublishedCampaign): PublishedCampaign => {
  const { desired } = published;
  const targeting = { ...desired.targeting, locations: [...desired.targeting.locations, 'FR'] };
  return { ...published, desired: { ...desired, version: desired.version + 1, targeting } };
};

/** The signs under which Google holds France. */
const france = (): unknown[] =>
  stack.google.objects
    .all()
    .filter(({ fields }) => JSON.stringify(fields['location']) === JSON.stringify(FRANCE))
    .map(({ fields }) => fields['negative']);

describe('a version that adds what somebody excluded on Google', () => {
  it.each(['shown', 'ignored'])('writes nothing, and says that it is excluded there (%s)', async (state) => {
    const published = await live();
    await add('campaignCriterion', { negative: true, location: FRANCE });
    const { differences } = await driftOf(published);
    expect(differences).toMatchObject([{ kind: 'foreign', objectKind: 'excluded-location' }]);
    if (state === 'ignored') await ignore(published, 'google-ads', differences);
    const before = writes('google-ads');
    const [ended] = await run(stack, withFrance(published), 'update');
    expect(ended).toMatchObject({ state: 'needs_review', error: { code: 'DRIFT' } });
    expect(ended?.error?.message).toContain('location “FR” is excluded there');
    expect([writes('google-ads'), france()]).toEqual([before, [true]]);
  });

  it('targets it once a person has put that back', async () => {
    const published = await live();
    await add('campaignCriterion', { negative: true, location: FRANCE });
    const ended = await updateWith(withFrance(published), (await driftOf(published)).differences);
    expect(ended).toMatchObject({ state: 'done', error: null });
    expect(france()).toEqual([false]);
    expect((await driftOf(withFrance(published))).differences).toEqual([]);
  });

  it('stops at a keyword that somebody excluded in the ad group', async () => {
    const published = await live();
    const { desired } = published;
    await add('adGroupCriterion', { negative: true, keyword: { text: 'rare shoes', matchType: 'EXACT' } });
    const term = { text: 'rare shoes', matchType: 'exact' as const };
    const adGroups = desired.adGroups.map((group) => ({ ...group, keywords: [...group.keywords, term] }));
    const [ended] = await run(
      stack,
      { ...published, desired: { ...desired, version: 2, adGroups } },
      'update',
    );
    expect(ended?.error?.message).toContain('keyword “rare shoes” is excluded there');
  });
});
