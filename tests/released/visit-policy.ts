import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { until } from '../../client/testing/until.ts';
import type { Campaign } from '../../contracts/campaign/campaign.ts';
import type { CampaignPolicy } from '../../contracts/campaign/policy.ts';
import type { Operation } from '../../contracts/campaign/publishing.ts';
import { expectAnswer } from './house.ts';
import { inputOf } from './campaign-input.ts';
import type { Visitor } from './visitor.ts';
import { agreedTo } from '../support/approval.ts';

/**
 * A campaign that runs since then gets two keywords that policies of Google refuse: for one a person has an exemption asked, the other
 * is left out, and the change is published.
 */
export async function settlePolicy(owner: Visitor, manager: Visitor): Promise<void> {
  const [id = ''] = await owner.idsOf('/api/campaigns?status=active&platform=google-ads');
  const path = `/api/campaigns/${id}`;
  const campaign = await owner.campaign(id);
  await expectAnswer<Campaign>(owner, 200, 'PUT', path, {
    body: withKeywords(campaign, ['casino software', 'counterfeit software']),
    headers: { 'if-match': `"${campaign.version}"` },
  });
  const submitted = await expectAnswer<Campaign>(owner, 200, 'POST', `${path}/submit`, { body: {} });
  const { hash } = agreedTo(submitted);
  await expectAnswer(manager, 200, 'POST', `${path}/approve`, { body: { hash } });
  expect(await published(owner, path)).toMatchObject({ error: { code: 'POLICY_REFUSED' } });
  const { refusals } = await owner.read<CampaignPolicy>(`${path}/policy`);
  const ids = (exemptible: boolean) => ({
    ids: refusals.filter((one) => one.exemptible === exemptible).map((one) => one.id),
  });
  await expectAnswer(owner, 204, 'POST', `${path}/policy/exempt`, { body: ids(true) });
  await expectAnswer(owner, 204, 'POST', `${path}/policy/drop`, { body: ids(false) });
  expect(await published(owner, path)).toMatchObject({ status: 'succeeded', error: null });
}

function withKeywords(campaign: Campaign, texts: readonly string[]) {
  const input = structuredClone(inputOf(campaign));
  const group = input.structure?.adGroups.find(({ keywords }) => keywords.length > 0);
  group?.keywords.push(...texts.map((text) => ({ text, matchType: 'phrase' as const })));
  return input;
}

async function published(owner: Visitor, path: string): Promise<Operation> {
  const headers = { 'idempotency-key': randomUUID() };
  const begun = await expectAnswer<Operation>(owner, 202, 'POST', `${path}/publish`, { body: {}, headers });
  return until(
    () => owner.read<Operation>(`/api/operations/${begun.id}`),
    ({ status }) => !['pending', 'running'].includes(status),
  );
}
