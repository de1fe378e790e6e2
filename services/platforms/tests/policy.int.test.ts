import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { policyContracts, type PolicyRefusal } from '../../../contracts/platforms/policy.ts';
import { submissionContracts, type DesiredCampaign } from '../../../contracts/platforms/submissions.ts';
import { startPlatforms, type PlatformsStack } from './platforms-stack.ts';
import { creates, run, somebody, type PublishedCampaign } from './published-campaign.ts';

let stack: PlatformsStack;
beforeAll(async () => {
  stack = await startPlatforms();
});
afterAll(() => stack.stop());
afterEach(() => stack.google.objects.reset());

/** A campaign of which Google refuses a keyword that it may exempt, one that it may not, and an ad. */
async function withForbidden(
  words: { keywords?: string[]; headline?: string; only?: boolean } = {},
): Promise<PublishedCampaign> {
  const published = await somebody(stack, 'google-ads');
  const desired: DesiredCampaign = structuredClone(published.desired);
  const [group] = desired.adGroups;
  if (!group) throw new Error('the example has no ad group');
  const added = (words.keywords ?? []).map((text) => ({ text, matchType: 'phrase' as const }));
  group.keywords = words.only ? added : [...group.keywords, ...added];
  const [ad] = group.ads;
  if (words.headline !== undefined && ad?.format === 'responsive_search')
    group.ads.push({ ...ad, headlines: [{ text: words.headline }, ...ad.headlines.slice(1)] });
  return { ...published, desired };
}

async function refusalsOf({ campaignId, desired, person }: PublishedCampaign): Promise<PolicyRefusal[]> {
  const params = { campaignId, version: desired.version };
  return (await stack.asCampaign(policyContracts.policy, params, person.organizationId)).refusals;
}

async function decide(
  { campaignId, desired, person }: PublishedCampaign,
  decision: 'exempt' | 'drop',
  refusals: readonly PolicyRefusal[],
) {
  const ids = refusals.map(({ id }) => id);
  const params = { campaignId, version: desired.version, ids, decision, by: person.userId };
  return stack.asCampaign(policyContracts.decidePolicy, params, person.organizationId);
}

const keywordsAtGoogle = () =>
  stack.google.objects
    .all()
    .filter(({ kind }) => kind === 'adGroupCriterion')
    .map(({ fields }) => (fields['keyword'] as { text: string }).text);

describe('what Google refuses by a policy of its own', () => {
  it('is told object by object in words, and nothing is made', async () => {
    const published = await withForbidden({
      keywords: ['casino crm', 'counterfeit crm'],
      headline: 'CRM now!! For all',
    });
    const groupName = published.desired.adGroups[0]?.name ?? '';
    const [ended] = await run(stack, published, 'publish');
    expect(ended).toMatchObject({ state: 'failed', error: { code: 'POLICY_REFUSED' } });
    const said = ended?.error?.message ?? '';
    expect(said).toContain(
      `keyword “casino crm” in ad group “${groupName}” breaks the policy “Gambling and games”`,
    );
    expect(said).toContain('Ads for gambling need certification.');
    expect(said).toContain('ad “CRM now!! For all”');
    expect(said).not.toContain('mutate_operations');
    expect(creates(stack.google)).toBe(0);
    expect(
      (await refusalsOf(published)).map(({ object, policy, exemptible, decision }) => [
        object.kind,
        object.name,
        object.adGroup,
        policy.name,
        exemptible,
        decision,
      ]),
    ).toEqual([
      ['ad', 'CRM now!! For all', groupName, 'PUNCTUATION_AND_SYMBOLS', true, null],
      ['keyword', 'casino crm', groupName, 'Gambling and games', true, null],
      ['keyword', 'counterfeit crm', groupName, 'Counterfeit goods', false, null],
    ]);
  });

  it('is published after a person has chosen for each: exempted, or left out; the check says what is left out', async () => {
    const published = await withForbidden({
      keywords: ['casino crm', 'counterfeit crm'],
      headline: 'CRM now!! For all',
    });
    await run(stack, published, 'publish');
    const refusals = await refusalsOf(published);
    await decide(
      published,
      'exempt',
      refusals.filter(({ exemptible }) => exemptible),
    );
    // what nobody has decided about is refused again
    expect((await run(stack, published, 'publish'))[0]).toMatchObject({ error: { code: 'POLICY_REFUSED' } });
    const left = refusals.filter(({ exemptible }) => !exemptible);
    await decide(published, 'drop', left);
    expect((await run(stack, published, 'publish'))[0]).toMatchObject({ state: 'done', error: null });
    expect(keywordsAtGoogle()).toContain('casino crm');
    expect(keywordsAtGoogle()).not.toContain('counterfeit crm');
    const { checks } = await stack.call(
      submissionContracts.check,
      { platform: 'google-ads', desired: published.desired },
      published.person,
    );
    expect(checks.filter(({ code }) => code === 'POLICY_DROPPED')).toMatchObject([
      {
        severity: 'loss',
        path: left[0]?.object.path,
        message: expect.stringContaining('counterfeit crm') as string,
      },
    ]);
    // and the next update finds no drift in it
    expect(
      (
        await run(
          stack,
          { ...published, desired: { ...published.desired, dailyMicros: 60_000_000 } },
          'update',
        )
      )[0],
    ).toMatchObject({ state: 'done' });
    const trail = await stack.sql<{ action: string; detail: { by: string } }>(
      `SELECT action, detail FROM audit_events WHERE subject_id = $1 AND action LIKE 'policy.%' ORDER BY at`,
      [published.campaignId],
    );
    expect(trail.map(({ action, detail }) => [action, detail.by])).toEqual([
      ['policy.exempted', published.person.userId],
      ['policy.dropped', published.person.userId],
    ]);
  });

  it('and was left out stays out of later versions while it is the same: lower money goes through without a word', async () => {
    const published = await withForbidden({ keywords: ['counterfeit crm'] });
    await run(stack, published, 'publish');
    await decide(published, 'drop', await refusalsOf(published));
    expect((await run(stack, published, 'publish'))[0]).toMatchObject({ state: 'done' });
    const { version } = published.desired;
    const dailyMicros = 20_000_000;
    const lower = { ...published.desired, version: version + 1, dailyMicros };
    const next = { ...published, desired: lower };
    expect((await run(stack, next, 'update'))[0]).toMatchObject({ state: 'done', error: null });
    expect(keywordsAtGoogle()).not.toContain('counterfeit crm');
    const budgets = stack.google.objects.all().filter(({ kind }) => kind === 'campaignBudget');
    expect(budgets.map(({ fields }) => Number(fields['amountMicros']))).toEqual([dailyMicros]);
    expect(await refusalsOf(next)).toMatchObject([{ version, decision: { what: 'drop' } }]);
    const params = { platform: 'google-ads' as const, desired: lower };
    const { checks } = await stack.call(submissionContracts.check, params, published.person);
    expect(checks.map(({ code }) => code)).toContain('POLICY_DROPPED');
    // a person may decide otherwise, and another keyword is asked about
    const another = structuredClone(lower);
    another.version += 1;
    another.adGroups[0]?.keywords.push({ text: 'counterfeit erp', matchType: 'phrase' });
    expect((await run(stack, { ...published, desired: another }, 'update'))[0]).toMatchObject({
      error: { code: 'POLICY_REFUSED', message: expect.not.stringContaining('counterfeit crm') as string },
    });
  });

  it('is decided about for one version: a new one asks again', async () => {
    const published = await withForbidden({ keywords: ['casino crm'] });
    await run(stack, published, 'publish');
    await decide(published, 'exempt', await refusalsOf(published));
    const next = { ...published, desired: { ...published.desired, version: published.desired.version + 1 } };
    expect((await run(stack, next, 'publish'))[0]).toMatchObject({ error: { code: 'POLICY_REFUSED' } });
    expect(await refusalsOf(next)).toMatchObject([{ decision: null }]);
  });

  it('of an update is told too, and what was there before serves on', async () => {
    const before = await withForbidden();
    for (const kind of ['publish', 'resume'] as const) await run(stack, before, kind);
    const { keywords = [], ...group } = before.desired.adGroups[0]!;
    const changed = [...keywords, { text: 'casino crm', matchType: 'exact' as const }];
    const adGroups = [{ ...group, keywords: changed }, ...before.desired.adGroups.slice(1)];
    const after = { ...before, desired: { ...before.desired, version: 2, adGroups } };
    expect((await run(stack, after, 'update'))[0]).toMatchObject({ error: { code: 'POLICY_REFUSED' } });
    expect(keywordsAtGoogle()).not.toContain('casino crm');
    await decide(after, 'exempt', await refusalsOf(after));
    expect((await run(stack, after, 'update'))[0]).toMatchObject({ state: 'done' });
    expect(keywordsAtGoogle()).toContain('casino crm');
  });

  it('is not exempted where Google gives no exemption, nor dropped where that is another campaign', async () => {
    const published = await withForbidden({ keywords: ['counterfeit crm'], only: true });
    await run(stack, published, 'publish');
    const refusals = await refusalsOf(published);
    await expect(decide(published, 'exempt', refusals)).rejects.toMatchObject({
      code: 'POLICY_NOT_EXEMPTIBLE',
    });
    await expect(decide(published, 'drop', refusals)).rejects.toMatchObject({ code: 'POLICY_NOT_DROPPABLE' });
    const unknown = refusals.map((one) => ({ ...one, id: 'another' }));
    await expect(decide(published, 'drop', unknown)).rejects.toMatchObject({ code: 'POLICY_CHANGED' });
    expect(await refusalsOf(published)).toMatchObject([{ decision: null }]);
  });
});
