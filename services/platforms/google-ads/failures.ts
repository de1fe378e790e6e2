import { z } from 'zod';
import { SECOND_MS } from '../../../lib/time.ts';
import { firstOf } from '../../../lib/listing.ts';
import { PLATFORM_NAMES } from '../../../rules/words.ts';
import { VendorFailure, type Concern, type Effect, type FailureKind, type RateLimit } from '../port.ts';
import { fieldInWords } from '../vendor/field-in-words.ts';
import {
  isObject,
  parseJson,
  readable,
  retryAfterMs,
  unreadableAnswer,
  type VendorAnswer,
} from '../vendor/http.ts';
import { PolicyDetails, violationsOf } from './policy.ts';
import { AUTHENTICATION_CONCERNS, AUTHORIZATION_ERRORS, SIGN_IN_LOST } from './access-errors.ts';

const AdsError = z.object({
  errorCode: z.record(z.string(), z.string()).optional(),
  message: z.string().optional(),
  trigger: z.object({ stringValue: z.string().optional() }).optional(),
  location: z
    .object({
      fieldPathElements: z
        .array(z.object({ fieldName: z.string(), index: z.number().optional() }))
        .optional(),
    })
    .optional(),
  details: z
    .object({
      quotaErrorDetails: z
        .object({ rateScope: z.string().optional(), retryDelay: z.string().optional() })
        .optional(),
      ...PolicyDetails,
    })
    .optional(),
});
type AdsError = z.infer<typeof AdsError>;

/** google.rpc.Status with the details that matter here: GoogleAdsFailure and google.rpc.ErrorInfo. */
const Status = z.object({
  code: z.number(),
  message: z.string(),
  status: z.string(),
  details: z
    .array(
      z.object({
        errors: z.array(AdsError).optional(),
        requestId: z.string().optional(),
        reason: z.string().optional(),
      }),
    )
    .optional(),
});
type Status = z.infer<typeof Status>;

const VENDOR = PLATFORM_NAMES['google-ads'];

/**
 * Turns a google.rpc.Status with its GoogleAdsFailure into a VendorFailure; `code` is, for example,
 * `DUPLICATE_CAMPAIGN_NAME`. An answer of any other shape is `unknown`.
 */
export function googleFailure(answer: VendorAnswer, effect: Effect, now: Date): VendorFailure {
  const error = statusOf(answer);
  if (error === null) return unreadableAnswer(VENDOR, answer, effect);
  const detail = error.details?.find(({ errors: list }) => list !== undefined);
  const errors = detail?.errors ?? [];
  const code = codeOf(errors[0]) ?? reasonOf(error) ?? error.status;
  const { kind, concerns = null } = classOf(error, errors[0]);
  const sentences = errors.length > 0 ? errors.map(sentence) : [error.message];
  const advice = kind === 'forbidden' ? AUTHORIZATION_ERRORS[code]?.sentence : undefined;
  const text = readable(
    `${VENDOR}: ${firstOf(sentences, 3, ' ')}${advice === undefined ? '' : ` ${advice}`}`,
  );
  return new VendorFailure(kind, code, text, {
    effect,
    concerns,
    at: placeOf(errors[0]),
    policies: violationsOf(errors, placeOf),
    limit: kind === 'slow-down' ? limitOf(code, errors) : null,
    requestId: detail?.requestId ?? answer.headers.get('request-id'),
    retryAfterMs: delayOf(errors) ?? retryAfterMs(answer.headers, now),
  });
}

/** The google.rpc.Status of an answer, also out of the array of a stream; null when it is none, or one of another status. */
function statusOf({ status, text }: VendorAnswer): Status | null {
  const parsed = parseJson(text);
  const body: unknown = Array.isArray(parsed) ? parsed[0] : parsed;
  const error = Status.safeParse(isObject(body) ? body['error'] : undefined);
  return error.success && status >= 400 && error.data.code === status ? error.data : null;
}

type Class = { kind: FailureKind; concerns?: Concern };

/** By Google's own code where it gives one, else by the canonical code of google.rpc.Code. Anything else is unknown. */
function classOf(error: Status, first: AdsError | undefined): Class {
  const code = codeOf(first);
  const domain = Object.keys(first?.errorCode ?? {})[0];
  if (domain === 'quotaError' && code !== undefined && QUOTA.has(code)) return { kind: 'slow-down' };
  // another write held the lock, so this one wrote nothing and may be repeated
  if (code === 'CONCURRENT_MODIFICATION') return { kind: 'not-sent' };
  if (code !== undefined && GONE.has(code)) return { kind: 'gone' };
  if (domain === 'authenticationError' && code !== undefined && !SIGN_IN_LOST.has(code))
    return { kind: 'forbidden', concerns: AUTHENTICATION_CONCERNS[code] ?? 'account' };
  if (domain === 'authorizationError')
    return { kind: 'forbidden', concerns: AUTHORIZATION_ERRORS[code ?? '']?.concerns ?? 'account' };
  switch (error.status) {
    case 'UNAUTHENTICATED':
      return { kind: 'signed-out' };
    case 'PERMISSION_DENIED':
      return { kind: 'forbidden', concerns: CONCERN_OF_REASON[reasonOf(error) ?? ''] ?? 'account' };
    case 'RESOURCE_EXHAUSTED':
      return { kind: 'slow-down' };
    case 'INVALID_ARGUMENT':
    case 'FAILED_PRECONDITION':
    case 'OUT_OF_RANGE':
    case 'ALREADY_EXISTS':
    case 'UNIMPLEMENTED':
      return { kind: 'refused' };
    default:
      return { kind: 'unknown' };
  }
}

const QUOTA = new Set([
  'RESOURCE_EXHAUSTED',
  'RESOURCE_TEMPORARILY_EXHAUSTED',
  'EXCESSIVE_SHORT_TERM_QUERY_RESOURCE_CONSUMPTION',
  'EXCESSIVE_LONG_TERM_QUERY_RESOURCE_CONSUMPTION',
]);
/**
 * Google's words for an entity that does not exist, or that was removed, which is final there (v25: MutateError, ContextError,
 * AdGroupAdError, CampaignBudgetError).
 */
const GONE = new Set([
  'RESOURCE_NOT_FOUND',
  'OPERATION_NOT_PERMITTED_FOR_REMOVED_RESOURCE',
  'CANNOT_OPERATE_ON_REMOVED_ADGROUPAD',
  'CAMPAIGN_BUDGET_REMOVED',
]);
/** google.rpc.ErrorInfo of the layer in front of the API. */
const CONCERN_OF_REASON: Readonly<Record<string, Concern>> = {
  ACCESS_TOKEN_SCOPE_INSUFFICIENT: 'consent',
  SERVICE_DISABLED: 'application',
  CONSUMER_INVALID: 'application',
};

function reasonOf({ details }: Status): string | undefined {
  return details?.find(({ reason }) => reason !== undefined)?.reason;
}

function codeOf(error: AdsError | undefined): string | undefined {
  return Object.values(error?.errorCode ?? {})[0];
}

function sentence(error: AdsError): string {
  const steps = (error.location?.fieldPathElements ?? []).filter(
    ({ fieldName }) => !OPERATIONS.has(fieldName),
  );
  const field = fieldInWords(steps.map(({ fieldName: name, index }) => ({ name, index })));
  const trigger = error.trigger?.stringValue;
  return [
    error.message ?? codeOf(error) ?? 'refused',
    trigger === undefined || trigger === '' ? '' : ` “${trigger}”`,
    field === '' ? '' : ` (${field})`,
  ].join('');
}

/** The place of the operation that an error is about. */
function placeOf(error: AdsError | undefined): number | null {
  const step = error?.location?.fieldPathElements?.find(({ fieldName }) => OPERATIONS.has(fieldName));
  return step?.index ?? null;
}

const OPERATIONS = new Set(['mutate_operations', 'operations']);

function delayOf(errors: AdsError[]): number | null {
  const text = errors
    .map((error) => error.details?.quotaErrorDetails?.retryDelay)
    .find((delay) => delay !== undefined);
  const seconds = Number(/^(\d+(?:\.\d+)?)s$/.exec(text ?? '')?.[1]);
  return Number.isFinite(seconds) ? Math.ceil(seconds * SECOND_MS) : null;
}

/**
 * RESOURCE_EXHAUSTED with a delay is the access level's limit of a day, which ends when Google says; everything else is a
 * short limit of which Google names no window. The scope DEVELOPER is this product's registration.
 */
function limitOf(code: string, errors: AdsError[]): RateLimit {
  const scope = errors.some((error) => error.details?.quotaErrorDetails?.rateScope === 'DEVELOPER')
    ? 'application'
    : 'account';
  return { scope, window: code === 'RESOURCE_EXHAUSTED' && delayOf(errors) !== null ? 'day' : 'unnamed' };
}
