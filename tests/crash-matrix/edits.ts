import type { AdObject } from '@sip/ad-sandbox/ad-objects';
import type { Platform } from '../../contracts/values.ts';
import type { Sandbox } from '../support/sandbox.ts';
import { PERSON, type Edit } from './seen.ts';

/** The body of one `POST /_simulator/edit` (docs/simulators.md). */
type Order = object;

/** Edits a campaign as a person does in the platform's own page: nothing of the product takes part. */
export async function editOutside(
  sandbox: Sandbox,
  platform: Platform,
  name: string,
  edit: Edit,
): Promise<void> {
  const { url, objects } = platform === 'google-ads' ? sandbox.google : sandbox.linkedin;
  const all = objects.all();
  const orders = platform === 'google-ads' ? googleEdit(all, name, edit) : linkedInEdit(all, name, edit);
  for (const order of orders) {
    const body = JSON.stringify({ ...order, person: PERSON });
    const answer = await fetch(`${url}/_simulator/edit`, { method: 'POST', body });
    if (!answer.ok) throw new Error(`${platform} did not take ${body}: ${await answer.text()}`);
  }
}

function googleEdit(all: readonly AdObject[], name: string, edit: Edit): Order[] {
  const campaigns = named(all, 'campaign', name);
  const objects = campaigns.map(({ fields }) => fields['resourceName']);
  switch (edit) {
    case 'pause':
      return objects.map((object) => ({ object, set: { status: 'PAUSED' } }));
    case 'remove':
      return objects.map((object) => ({ object, remove: true }));
    case 'budget':
      return campaigns.flatMap(({ fields: { campaignBudget } }) =>
        all
          .filter(({ fields: { resourceName } }) => resourceName === campaignBudget)
          .map(({ fields: { amountMicros } }) => ({
            object: campaignBudget,
            set: { amountMicros: String(Math.round(Number(amountMicros) / 20_000) * 10_000) },
          })),
      );
    case 'keyword': {
      const group = all.find(
        ({ kind, fields }) => kind === 'adGroup' && objects.includes(fields['campaign'] as string),
      );
      if (!group) return [];
      const keyword = { text: 'added by a person', matchType: 'EXACT' };
      const fields = { adGroup: group.fields['resourceName'], status: 'ENABLED', keyword };
      return [{ add: 'adGroupCriterion', fields }];
    }
    case 'none':
      return [];
  }
}

function linkedInEdit(all: readonly AdObject[], name: string, edit: Edit): Order[] {
  const groups = named(all, 'campaignGroup', name);
  const withStatus = (status: string) =>
    groups.map(({ id }) => ({ object: `urn:li:sponsoredCampaignGroup:${id}`, set: { status } }));
  switch (edit) {
    case 'pause':
      return withStatus('PAUSED');
    case 'remove':
      return withStatus('ARCHIVED');
    case 'budget':
      return all
        .filter(
          ({ kind, fields }) =>
            kind === 'campaign' &&
            groups.some(({ id }) => String(fields['campaignGroup']).endsWith(`:${id}`)),
        )
        .map(({ id, fields }) => {
          const budget = fields['dailyBudget'] as { amount: string; currencyCode: string };
          const dailyBudget = { ...budget, amount: (Number(budget.amount) / 2).toFixed(2) };
          return { object: `urn:li:sponsoredCampaign:${id}`, set: { dailyBudget } };
        });
    case 'keyword':
    case 'none':
      return [];
  }
}

const named = (all: readonly AdObject[], kind: string, name: string) =>
  all.filter((object) => object.kind === kind && String(object.fields['name']).startsWith(name));
