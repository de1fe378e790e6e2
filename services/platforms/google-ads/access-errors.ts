import type { Concern } from '../port.ts';

/**
 * The 17 values of google.ads.googleads.v25 AuthorizationErrorEnum: what each is about, and what a person can do. Source:
 * errors/authorization_error.proto of v25, and "CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION" of the access levels since
 * 2026-09-09. None of them says that the sign-in is lost.
 */
export const AUTHORIZATION_ERRORS: Readonly<Record<string, { concerns: Concern; sentence: string }>> = {
  USER_PERMISSION_DENIED: {
    concerns: 'account',
    sentence:
      'The person who connected the ad account has no access to it, or reaches it only through a manager account.',
  },
  DEVELOPER_TOKEN_NOT_ON_ALLOWLIST: {
    concerns: 'developer-token',
    sentence: 'The developer token that was sent may not use this feature.',
  },
  DEVELOPER_TOKEN_PROHIBITED: {
    concerns: 'developer-token',
    sentence: 'The developer token that was sent does not belong to the Google Cloud project that asks.',
  },
  PROJECT_DISABLED: {
    concerns: 'application',
    sentence: "This product's Google Cloud project has not enabled the Google Ads API.",
  },
  AUTHORIZATION_ERROR: { concerns: 'account', sentence: 'Google refused access without saying why.' },
  ACTION_NOT_PERMITTED: {
    concerns: 'object',
    sentence: 'The person who connected the ad account may not do this to this object.',
  },
  INCOMPLETE_SIGNUP: { concerns: 'account', sentence: 'The sign-up of the ad account is not complete.' },
  CUSTOMER_NOT_ENABLED: {
    concerns: 'account',
    sentence: 'The ad account is not yet enabled, or it was cancelled or closed.',
  },
  MISSING_TOS: {
    concerns: 'account',
    sentence: "Google's terms of service were not accepted in the ad account.",
  },
  DEVELOPER_TOKEN_NOT_APPROVED: {
    concerns: 'developer-token',
    sentence: 'The developer token that was sent is approved for test accounts only.',
  },
  INVALID_LOGIN_CUSTOMER_ID_SERVING_CUSTOMER_ID_COMBINATION: {
    concerns: 'manager',
    sentence: 'The manager account of this connection does not manage the ad account.',
  },
  SERVICE_ACCESS_DENIED: {
    concerns: 'application',
    sentence: 'This product may not use this service of Google Ads.',
  },
  ACCESS_DENIED_FOR_ACCOUNT_TYPE: {
    concerns: 'account',
    sentence: 'The account belongs to another advertising system than Google Ads.',
  },
  METRIC_ACCESS_DENIED: { concerns: 'application', sentence: 'This product may not read these figures.' },
  CLOUD_PROJECT_NOT_UNDER_ORGANIZATION: {
    concerns: 'application',
    sentence: "This product's Google Cloud project does not belong to the organisation that Google asks for.",
  },
  ACTION_NOT_PERMITTED_FOR_SUSPENDED_ACCOUNT: {
    concerns: 'account',
    sentence: 'Google has suspended the ad account.',
  },
  CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION: {
    concerns: 'application',
    sentence: "This product's Google Cloud project may use test accounts only.",
  },
};

/**
 * The values of AuthenticationErrorEnum (v25) with which Google says that it does not accept the person's sign-in any more; a new
 * consent mends it. All others speak of this product's registration, of ids, or of a policy of the person's Google account.
 */
export const SIGN_IN_LOST: ReadonlySet<string> = new Set([
  'AUTHENTICATION_ERROR',
  'GOOGLE_ACCOUNT_AUTHENTICATION_FAILED',
  'GOOGLE_ACCOUNT_COOKIE_INVALID',
  'GOOGLE_ACCOUNT_DELETED',
  'LOGIN_COOKIE_INVALID',
  'LOGIN_COOKIE_REQUIRED',
  'OAUTH_TOKEN_DISABLED',
  'OAUTH_TOKEN_EXPIRED',
  'OAUTH_TOKEN_HEADER_INVALID',
  'OAUTH_TOKEN_INVALID',
  'OAUTH_TOKEN_REVOKED',
]);

/** What the other values of AuthenticationErrorEnum (v25) are about; one that is missing here is about the account. */
export const AUTHENTICATION_CONCERNS: Readonly<Record<string, Concern>> = {
  ADVANCED_PROTECTION_NOT_ENROLLED: 'consent',
  TWO_STEP_VERIFICATION_NOT_ENROLLED: 'consent',
  NOT_ADS_USER: 'consent',
  GOOGLE_ACCOUNT_USER_AND_ADS_USER_MISMATCH: 'consent',
  DEVELOPER_TOKEN_INVALID: 'developer-token',
  ORGANIZATION_NOT_APPROVED: 'application',
  ORGANIZATION_NOT_ASSOCIATED_WITH_DEVELOPER_TOKEN: 'developer-token',
  ORGANIZATION_NOT_RECOGNIZED: 'application',
};
