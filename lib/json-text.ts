/**
 * JSON that is put together from JSON texts without parsing them: what PostgreSQL keeps as text goes to a client at the
 * price of a copy.
 */

/** The text of an object from the texts of its fields' values; a long value is not copied once more (as join would). */
export function jsonObject(fields: Readonly<Record<string, string>>): string {
  let written = '';
  for (const [name, value] of Object.entries(fields))
    written += `${written === '' ? '' : ','}${JSON.stringify(name)}:${value}`;
  return `{${written}}`;
}

/** The text of an array from the texts of its values. */
export function jsonArray(values: readonly string[]): string {
  return `[${values.join(',')}]`;
}

/**
 * The text of an object with one field more.
 * @param object as JSON.stringify wrote it; it must not have the field already
 * @throws Error for a text that is not an object's
 */
export function withJsonField(object: string, name: string, value: string): string {
  if (!object.startsWith('{') || !object.endsWith('}'))
    throw new Error('this is not the text of a JSON object');
  const separator = object.length === 2 ? '' : ',';
  return `${object.slice(0, -1)}${separator}${JSON.stringify(name)}:${value}}`;
}
