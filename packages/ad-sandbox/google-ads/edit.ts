import type { AdObjects } from '../ad-objects.ts';
import { parseEdit, type Edit } from '../edit.ts';
import { isObject, type Json, type Reply } from '../wire.ts';
import type { GoogleAccount } from './accounts.ts';
import { mutate } from './mutate.ts';
import type { KeywordPolicy } from './policies.ts';
import { resources } from './resources.ts';

export type EditSettings = {
  objects: AdObjects;
  now: () => Date;
  accounts: readonly GoogleAccount[];
  versions: readonly string[];
  policies: readonly KeywordPolicy[];
  reviewMs: number;
  automates: boolean;
  newRequestId: () => string;
};

/** Does what a person does in the platform's own page: by the rules that hold for everybody, without an application. */
export async function edit(body: Json | undefined, settings: EditSettings): Promise<Reply> {
  const order = parseEdit(body);
  const { objects, now, accounts, versions, policies, reviewMs, automates, newRequestId } = settings;
  const named = 'object' in order ? order.object : parentName(order.add, order.fields);
  const customer = /^customers\/(\d+)\//.exec(named)?.[1] ?? order.account;
  const account = accounts.find(({ id }) => id === customer);
  const operation = operationOf(order, named);
  if (account === undefined || operation === undefined)
    return { status: 400, body: { error: `No customer or kind of object is named by '${named}'` } };
  return mutate({
    objects,
    account,
    policies,
    reviewMs,
    automates,
    version: versions.at(-1) ?? '',
    requestId: newRequestId(),
    who: order.person,
    by: 'person',
    now: now(),
    body: JSON.stringify({ mutateOperations: [operation] }),
  });
}

function parentName(kind: string, fields: Json): string {
  const parent = Object.values(resources).find((resource) => resource.kind === kind)?.parent;
  const name = parent === undefined ? undefined : fields[parent.field];
  return typeof name === 'string' ? name : '';
}

function operationOf(order: Edit, named: string): Json | undefined {
  if ('add' in order) return { [`${order.add}Operation`]: { create: order.fields } };
  const collection = named.split('/')[2];
  const kind =
    collection === 'ads'
      ? 'ad'
      : Object.values(resources).find((resource) => resource.collection === collection)?.kind;
  if (kind === undefined) return undefined;
  if ('remove' in order) return { [`${kind}Operation`]: { remove: named } };
  const update = { resourceName: named, ...order.set };
  return { [`${kind}Operation`]: { update, updateMask: leaves(order.set).join(',') } };
}

/** The paths of a partial object, down to what is no object: `networkSettings.targetSearchNetwork`. */
function leaves(fields: Json, prefix = ''): string[] {
  return Object.entries(fields).flatMap(([name, value]) =>
    isObject(value) && Object.keys(value).length > 0
      ? leaves(value, `${prefix}${name}.`)
      : [`${prefix}${name}`],
  );
}
