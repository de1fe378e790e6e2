/** Why the demo stops: a sentence for people, and what helps to find the cause. */
export class DemoFailure extends Error {
  readonly details: readonly string[];

  constructor(message: string, details: readonly string[] = []) {
    super(message);
    this.name = 'DemoFailure';
    this.details = details;
  }
}

/** The product refused a request; everything that its problem+json says. */
export class ProblemAnswer extends DemoFailure {
  readonly status: number;
  readonly code: string | undefined;

  constructor(request: string, status: number, text: string) {
    const problem = readProblem(text);
    super(`${request} was answered with ${status}`, linesOf(problem, text));
    this.name = 'ProblemAnswer';
    this.status = status;
    this.code = problem?.code;
  }
}

type Fault = { path: string; code: string; message: string };
type Problem = { code?: string; title?: string; detail?: string; requestId?: string; errors?: Fault[] };

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

/** The lines to print for any error; a stack only for faults of the demo itself. */
export function explainFailure(error: unknown): string[] {
  if (error instanceof DemoFailure) return [error.message, ...error.details];
  return error instanceof Error ? (error.stack ?? error.message).split('\n') : [String(error)];
}
