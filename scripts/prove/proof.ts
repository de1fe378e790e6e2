/** How a proof is asked for. */
export type ProofOptions = {
  /** Everything random comes from it: the same seed tries the same things. */
  seed: number;
  /** How many tries. */
  runs: number;
  /** Instead of the product something is asked that is known to be wrong: the proof has to find it. */
  fault: boolean;
};

/** What a proof has found. */
export type Finding = {
  tried: number;
  /** What must not be: 0 in a product that is right, and more than 0 when a fault was planted. */
  found: number;
  /** What else is worth reading, a line each: figures, and what limits them. */
  lines: readonly string[];
  /** What was found are figures beyond their limits, of which a number of tries says nothing. */
  figures?: true;
};

/** One promise of the product that a command shows. A file of `proofs/` exports one as `proof`. */
export type Proof = {
  name: string;
  /** What is promised, in one sentence. */
  promise: string;
  /** What a try is, in the plural. */
  tries: string;
  runs: number;
  run(options: ProofOptions): Promise<Finding>;
};

/**
 * What a count of zero proves: with 95 % confidence what was looked for comes in fewer than 3 of N tries (the rule of three).
 */
export function boundOf({ tried, found, figures }: Omit<Finding, 'lines'>): string {
  if (figures) return found > 0 ? `${found} figures beyond their limits` : 'within its limits';
  if (found > 0) return `${found} of ${tried}`;
  return `0 of ${tried}: fewer than ${(3 / tried).toExponential(1)} with 95 % confidence (3/N)`;
}

/** Whether a finding is what it has to be. */
export const isShown = ({ found }: Finding, fault: boolean): boolean => (fault ? found > 0 : found === 0);
