import { QueryError, tokenize, type Token } from './gaql-tokens.ts';

export type Operator =
  | '='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'IN'
  | 'NOT IN'
  | 'LIKE'
  | 'NOT LIKE'
  | 'IS NULL'
  | 'IS NOT NULL'
  | 'DURING'
  | 'BETWEEN';
export type Condition = { field: string; operator: Operator; values: string[] };
export type Query = {
  select: string[];
  from: string;
  where: Condition[];
  orderBy: { field: string; descending: boolean }[];
  limit: number | undefined;
};

/** Reads the part of the query language that the simulator answers; throws QueryError otherwise. */
export function parseQuery(text: string): Query {
  const reader = new Reader(tokenize(text));
  reader.expectWord('SELECT', 'EXPECTED_SELECT');
  const select = reader.fields();
  reader.expectWord('FROM', 'EXPECTED_FROM');
  const from = reader.take('word', 'EXPECTED_FROM');
  const where: Condition[] = [];
  if (reader.acceptWord('WHERE')) {
    do where.push(condition(reader));
    while (reader.acceptWord('AND'));
  }
  const orderBy: Query['orderBy'] = [];
  if (reader.acceptWord('ORDER')) {
    reader.expectWord('BY', 'EXPECTED_BY');
    do {
      const field = reader.take('word', 'BAD_FIELD_NAME');
      const descending = reader.acceptWord('DESC');
      if (!descending) reader.acceptWord('ASC');
      orderBy.push({ field, descending });
    } while (reader.acceptMark(','));
  }
  let limit: number | undefined;
  if (reader.acceptWord('LIMIT')) {
    limit = Number(reader.take('number', 'BAD_LIMIT_VALUE'));
    if (!Number.isInteger(limit)) throw new QueryError('BAD_LIMIT_VALUE', 'Limit value is invalid.');
    if (limit < 1)
      throw new QueryError('LIMIT_VALUE_TOO_LOW', 'The value passed to the limit clause is too low.');
  }
  reader.expectEnd();
  return { select, from, where, orderBy, limit };
}

function condition(reader: Reader): Condition {
  const field = reader.take('word', 'BAD_FIELD_NAME');
  const not = reader.acceptWord('NOT');
  if (reader.acceptWord('IN')) return { field, operator: not ? 'NOT IN' : 'IN', values: reader.list() };
  if (!not && reader.acceptWord('DURING'))
    return { field, operator: 'DURING', values: [reader.take('word', 'INVALID_VALUE_WITH_DURING_OPERATOR')] };
  if (!not && reader.acceptWord('BETWEEN')) {
    const from = reader.value();
    reader.expectWord('AND', 'EXPECTED_AND');
    return { field, operator: 'BETWEEN', values: [from, reader.value()] };
  }
  if (reader.acceptWord('LIKE'))
    return {
      field,
      operator: not ? 'NOT LIKE' : 'LIKE',
      values: [reader.take('string', 'INVALID_VALUE_WITH_LIKE_OPERATOR')],
    };
  if (reader.acceptWord('IS')) {
    const isNot = reader.acceptWord('NOT');
    reader.expectWord('NULL', 'BAD_OPERATOR');
    return { field, operator: isNot ? 'IS NOT NULL' : 'IS NULL', values: [] };
  }
  const mark = reader.take('mark', 'BAD_OPERATOR');
  const operator = (['=', '!=', '<', '<=', '>', '>='] as const).find((known) => known === mark);
  if (operator === undefined || not) throw new QueryError('BAD_OPERATOR', `Invalid operator: ${mark}.`);
  return { field, operator, values: [reader.value()] };
}

class Reader {
  #tokens: Token[];
  #at = 0;

  constructor(tokens: Token[]) {
    this.#tokens = tokens;
  }

  acceptWord(word: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.type !== 'word' || token.text.toUpperCase() !== word) return false;
    this.#at += 1;
    return true;
  }

  acceptMark(mark: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.type !== 'mark' || token.text !== mark) return false;
    this.#at += 1;
    return true;
  }

  expectWord(word: string, code: string): void {
    if (!this.acceptWord(word)) throw new QueryError(code, `Error in query: expected ${word}.`);
  }

  take(type: Token['type'], code: string): string {
    const token = this.#tokens[this.#at];
    if (token === undefined)
      throw new QueryError('UNEXPECTED_END_OF_QUERY', 'Query is incomplete and cannot be parsed.');
    if (token.type !== type) throw new QueryError(code, `Error in query: unexpected input ${token.text}.`);
    this.#at += 1;
    return token.text;
  }

  value(): string {
    const token = this.#tokens[this.#at];
    if (token === undefined)
      throw new QueryError('UNEXPECTED_END_OF_QUERY', 'Query is incomplete and cannot be parsed.');
    if (token.type === 'mark')
      throw new QueryError('BAD_VALUE', `Error in query: unexpected input ${token.text}.`);
    this.#at += 1;
    return token.text;
  }

  fields(): string[] {
    const fields = [this.take('word', 'BAD_FIELD_NAME')];
    while (this.acceptMark(',')) fields.push(this.take('word', 'BAD_FIELD_NAME'));
    return fields;
  }

  list(): string[] {
    if (!this.acceptMark('(')) throw new QueryError('EXPECTED_LIST', 'The operator requires a list.');
    if (this.acceptMark(')'))
      throw new QueryError('PROHIBITED_EMPTY_LIST_IN_CONDITION', 'The list is empty.');
    const values = [this.value()];
    while (this.acceptMark(',')) values.push(this.value());
    if (!this.acceptMark(')')) throw new QueryError('EXPECTED_LIST', 'The list is not closed.');
    return values;
  }

  expectEnd(): void {
    const token = this.#tokens[this.#at];
    if (token !== undefined)
      throw new QueryError('UNEXPECTED_INPUT', `Error in query: unexpected input ${token.text}.`);
  }
}
