/** A request to a lane: run these test files (paths relative to the root), with or without a mutant. */
export interface LaneRequest {
  tests: string[];
  /** The mutated file and its code with the mutant switched on; null counts which places each test reaches. */
  mutant: { file: string; code: string; switch: string; limit: number } | null;
}

/** The result of one test file. */
export interface FileOutcome {
  test: string;
  passed: boolean;
  /** Milliseconds for loading and running it. */
  ms: number;
  /** How often each place was reached, when that was counted. */
  hits: [place: number, count: number][];
  /** The first test that failed, and why. */
  error?: string;
}

export interface RunOutcome {
  files: FileOutcome[];
  /** Whether the mutant's place was reached so often that it must be an endless loop. */
  limitReached: boolean;
  /** Errors outside of any test. */
  errors: string[];
}

export type LaneAnswer = { kind: 'ready' } | ({ kind: 'done' } & RunOutcome);

declare module 'vitest' {
  interface ProvidedContext {
    mutation: { active: string; limit: number } | { places: number };
  }
  interface TaskMeta {
    hits?: [place: number, count: number][];
    limitReached?: boolean;
  }
}

declare global {
  /** Read and written by the code that Stryker makes. */
  var __stryker__: { activeMutant: string; hitCount: number; hitLimit: number } | undefined;
  /** How often each place was reached; written by the code that `counting` makes. */
  var __reached__: Uint32Array | undefined;
}
