const PLAIN = 'Connect the ad account again.';
const WITH_TOKEN = 'Connect the ad account again, with a developer token that Google accepts.';
const SOMEBODY = 'Connect the ad account again, as somebody who may change campaigns in it.';

/**
 * Causes that connecting an ad account again mends, by their codes, with what to do in words: a sign-in that is lost or has expired, a
 * consent that lacks something, a person without the right to the account, a manager account that does not lead to it, a developer token that Google does not accept, in
 * place of which the connection may bring another. Codes of ours, of
 * Google Ads v25 (AuthorizationError, AuthenticationError, ErrorInfo) and of LinkedIn ("Error handling", 202609). A cause that only the
 * account's owner or this product's operator can mend is not here.
 */
const MENDED: ReadonlyMap<string, string> = new Map([
  ['AD_ACCOUNT_REAUTHORIZE', PLAIN],
  ['AD_ACCOUNT_READ_ONLY', SOMEBODY],
  ['GRANT_MISSING', PLAIN],
  ['TOKEN_EXPIRED', PLAIN],
  // Google Ads
  ['USER_PERMISSION_DENIED', SOMEBODY],
  ['ACTION_NOT_PERMITTED', SOMEBODY],
  [
    'INVALID_LOGIN_CUSTOMER_ID_SERVING_CUSTOMER_ID_COMBINATION',
    'Connect the ad account again, by a manager account that manages it.',
  ],
  ['DEVELOPER_TOKEN_INVALID', WITH_TOKEN],
  ['DEVELOPER_TOKEN_NOT_APPROVED', WITH_TOKEN],
  ['DEVELOPER_TOKEN_NOT_ON_ALLOWLIST', WITH_TOKEN],
  ['DEVELOPER_TOKEN_PROHIBITED', WITH_TOKEN],
  ['ORGANIZATION_NOT_ASSOCIATED_WITH_DEVELOPER_TOKEN', WITH_TOKEN],
  [
    'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
    'Connect the ad account again, and give every consent that is asked for.',
  ],
  ['NOT_ADS_USER', SOMEBODY],
  ['GOOGLE_ACCOUNT_USER_AND_ADS_USER_MISMATCH', SOMEBODY],
  [
    'ADVANCED_PROTECTION_NOT_ENROLLED',
    'Connect the ad account again after the person has enrolled in Google’s Advanced Protection.',
  ],
  [
    'TWO_STEP_VERIFICATION_NOT_ENROLLED',
    'Connect the ad account again after the person has switched on 2-step verification at Google.',
  ],
  // LinkedIn
  ['ACCESS_DENIED', 'Connect the ad account again, and give every consent that is asked for.'],
  ['NO_PERMISSION_ON_ACCOUNT', SOMEBODY],
]);

/** What to do about a cause that connecting the ad account again mends; null about any other. */
export const connectAgain = (code: string): string | null => MENDED.get(code) ?? null;
