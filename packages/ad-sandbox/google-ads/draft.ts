import type { AdObjects, Change } from '../ad-objects.ts';
import { isObject, type Json } from '../wire.ts';
import { idInName, resourceName, type ResourceKind } from './resources.ts';

export type TempState = 'defined' | 'failed';

/** What a mutate request would leave behind: the account's objects with the request's changes laid over them. */
export class Draft {
  readonly changes: Change[] = [];
  readonly customer: string;
  #objects: AdObjects;
  #overlay = new Map<string, Json | undefined>();
  #temps = new Map<string, { kind: ResourceKind; id: string; state: TempState }>();

  constructor(objects: AdObjects, customer: string) {
    this.#objects = objects;
    this.customer = customer;
  }

  nextId(): string {
    return this.#objects.nextId();
  }

  /** The fields of an object of this account, removed ones included. */
  find(kind: ResourceKind, id: string): Json | undefined {
    const key = `${kind}/${id}`;
    if (this.#overlay.has(key)) return this.#overlay.get(key);
    const object = this.#objects.get(kind, id);
    return object?.account === this.customer ? object.fields : undefined;
  }

  /** All objects of a kind that are not removed. */
  living(kind: ResourceKind): Json[] {
    const seen = new Map<string, Json>();
    for (const object of this.#objects.list(kind, this.customer)) seen.set(object.id, object.fields);
    for (const [key, fields] of this.#overlay)
      if (!key.startsWith(`${kind}/`)) continue;
      else if (fields === undefined) seen.delete(key.slice(kind.length + 1));
      else seen.set(key.slice(kind.length + 1), fields);
    return [...seen.values()].filter((fields) => fields['status'] !== 'REMOVED');
  }

  /** Follows a resource name, also a temporary one; undefined when nothing is there. */
  resolve(name: unknown, kind: ResourceKind): { id: string; fields: Json } | undefined {
    const given = idInName(name, this.customer, kind);
    if (given === undefined) return undefined;
    const temp = this.#temps.get(given);
    const id = given.startsWith('-') && temp?.kind === kind ? temp.id : given;
    const fields = this.find(kind, id);
    return fields === undefined ? undefined : { id, fields };
  }

  temp(id: string): TempState | undefined {
    return this.#temps.get(id)?.state;
  }

  defineTemp(temp: string, kind: ResourceKind, id: string, state: TempState): void {
    this.#temps.set(temp, { kind, id, state });
  }

  /** Takes an object away without trace. */
  drop(kind: ResourceKind, id: string): void {
    this.#overlay.set(`${kind}/${id}`, undefined);
    this.changes.push({ op: 'remove', kind, id, account: this.customer, fields: null });
  }

  /** Lays a change over the account. */
  put(op: Change['op'], kind: ResourceKind, id: string, fields: Json): void {
    this.#overlay.set(`${kind}/${id}`, fields);
    this.changes.push({ op, kind, id, account: this.customer, fields });
  }

  /** What stands under a lasting resource name, also the ad inside an ad group's ad. */
  named(kind: ResourceKind | 'ad', name: string): Json | undefined {
    const id = name.slice(name.lastIndexOf('/') + 1);
    if (kind !== 'ad') return this.find(kind, id);
    const ads = this.living('adGroupAd').map((fields) => fields['ad']);
    return ads.find((ad): ad is Json => isObject(ad) && ad['id'] === id);
  }

  nameOf(kind: ResourceKind, id: string): string {
    return resourceName(this.customer, kind, id);
  }
}
