import type { CreateWork } from '../port.ts';
import type { Json, MutateOperation } from './http.ts';
import { exempted } from './policy.ts';
import {
  PARENT_KINDS,
  RESOURCES,
  resourceName,
  type PlannedResource,
  type ResourceKind,
} from './resources.ts';

/**
 * Create operations for planned objects, parents first. A parent that is created in the same request has a negative
 * temporary id; a parent that exists has its external id in `existing`.
 */
export function createOperations(
  account: string,
  resources: readonly PlannedResource[],
  existing: ReadonlyMap<string, string>,
  exemptions: CreateWork['exemptions'] = new Map(),
): MutateOperation[] {
  const names = new Map<string, string>();
  let temporary = 0;
  return resources.map((resource) => {
    const { operation, parentField } = RESOURCES[resource.kind];
    const create: Json = { ...resource.fields };
    if (PARENT_KINDS.has(resource.kind)) {
      temporary -= 1;
      const name = resourceName(account, resource.kind, String(temporary));
      names.set(resource.key, name);
      create['resourceName'] = name;
    }
    if (parentField !== null) create[parentField] = parentName(account, resource, names, existing);
    return exempted({ [operation]: { create } }, resource.key, exemptions);
  });
}

function parentName(
  account: string,
  { key, parent }: PlannedResource,
  temporaryNames: ReadonlyMap<string, string>,
  existing: ReadonlyMap<string, string>,
): string {
  const name = temporaryNames.get(parent ?? '');
  if (name !== undefined) return name;
  const externalId = existing.get(parent ?? '');
  if (externalId === undefined) throw new Error(`${key} has no parent ${parent}`);
  const kind: ResourceKind = parent === 'budget' || parent === 'campaign' ? parent : 'ad-group';
  return resourceName(account, kind, externalId);
}

/** Sets the fields of an object that `mask` names; a field in `mask` that `fields` lacks is cleared. */
export function updateOperation(
  account: string,
  kind: ResourceKind,
  externalId: string,
  fields: Json,
  mask: readonly string[],
): MutateOperation {
  const update = { resourceName: resourceName(account, kind, externalId), ...fields };
  return { [RESOURCES[kind].operation]: { update, updateMask: mask.join(',') } };
}

/** What an ad says, and where it leads. */
export const AD_CONTENT = [
  'finalUrls',
  ...['headlines', 'descriptions', 'path1', 'path2'].map((field) => `responsiveSearchAd.${field}`),
];

/** Sets fields of a responsive search ad in place; it keeps its id, its figures and its history. */
export function adUpdateOperation(
  account: string,
  externalId: string,
  ad: Json,
  mask: readonly string[],
): MutateOperation {
  const id = externalId.slice(externalId.indexOf('~') + 1);
  const update = { resourceName: `customers/${account}/ads/${id}`, ...ad };
  return { adOperation: { update, updateMask: mask.join(',') } };
}

/** Sets only the status of an object. */
export function statusOperation(
  account: string,
  kind: ResourceKind,
  externalId: string,
  status: 'ENABLED' | 'PAUSED',
): MutateOperation {
  return updateOperation(account, kind, externalId, { status }, ['status']);
}

/** Removes an object with its children. */
export function removeOperation(account: string, kind: ResourceKind, externalId: string): MutateOperation {
  return { [RESOURCES[kind].operation]: { remove: resourceName(account, kind, externalId) } };
}
