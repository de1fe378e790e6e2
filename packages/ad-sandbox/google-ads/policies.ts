import type { Ruling } from './rule.ts';

/** A policy that keywords are held to, in the vendor's terms. `word` is looked for as a whole word, in any case. */
export type KeywordPolicy = {
  word: string;
  policyName: string;
  externalPolicyName: string;
  externalPolicyDescription: string;
  isExemptible: boolean;
};

/** One policy whose violation may be exempted, and one whose may not. */
export const sandboxPolicies: readonly KeywordPolicy[] = [
  {
    word: 'casino',
    policyName: 'gambling',
    externalPolicyName: 'Gambling and games',
    externalPolicyDescription: 'Ads for gambling need certification.',
    isExemptible: true,
  },
  {
    word: 'counterfeit',
    policyName: 'counterfeit_goods',
    externalPolicyName: 'Counterfeit goods',
    externalPolicyDescription: 'Ads for counterfeit goods are not allowed.',
    isExemptible: false,
  },
];

/** Refuses a keyword that a policy forbids, unless the operation asks for an exemption that may be given. */
export function keywordPolicies({ refuse, exemptions, policies }: Ruling, text: string): void {
  const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  for (const policy of policies.filter(({ word }) => words.includes(word))) {
    const { policyName, externalPolicyName, externalPolicyDescription, isExemptible } = policy;
    const asked = exemptions.keys.some(
      (key) => key.policyName === policyName && key.violatingText === policy.word,
    );
    if (asked && isExemptible) continue;
    const error = refuse(
      'policyViolationError.POLICY_ERROR',
      'A policy was violated. See PolicyViolationDetails for more detail.',
      ['keyword', 'text'],
      text,
    );
    error.details = {
      policyViolationDetails: {
        externalPolicyDescription,
        key: { policyName, violatingText: policy.word },
        externalPolicyName,
        isExemptible,
      },
    };
  }
}
