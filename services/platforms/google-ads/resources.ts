import type { PlannedObject, ShareObject } from '../port.ts';

/**
 * For each kind of object: its operation in googleAds:mutate, the collection in its resource names, the field of its parent.
 */
export const RESOURCES = {
  budget: {
    operation: 'campaignBudgetOperation',
    collection: 'campaignBudgets',
    parentField: null,
  },
  campaign: {
    operation: 'campaignOperation',
    collection: 'campaigns',
    parentField: 'campaignBudget',
  },
  location: {
    operation: 'campaignCriterionOperation',
    collection: 'campaignCriteria',
    parentField: 'campaign',
  },
  language: {
    operation: 'campaignCriterionOperation',
    collection: 'campaignCriteria',
    parentField: 'campaign',
  },
  'excluded-location': {
    operation: 'campaignCriterionOperation',
    collection: 'campaignCriteria',
    parentField: 'campaign',
  },
  'campaign-negative-keyword': {
    operation: 'campaignCriterionOperation',
    collection: 'campaignCriteria',
    parentField: 'campaign',
  },
  criterion: {
    operation: 'campaignCriterionOperation',
    collection: 'campaignCriteria',
    parentField: 'campaign',
  },
  restriction: {
    operation: 'campaignCriterionOperation',
    collection: 'campaignCriteria',
    parentField: 'campaign',
  },
  'ad-group': {
    operation: 'adGroupOperation',
    collection: 'adGroups',
    parentField: 'campaign',
  },
  keyword: {
    operation: 'adGroupCriterionOperation',
    collection: 'adGroupCriteria',
    parentField: 'adGroup',
  },
  'negative-keyword': {
    operation: 'adGroupCriterionOperation',
    collection: 'adGroupCriteria',
    parentField: 'adGroup',
  },
  'ad-group-criterion': {
    operation: 'adGroupCriterionOperation',
    collection: 'adGroupCriteria',
    parentField: 'adGroup',
  },
  'ad-group-restriction': {
    operation: 'adGroupCriterionOperation',
    collection: 'adGroupCriteria',
    parentField: 'adGroup',
  },
  'ad-group-bid-modifier': {
    operation: 'adGroupBidModifierOperation',
    collection: 'adGroupBidModifiers',
    parentField: 'adGroup',
  },
  'ad-group-bid-restriction': {
    operation: 'adGroupBidModifierOperation',
    collection: 'adGroupBidModifiers',
    parentField: 'adGroup',
  },
  ad: {
    operation: 'adGroupAdOperation',
    collection: 'adGroupAds',
    parentField: 'adGroup',
  },
} as const;

export type ResourceKind = keyof typeof RESOURCES;

/** Kinds that have children, which refer to them by a temporary name in the request that creates both. */
export const PARENT_KINDS: ReadonlySet<ResourceKind> = new Set(['budget', 'campaign', 'ad-group']);

/**
 * An object that a desired campaign needs: its key, its parent's key, its fields as Google writes them, and what it is in
 * the model.
 */
export type PlannedResource = PlannedObject & {
  kind: ResourceKind;
  parent: string | null;
  fields: Record<string, unknown>;
  model: Pick<ShareObject, 'name' | 'path' | 'value' | 'fields'>;
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

/** A field's name as queries write it. */
export function snakeCase(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
