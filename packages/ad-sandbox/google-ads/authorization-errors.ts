/** Every AuthorizationError of the API with what it says, from authorization_error.proto (v25). */
export const AUTHORIZATION_ERRORS: Readonly<Record<string, string>> = {
  USER_PERMISSION_DENIED:
    "User doesn't have permission to access customer. Note: If you're accessing a client customer, the manager's " +
    "customer id must be set in the 'login-customer-id' header.",
  DEVELOPER_TOKEN_NOT_ON_ALLOWLIST: 'The developer token is not on the allow-list.',
  DEVELOPER_TOKEN_PROHIBITED: 'The developer token is not allowed with the project sent in the request.',
  PROJECT_DISABLED:
    'The Google Cloud project sent in the request does not have permission to access the api.',
  AUTHORIZATION_ERROR: 'Authorization of the client failed.',
  ACTION_NOT_PERMITTED:
    'The user does not have permission to perform this action on the resource or call a method.',
  INCOMPLETE_SIGNUP: 'Signup not complete.',
  CUSTOMER_NOT_ENABLED:
    "The customer account can't be accessed because it is not yet enabled or has been deactivated.",
  MISSING_TOS: 'The developer must sign the terms of service.',
  DEVELOPER_TOKEN_NOT_APPROVED:
    'The developer token is only approved for use with test accounts. To access non-test accounts, apply for Basic or Standard access.',
  CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION:
    'The Google Cloud project is only approved for use with test accounts. To access non-test accounts, apply for Explorer, Basic or Standard access.',
  INVALID_LOGIN_CUSTOMER_ID_SERVING_CUSTOMER_ID_COMBINATION:
    'The login customer specified does not have access to the account specified, so the request is invalid.',
  SERVICE_ACCESS_DENIED: 'The developer specified does not have access to the service.',
  ACCESS_DENIED_FOR_ACCOUNT_TYPE:
    "The customer (or login customer) isn't in Google Ads. It belongs to another ads system.",
  METRIC_ACCESS_DENIED: 'The developer does not have access to the metrics queried.',
  CLOUD_PROJECT_NOT_UNDER_ORGANIZATION: 'The Google Cloud project is not under the required organization.',
  ACTION_NOT_PERMITTED_FOR_SUSPENDED_ACCOUNT:
    'The user does not have permission to perform this action on the resource or method because the Google Ads account is suspended.',
};
