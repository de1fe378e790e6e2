import type { AdObject } from '@sip/ad-sandbox/ad-objects';
import { GROUP_OF_SOMEBODY, named, PAGE_OF_SOMEBODY, type Order, type Step } from './edit-steps.ts';
import type { Edit } from './seen.ts';

type Money = { amount: string; currencyCode: string };

/** What a person does in Campaign Manager to the campaign groups whose name begins with `name`. */
export function linkedInEdit(name: string, edit: Edit): Step[] {
  const groupsIn = (all: readonly AdObject[]) => named(all, 'campaignGroup', name);
  const campaignsIn = (all: readonly AdObject[]) =>
    all.filter(
      ({ kind, fields }) =>
        kind === 'campaign' &&
        groupsIn(all).some(({ id }) => String(fields['campaignGroup']).endsWith(`:${id}`)),
    );
  const withStatus =
    (from: readonly string[] | null, status: string): Step =>
    (all) =>
      groupsIn(all)
        .filter(({ fields }) => from === null || from.includes(String(fields['status'])))
        .map(({ id }) => ({ object: `urn:li:sponsoredCampaignGroup:${id}`, set: { status } }));
  const timesBudget =
    (by: number): Step =>
    (all) =>
      campaignsIn(all).map(({ id, fields }) => {
        const budget = fields['dailyBudget'] as Money;
        const dailyBudget = { ...budget, amount: (Number(budget.amount) * by).toFixed(2) };
        return { object: `urn:li:sponsoredCampaign:${id}`, set: { dailyBudget } };
      });
  switch (edit) {
    case 'pause':
      return [withStatus(['ACTIVE'], 'PAUSED')];
    case 'enable':
      return [withStatus(['DRAFT', 'PAUSED'], 'ACTIVE')];
    case 'remove':
      return [withStatus(null, 'ARCHIVED')];
    case 'budget':
      return [timesBudget(0.5)];
    case 'raise':
      return [timesBudget(2)];
    case 'ad':
      return [(all) => campaignsIn(all).slice(0, 1).map(adOfSomebody)];
    case 'group':
      return [(all) => campaignsIn(all).slice(0, 1).map(groupBeside)];
    case 'keyword':
    case 'shared':
    case 'none':
      return [];
  }
}

const adOfSomebody = ({ id, account }: AdObject): Order => {
  const textAd = { headline: 'Nobody approved it', description: 'Buy now', landingPage: PAGE_OF_SOMEBODY };
  const campaign = `urn:li:sponsoredCampaign:${id}`;
  return { account, add: 'creative', fields: { campaign, intendedStatus: 'ACTIVE', content: { textAd } } };
};

/** A copy of a campaign of ours, under another name, that waits. */
function groupBeside({ account, fields }: AdObject): Order {
  const {
    id: _id,
    changeAuditStamps: _stamps,
    test: _test,
    servingStatuses: _now,
    version: _version,
    ...copy
  } = fields;
  return { account, add: 'campaign', fields: { ...copy, name: GROUP_OF_SOMEBODY, status: 'PAUSED' } };
}
