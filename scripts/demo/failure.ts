import { ClientFailure } from '../../client/failures.ts';

/** The reason why the demo stops: a sentence for people, and details that help to find the cause. */
export class DemoFailure extends Error {
  readonly details: readonly string[];

  constructor(message: string, details: readonly string[] = []) {
    super(message);
    this.name = 'DemoFailure';
    this.details = details;
  }
}

/** The lines to print for an error; only unexpected errors have a stack. */
export function explainFailure(error: unknown): string[] {
  if (error instanceof DemoFailure || error instanceof ClientFailure)
    return [error.message, ...error.details];
  return error instanceof Error ? (error.stack ?? error.message).split('\n') : [String(error)];
}
