import { z } from 'zod';
import type { FoundShare, FoundShareObject, KnownObjects, ShareObject } from './share.ts';

/**
 * A field of an object that exists, as a step has written it since the campaign was last verified. Until the platform has answered
 * it is not known whether it stands there: then what is found decides.
 */
export const WrittenField = z.strictObject({
  /** The key of the object, and the field within it. */
  key: z.string(),
  field: z.string(),
  /** In the model's terms. */
  value: z.unknown(),
  /** Of a set: what is in it, in people's words. */
  parts: z.array(z.string()).optional(),
  /** The step that wrote it. */
  opId: z.string(),
  answered: z.boolean(),
});
export type WrittenField = z.infer<typeof WrittenField>;

/** What a call is about to write. */
export type FieldValue = Pick<WrittenField, 'key' | 'field' | 'value' | 'parts'>;

const isSameField = (one: FieldValue, other: FieldValue): boolean =>
  one.key === other.key && one.field === other.field;
const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** Before a call: what it is about to write may stand there from now on. */
export function begun(
  written: readonly WrittenField[],
  fields: readonly FieldValue[],
  opId: string,
): WrittenField[] {
  return [...written, ...fields.map((one) => ({ ...one, opId, answered: false }))];
}

/** After a call that was done: what it wrote stands there, whatever was written before. */
export function answered(
  written: readonly WrittenField[],
  fields: readonly FieldValue[],
  opId: string,
): WrittenField[] {
  const others = written.filter((one) => !fields.some((field) => isSameField(one, field)));
  return [...others, ...fields.map((one) => ({ ...one, opId, answered: true }))];
}

/** After a call of which the platform said that it did nothing. */
export function takenBack(
  written: readonly WrittenField[],
  fields: readonly FieldValue[],
  opId: string,
): WrittenField[] {
  return written.filter(
    (one) =>
      one.answered ||
      one.opId !== opId ||
      !fields.some((field) => isSameField(one, field) && isSame(one.value, field.value)),
  );
}

/** The same once it was read what is there: what is found as it was written was written, answered or not. */
export function seen(
  written: readonly WrittenField[],
  found: FoundShare,
  known: KnownObjects,
): WrittenField[] {
  return written.map((one) => {
    if (one.answered) return one;
    const object = ownObject(found, known, one.key);
    return { ...one, answered: object !== undefined && isSame(object.fields[one.field], one.value) };
  });
}

/** The object of the ledger with a key as it is found, whatever else has come to be called the same. */
function ownObject({ objects }: FoundShare, known: KnownObjects, key: string): FoundShareObject | undefined {
  const entry = known.get(key);
  return objects.find((one) => one.kind === entry?.kind && one.externalId === entry.externalId);
}

/**
 * What is applied: what was last verified, with what was written since. A step that was refused in its course, or cut off, leaves a
 * part of its version behind, and that is nobody else's change.
 */
export function withWritten(
  share: readonly ShareObject[],
  written: readonly WrittenField[],
  found: FoundShare,
  known: KnownObjects,
): ShareObject[] {
  const stands = seen(written, found, known).filter((one) => one.answered);
  return share.map((object) => {
    const own = stands.filter(({ key, field }) => key === object.key && field in object.fields);
    if (own.length === 0) return object;
    const fields = Object.fromEntries(own.map(({ field, value }) => [field, value ?? null]));
    const parts = Object.fromEntries(own.flatMap((one) => (one.parts ? [[one.field, one.parts]] : [])));
    return { ...object, fields: { ...object.fields, ...fields }, parts: { ...object.parts, ...parts } };
  });
}
