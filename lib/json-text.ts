/**
 * Joins JSON texts to larger ones without parsing them, so that JSON which PostgreSQL stores reaches a client at the
 * cost of one copy.
 */

/**
 * The text of an object, from the texts of its fields' values. `+=` avoids the second copy of long values that join
 * makes.
 */
export function jsonObject(fields: Readonly<Record<string, string>>): string {
  let text = '';
  for (const [name, value] of Object.entries(fields))
    text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${value}`;
  return `{${text}}`;
}

/** The text of an array, from the texts of its values. */
export function jsonArray(values: readonly string[]): string {
  return `[${values.join(',')}]`;
}

/**
 * Adds a field to the text of an object.
 * @param object the text as JSON.stringify writes it, without a field of this name
 * @throws Error for a text that is not an object
 */
export function withJsonField(object: string, name: string, value: string): string {
  if (!object.startsWith('{') || !object.endsWith('}'))
    throw new Error('this is not the text of a JSON object');
  const separator = object.length === 2 ? '' : ',';
  return `${object.slice(0, -1)}${separator}${JSON.stringify(name)}:${value}}`;
}
