import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { RESOURCES } from '../services/platforms/google-ads/resources.ts';
import type { Exchange } from './google-definitions.ts';
import { oauthEndpoint } from './oauth-definitions.ts';

/**
 * Every call that the clients can make, by name, and which of them an exchange was. What the clients can ask of Google stands in their
 * sources as queries; what they can write, and what they can ask of LinkedIn, is bounded by their own tables of kinds and collections.
 */
export type KnownCall = { name: string; is: (exchange: Exchange) => boolean };

const CLIENT = join(import.meta.dirname, '../services/platforms/google-ads');

/** The texts in a source that are queries, as patterns: what is put in when it runs may be anything. */
export function queriesIn(source: string): RegExp[] {
  const found: RegExp[] = [];
  const visit = (node: ts.Node): void => {
    const pattern = ts.isExpression(node) ? patternOf(node) : null;
    if (pattern !== null && /^SELECT\b/.test(pattern) && / FROM /.test(pattern)) {
      found.push(new RegExp(`^${pattern.replace(/\n/g, '\\n?')}`));
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('client.ts', source, ts.ScriptTarget.Latest, true));
  return found;
}

/** A text that is written down, wholly or in parts, as a pattern; null for what is no text. */
function patternOf(node: ts.Expression): string | null {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return escaped(node.text);
  if (ts.isTemplateExpression(node))
    return (
      escaped(node.head.text) + node.templateSpans.map(({ literal }) => `.*${escaped(literal.text)}`).join('')
    );
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [patternOf(node.left), patternOf(node.right)];
    return left === null || right === null ? null : left + right;
  }
  return null;
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

function googleQueries(): KnownCall[] {
  const files = readdirSync(CLIENT).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  return files.flatMap((file) =>
    queriesIn(readFileSync(join(CLIENT, file), 'utf8')).map((pattern) => ({
      name: `Google ${file}: ${pattern.source.slice(1, 70)}…`,
      is: ({ path, request }: Exchange) => path.endsWith(':searchStream') && pattern.test(queryOf(request)),
    })),
  );
}

const queryOf = (request: string | undefined): string =>
  String((JSON.parse(request ?? '{}') as { query?: unknown }).query);

/** What is changed in place: the state of everything that has one, money, settings, and what ads say. */
const UPDATED = [
  'campaignBudget',
  'campaign',
  'campaignCriterion',
  'adGroup',
  'adGroupCriterion',
  'adGroupAd',
  'ad',
];

/** What people make and this product only takes away again. */
const PEOPLES = 'adGroupBidModifierOperation';

function googleWrites(): KnownCall[] {
  const made = [...new Set(Object.values(RESOURCES).map(({ operation }) => operation))];
  const verbs = [
    ...made.filter((operation) => operation !== PEOPLES).map((operation) => `${operation} create`),
    ...made.map((operation) => `${operation} remove`),
    ...UPDATED.map((kind) => `${kind}Operation update`),
  ];
  return verbs.map((verb) => ({
    name: `Google ${verb}`,
    is: ({ path, request }) => path.endsWith(':mutate') && operationsOf(request).includes(verb),
  }));
}

function operationsOf(request: string | undefined): string[] {
  const body = JSON.parse(request ?? '{}') as { mutateOperations?: Record<string, object>[] };
  return (body.mutateOperations ?? []).flatMap((one) =>
    Object.entries(one).flatMap(([kind, operation]) =>
      Object.keys(operation)
        .filter((name) => ['create', 'update', 'remove'].includes(name))
        .map((verb) => `${kind} ${verb}`),
    ),
  );
}

function linkedInCalls(): KnownCall[] {
  const of = (name: string, method: string, path: RegExp, query = /^$/): KnownCall => ({
    name: `LinkedIn ${name}`,
    is: (exchange) =>
      exchange.method === method && path.test(exchange.path) && query.test(exchange.query.replace(/^\?/, '')),
  });
  const entities = ['adCampaignGroups', 'adCampaigns', 'creatives'].flatMap((name) => {
    const collection = new RegExp(`^/rest/adAccounts/\\d+/${name}$`);
    const entity = new RegExp(`^/rest/adAccounts/\\d+/${name}/[^/]+$`);
    const finder = name === 'creatives' ? /^q=criteria&/ : /^q=search&/;
    return [
      of(`${name} find`, 'GET', collection, finder),
      of(`${name} create`, 'POST', collection),
      of(`${name} get`, 'GET', entity),
      of(`${name} update`, 'POST', entity),
      of(`${name} delete`, 'DELETE', entity),
    ];
  });
  return [
    ...entities,
    of('accounts find', 'GET', /^\/rest\/adAccounts$/, /^q=search&search=/),
    of('figures', 'GET', /^\/rest\/adAnalytics$/, /^q=statistics&/),
    of('roles find', 'GET', /^\/rest\/adAccountUsers$/, /^q=authenticatedUser&/),
  ];
}

function oauthCalls(): KnownCall[] {
  const vendors: [string, string, string][] = [
    ['Google', '/token', '/revoke'],
    ['LinkedIn', '/oauth/v2/accessToken', '/oauth/v2/revoke'],
  ];
  return vendors.flatMap(([vendor, token, revoke]) => [
    ...['authorization_code', 'refresh_token'].map((grant) => ({
      name: `${vendor} OAuth ${grant}`,
      is: ({ path, request = '' }: Exchange) =>
        path === token && new URLSearchParams(request).get('grant_type') === grant,
    })),
    { name: `${vendor} OAuth revocation`, is: ({ path }: Exchange) => path === revoke },
  ]);
}

/** All calls that the clients can make. */
export const CALLS: readonly KnownCall[] = [
  ...googleQueries(),
  ...googleWrites(),
  {
    name: 'Google customers:listAccessibleCustomers',
    is: ({ path }) => path.endsWith('/customers:listAccessibleCustomers'),
  },
  ...linkedInCalls(),
  ...oauthCalls(),
];

/** Whether a path is one of a vendor's API, and no control of a simulator or page for people. */
export const isVendorCall = (path: string): boolean =>
  /^\/(v\d+|rest)\//.test(path) || oauthEndpoint(path) !== null;
