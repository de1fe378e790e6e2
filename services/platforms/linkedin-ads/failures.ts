import { VendorFailure } from '../port.ts';
import {
  kindOfStatus,
  parseJson,
  readable,
  retryAfterMs,
  type Effect,
  type VendorAnswer,
} from '../vendor/http.ts';

type InputError = { code?: string; description?: string; input?: { inputPath?: { fieldPath?: string } } };
type ErrorBody = {
  message?: string;
  code?: string;
  serviceErrorCode?: number;
  errorDetails?: { inputErrors?: InputError[] };
};

/**
 * Turns LinkedIn's errors, in their old or new form, into a VendorFailure; `code` is, for example,
 * `FIELD_VALUE_TOO_LOW`.
 */
export function linkedInFailure(answer: VendorAnswer, effect: Effect, now: Date): VendorFailure {
  const body = (parseJson(answer.text) ?? {}) as ErrorBody;
  const errors = body.errorDetails?.inputErrors ?? [];
  const service = body.serviceErrorCode ? `SERVICE_ERROR_${body.serviceErrorCode}` : undefined;
  const code =
    (errors.length === 1 ? errors[0]?.code : undefined) ?? body.code ?? service ?? `HTTP_${answer.status}`;
  const sentences = errors
    .slice(0, 3)
    .map(sentence)
    .filter((text) => text !== '');
  const text = sentences.length > 0 ? sentences.join('; ') : (body.message ?? `HTTP ${answer.status}`);
  const more = errors.length > 3 ? ` (and ${errors.length - 3} more)` : '';
  return new VendorFailure(
    kindOfStatus(answer.status, effect),
    code,
    readable(`LinkedIn Ads: ${text}${more}`),
    {
      requestId: answer.headers.get('x-li-uuid') ?? answer.headers.get('x-li-request-id'),
      retryAfterMs: retryAfterMs(answer.headers, now),
    },
  );
}

function sentence({ description, code, input }: InputError): string {
  const path = input?.inputPath?.fieldPath;
  const text = description ?? code ?? '';
  return path === undefined || path === '/' || text.includes(path) ? text : `${text} (${path})`;
}
