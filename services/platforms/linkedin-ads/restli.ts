/**
 * Values of a Rest.li 2.0 query: a text, a list, or a record. Structure `( ) , :` stays raw and is percent-encoded inside
 * texts, which URLSearchParams cannot do.
 */
export type RestliValue = string | readonly RestliValue[] | { readonly [name: string]: RestliValue };

/** A query string without the question mark: `q=search&search=(status:(values:List(ACTIVE,DRAFT)))`. */
export function restliQuery(parameters: Readonly<Record<string, RestliValue>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeValue(value)}`)
    .join('&');
}

/** A text as a key of a path or a value of a query, e.g. `urn%3Ali%3AsponsoredCreative%3A5`. */
export function encodeText(text: string): string {
  if (text === '') return "''";
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function encodeValue(value: RestliValue): string {
  if (typeof value === 'string') return encodeText(value);
  if (isList(value)) return `List(${value.map(encodeValue).join(',')})`;
  return `(${Object.entries(value)
    .map(([name, member]) => `${encodeText(name)}:${encodeValue(member)}`)
    .join(',')})`;
}

function isList(value: RestliValue): value is readonly RestliValue[] {
  return Array.isArray(value);
}
