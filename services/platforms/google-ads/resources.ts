import type { PlannedObject } from '../port.ts';

/**
 * For each kind of object: its operation in googleAds:mutate, the collection in its resource names, its table in
 * queries, the field of its parent.
 */
export const RESOURCES = {
  budget: {
    operation: 'campaignBudgetOperation',
    collection: 'campaignBudgets',
    table: 'campaign_budget',
    parentField: null,
  },
  campaign: {
    operation: 'campaignOperation',
    collection: 'campaigns',
    table: 'campaign',
    parentField: 'campaignBudget',
  },
  location: {
    operation: 'campaignCriterionOperation',
    collection: 'campaignCriteria',
    table: 'campaign_criterion',
    parentField: 'campaign',
  },
  language: {
    operation: 'campaignCriterionOperation',
    collection: 'campaignCriteria',
    table: 'campaign_criterion',
    parentField: 'campaign',
  },
  'ad-group': {
    operation: 'adGroupOperation',
    collection: 'adGroups',
    table: 'ad_group',
    parentField: 'campaign',
  },
  keyword: {
    operation: 'adGroupCriterionOperation',
    collection: 'adGroupCriteria',
    table: 'ad_group_criterion',
    parentField: 'adGroup',
  },
  'negative-keyword': {
    operation: 'adGroupCriterionOperation',
    collection: 'adGroupCriteria',
    table: 'ad_group_criterion',
    parentField: 'adGroup',
  },
  ad: {
    operation: 'adGroupAdOperation',
    collection: 'adGroupAds',
    table: 'ad_group_ad',
    parentField: 'adGroup',
  },
} as const;

export type ResourceKind = keyof typeof RESOURCES;

/** Kinds that have children, which refer to them by a temporary name in the request that creates both. */
export const PARENT_KINDS: ReadonlySet<ResourceKind> = new Set(['budget', 'campaign', 'ad-group']);

/** An object that a desired campaign needs: its key, its parent's key, and its fields. */
export type PlannedResource = PlannedObject & {
  kind: ResourceKind;
  parent: string | null;
  fields: Record<string, unknown>;
};

/** The resource name of an object, `customers/1/campaigns/2`. */
export function resourceName(account: string, kind: ResourceKind, externalId: string): string {
  return `customers/${account}/${RESOURCES[kind].collection}/${externalId}`;
}

/** The external id in a resource name; the id of a child is `<parent>~<own>`. */
export function externalIdOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** Whether a kind in the ledger is one of Google's. */
export function isResourceKind(kind: string): kind is ResourceKind {
  return Object.hasOwn(RESOURCES, kind);
}
