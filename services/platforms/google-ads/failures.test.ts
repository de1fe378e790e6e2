import { expect, it } from 'vitest';
import { googleFailure } from './failures.ts';

const answer = (status: number, errorCode: Record<string, string>, stream = false) => {
  const body = {
    error: {
      code: status,
      status: 'X',
      details: [{ errors: [{ errorCode, message: 'No.' }], requestId: 'r-1' }],
    },
  };
  return { status, headers: new Headers(), text: JSON.stringify(stream ? [body] : body) };
};
const now = new Date(0);

it.each([
  [429, { quotaError: 'RESOURCE_EXHAUSTED' }, 'rate-limited'],
  [400, { quotaError: 'RESOURCE_TEMPORARILY_EXHAUSTED' }, 'rate-limited'],
  [409, { databaseError: 'CONCURRENT_MODIFICATION' }, 'unavailable'],
  [400, { campaignError: 'DUPLICATE_CAMPAIGN_NAME' }, 'rejected'],
  [403, { authorizationError: 'CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION' }, 'auth'],
  [500, { internalError: 'TRANSIENT_ERROR' }, 'unknown'],
  [503, { internalError: 'INTERNAL_ERROR' }, 'unknown'],
] as const)('a write that Google answers with %i %o is %s', (status, errorCode, kind) => {
  const failure = googleFailure(answer(status, errorCode), 'write', now);
  expect(failure).toMatchObject({ kind, code: Object.values(errorCode)[0], requestId: 'r-1' });
});

it('reads the error of a stream out of its array', () => {
  const failure = googleFailure(answer(400, { queryError: 'UNRECOGNIZED_FIELD' }, true), 'read', now);
  expect(failure).toMatchObject({ kind: 'rejected', code: 'UNRECOGNIZED_FIELD', message: 'Google Ads: No.' });
});

it('makes do with an answer that is no JSON', () => {
  const failure = googleFailure({ status: 502, headers: new Headers(), text: '<html>' }, 'read', now);
  expect(failure).toMatchObject({ kind: 'unavailable', code: 'HTTP_502', message: 'Google Ads: HTTP 502' });
});
