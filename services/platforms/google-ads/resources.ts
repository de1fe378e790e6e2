import type { PlannedObject } from '../port.ts';

/** How each kind of object is written in googleAds:mutate and where its resource names live. */
export const RESOURCES = {
  budget: { operation: 'campaignBudgetOperation', collection: 'campaignBudgets', parentField: null },
  campaign: { operation: 'campaignOperation', collection: 'campaigns', parentField: 'campaignBudget' },
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
  'ad-group': { operation: 'adGroupOperation', collection: 'adGroups', parentField: 'campaign' },
  keyword: { operation: 'adGroupCriterionOperation', collection: 'adGroupCriteria', parentField: 'adGroup' },
  'negative-keyword': {
    operation: 'adGroupCriterionOperation',
    collection: 'adGroupCriteria',
    parentField: 'adGroup',
  },
  ad: { operation: 'adGroupAdOperation', collection: 'adGroupAds', parentField: 'adGroup' },
} as const;

export type ResourceKind = keyof typeof RESOURCES;

/** Kinds that others hang under, so that they need a temporary name while they are made. */
export const PARENT_KINDS: ReadonlySet<ResourceKind> = new Set(['budget', 'campaign', 'ad-group']);

/** An object that a desired campaign needs: its key, the key above it, and the fields it is made with. */
export type PlannedResource = PlannedObject & {
  kind: ResourceKind;
  parent: string | null;
  fields: Record<string, unknown>;
};

/** `customers/1/campaigns/2` for an external id of a kind. */
export function resourceName(account: string, kind: ResourceKind, externalId: string): string {
  return `customers/${account}/${RESOURCES[kind].collection}/${externalId}`;
}

/** The external id in a resource name; ids under an ad group or campaign are written `above~own`. */
export function externalIdOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** Whether a ledger's kind is one of Google's. */
export function isResourceKind(kind: string): kind is ResourceKind {
  return Object.hasOwn(RESOURCES, kind);
}
