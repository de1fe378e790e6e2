import fc, { type Arbitrary } from 'fast-check';
import { acceptsText, type Operation, type Parameter } from './description.ts';
import { spoiledValues } from './spoiled-values.ts';
import { validValues } from './valid-values.ts';

export const PRINCIPALS = ['nobody', 'owner', 'viewer', 'machine', 'stranger', 'forger'] as const;
export type Principal = (typeof PRINCIPALS)[number];
/** One request. `@id` stands for the id of something that is there. */
export type Case = {
  principal: Principal;
  path: string;
  query: readonly (readonly [string, string])[];
  headers: Readonly<Record<string, string>>;
  body: string | undefined;
  /** What is wrong with it, or that nothing is. */
  what: string;
  /** Success would be a fault, whoever asks. */
  mustFail: boolean;
};

const ODD_TEXTS = [
  '',
  ' ',
  'abc',
  '1',
  '-1',
  '0',
  '101',
  '1e3',
  'NaN',
  'null',
  '[]',
  '{}',
  '%',
  "'--",
  '\u0000',
  '\u202e',
  '😀',
  'x'.repeat(3_000),
  '2026-02-30',
  '0000-01-01',
  '9999-12-31',
  '../..',
  '00000000-0000-0000-0000-000000000000',
  'W10',
  'WyJhIl0',
];
const ODD_HEADERS: readonly (readonly [string, string])[] = [
  ['if-match', '"0"'],
  ['if-match', 'x'],
  ['if-match', '*'],
  ['if-match', '"999999999999"'],
  ['if-none-match', '*'],
  ['idempotency-key', ' '],
  ['idempotency-key', 'x'.repeat(300)],
  ['idempotency-key', 'é'],
  ['traceparent', 'x'],
  ['traceparent', `00-${'0'.repeat(32)}-${'0'.repeat(16)}-00`],
  ['x-request-id', '"><script>'],
  ['accept', 'text/csv'],
  ['accept', 'nothing/here'],
  ['content-encoding', 'gzip'],
  ['x-forwarded-for', '1.2.3.4'],
  ['x-http-method-override', 'DELETE'],
  ['step-up-token', 'x'],
  ['cookie', 'a=b'],
  ['authorization', 'Basic YTpi'],
  ['range', 'bytes=0-1'],
  ['x-padding', 'x'.repeat(20_000)],
];
const TYPES = [
  'text/plain',
  'application/xml',
  'application/json; charset=utf-16',
  'multipart/form-data; boundary=x',
  'application/x-www-form-urlencoded',
  '',
];
const JSON_TYPE = { 'content-type': 'application/json' };

/** Requests of one operation: some valid, the others with one thing wrong. */
export function casesOf(operation: Operation): Arbitrary<Case> {
  const good = goodCases(operation);
  const ways = [good, ...spoilers(operation).map((spoil) => good.chain(spoil))];
  return fc.oneof(...ways);
}

/** Requests of one operation with which nothing is wrong. */
export function goodCases(operation: Operation): Arbitrary<Case> {
  const { path, body, otherTypes, parameters } = operation;
  const query = parameters.filter((p) => p.in === 'query' && p.name !== 'cursor');
  const queries = fc.subarray(query).chain((chosen) => fc.tuple(...chosen.map(namedText)));
  const text = body
    ? validValues(body.schema).map((value) => JSON.stringify(value))
    : fc.constant(otherTypes.length ? 'Day,Campaign\n2026-01-01,a\n' : undefined);
  const type = body ? JSON_TYPE : otherTypes[0] === undefined ? {} : { 'content-type': otherTypes[0] };
  return fc.record({
    principal: fc.constantFrom(...PRINCIPALS),
    path: fc.constant(path.replaceAll(/\{\w+\}/g, '@id')),
    query: queries,
    headers: fc.uuid().map((key) => ({ 'idempotency-key': key, 'if-match': '"1"', ...type })),
    body: text,
    what: fc.constant('nothing is wrong'),
    mustFail: fc.constant(false),
  });
}

const namedText = (parameter: Parameter) =>
  validValues(parameter.schema).map((value) => [parameter.name, String(value)] as const);

type Spoil = (good: Case) => Arbitrary<Case>;

function spoilers(operation: Operation): Spoil[] {
  const { body, parameters, path } = operation;
  const query = parameters.filter((p) => p.in === 'query');
  return [
    (good) => fc.constantFrom(...ODD_HEADERS).map(([name, value]) => withHeader(good, name, value)),
    (good) =>
      fc
        .constantFrom('unknown', '__proto__', 'id', 'limit[]')
        .map((name) => withQuery(good, name, '1', true)),
    ...(query.length > 0 ? [spoilQuery(query)] : []),
    ...(path.includes('{') ? [spoilPath] : []),
    ...(body ? [spoilBody(body), spoilType, spoilBody(body), spoilBody(body)] : []),
  ];
}

const withHeader = (good: Case, name: string, value: string): Case => ({
  ...good,
  headers: { ...good.headers, [name]: value },
  what: `the header ${name}: ${value.slice(0, 30)}`,
  mustFail: value.length > 16_384,
});

const withQuery = (good: Case, name: string, value: string, mustFail: boolean): Case => ({
  ...good,
  query: [...good.query.filter(([other]) => other !== name), [name, value]],
  what: `${name}=${value.slice(0, 40)}`,
  mustFail,
});

function spoilQuery(query: readonly Parameter[]): Spoil {
  return (good) =>
    fc
      .tuple(fc.constantFrom(...query), fc.constantFrom(...ODD_TEXTS), fc.boolean())
      .map(([parameter, text, twice]) => {
        const { name } = parameter;
        if (!twice) return withQuery(good, name, text, !acceptsText(parameter, text));
        return {
          ...good,
          query: [
            [name, text],
            [name, text],
          ],
          what: `${name} twice`,
          mustFail: true,
        };
      });
}

const spoilPath: Spoil = (good) =>
  fc
    .constantFrom('abc', '1', '%00', '..%2f..', '%zz', "'--", 'x'.repeat(3_000), '%F0%9F%98%80', 'undefined')
    .map((id) => ({
      ...good,
      path: good.path.replace('@id', id),
      what: `the id ${id.slice(0, 20)}`,
      mustFail: true,
    }));

const spoilBody =
  ({ schema, accepts }: NonNullable<Operation['body']>): Spoil =>
  (good) =>
    spoiledValues(schema, validValues(schema)).map(({ text, value, what }) => ({
      ...good,
      body: text,
      what,
      // an operation without parameters takes an empty body for the empty object
      mustFail: !accepts(text === '' ? {} : value) || /__proto__|"constructor"|"a":1,"a":2/.test(text),
    }));

const spoilType: Spoil = (good) =>
  fc.constantFrom(...TYPES).map((type) => ({
    ...good,
    headers: { ...good.headers, 'content-type': type },
    what: `the content type ${type}`,
    mustFail: !type.startsWith('application/json'),
  }));
