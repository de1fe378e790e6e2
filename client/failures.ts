import type { StepUpPurpose } from '../contracts/step-up.ts';
import type { Progress } from '../lib/errors.ts';

/** A request that did not come to the answer that its contract promises. `details` are lines that help to find the cause. */
export class ClientFailure extends Error {
  readonly details: readonly string[];

  constructor(message: string, details: readonly string[] = [], cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.name = 'ClientFailure';
    this.details = details;
  }
}

/** The API refused: everything that its problem+json says. */
export class ProblemAnswer extends ClientFailure {
  readonly status: number;
  /** Undefined when what came is no problem+json, as from a proxy. */
  readonly code: string | undefined;
  /** What has to be confirmed with a second factor, where that is why the API refuses. */
  readonly stepUp: WantedStepUp | undefined;
  /** How far an upload of rows came that ended midway. */
  readonly progress: Progress | undefined;
  /** Seconds after which asking again makes sense, where the API says so. */
  readonly retryAfterSeconds: number | undefined;

  constructor(request: string, { status, headers }: Pick<Response, 'status' | 'headers'>, text: string) {
    const problem = readProblem(text);
    super(`${request} was answered with ${status}`, linesOf(problem, text));
    this.name = 'ProblemAnswer';
    this.status = status;
    this.code = problem?.code;
    this.stepUp = problem?.stepUp;
    this.progress = problem?.progress;
    const wait = Number(headers.get('retry-after') ?? Number.NaN);
    this.retryAfterSeconds = Number.isFinite(wait) ? wait : undefined;
  }
}

/** The same where the API says it inside an answer that has begun. */
export function problemIn(request: string, text: string): ProblemAnswer {
  const { status } = JSON.parse(text) as { status: number };
  return new ProblemAnswer(request, { status, headers: new Headers() }, text);
}

type Fault = { path: string; code: string; message: string };
/** Handed to POST /api/auth/step-up together with a proof. */
export type WantedStepUp = { purpose: StepUpPurpose; hash: string };
type Problem = {
  code?: string;
  title?: string;
  detail?: string;
  requestId?: string;
  errors?: Fault[];
  stepUp?: WantedStepUp;
  progress?: Progress;
};

function readProblem(text: string): Problem | null {
  try {
    return JSON.parse(text) as Problem | null;
  } catch {
    return null;
  }
}

function linesOf(problem: Problem | null, text: string): string[] {
  if (!problem) return text === '' ? [] : [text.slice(0, 300)];
  const faults = (problem.errors ?? []).slice(0, 10);
  return [
    `code       ${problem.code ?? '-'}`,
    `detail     ${problem.detail ?? problem.title ?? '-'}`,
    ...faults.map((fault) => `field      ${fault.path}: ${fault.message} (${fault.code})`),
    `requestId  ${problem.requestId ?? '-'}`,
  ];
}
