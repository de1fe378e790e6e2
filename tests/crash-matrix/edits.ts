import type { AdObject, Change } from '@sip/ad-sandbox/ad-objects';
import type { Platform } from '../../contracts/values.ts';
import type { Sandbox } from '../support/sandbox.ts';
import { PERSON, type Edit } from './judge.ts';

/** Edits a campaign as a person does in the platform's own page: nothing of the product takes part. */
export async function editOutside(
  sandbox: Sandbox,
  platform: Platform,
  name: string,
  edit: Edit,
): Promise<void> {
  const { objects } = platform === 'google-ads' ? sandbox.google : sandbox.linkedin;
  const all = objects.all();
  const changes = platform === 'google-ads' ? googleEdit(all, name, edit) : linkedInEdit(all, name, edit);
  await objects.commit(PERSON, changes, 'person');
}

const changed = ({ kind, id, account, fields }: AdObject, next: object): Change => ({
  op: 'update',
  kind,
  id,
  account,
  fields: { ...fields, ...next },
});

function googleEdit(all: readonly AdObject[], name: string, edit: Edit): Change[] {
  const campaigns = named(all, 'campaign', name);
  switch (edit) {
    case 'pause':
      return campaigns.map((campaign) => changed(campaign, { status: 'PAUSED' }));
    case 'remove':
      return campaigns.map((campaign) => changed(campaign, { status: 'REMOVED' }));
    case 'budget':
      return campaigns.flatMap(({ fields }) =>
        all
          .filter(
            ({ kind, fields: { resourceName } }) =>
              kind === 'campaignBudget' && resourceName === fields['campaignBudget'],
          )
          .map((budget) =>
            changed(budget, {
              amountMicros: String(Math.round(Number(budget.fields['amountMicros']) / 20_000) * 10_000),
            }),
          ),
      );
    case 'keyword': {
      const group = all.find(
        ({ kind, fields }) =>
          kind === 'adGroup' && campaigns.some((c) => c.fields['resourceName'] === fields['campaign']),
      );
      const keyword = all.find(
        ({ kind, fields }) =>
          kind === 'adGroupCriterion' &&
          fields['adGroup'] === group?.fields['resourceName'] &&
          fields['negative'] !== true,
      );
      if (!keyword) return [];
      const id = `${keyword.id.split('~')[0]}~${9_000_000 + Math.floor(Math.random() * 900_000)}`;
      const resourceName = String(keyword.fields['resourceName']).replace(/[^/]+$/, id);
      const fields = {
        ...keyword.fields,
        criterionId: id.split('~')[1],
        resourceName,
        keyword: { text: 'added by a person', matchType: 'EXACT' },
      };
      return [{ op: 'create', kind: keyword.kind, id, account: keyword.account, fields }];
    }
    case 'none':
      return [];
  }
}

function linkedInEdit(all: readonly AdObject[], name: string, edit: Edit): Change[] {
  const groups = named(all, 'campaignGroup', name);
  switch (edit) {
    case 'pause':
      return groups.map((group) => changed(group, { status: 'PAUSED' }));
    case 'remove':
      return groups.map((group) => changed(group, { status: 'ARCHIVED' }));
    case 'budget':
      return all
        .filter(
          ({ kind, fields }) =>
            kind === 'campaign' &&
            groups.some(({ id }) => String(fields['campaignGroup']).endsWith(`:${id}`)),
        )
        .map((campaign) => {
          const budget = campaign.fields['dailyBudget'] as { amount: string; currencyCode: string };
          return changed(campaign, {
            dailyBudget: { ...budget, amount: (Number(budget.amount) / 2).toFixed(2) },
          });
        });
    case 'keyword':
    case 'none':
      return [];
  }
}

const named = (all: readonly AdObject[], kind: string, name: string) =>
  all.filter((object) => object.kind === kind && String(object.fields['name']).startsWith(name));
