import { isObject, type Json } from '../wire.ts';
import { biddingStrategies, type MessageType } from './fields.ts';
import { checkMessage, type Violation } from './proto-json.ts';
import { resources, snake, type ResourceKind } from './resources.ts';

export type Operation = {
  index: number;
  kind: ResourceKind;
  verb: 'create' | 'update' | 'remove';
  fields: Json;
  name: unknown;
  mask: string[] | undefined;
};

export type Parsed = { operations: Operation[]; violations: Violation[]; unsupported: string[] };

/** Operations of the real API that this simulator does not hold; it says so instead of pretending. */
const UNSUPPORTED = new Set(
  [
    'asset',
    'campaignAsset',
    'adGroupAsset',
    'customerAsset',
    'label',
    'campaignLabel',
    'adGroupLabel',
  ].concat(
    ['ad', 'biddingStrategy', 'campaignSharedSet', 'sharedSet', 'sharedCriterion', 'conversionAction'],
    ['adGroupBidModifier', 'assetGroup', 'assetGroupAsset', 'customerNegativeCriterion', 'experiment'],
  ),
);
const TOP = new Set(['mutateOperations', 'partialFailure', 'validateOnly', 'responseContentType']);
const VERBS = ['create', 'update', 'remove'] as const;

const unknownName = (name: string, path: string): Violation => ({
  field: path,
  description: `Invalid JSON payload received. Unknown name "${name}"${path === '' ? '' : ` at '${path}'`}: Cannot find field.`,
});

/** Reads a googleAds:mutate body and finds everything the JSON layer would refuse. */
export function parseOperations(body: Json): Parsed {
  const parsed: Parsed = { operations: [], violations: [], unsupported: [] };
  for (const name of Object.keys(body)) if (!TOP.has(name)) parsed.violations.push(unknownName(name, ''));
  const list = body['mutateOperations'];
  if (!Array.isArray(list)) return parsed;
  list.forEach((wrapper: unknown, index) => readWrapper(wrapper, index, parsed));
  return parsed;
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
  if (UNSUPPORTED.has(kind)) parsed.unsupported.push(entry[0]);
  else if (!Object.hasOwn(resources, kind)) parsed.violations.push(unknownName(entry[0], path));
  else readOperation(entry[1], index, kind as ResourceKind, `${path}.${snake(entry[0])}`, parsed);
}

function readOperation(
  value: unknown,
  index: number,
  kind: ResourceKind,
  path: string,
  parsed: Parsed,
): void {
  const operation = isObject(value) ? value : {};
  for (const name of Object.keys(operation))
    if (name !== 'updateMask' && !VERBS.some((verb) => verb === name))
      parsed.violations.push(unknownName(name, path));
  const given = VERBS.filter((verb) => operation[verb] !== undefined);
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
  parsed.operations.push({ index, kind, verb, fields, name, mask });
}

function checkFields(content: unknown, kind: ResourceKind, path: string): Violation[] {
  const type: MessageType = resources[kind].fields;
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
