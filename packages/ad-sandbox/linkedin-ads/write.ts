import type { AdObject, AdObjects, Author } from '../ad-objects.ts';
import { isObject, jsonObject, type Json, type Reply } from '../wire.ts';
import type { LinkedInAccount } from './accounts.ts';
import type { Entity } from './entities.ts';
import { collecting, firstAsOld, gateFailure, newFailure, type InputError } from './failure.ts';
import { statusRules } from './life.ts';
import { reviewOfNew } from './reviews.ts';
import { checkShape, refuseFixed } from './shape.ts';

export type Writer = {
  entity: Entity;
  account: LinkedInAccount;
  objects: AdObjects;
  now: Date;
  who: string;
  by: Author;
  ways: Ways;
};

/** How the platform behaves, where that is set at its start. */
export type Ways = {
  refusePastStart: boolean;
  /** How long a creative is in review; 0 lets it through at once. */
  reviewMs: number;
  /** What a campaign has that does not say; the sources disagree. */
  audienceExpansionDefault: boolean;
};

const refusal = (entity: Entity, errors: readonly InputError[]): Reply =>
  entity.kind === 'creative' ? firstAsOld(errors) : newFailure(400, errors);

/** Creates an entity: 201, no body, the id in x-restli-id (a number, for creatives the whole URN). */
export async function create(body: string, writer: Writer): Promise<Reply> {
  const { entity, account, objects, now, who, by, ways } = writer;
  const fields = jsonObject(body);
  if (fields === undefined) return gateFailure(400, 'ILLEGAL_ARGUMENT', 'The body is not a JSON object');
  const { errors, refuse } = collecting();
  checkShape(fields, entity.fields, refuse);
  if (errors.length > 0) return refusal(entity, errors);
  commonRules(fields, writer, refuse);
  entity.rules({ account, objects, now, ...ways, before: undefined, next: fields, refuse });
  if (errors.length > 0) return refusal(entity, errors);
  const id = objects.nextId();
  const full = { ...defaults(entity, fields, undefined, ways), ...fields, ...stamps(writer, undefined) };
  const shown = entity.kind === 'creative' ? `${entity.urn}${id}` : Number(id);
  const object = { ...full, id: shown };
  await objects.commit(
    who,
    [{ op: 'create', kind: entity.kind, id, account: account.id, fields: object }],
    by,
  );
  const header = String(shown);
  return { status: 201, headers: { 'x-restli-id': header, 'x-linkedin-id': header } };
}

/** PARTIAL_UPDATE: `{patch:{$set:{...},$delete:[...]}}`, 204 without a body. */
export async function partialUpdate(body: string, object: AdObject, writer: Writer): Promise<Reply> {
  const { entity, account, objects, now, who, by, ways } = writer;
  const patch = jsonObject(body)?.['patch'];
  const invalid = gateFailure(400, 'PARAM_INVALID', 'The body must be {"patch":{"$set":{...}}}');
  if (!isObject(patch) || Object.keys(patch).some((name) => name !== '$set' && name !== '$delete'))
    return invalid;
  const set = patch['$set'] ?? {};
  const cleared: unknown = patch['$delete'] ?? [];
  if (!isObject(set) || !Array.isArray(cleared)) return invalid;
  const { errors, refuse } = collecting();
  checkShape(set, entity.fields, refuse);
  const next: Json = { ...object.fields, ...set };
  for (const name of cleared as unknown[]) delete next[String(name)];
  refuseFixed(object.fields, next, entity.fields, refuse);
  if (errors.length > 0) return refusal(entity, errors);
  statusRules(object.fields[entity.status], next[entity.status], entity.status, refuse);
  commonRules(next, writer, refuse);
  entity.rules({ account, objects, now, ...ways, before: object.fields, next, refuse });
  if (errors.length > 0) return refusal(entity, errors);
  const fields = {
    ...defaults(entity, next, object.fields, ways),
    ...next,
    ...reviewed(entity, next, object.fields, ways),
    ...stamps(writer, object.fields),
  };
  await objects.commit(
    who,
    [{ op: 'update', kind: entity.kind, id: object.id, account: account.id, fields }],
    by,
  );
  return { status: 204 };
}

/** DELETE: only a draft without children; it is gone without trace. */
export async function remove(object: AdObject, writer: Writer): Promise<Reply> {
  const { entity, account, objects, who, by } = writer;
  const refused = (code: string, description: string): Reply =>
    refusal(entity, [{ code, description, fieldPath: `/${entity.status}` }]);
  if (object.fields[entity.status] !== 'DRAFT')
    return refused('DELETE_ALLOWED_ONLY_FOR_DRAFT_STATUS', 'Delete is allowed only in draft state');
  const { child } = entity;
  const urn = `${entity.urn}${object.id}`;
  if (
    child !== undefined &&
    objects.list(child.kind, account.id).some(({ fields }) => fields[child.field] === urn)
  )
    return refused('STATUS_CHANGE_NOT_ALLOWED', 'The entity still has children');
  await objects.commit(
    who,
    [{ op: 'remove', kind: entity.kind, id: object.id, account: account.id, fields: null }],
    by,
  );
  return { status: 204 };
}

function commonRules(
  fields: Json,
  { entity, account }: Writer,
  refuse: ReturnType<typeof collecting>['refuse'],
): void {
  const own = `urn:li:sponsoredAccount:${account.id}`;
  if (entity.kind !== 'creative' && fields['account'] !== undefined && fields['account'] !== own)
    refuse('ACCOUNT_ID_MISMATCH_IN_PARAM_AND_BODY', '/account', `The account of the path is ${own}`);
  if (typeof fields['name'] === 'string' && [...fields['name']].length > 255)
    refuse('FIELD_LENGTH_TOO_LONG', '/name', `/name length can't exceeded maximum 255 length`);
}

function defaults(entity: Entity, fields: Json, before: Json | undefined, ways: Ways): Json {
  if (entity.kind === 'campaign')
    return { test: true, audienceExpansionEnabled: ways.audienceExpansionDefault };
  if (entity.kind === 'campaignGroup') return { test: true, backfilled: false };
  return { isTest: true, ...reviewed(entity, fields, before, ways) };
}

function reviewed(entity: Entity, fields: Json, before: Json | undefined, { reviewMs }: Ways): Json {
  return entity.kind === 'creative' ? reviewOfNew(fields, before, reviewMs) : {};
}

function stamps({ entity, account, now }: Writer, before: Json | undefined): Json {
  const time = now.getTime();
  const actor = 'urn:li:person:sandbox';
  if (entity.kind === 'creative')
    return {
      account: `urn:li:sponsoredAccount:${account.id}`,
      createdAt: before?.['createdAt'] ?? time,
      createdBy: actor,
      lastModifiedAt: time,
      lastModifiedBy: actor,
    };
  const old = isObject(before?.['changeAuditStamps']) ? before['changeAuditStamps'] : {};
  return { changeAuditStamps: { created: old['created'] ?? { time, actor }, lastModified: { time, actor } } };
}
