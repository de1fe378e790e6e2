import type { AdObjects } from '../ad-objects.ts';
import { parseEdit } from '../edit.ts';
import type { Json, Reply } from '../wire.ts';
import type { LinkedInAccount } from './accounts.ts';
import { entities, type Entity } from './entities.ts';
import { notFound } from './vendor-failures.ts';
import { create, partialUpdate, remove, type Ways, type Writer } from './write.ts';

export type EditSettings = {
  objects: AdObjects;
  now: () => Date;
  accounts: readonly LinkedInAccount[];
  ways: Ways;
};

/** Does what a person does in Campaign Manager: by the rules that hold for everybody, without an application. */
export async function edit(
  body: Json | undefined,
  { objects, now, accounts, ways }: EditSettings,
): Promise<Reply> {
  const order = parseEdit(body);
  const writer = (entity: Entity, id: string): Writer | undefined => {
    const account = accounts.find((one) => one.id === id);
    return account && { entity, account, objects, now: now(), who: order.person, by: 'person', ways };
  };
  const all = Object.values(entities);
  if ('add' in order) {
    const entity = all.find(({ kind }) => kind === order.add);
    const named = /^urn:li:sponsoredAccount:(\d+)$/.exec(String(order.fields['account']))?.[1];
    const adding = entity && writer(entity, order.account === '' ? (named ?? '') : order.account);
    if (adding === undefined) return { status: 400, body: { error: 'add needs a known kind and account' } };
    return create(JSON.stringify(order.fields), adding);
  }
  const entity = all.find(({ urn }) => order.object.startsWith(urn));
  const object = entity && objects.get(entity.kind, order.object.slice(entity.urn.length));
  const changing = entity && object && writer(entity, object.account);
  if (object === undefined || changing === undefined) return notFound();
  if ('remove' in order) return remove(object, changing);
  return partialUpdate(JSON.stringify({ patch: { $set: order.set } }), object, changing);
}
