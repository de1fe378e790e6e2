import type { CallPurpose, FaultDetails, LimitWindow, VendorFailures } from '../faults/fault.ts';
import type { Call, Json, Reply } from '../wire.ts';
import { AUTHORIZATION_ERRORS } from './authorization-errors.ts';
import { adsError, failureReply, inArray, statusReply, type AdsError } from './failure.ts';

/** What a request of this vendor is for, by its address. */
export function purposeOf(call: Call): CallPurpose {
  if (!/^\/v\d+\//.test(call.path)) return 'sign-in';
  return call.path.endsWith(':mutate') ? 'write' : 'read';
}

/** How this vendor words armed faults. */
export function vendorFailures(newRequestId: () => string): VendorFailures {
  const failing =
    (status: number, errorOf: (details: FaultDetails) => AdsError | undefined) =>
    (call: Call, details: FaultDetails): Reply => {
      const version = /^\/(v\d+)\//.exec(call.path)?.[1];
      if (version === undefined)
        return { status, body: { error: status === 401 ? 'invalid_grant' : 'server_error' } };
      const requestId = newRequestId();
      const error = errorOf(details);
      const reply =
        error === undefined
          ? statusReply(requestId, status)
          : failureReply(version, requestId, status, [error]);
      return call.path.endsWith(':searchStream') ? inArray(reply) : reply;
    };
  const fixed = (code: string, message: string) => (): AdsError => adsError(code, message);
  return {
    refuse: failing(400, fixed('policyFindingError.POLICY_FINDING', 'The resource has been disapproved.')),
    '500': failing(500, fixed('internalError.INTERNAL_ERROR', 'An internal error has occurred.')),
    '401': failing(
      401,
      fixed('authenticationError.OAUTH_TOKEN_INVALID', 'OAuth token in the header is not valid.'),
    ),
    '403': failing(403, ({ reason = 'USER_PERMISSION_DENIED' }) =>
      adsError(
        `authorizationError.${reason}`,
        AUTHORIZATION_ERRORS[reason] ?? 'The caller does not have permission.',
      ),
    ),
    '404': failing(404, () => undefined),
    '429': failing(429, quotaError),
  };
}

const RETRY_SECONDS: Record<LimitWindow, number> = { SECOND: 2, MINUTE: 60, DAY: 40_591 };

/** The daily quota of a project is exhausted, or the requests come too fast for a short while. */
export function quotaError({
  window = 'SECOND',
  scope,
  retrySeconds,
}: Pick<FaultDetails, 'window' | 'scope' | 'retrySeconds'>): AdsError {
  const seconds = retrySeconds ?? RETRY_SECONDS[window];
  const retryDelay = `${seconds}s`;
  const details = (rateScope: string, rateName: string): Json => ({
    quotaErrorDetails: { rateScope, rateName, retryDelay },
  });
  if (window === 'DAY') {
    const error = adsError(
      'quotaError.RESOURCE_EXHAUSTED',
      `Too many requests. Retry in ${seconds} seconds.`,
    );
    return { ...error, details: details(scope ?? 'DEVELOPER', 'Number of operations for basic access') };
  }
  const error = adsError('quotaError.RESOURCE_TEMPORARILY_EXHAUSTED', 'Too many requests. Retry later.');
  return { ...error, details: details(scope ?? 'ACCOUNT', 'Requests per service per method') };
}
