import { existsSync } from 'node:fs';
import { join } from 'node:path';
import protobuf from 'protobufjs';
import { fits } from './proto-json.ts';

/** The version whose definitions the package has. The product may speak a later one: what is new there is not known here. */
export const DEFINED_VERSION = 'v25';
const ADS = `google.ads.googleads.${DEFINED_VERSION}`;
const FOLDERS = ['google-ads-node', 'google-gax'].map((name) =>
  join(import.meta.dirname, 'node_modules', name, 'build/protos'),
);
const SERVICES = [
  'google_ads',
  'campaign',
  'campaign_budget',
  'campaign_criterion',
  'ad_group',
  'ad_group_ad',
].concat(['ad_group_criterion', 'ad', 'customer', 'label', 'campaign_label', 'ad_group_label']);

function load(): protobuf.Root {
  const root = new protobuf.Root();
  root.resolvePath = (_origin, target) =>
    FOLDERS.map((folder) => join(folder, target)).find(existsSync) ?? target;
  const folder = `google/ads/googleads/${DEFINED_VERSION}`;
  root.loadSync([
    ...SERVICES.map((name) => `${folder}/services/${name}_service.proto`),
    `${folder}/errors/errors.proto`,
    'google/rpc/error_details.proto',
    'google/rpc/status.proto',
  ]);
  root.resolveAll();
  return root;
}

const root = load();
const message = (name: string): protobuf.Type => root.lookupType(name);

/** A resource as people and applications change it. */
export const resource = (name: string): protobuf.Type => message(`${ADS}.resources.${name}`);

/** One call as it went over the wire. `isAsked` is false where only the answer is looked at, because the test asks wrongly on purpose. */
export type Exchange = {
  method: string;
  path: string;
  /** With its question mark; empty without a query. */
  query: string;
  isAsked: boolean;
  request: string | undefined;
  status: number;
  answer: string;
};

const ROUTE = /^\/v\d+\/(?:customers:(listAccessibleCustomers)|customers\/\d+\/(\w+):(\w+))$/;

/** Everything in a call of the Google Ads API that its definitions do not know; empty when all is known. */
export function googleFaults({ path, isAsked, request, status, answer }: Exchange): string[] {
  const [, listing, service = '', method = ''] = ROUTE.exec(path) ?? [];
  const name = listing === undefined ? methodName(service, method) : 'ListAccessibleCustomers';
  if (name === undefined) return isAsked ? [`${path} is no method of the API`] : [];
  const sent = request === undefined ? [] : requestFaults(name, JSON.parse(request));
  return [...sent, ...answerFaults(name, status, JSON.parse(answer))];
}

function methodName(service: string, method: string): string | undefined {
  if (service === 'googleAds')
    return { mutate: 'MutateGoogleAds', search: 'SearchGoogleAds', searchStream: 'SearchGoogleAdsStream' }[
      method
    ];
  const pascal = `${service.charAt(0).toUpperCase()}${service.slice(1)}`;
  return method === 'mutate' ? `Mutate${pascal}` : undefined;
}

function requestFaults(name: string, body: unknown): string[] {
  const faults = fits(body, message(`${ADS}.services.${name}Request`), 'request');
  const query = (body as { query?: unknown }).query;
  return typeof query === 'string' ? [...faults, ...queryFaults(query)] : faults;
}

function answerFaults(name: string, status: number, body: unknown): string[] {
  if (status !== 200) return [body].flat().flatMap((one) => errorFaults(one));
  const type = message(`${ADS}.services.${name}Response`);
  return [body].flat().flatMap((one) => fits(one, type, 'answer'));
}

/** google.rpc.Status in the envelope of HTTP, with the details that its kinds define. */
function errorFaults(body: unknown): string[] {
  const { error, ...more } = body as { error?: { details?: { '@type'?: string }[] } };
  if (error === undefined || Object.keys(more).length > 0) return ['answer is no error of the API'];
  const { details = [], ...status } = error;
  const stray = Object.keys(status).filter((name) => !['code', 'message', 'status'].includes(name));
  return [
    ...stray.map((name) => `answer.error.${name} is not known`),
    ...details.flatMap(({ '@type': kind = '', ...detail }, index) => {
      const type = root.lookup(
        kind.replace(/^type\.googleapis\.com\//, '').replace(/\.v\d+\./, `.${DEFINED_VERSION}.`),
      );
      const at = `answer.error.details[${index}]`;
      return type instanceof protobuf.Type ? fits(detail, type, at) : [`${at} is of no known type: ${kind}`];
    }),
  ];
}

/** Names in a query that no row has (`campaign.colour`), messages that cannot be selected (a mask can, and is one text), and values that their enum does not have. */
function queryFaults(query: string): string[] {
  const unquoted = query.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, "''");
  const names = unquoted.match(/\b[a-z_]+(?:\.[a-z0-9_]+)+\b/g) ?? [];
  return [
    ...names.flatMap((name) => {
      const field = fieldNamed(name);
      if (field === undefined) return [`query: ${name} is not known`];
      const { resolvedType } = field;
      const isMask = resolvedType?.fullName === '.google.protobuf.FieldMask';
      const isWhole = resolvedType instanceof protobuf.Type && !isMask && !field.repeated;
      return isWhole ? [`query: ${name} is a message: its fields are asked for`] : [];
    }),
    ...conditionFaults(query),
  ];
}

const CONDITION = /\b([a-z_]+(?:\.[a-z0-9_]+)+)\s+(?:=|!=|(?:NOT )?IN)\s+(\([^)]*\)|'[^']*')/g;

function conditionFaults(query: string): string[] {
  return [...query.matchAll(CONDITION)].flatMap(([, name = '', values = '']) => {
    const type = fieldNamed(name)?.resolvedType;
    if (!(type instanceof protobuf.Enum)) return [];
    const given = [...values.matchAll(/'([^']*)'/g)].map(([, value = '']) => value);
    const stray = given.filter((value) => !Object.hasOwn(type.values, value));
    return stray.map((value) => `query: ${name} is no ${type.name}: ${value}`);
  });
}

function fieldNamed(name: string): protobuf.Field | undefined {
  let type: protobuf.ReflectionObject | null = message(`${ADS}.services.GoogleAdsRow`);
  let field: protobuf.Field | undefined;
  for (const step of name.split('.')) {
    if (!(type instanceof protobuf.Type)) return undefined;
    field = type.fieldsArray.find((one) => one.name === step || one.name === protobuf.util.camelCase(step));
    if (field === undefined) return undefined;
    type = field.resolve().resolvedType;
  }
  return field;
}
