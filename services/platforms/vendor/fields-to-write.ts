import type { FieldValue, ShareObject, Touches } from '../port.ts';

/** The fields of the objects with these keys that are touched, as they are wanted. */
export function fieldsToWrite(
  wanted: readonly ShareObject[],
  touches: Touches,
  isThere: (key: string) => boolean,
): FieldValue[] {
  return wanted
    .filter(({ key }) => isThere(key))
    .flatMap(({ key, fields, parts }) =>
      Object.entries(fields)
        .filter(([field]) => touches(key, field))
        .map(([field, value]) => {
          const words = parts?.[field];
          return { key, field, value: value ?? null, ...(words === undefined ? {} : { parts: [...words] }) };
        }),
    );
}
