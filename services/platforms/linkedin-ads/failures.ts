import { z } from 'zod';
import { PLATFORM_NAMES } from '../../../rules/words.ts';
import { VendorFailure, type Concern, type Effect, type FailureKind, type RateLimit } from '../port.ts';
import { fieldInWords, stepsOfPath } from '../vendor/field-in-words.ts';
import { parseJson, readable, retryAfterMs, unreadableAnswer, type VendorAnswer } from '../vendor/http.ts';

const InputError = z.object({
  code: z.string().optional(),
  description: z.string().optional(),
  input: z.object({ inputPath: z.object({ fieldPath: z.string().optional() }).optional() }).optional(),
});
type InputError = z.infer<typeof InputError>;

/** LinkedIn's errors, in their old form (message, serviceErrorCode, status) or the new one (with code and details). */
const ErrorBody = z
  .object({
    status: z.number(),
    message: z.string(),
    code: z.string().optional(),
    serviceErrorCode: z.number().optional(),
    errorDetails: z.object({ inputErrors: z.array(InputError).optional() }).optional(),
  })
  .refine(({ code, serviceErrorCode }) => code !== undefined || serviceErrorCode !== undefined);
type ErrorBody = z.infer<typeof ErrorBody>;

/** What a path names: one entity, which may not exist, or a collection. */
export type Addressed = 'entity' | 'collection';

const VENDOR = PLATFORM_NAMES['linkedin-ads'];

/**
 * Turns LinkedIn's errors into a VendorFailure; `code` is, for example, `FIELD_VALUE_TOO_LOW`. An answer of any other shape, or
 * whose body speaks of another status, is `unknown`.
 */
export function linkedInFailure(
  answer: VendorAnswer,
  { effect, addressed }: { effect: Effect; addressed: Addressed },
  now: Date,
): VendorFailure {
  const parsed = ErrorBody.safeParse(parseJson(answer.text));
  if (!parsed.success || answer.status < 400 || parsed.data.status !== answer.status)
    return unreadableAnswer(VENDOR, answer, effect);
  const body = parsed.data;
  const errors = body.errorDetails?.inputErrors ?? [];
  const { kind, concerns = null } = classOf(body, effect, addressed);
  const sentences = errors
    .slice(0, 3)
    .map(sentence)
    .filter((text) => text !== '');
  const more = errors.length > 3 ? ` (and ${errors.length - 3} more)` : '';
  const text = sentences.length > 0 ? sentences.join('; ') : body.message;
  return new VendorFailure(kind, codeOf(body), readable(`${VENDOR}: ${text}${more}`), {
    effect,
    concerns,
    limit: kind === 'slow-down' ? limitOf(body) : null,
    requestId: answer.headers.get('x-li-uuid') ?? answer.headers.get('x-li-request-id'),
    retryAfterMs: retryAfterMs(answer.headers, now),
  });
}

/** The code of the only field that is at fault, or else the answer's own. */
function codeOf({ code, serviceErrorCode, errorDetails, status }: ErrorBody): string {
  const [first, second] = errorDetails?.inputErrors ?? [];
  const service = serviceErrorCode ? `SERVICE_ERROR_${serviceErrorCode}` : undefined;
  return (second === undefined ? first?.code : undefined) ?? code ?? service ?? `STATUS_${status}`;
}

type Class = { kind: FailureKind; concerns?: Concern };

/**
 * By the status that LinkedIn's own body names, with its codes where one status has several meanings. 401: only the OAuth codes
 * mean a lost sign-in. 404: only of an entity's own path; on a collection, or for a path that LinkedIn does not know, it is no word
 * on an entity.
 */
function classOf(body: ErrorBody, effect: Effect, addressed: Addressed): Class {
  switch (body.status) {
    case 401:
      return isSignedOut(body) ? { kind: 'signed-out' } : { kind: 'forbidden', concerns: 'application' };
    case 403:
      return { kind: 'forbidden', concerns: CONCERNS[codeOf(body)] ?? 'object' };
    case 404:
      return notFound(body, effect, addressed);
    case 429:
      return { kind: 'slow-down' };
    case 408:
      return { kind: 'unknown' };
    default:
      return { kind: body.status >= 500 && body.status !== 501 ? 'unknown' : 'refused' };
  }
}

/** "Invalid", "revoked" and "expired access token" (LinkedIn, "Error handling" and "Token introspection"). */
const SIGN_IN_LOST_CODES = new Set(['INVALID_ACCESS_TOKEN', 'REVOKED_ACCESS_TOKEN', 'EXPIRED_ACCESS_TOKEN']);
const SIGN_IN_LOST_SERVICE_CODES = new Set([65600, 65601, 65602]);

function isSignedOut({ code = '', serviceErrorCode = 0 }: ErrorBody): boolean {
  return SIGN_IN_LOST_CODES.has(code) || SIGN_IN_LOST_SERVICE_CODES.has(serviceErrorCode);
}

/** What a 403 is about; without a line here, the object that was named. */
const CONCERNS: Readonly<Record<string, Concern>> = {
  ACCESS_DENIED: 'consent',
  NO_PERMISSION_ON_ENTITY: 'object',
  NO_PERMISSION_ON_ACCOUNT: 'account',
};

/** The gateway's word for a path that it does not know, which it says with the same code as for an entity. */
const UNKNOWN_PATH = /no virtual resource/i;

/**
 * On a collection LinkedIn answers 404 when something that the new entity names is not known, or not yet known everywhere: it
 * created nothing, so it may be asked again.
 */
function notFound({ message }: ErrorBody, effect: Effect, addressed: Addressed): Class {
  if (UNKNOWN_PATH.test(message)) return { kind: 'unknown' };
  if (addressed === 'entity') return { kind: 'gone' };
  return effect === 'write' ? { kind: 'not-sent', concerns: 'object' } : { kind: 'unknown' };
}

function sentence({ description, code, input }: InputError): string {
  const path = input?.inputPath?.fieldPath;
  const text = description ?? code ?? '';
  const field = path === undefined || text.includes(path) ? '' : fieldInWords(stepsOfPath(path));
  return field === '' ? text : `${text} (${field})`;
}

const LIMIT = /\b(APPLICATION_AND_MEMBER|APPLICATION|MEMBER) (SECOND|MINUTE|DAY) limit\b/i;
const SCOPES: Readonly<Record<string, RateLimit['scope']>> = {
  APPLICATION_AND_MEMBER: 'application-and-member',
  APPLICATION: 'application',
  MEMBER: 'member',
};
const WINDOWS: Readonly<Record<string, RateLimit['window']>> = {
  SECOND: 'second',
  MINUTE: 'minute',
  DAY: 'day',
};

/** LinkedIn names scope and window of a limit in its sentence, and nowhere else. */
function limitOf({ message }: ErrorBody): RateLimit {
  const [, scope = '', window = ''] = LIMIT.exec(message) ?? [];
  return {
    scope: SCOPES[scope.toUpperCase()] ?? 'account',
    window: WINDOWS[window.toUpperCase()] ?? 'unnamed',
  };
}
