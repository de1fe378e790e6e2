import type { AdObject } from '@sip/ad-sandbox/ad-objects';
import { GROUP_OF_SOMEBODY, named, PAGE_OF_SOMEBODY, type Order, type Step } from './edit-steps.ts';
import type { Edit } from './seen.ts';

/** What a day of a shared budget is: more than any version of a cell has approved. */
const SHARED_MICROS = '90000000';

const nameOf = ({ fields }: AdObject) => fields['resourceName'];
const lives = ({ fields }: AdObject) => fields['status'] !== 'REMOVED';

/** What a person does in Google's own page to the campaigns whose name begins with `name`. */
export function googleEdit(name: string, edit: Edit): Step[] {
  const campaignsIn = (all: readonly AdObject[]) => named(all, 'campaign', name).filter(lives);
  const groupsIn = (all: readonly AdObject[]) => {
    const campaigns = campaignsIn(all).map(nameOf);
    return all.filter(
      (one) => one.kind === 'adGroup' && lives(one) && campaigns.includes(one.fields['campaign']),
    );
  };
  const withStatus =
    (from: string, status: string): Step =>
    (all) =>
      campaignsIn(all)
        .filter(({ fields }) => fields['status'] === from)
        .map((one) => ({ object: nameOf(one), set: { status } }));
  const toFirstGroup =
    (kind: string, fields: object): Step =>
    (all) =>
      groupsIn(all)
        .slice(0, 1)
        .map((group) => ({ add: kind, fields: { adGroup: nameOf(group), status: 'ENABLED', ...fields } }));
  switch (edit) {
    case 'pause':
      return [withStatus('ENABLED', 'PAUSED')];
    case 'enable':
      return [withStatus('PAUSED', 'ENABLED')];
    case 'remove':
      return [(all) => campaignsIn(all).map((one) => ({ object: nameOf(one), remove: true }))];
    case 'budget':
      return [(all) => campaignsIn(all).flatMap((one) => timesBudget(all, one, 0.5))];
    case 'raise':
      return [(all) => campaignsIn(all).flatMap((one) => timesBudget(all, one, 2))];
    case 'keyword':
      return [
        toFirstGroup('adGroupCriterion', { keyword: { text: 'added by a person', matchType: 'EXACT' } }),
      ];
    case 'ad':
      return [toFirstGroup('adGroupAd', { ad: AD_OF_SOMEBODY })];
    case 'group':
      return [
        (all) =>
          groupsIn(all).some(({ fields }) => fields['name'] === GROUP_OF_SOMEBODY)
            ? []
            : campaignsIn(all).map((one) => ({ add: 'adGroup', fields: groupUnder(nameOf(one)) })),
      ];
    case 'shared':
      return [
        (all) =>
          campaignsIn(all).map(({ account }) => ({ account, add: 'campaignBudget', fields: sharedOf(name) })),
        (all) =>
          campaignsIn(all).map((one) => {
            const budget = all.find(
              ({ kind, fields }) => kind === 'campaignBudget' && fields['name'] === sharedOf(name).name,
            );
            return { object: nameOf(one), set: { campaignBudget: budget && nameOf(budget) } };
          }),
      ];
    case 'none':
      return [];
  }
}

function timesBudget(
  all: readonly AdObject[],
  { fields: { campaignBudget } }: AdObject,
  by: number,
): Order[] {
  return all
    .filter((one) => nameOf(one) === campaignBudget)
    .map(({ fields: { amountMicros } }) => {
      const amount = Math.round((Number(amountMicros) * by) / 10_000) * 10_000;
      return { object: campaignBudget, set: { amountMicros: String(amount) } };
    });
}

const AD_OF_SOMEBODY = {
  finalUrls: [PAGE_OF_SOMEBODY],
  responsiveSearchAd: {
    headlines: ['Nobody approved it', 'Buy now', 'At a discount'].map((text) => ({ text })),
    descriptions: ['Nobody has seen this.', 'Nobody has seen that.'].map((text) => ({ text })),
  },
};

const groupUnder = (campaign: unknown) => ({
  campaign,
  name: GROUP_OF_SOMEBODY,
  status: 'PAUSED',
  type: 'SEARCH_STANDARD',
});

const sharedOf = (name: string) => ({
  name: `Shared beside ${name}`,
  amountMicros: SHARED_MICROS,
  explicitlyShared: true,
});
