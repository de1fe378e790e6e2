import type { Json, Reply } from '../wire.ts';

/** One step to the field at fault, as in GoogleAdsError.location. */
export type FieldStep = { fieldName: string; index?: number };

export type AdsError = {
  errorCode: Record<string, string>;
  message: string;
  trigger?: { stringValue?: string; int64Value?: string };
  location?: { fieldPathElements: FieldStep[] };
  details?: Json;
};

/** Makes one error: `code` is `campaignError.DUPLICATE_CAMPAIGN_NAME`. */
export function adsError(code: string, message: string, path: FieldStep[] = [], trigger?: string): AdsError {
  const [domain = 'requestError', reason = 'UNKNOWN'] = code.split('.');
  return {
    errorCode: { [domain]: reason },
    message,
    ...(trigger === undefined ? {} : { trigger: { stringValue: trigger } }),
    ...(path.length === 0 ? {} : { location: { fieldPathElements: path } }),
  };
}

const STATUSES: Record<number, [string, string]> = {
  400: ['INVALID_ARGUMENT', 'Request contains an invalid argument.'],
  401: [
    'UNAUTHENTICATED',
    'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
  ],
  403: ['PERMISSION_DENIED', 'The caller does not have permission'],
  404: ['NOT_FOUND', 'Requested entity was not found.'],
  429: ['RESOURCE_EXHAUSTED', 'Resource has been exhausted (e.g. check quota).'],
  500: ['INTERNAL', 'Internal error encountered.'],
  501: ['UNIMPLEMENTED', 'Operation is not implemented, or supported, or enabled.'],
};

/** A refusal in the vendor's shape: google.rpc.Status with a GoogleAdsFailure in its details. */
export function failureReply(
  version: string,
  requestId: string,
  status: number,
  errors: AdsError[],
  message?: string,
): Reply {
  const failure = {
    '@type': `type.googleapis.com/google.ads.googleads.${version}.errors.GoogleAdsFailure`,
    errors,
    requestId,
  };
  return statusReply(requestId, status, [failure], message);
}

/** A refusal by the JSON layer in front of the API: unknown names and wrong types (google.rpc.BadRequest). */
export function badJsonReply(requestId: string, violations: { field: string; description: string }[]): Reply {
  const detail = { '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: violations };
  const message = violations.map((violation) => violation.description).join('\n');
  return statusReply(requestId, 400, [detail], message);
}

/** A bare google.rpc.Status. */
export function statusReply(
  requestId: string,
  status: number,
  details: Json[] = [],
  message?: string,
): Reply {
  const [name, standard] = STATUSES[status] ?? ['UNKNOWN', 'Unknown error.'];
  const error = { code: status, message: message ?? standard, status: name };
  return {
    status,
    headers: { 'request-id': requestId },
    body: { error: details.length === 0 ? error : { ...error, details } },
  };
}

/** The same answer wrapped in an array, as searchStream gives both its results and its errors. */
export function inArray(reply: Reply): Reply {
  return { ...reply, body: [reply.body] };
}
