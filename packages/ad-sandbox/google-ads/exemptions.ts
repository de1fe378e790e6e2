import { isObject, type Json } from '../wire.ts';
import type { MessageType } from './field-types.ts';
import { checkMessage, type Violation } from './proto-json.ts';

/** What a caller asks to be let through: keyword violations by their key, and topics of an ad's review. */
export type Exemptions = { keys: { policyName: string; violatingText: string }[]; topics: string[] };

const KEYS: MessageType[string] = {
  type: { list: { message: { policyName: { type: 'string' }, violatingText: { type: 'string' } } } },
};
const OF_CRITERION: MessageType = { exemptPolicyViolationKeys: KEYS };
const OF_AD: MessageType = {
  policyValidationParameter: {
    type: {
      message: { ignorablePolicyTopics: { type: { list: 'string' } }, exemptPolicyViolationKeys: KEYS },
    },
  },
};

function messageOf(kind: string): MessageType {
  if (kind === 'adGroupCriterion') return OF_CRITERION;
  return kind === 'ad' || kind === 'adGroupAd' ? OF_AD : {};
}

/** The fields of an operation of this kind that ask for exemption. */
export function exemptionNames(kind: string): string[] {
  return Object.keys(messageOf(kind));
}

/** Reads the exemptions that an operation asks for, and adds what the JSON layer would refuse. */
export function readExemptions(
  operation: Json,
  kind: string,
  path: string,
  violations: Violation[],
): Exemptions {
  const type = messageOf(kind);
  const given = Object.fromEntries(Object.entries(operation).filter(([name]) => Object.hasOwn(type, name)));
  const found = checkMessage(given, type, path);
  violations.push(...found);
  if (found.length > 0) return { keys: [], topics: [] };
  const inner = given['policyValidationParameter'];
  const source: Json = isObject(inner) ? inner : given;
  return {
    keys: (source['exemptPolicyViolationKeys'] ?? []) as Exemptions['keys'],
    topics: (source['ignorablePolicyTopics'] ?? []) as string[],
  };
}
