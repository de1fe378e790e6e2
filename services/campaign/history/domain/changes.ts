import { canonicalJson } from '../../../../lib/canonical-json.ts';

export type FieldChange = { path: string; before: unknown; after: unknown };

/**
 * The fields in which two JSON values differ, by dotted path, in the order of the fields. A list whose length changed is
 * compared by index; a field that only one side has is null on the other. Where nothing but the presence of a null differs,
 * the whole value is named, so that two different values never have no change.
 */
export function changesBetween(before: unknown, after: unknown, path = ''): FieldChange[] {
  if (canonicalJson(before ?? null) === canonicalJson(after ?? null)) return [];
  if (!isBranch(before) || !isBranch(after) || Array.isArray(before) !== Array.isArray(after))
    return [{ path, before: before ?? null, after: after ?? null }];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  const inner = [...keys].flatMap((key) =>
    changesBetween(before[key], after[key], path === '' ? key : `${path}.${key}`),
  );
  return inner.length > 0 ? inner : [{ path, before, after }];
}

const isBranch = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
