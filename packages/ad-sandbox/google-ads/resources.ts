import * as fields from './fields.ts';
import type { MessageType } from './fields.ts';

export type ResourceKind =
  'campaignBudget' | 'campaign' | 'campaignCriterion' | 'adGroup' | 'adGroupCriterion' | 'adGroupAd';

/** How a resource is called in GAQL, in resource names, and what it hangs under. */
export type Resource = {
  kind: ResourceKind;
  gaql: string;
  collection: string;
  fields: MessageType;
  parent?: { field: string; kind: ResourceKind; composite: boolean };
};

/** The six resources of a search campaign. */
export const resources: Record<ResourceKind, Resource> = {
  campaignBudget: {
    kind: 'campaignBudget',
    gaql: 'campaign_budget',
    collection: 'campaignBudgets',
    fields: fields.campaignBudget,
  },
  campaign: {
    kind: 'campaign',
    gaql: 'campaign',
    collection: 'campaigns',
    fields: fields.campaign,
    parent: { field: 'campaignBudget', kind: 'campaignBudget', composite: false },
  },
  campaignCriterion: {
    kind: 'campaignCriterion',
    gaql: 'campaign_criterion',
    collection: 'campaignCriteria',
    fields: fields.campaignCriterion,
    parent: { field: 'campaign', kind: 'campaign', composite: true },
  },
  adGroup: {
    kind: 'adGroup',
    gaql: 'ad_group',
    collection: 'adGroups',
    fields: fields.adGroup,
    parent: { field: 'campaign', kind: 'campaign', composite: false },
  },
  adGroupCriterion: {
    kind: 'adGroupCriterion',
    gaql: 'ad_group_criterion',
    collection: 'adGroupCriteria',
    fields: fields.adGroupCriterion,
    parent: { field: 'adGroup', kind: 'adGroup', composite: true },
  },
  adGroupAd: {
    kind: 'adGroupAd',
    gaql: 'ad_group_ad',
    collection: 'adGroupAds',
    fields: fields.adGroupAd,
    parent: { field: 'adGroup', kind: 'adGroup', composite: true },
  },
};

/** Writes `customers/1/campaigns/2`. */
export function resourceName(customer: string, kind: ResourceKind, id: string): string {
  return `customers/${customer}/${resources[kind].collection}/${id}`;
}

/** The id in a resource name of this customer and kind (composite ids keep their `~`), or undefined. */
export function idInName(name: unknown, customer: string, kind: ResourceKind): string | undefined {
  const prefix = `customers/${customer}/${resources[kind].collection}/`;
  if (typeof name !== 'string' || !name.startsWith(prefix)) return undefined;
  const id = name.slice(prefix.length);
  return /^-?\d+(~-?\d+)?$/.test(id) ? id : undefined;
}

/** camelCase to snake_case, as field paths are written in errors and GAQL. */
export function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** snake_case to camelCase, as field names are written in JSON. */
export function camel(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_whole, letter: string) => letter.toUpperCase());
}
