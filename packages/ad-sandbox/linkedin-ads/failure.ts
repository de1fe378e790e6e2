import type { Json, Reply } from '../wire.ts';

export type InputError = { code: string; description: string; fieldPath: string };

/** The older shape: message, serviceErrorCode, status. */
export function oldFailure(status: number, message: string, serviceErrorCode = 100): Reply {
  return { status, body: { message, serviceErrorCode, status } };
}

/** The older shape as the gateway in front of the API gives it, with a named code. */
export function gateFailure(status: number, code: string, message: string): Reply {
  return { status, body: { status, code, message } };
}

/** The newer shape of accounts, campaign groups and campaigns: one code, or MULTIPLE_VALIDATIONS_FAILED. */
export function newFailure(status: number, errors: readonly InputError[]): Reply {
  const [first] = errors;
  const many = errors.length > 1;
  const code = many ? 'MULTIPLE_VALIDATIONS_FAILED' : (first?.code ?? 'INTERNAL_ERROR');
  const message = many
    ? 'Multiple errors occurred during the input validation. Please see errorDetails for more information.'
    : (first?.description ?? 'Internal Error');
  return {
    status,
    body: {
      message,
      code,
      status,
      errorDetailType: 'com.linkedin.common.error.BadRequest',
      errorDetails: {
        inputErrors: errors.map(({ code: own, description, fieldPath }) => ({
          code: own,
          description,
          input: { inputPath: { fieldPath } },
        })),
      },
    },
  };
}

/** A collector of errors about the fields of one entity. */
export type Refuse = (code: string, fieldPath: string, description: string) => void;

/** Makes a collector and the list it fills. */
export function collecting(): { errors: InputError[]; refuse: Refuse } {
  const errors: InputError[] = [];
  return { errors, refuse: (code, fieldPath, description) => errors.push({ code, fieldPath, description }) };
}

/** The older shape for creatives: the first error only. */
export function firstAsOld(errors: readonly InputError[]): Reply {
  const [first] = errors;
  const body: Json = {
    message: `${first?.fieldPath ?? ''} :: ${first?.description ?? ''}`,
    serviceErrorCode: 100,
    status: 400,
  };
  return { status: 400, body };
}

/** A value as it is quoted in a message. */
export function quoted(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'null');
}
