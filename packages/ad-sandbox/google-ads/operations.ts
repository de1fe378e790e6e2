import { isObject, type Json } from '../wire.ts';
import { exemptionNames, readExemptions, type Exemptions } from './exemptions.ts';
import type { FieldStep } from './failure.ts';
import type { MessageType } from './field-types.ts';
import { ad, biddingStrategies } from './fields.ts';
import { checkMessage, type Violation } from './proto-json.ts';
import { isLabelLink, resources, snake, type ResourceKind } from './resources.ts';

/** What may be changed: a resource, or the ad inside an ad group's ad, which has a service of its own. */
export type OperationKind = ResourceKind | 'ad';

export type Operation = {
  /** Where the operation stands in the request, as an error's location begins. */
  at: FieldStep[];
  kind: OperationKind;
  verb: 'create' | 'update' | 'remove';
  fields: Json;
  name: unknown;
  mask: string[] | undefined;
  exemptions: Exemptions;
};

export type Parsed = { operations: Operation[]; violations: Violation[]; unsupported: string[] };

/** Operations of the real API that this simulator does not hold; it says so instead of pretending. */
const UNSUPPORTED = new Set(
  [
    'asset',
    'campaignAsset',
    'adGroupAsset',
    'customerAsset',
    'customerLabel',
    'adGroupAdLabel',
    'adGroupCriterionLabel',
  ].concat(
    ['biddingStrategy', 'campaignSharedSet', 'sharedSet', 'sharedCriterion', 'conversionAction'],
    ['assetGroup', 'assetGroupAsset', 'customerNegativeCriterion', 'experiment'],
  ),
);
const OPTIONS = ['partialFailure', 'validateOnly', 'responseContentType'];
const VERBS = ['create', 'update', 'remove'] as const;

const unknownName = (name: string, path: string): Violation => ({
  field: path,
  description: `Invalid JSON payload received. Unknown name "${name}"${path === '' ? '' : ` at '${path}'`}: Cannot find field.`,
});

/** Reads a googleAds:mutate body and finds everything the JSON layer would refuse. */
export function parseOperations(body: Json): Parsed {
  const parsed = readTop(body, 'mutateOperations');
  listOf(body['mutateOperations']).forEach((wrapper, index) => readWrapper(wrapper, index, parsed));
  return parsed;
}

/** Reads the body of a service that changes one kind, such as campaigns:mutate. */
export function parseServiceOperations(body: Json, kind: OperationKind): Parsed {
  const parsed = readTop(body, 'operations');
  listOf(body['operations']).forEach((value, index) => {
    readOperation(value, [{ fieldName: 'operations', index }], kind, `operations[${index}]`, parsed);
  });
  return parsed;
}

function readTop(body: Json, list: string): Parsed {
  const strays = Object.keys(body).filter((name) => name !== list && !OPTIONS.includes(name));
  return { operations: [], violations: strays.map((name) => unknownName(name, '')), unsupported: [] };
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function readWrapper(wrapper: unknown, index: number, parsed: Parsed): void {
  const path = `mutate_operations[${index}]`;
  const entries = isObject(wrapper) ? Object.entries(wrapper) : [];
  const [entry, ...more] = entries;
  if (entry === undefined || more.length > 0) {
    const description = `Invalid value at '${path}' (oneof), exactly one operation must be set.`;
    parsed.violations.push({ field: path, description });
    return;
  }
  const kind = entry[0].endsWith('Operation') ? entry[0].slice(0, -'Operation'.length) : '';
  const at = [{ fieldName: 'mutate_operations', index }, { fieldName: `${snake(kind)}_operation` }];
  if (UNSUPPORTED.has(kind)) parsed.unsupported.push(entry[0]);
  else if (!isOperationKind(kind)) parsed.violations.push(unknownName(entry[0], path));
  else readOperation(entry[1], at, kind, `${path}.${snake(entry[0])}`, parsed);
}

const isOperationKind = (kind: string): kind is OperationKind =>
  kind === 'ad' || Object.hasOwn(resources, kind);

function readOperation(
  value: unknown,
  at: FieldStep[],
  kind: OperationKind,
  path: string,
  parsed: Parsed,
): void {
  const operation = isObject(value) ? value : {};
  const verbs = verbsOf(kind);
  const others = [...(isLabelLink(kind) ? [] : ['updateMask']), ...exemptionNames(kind)];
  for (const name of Object.keys(operation))
    if (!others.includes(name) && !verbs.some((verb) => verb === name))
      parsed.violations.push(unknownName(name, path));
  const given = verbs.filter((verb) => operation[verb] !== undefined);
  const [verb] = given;
  if (verb === undefined || given.length > 1) {
    parsed.violations.push({
      field: path,
      description: `Invalid value at '${path}' (oneof), operation must be one.`,
    });
    return;
  }
  const content = operation[verb];
  if (verb !== 'remove') parsed.violations.push(...checkFields(content, kind, `${path}.${verb}`));
  const fields = isObject(content) ? withoutNulls(content) : {};
  const name = verb === 'remove' ? content : fields['resourceName'];
  const maskText = operation['updateMask'];
  const mask = typeof maskText === 'string' && maskText !== '' ? maskText.split(',') : undefined;
  const exemptions = readExemptions(operation, kind, path, parsed.violations);
  parsed.operations.push({ at: [...at, { fieldName: verb }], kind, verb, fields, name, mask, exemptions });
}

function verbsOf(kind: OperationKind): readonly Operation['verb'][] {
  if (kind === 'ad') return ['update'];
  return isLabelLink(kind) ? ['create', 'remove'] : VERBS;
}

function checkFields(content: unknown, kind: OperationKind, path: string): Violation[] {
  const type: MessageType = kind === 'ad' ? ad : resources[kind].fields;
  const violations = checkMessage(content, type, path);
  if (kind !== 'campaign' || !isObject(content)) return violations;
  const bidding = biddingStrategies.filter((strategy) => content[strategy] !== undefined);
  if (bidding.length > 1) {
    const description = `Invalid value at '${path}' (oneof), oneof field 'campaign_bidding_strategy' is already set. Cannot set '${snake(bidding[1] ?? '')}'`;
    violations.push({ field: path, description });
  }
  return violations;
}

function withoutNulls(content: Json): Json {
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== null));
}
