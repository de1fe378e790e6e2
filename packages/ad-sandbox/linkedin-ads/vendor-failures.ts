import type { CallPurpose, FaultDetails, VendorFailures } from '../faults/fault.ts';
import type { Call, Reply } from '../wire.ts';
import { gateFailure, newFailure, oldFailure } from './failure.ts';

/** What a request of this vendor is for. */
export function purposeOf(call: Call): CallPurpose {
  if (!call.path.startsWith('/rest/')) return 'sign-in';
  return call.method === 'GET' ? 'read' : 'write';
}

/** How this vendor words armed faults. */
export function vendorFailures(): VendorFailures {
  return {
    refuse: () =>
      newFailure(400, [
        { code: 'INVALID_VALUE_FOR_FIELD', fieldPath: '/', description: 'The value is refused' },
      ]),
    '500': () => oldFailure(500, 'Internal Server Error', 0),
    '401': invalidToken,
    '403': (call, { reason = 'ACCESS_DENIED' }) => ({
      status: 403,
      body: {
        status: 403,
        serviceErrorCode: 100,
        code: reason,
        message: `Not enough permissions to access: ${call.method} ${call.path}`,
      },
    }),
    '404': notFound,
    '429': (_call, details) => throttled(details),
  };
}

/** The access token is not known, expired or revoked. */
export const invalidToken = (): Reply => ({
  status: 401,
  body: {
    status: 401,
    serviceErrorCode: 65600,
    code: 'INVALID_ACCESS_TOKEN',
    message: 'Invalid access token',
  },
});

/** The entity of the path does not exist. */
export const notFound = (): Reply =>
  newFailure(404, [{ code: 'NOT_FOUND', fieldPath: '/', description: 'Not Found' }]);

/** The method is none that this simulator has. */
export const notImplemented = (call: Call): Reply =>
  gateFailure(501, 'NOT_IMPLEMENTED', `Not simulated: ${call.method} ${call.path}`);

/** A 429 carries neither Retry-After nor rate headers; the window stands in its sentence alone, where it is named. */
export function throttled({
  window,
  scope = 'APPLICATION_AND_MEMBER',
}: Pick<FaultDetails, 'window' | 'scope'>): Reply {
  const limit = window === undefined ? 'limit' : `${scope} ${window} limit`;
  return {
    status: 429,
    body: {
      status: 429,
      code: 'TOO_MANY_REQUESTS',
      serviceErrorCode: 101,
      message: `Resource level throttle ${limit} for calls to this resource is reached.`,
    },
  };
}
