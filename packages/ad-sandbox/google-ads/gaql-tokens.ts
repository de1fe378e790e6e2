export type Token = { type: 'word' | 'string' | 'number' | 'mark'; text: string };

const PATTERN =
  /\s+|(?<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(?<number>-?\d+(?:\.\d+)?(?![\w.]))|(?<word>[A-Za-z_][\w.]*)|(?<mark><=|>=|!=|[=<>(),])/y;

/** A query that cannot be answered; `code` is the vendor's own. */
export class QueryError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Cuts a query into words, strings, numbers and marks. */
export function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  PATTERN.lastIndex = 0;
  while (PATTERN.lastIndex < query.length) {
    const at = PATTERN.lastIndex;
    const groups = PATTERN.exec(query)?.groups;
    if (groups === undefined)
      throw new QueryError('BAD_SYMBOL', `Error in query: unexpected input ${query.slice(at, at + 10)}`);
    const { string, number, word, mark } = groups;
    if (string !== undefined)
      tokens.push({ type: 'string', text: string.slice(1, -1).replace(/\\(.)/g, '$1') });
    else if (number !== undefined) tokens.push({ type: 'number', text: number });
    else if (word !== undefined) tokens.push({ type: 'word', text: word });
    else if (mark !== undefined) tokens.push({ type: 'mark', text: mark });
  }
  return tokens;
}
