/**
 * A value in a Rest.li 2.0 query: a text, a list, or a record. The characters `( ) , :` are written as they are where
 * they form the structure, and percent-encoded inside texts; URLSearchParams cannot do that.
 */
export type RestliValue = string | readonly RestliValue[] | { readonly [name: string]: RestliValue };

/** A query string without the question mark: `q=search&search=(status:(values:List(ACTIVE,DRAFT)))`. */
export function restliQuery(parameters: Readonly<Record<string, RestliValue>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeValue(value)}`)
    .join('&');
}

/** Encodes a text for a path or a query, for example `urn%3Ali%3AsponsoredCreative%3A5`. */
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
