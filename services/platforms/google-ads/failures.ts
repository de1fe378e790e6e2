import { SECOND_MS } from '../../../lib/time.ts';
import { VendorFailure, type FailureKind } from '../port.ts';
import {
  kindOfStatus,
  parseJson,
  readable,
  retryAfterMs,
  type Effect,
  type VendorAnswer,
} from '../vendor/http.ts';

type AdsError = {
  errorCode?: Record<string, string>;
  message?: string;
  trigger?: { stringValue?: string };
  location?: { fieldPathElements?: { fieldName: string; index?: number }[] };
  details?: { quotaErrorDetails?: { retryDelay?: string } };
};
type Detail = { '@type'?: string; errors?: AdsError[]; requestId?: string };
type ErrorBody = { error?: { message?: string; status?: string; details?: Detail[] } | string };

const QUOTA = new Set(['RESOURCE_EXHAUSTED', 'RESOURCE_TEMPORARILY_EXHAUSTED']);

/**
 * Turns a google.rpc.Status with its GoogleAdsFailure into a VendorFailure; `code` is, for example,
 * `DUPLICATE_CAMPAIGN_NAME`.
 */
export function googleFailure(answer: VendorAnswer, effect: Effect, now: Date): VendorFailure {
  const parsed = parseJson(answer.text);
  const body = (Array.isArray(parsed) ? parsed[0] : parsed) as ErrorBody | null | undefined;
  const error = typeof body?.error === 'object' ? body.error : {};
  const detail = error.details?.find(({ errors: list }) => list !== undefined);
  const errors = detail?.errors ?? [];
  const code = codeOf(errors[0]) ?? error.status ?? `HTTP_${answer.status}`;
  const sentences =
    errors.length > 0 ? errors.slice(0, 3).map(sentence) : [error.message ?? `HTTP ${answer.status}`];
  const more = errors.length > 3 ? ` (and ${errors.length - 3} more)` : '';
  return new VendorFailure(
    kindOf(answer.status, code, effect),
    code,
    readable(`Google Ads: ${sentences.join(' ')}${more}`),
    {
      requestId: detail?.requestId ?? answer.headers.get('request-id'),
      retryAfterMs: delayOf(errors) ?? retryAfterMs(answer.headers, now),
    },
  );
}

function kindOf(status: number, code: string, effect: Effect): FailureKind {
  if (QUOTA.has(code)) return 'rate-limited';
  // another write held the lock, so this one wrote nothing and may be repeated
  if (code === 'CONCURRENT_MODIFICATION') return 'unavailable';
  return kindOfStatus(status, effect);
}

function codeOf(error: AdsError | undefined): string | undefined {
  return Object.values(error?.errorCode ?? {})[0];
}

function sentence(error: AdsError): string {
  const path = (error.location?.fieldPathElements ?? [])
    .map((step) => (step.index === undefined ? step.fieldName : `${step.fieldName}[${step.index}]`))
    .join('.');
  const trigger = error.trigger?.stringValue;
  return [
    error.message ?? codeOf(error) ?? 'refused',
    trigger === undefined || trigger === '' ? '' : ` “${trigger}”`,
    path === '' ? '' : ` (${path})`,
  ].join('');
}

function delayOf(errors: AdsError[]): number | null {
  const text = errors
    .map((error) => error.details?.quotaErrorDetails?.retryDelay)
    .find((delay) => delay !== undefined);
  const seconds = Number(/^(\d+(?:\.\d+)?)s$/.exec(text ?? '')?.[1]);
  return Number.isFinite(seconds) ? Math.ceil(seconds * SECOND_MS) : null;
}
