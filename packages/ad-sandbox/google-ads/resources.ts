import * as fields from './fields.ts';
import type { MessageType } from './field-types.ts';
import { adGroupLabel, campaignLabel, label } from './label-fields.ts';

export type ResourceKind =
  | 'campaignBudget'
  | 'campaign'
  | 'campaignCriterion'
  | 'adGroup'
  | 'adGroupCriterion'
  | 'adGroupAd'
  | 'adGroupBidModifier'
  | LabelKind;

/** A label, and its being put on something. */
export type LabelKind = 'label' | 'campaignLabel' | 'adGroupLabel';

/** How a resource is called in GAQL, in resource names, and what it hangs under. */
export type Resource = {
  kind: ResourceKind;
  gaql: string;
  collection: string;
  fields: MessageType;
  parent?: { field: string; kind: ResourceKind; composite: boolean };
};

/** The resources of a search campaign, and labels. */
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
  adGroupBidModifier: {
    kind: 'adGroupBidModifier',
    gaql: 'ad_group_bid_modifier',
    collection: 'adGroupBidModifiers',
    fields: fields.adGroupBidModifier,
    parent: { field: 'adGroup', kind: 'adGroup', composite: true },
  },
  label: { kind: 'label', gaql: 'label', collection: 'labels', fields: label },
  campaignLabel: {
    kind: 'campaignLabel',
    gaql: 'campaign_label',
    collection: 'campaignLabels',
    fields: campaignLabel,
    parent: { field: 'campaign', kind: 'campaign', composite: true },
  },
  adGroupLabel: {
    kind: 'adGroupLabel',
    gaql: 'ad_group_label',
    collection: 'adGroupLabels',
    fields: adGroupLabel,
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

/** Whether a kind is a label put on something: it is made and removed, never changed, and removed without trace. */
export function isLabelLink(kind: string): kind is 'campaignLabel' | 'adGroupLabel' {
  return kind === 'campaignLabel' || kind === 'adGroupLabel';
}
