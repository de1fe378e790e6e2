/** What an exemption is asked for: a policy with the text that breaks it, or a topic of an ad's review. */
export type PolicyKey =
  { kind: 'violation'; policyName: string; violatingText: string } | { kind: 'topic'; topic: string };

/** A rule of the platform that one object breaks. */
export type PolicyViolation = {
  /** The place of the operation in the request; the adapter adds which object that is. */
  at: number;
  objectKey: string | null;
  /** In the platform's words. */
  policy: string;
  description: string;
  key: PolicyKey;
  /** Whether the platform takes a request for exemption; nobody knows before whether it is granted. */
  exemptible: boolean;
};
