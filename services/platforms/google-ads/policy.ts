import { z } from 'zod';
import { VendorFailure, type CreateWork, type PolicyViolation } from '../port.ts';
import type { MutateOperation } from './http.ts';

/** What Google says of a policy (v25: ErrorDetails): of a keyword with its key, of an ad by the topics of its review. */
export const PolicyDetails = {
  policyViolationDetails: z
    .object({
      externalPolicyDescription: z.string().optional(),
      externalPolicyName: z.string().optional(),
      key: z.object({ policyName: z.string(), violatingText: z.string().optional() }).optional(),
      isExemptible: z.boolean().optional(),
    })
    .optional(),
  policyFindingDetails: z
    .object({
      policyTopicEntries: z
        .array(
          z.object({
            topic: z.string(),
            type: z.string().optional(),
            evidences: z
              .array(z.object({ textList: z.object({ texts: z.array(z.string()).optional() }).optional() }))
              .optional(),
          }),
        )
        .optional(),
    })
    .optional(),
};

type Details = z.infer<z.ZodObject<typeof PolicyDetails>>;
type Refusal = { details?: Details | undefined };

/** The policies that objects of a request break; none when anything else is wrong with it too, or when Google does not say where. */
export function violationsOf<Error extends Refusal>(
  errors: readonly Error[],
  placeOf: (error: Error) => number | null,
): PolicyViolation[] {
  const found = errors.map((error) => {
    const at = placeOf(error);
    return at === null ? [] : [...keywordViolation(at, error.details), ...adFindings(at, error.details)];
  });
  return found.every((violations) => violations.length > 0) ? found.flat() : [];
}

function keywordViolation(at: number, details: Details | undefined): PolicyViolation[] {
  const {
    key,
    externalPolicyName,
    externalPolicyDescription = '',
    isExemptible,
  } = details?.policyViolationDetails ?? {};
  if (key === undefined) return [];
  const { policyName, violatingText = '' } = key;
  return [
    {
      at,
      objectKey: null,
      policy: externalPolicyName ?? policyName,
      description: externalPolicyDescription,
      key: { kind: 'violation', policyName, violatingText },
      exemptible: isExemptible === true,
    },
  ];
}

/** An ad whose prohibited topics are ignored is saved; Google says in its review whether it is ever shown. */
function adFindings(at: number, details: Details | undefined): PolicyViolation[] {
  return (details?.policyFindingDetails?.policyTopicEntries ?? []).map(({ topic, evidences = [] }) => {
    const texts = evidences.flatMap(({ textList }) => textList?.texts ?? []);
    const description = texts.length === 0 ? '' : `Found in “${texts.join('”, “')}”.`;
    return {
      at,
      objectKey: null,
      policy: topic,
      description,
      key: { kind: 'topic', topic },
      exemptible: true,
    };
  });
}

/**
 * Runs a mutate whose n-th operation is about the n-th of `keys`, so that a refusal by policy says which object it is about.
 * @throws VendorFailure
 */
export async function namingObjects<Result>(
  keys: readonly (string | null)[],
  mutate: () => Promise<Result>,
): Promise<Result> {
  try {
    return await mutate();
  } catch (error) {
    if (!(error instanceof VendorFailure) || error.policies.length === 0) throw error;
    const policies = error.policies.map((one) => ({ ...one, objectKey: keys[one.at] ?? null }));
    const { kind, code, message, ...detail } = error;
    throw new VendorFailure(kind, code, message, { ...detail, policies, cause: error });
  }
}

type Exemptions = CreateWork['exemptions'];

/** The operation with the exemptions that a person decided to ask for this object, and for exactly these policies. */
export function exempted(operation: MutateOperation, key: string, exemptions: Exemptions): MutateOperation {
  const asked = exemptions?.get(key) ?? [];
  const [[name, body] = []] = Object.entries(operation);
  if (asked.length === 0 || name === undefined || body === undefined) return operation;
  const keys = asked.flatMap((one) =>
    one.kind === 'violation' ? [{ policyName: one.policyName, violatingText: one.violatingText }] : [],
  );
  const topics = asked.flatMap((one) => (one.kind === 'topic' ? [one.topic] : []));
  const ofAd = {
    ...(topics.length === 0 ? {} : { ignorablePolicyTopics: topics }),
    ...(keys.length === 0 ? {} : { exemptPolicyViolationKeys: keys }),
  };
  const isCriterion = name === 'adGroupCriterionOperation';
  return {
    [name]: {
      ...body,
      ...(isCriterion ? { exemptPolicyViolationKeys: keys } : { policyValidationParameter: ofAd }),
    },
  };
}
