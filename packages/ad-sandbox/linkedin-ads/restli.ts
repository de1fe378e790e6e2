/** A decoded Rest.li 2.0 value: a string, a List(...), or a record (a:b,...). */
export type RestliValue = string | RestliValue[] | { [name: string]: RestliValue };

/** A query that breaks the protocol's encoding. */
export class RestliError extends Error {
  readonly code: 'PARAM_INVALID' | 'QUERY_PARAM_NOT_ALLOWED';
  constructor(code: 'PARAM_INVALID' | 'QUERY_PARAM_NOT_ALLOWED', message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Reads a raw query string as protocol 2.0.0 does: `( ) , :` and `List(` are structure and must be raw,
 * while the same characters inside a value must be percent-encoded. Dots in a name are the old protocol.
 */
export function parseRestliQuery(rawQuery: string): Record<string, RestliValue> {
  const values: Record<string, RestliValue> = {};
  for (const part of rawQuery.split('&').filter((one) => one !== '')) {
    const mark = part.indexOf('=');
    const name = decode(mark < 0 ? part : part.slice(0, mark));
    if (name.includes('.') || /\[\d*\]/.test(name))
      throw new RestliError('QUERY_PARAM_NOT_ALLOWED', `Query parameter '${name}' is not allowed`);
    if (Object.hasOwn(values, name))
      throw new RestliError('PARAM_INVALID', `Parameter '${name}' is given twice`);
    const text = mark < 0 ? '' : part.slice(mark + 1);
    // a projection has a syntax of its own: names with commas between
    values[name] = name === 'fields' ? decode(text) : new Reader(text, name).whole();
  }
  return values;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new RestliError('PARAM_INVALID', `Invalid percent encoding in '${text}'`);
  }
}

class Reader {
  #text: string;
  #name: string;
  #at = 0;

  constructor(text: string, name: string) {
    this.#text = text;
    this.#name = name;
  }

  whole(): RestliValue {
    const value = this.#value();
    if (this.#at < this.#text.length) throw this.#invalid();
    return value;
  }

  #value(): RestliValue {
    if (this.#text.startsWith('List(', this.#at)) {
      this.#at += 'List('.length;
      return this.#list();
    }
    if (this.#text[this.#at] !== '(') return this.#plain();
    this.#at += 1;
    return this.#record();
  }

  #list(): RestliValue[] {
    const values: RestliValue[] = [];
    if (this.#accept(')')) return values;
    do values.push(this.#value());
    while (this.#accept(','));
    this.#expect(')');
    return values;
  }

  #record(): { [name: string]: RestliValue } {
    const values: { [name: string]: RestliValue } = {};
    if (this.#accept(')')) return values;
    do {
      const name = this.#plain();
      this.#expect(':');
      values[name] = this.#value();
    } while (this.#accept(','));
    this.#expect(')');
    return values;
  }

  #plain(): string {
    const raw = /^[^(),:]*/.exec(this.#text.slice(this.#at))?.[0] ?? '';
    this.#at += raw.length;
    const value = decode(raw);
    if (/^List\(.*\)$|^\([^()]*:.*\)$/s.test(value)) throw this.#invalid();
    return value === "''" ? '' : value;
  }

  #accept(mark: string): boolean {
    if (this.#text[this.#at] !== mark) return false;
    this.#at += 1;
    return true;
  }

  #expect(mark: string): void {
    if (!this.#accept(mark)) throw this.#invalid();
  }

  #invalid(): RestliError {
    return new RestliError('PARAM_INVALID', `Invalid query parameters passed to request: ${this.#name}`);
  }
}
