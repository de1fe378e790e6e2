/**
 * The one catalogue of errors. A code is NOUN_CONDITION; clients switch on it, so a code is never reused for
 * another meaning. `title` is public text: it never holds a name, an id, SQL or a host.
 */
export type ErrorEntry = { readonly status: number; readonly title: string; readonly retryable?: true };

export const ERRORS = {
  // request
  REQUEST_MALFORMED: { status: 400, title: 'The request could not be read.' },
  REQUEST_INVALID: { status: 422, title: 'Some fields are not valid.' },
  ANSWER_TOO_LARGE: { status: 422, title: 'The answer would be too large; ask for less at once.' },
  REQUEST_TOO_LARGE: { status: 413, title: 'The request body is too large.' },
  REQUEST_TOO_SLOW: { status: 408, title: 'The request came too slowly.' },
  HEADERS_TOO_LARGE: { status: 431, title: 'The request has too many or too long headers.' },
  EXPECTATION_FAILED: { status: 417, title: 'What the header Expect asks for is not done here.' },
  MEDIA_TYPE_UNSUPPORTED: { status: 415, title: 'The content type is not supported here.' },
  METHOD_NOT_ALLOWED: { status: 405, title: 'The method is not allowed on this path.' },
  ROUTE_NOT_FOUND: { status: 404, title: 'There is nothing at this path.' },
  RESOURCE_NOT_FOUND: { status: 404, title: 'No such resource.' },
  RATE_LIMIT_EXCEEDED: { status: 429, title: 'Too many requests; try again later.', retryable: true },
  CURSOR_INVALID: { status: 422, title: 'The cursor is not valid for this list.' },
  CURSOR_EXPIRED: { status: 410, title: 'These pages are no longer kept. Begin again without a cursor.' },
  // versions and idempotency
  PRECONDITION_REQUIRED: { status: 428, title: 'Send If-Match with the version that you read.' },
  VERSION_STALE: { status: 412, title: 'The resource has changed since you read it.' },
  IDEMPOTENCY_KEY_REQUIRED: { status: 400, title: 'This request needs an Idempotency-Key header.' },
  IDEMPOTENCY_KEY_REUSED: { status: 422, title: 'This Idempotency-Key was used with another request.' },
  IDEMPOTENCY_KEY_IN_USE: {
    status: 409,
    title: 'A request with this Idempotency-Key is still running.',
    retryable: true,
  },
  // identity
  TOKEN_MISSING: { status: 401, title: 'Sign in first.' },
  TOKEN_INVALID: { status: 401, title: 'The access token is not valid.' },
  TOKEN_EXPIRED: { status: 401, title: 'The access token has expired.' },
  CREDENTIALS_INVALID: { status: 401, title: 'The e-mail address or the password is wrong.' },
  MFA_CHALLENGE_INVALID: { status: 401, title: 'This sign-in was used or has expired; sign in again.' },
  FACTOR_INVALID: { status: 401, title: 'The second factor is not valid, or was used already.' },
  FACTOR_LOCKED: {
    status: 429,
    title: 'Too many wrong codes; use another factor or a recovery code.',
    retryable: true,
  },
  FACTOR_REQUIRED: { status: 403, title: 'This asks for a second factor; add one to your account first.' },
  STEP_UP_REQUIRED: { status: 403, title: 'Confirm this with a second factor.' },
  STEP_UP_INVALID: {
    status: 403,
    title: 'The step-up was given for something else, was used or has expired; confirm again.',
  },
  REFRESH_TOKEN_INVALID: { status: 401, title: 'The refresh token is not valid.' },
  PERMISSION_DENIED: { status: 403, title: 'Your role does not allow this.' },
  ADDRESS_UNPROVED: {
    status: 403,
    title:
      'Prove your address first: use the link that was mailed to you, then refresh your token or sign in again.',
  },
  EMAIL_TAKEN: { status: 409, title: 'An account with this e-mail address exists already.' },
  PASSWORD_WEAK: { status: 422, title: 'The password is too easy to guess.' },
  LINK_INVALID: { status: 410, title: 'What was mailed to you is used, replaced or expired.' },
  INVITATION_INVALID: { status: 410, title: 'The invitation is used, withdrawn or expired.' },
  MEMBER_EXISTS: { status: 409, title: 'This person is a member already.' },
  AD_ACCOUNTS_CONNECTED: {
    status: 409,
    title: 'Disconnect the ad accounts first: nobody would be left to stop what runs on them.',
  },
  LAST_OWNER: { status: 409, title: 'An organisation needs at least one owner.' },
  IDENTITY_STALE: { status: 503, title: 'Sign-in state cannot be checked at the moment.', retryable: true },
  // campaign
  CAMPAIGN_NOT_FOUND: { status: 404, title: 'No such resource.' },
  CAMPAIGN_STATE_CONFLICT: { status: 409, title: 'The campaign is not in a state that allows this.' },
  CAMPAIGN_INCOMPLETE: { status: 422, title: 'The campaign is not complete enough for this step.' },
  CAMPAIGN_CURRENCY_MISMATCH: { status: 422, title: 'The budget is not in the currency of the ad account.' },
  CAMPAIGN_LINK_NOT_FOUND: { status: 404, title: 'No such resource.' },
  CAMPAIGN_LINK_CONFLICT: { status: 409, title: 'The campaigns cannot be linked or split so.' },
  ALERT_NOT_FOUND: { status: 404, title: 'No such resource.' },
  ALERT_CLOSED: { status: 409, title: 'The alert is closed already.' },
  CAMPAIGN_LINK_CURRENCY: { status: 422, title: 'The two campaigns are in different currencies.' },
  CAMPAIGN_BELOW_PLATFORM_FLOOR: { status: 422, title: 'The budget is below what the platform accepts.' },
  APPROVAL_OWN_SUBMISSION: { status: 403, title: 'The person who submitted a version cannot approve it.' },
  APPROVER_NOT_ELIGIBLE: { status: 403, title: 'You cannot be the second person for this approval.' },
  APPROVAL_VERSION_STALE: { status: 409, title: 'The campaign has changed since it was submitted.' },
  APPROVAL_LAPSED: {
    status: 409,
    title:
      'The approval does not hold any more: save the campaign as a new version, submit it and have it approved again.',
  },
  RECOMMENDATION_NOT_FOUND: { status: 404, title: 'No such resource.' },
  RECOMMENDATION_CLOSED: { status: 409, title: 'The recommendation was applied, dismissed or has expired.' },
  DRIFT_CHANGED: {
    status: 409,
    title: 'What the platforms hold is not what you read any more; read the drift again.',
  },
  POLICY_CHANGED: {
    status: 409,
    title: 'What the platforms refused is not what you read any more; read it again.',
  },
  POLICY_NOT_EXEMPTIBLE: {
    status: 409,
    title: 'The platform gives no exemption from one of these policies.',
  },
  POLICY_NOT_DROPPABLE: {
    status: 409,
    title: 'Without one of these it would be another campaign than was approved; make a new version.',
  },
  OPERATION_NOT_FOUND: { status: 404, title: 'No such resource.' },
  OPERATION_ENDED: { status: 409, title: 'The operation has ended.' },
  STOPPED: { status: 409, title: 'This is stopped; it has to be thawed first.' },
  STOP_NOT_FOUND: { status: 404, title: 'No such resource.' },
  STOP_STATE_CONFLICT: { status: 409, title: 'The stop is not in a state that allows this.' },
  // platforms
  AD_ACCOUNT_NOT_FOUND: { status: 404, title: 'No such resource.' },
  AD_ACCOUNT_IN_USE: { status: 409, title: 'The ad account is used by a campaign that is live, or may be.' },
  CONNECT_STATE_INVALID: {
    status: 400,
    title: 'The connection was not begun by you, or has expired; begin again.',
  },
  CONNECT_REFUSED: { status: 422, title: 'The ad platform refused the connection.' },
  PLATFORM_UNAVAILABLE: {
    status: 503,
    title: 'The ad platform does not answer at the moment.',
    retryable: true,
  },
  // analytics
  IMPORT_NOT_FOUND: { status: 404, title: 'No such resource.' },
  IMPORT_NOT_UNDOABLE: { status: 409, title: 'The import cannot be taken back.' },
  IMPORT_UNREADABLE: { status: 422, title: 'The file could not be understood.' },
  RANGE_INVALID: { status: 422, title: 'The range of days is not valid.' },
  REPORT_NOT_KEPT: { status: 422, title: 'What reports showed at that time is not known.' },
  REPORT_TOO_LARGE: {
    status: 422,
    title: 'The table has too many rows. Ask for fewer days, groups or campaigns.',
  },
  SCHEDULE_NOT_FOUND: { status: 404, title: 'No such resource.' },
  SCHEDULES_FULL: {
    status: 409,
    title: 'There are as many scheduled reports as there may be; delete one first.',
  },
  ALERT_WEBHOOK_NOT_FOUND: { status: 404, title: 'No such resource.' },
  ALERT_WEBHOOKS_FULL: {
    status: 409,
    title: 'There are as many webhooks as there may be; remove one first.',
  },
  ALERT_WEBHOOKS_OFF: { status: 409, title: 'Whoever runs this product has not set a key for webhooks.' },
  CURRENCY_RATE_NOT_FOUND: { status: 404, title: 'No such resource.' },
  SQL_LOGIN_NOT_FOUND: { status: 404, title: 'No such resource.' },
  SQL_LOGIN_ENDED: { status: 409, title: 'This login is revoked or expired; make a new one.' },
  SQL_LOGINS_FULL: { status: 409, title: 'There are as many SQL logins as there may be; revoke one first.' },
  // ai
  GENERATION_FAILED: {
    status: 503,
    title: 'No usable answer came from the model; try again.',
    retryable: true,
  },
  GENERATION_REFUSED: { status: 422, title: 'The model declined to write this campaign.' },
  // house
  DEPENDENCY_UNAVAILABLE: {
    status: 503,
    title: 'Something this needs is down; try again shortly.',
    retryable: true,
  },
  SERVICE_OVERLOADED: {
    status: 503,
    title: 'Too much work at the moment; try again shortly.',
    retryable: true,
  },
  INTERNAL_ERROR: { status: 500, title: 'Something went wrong on our side.' },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof ERRORS;

/** One fault of one field; `path` uses dots and indexes, for example `budget.split.0.dailyMicros`. */
export type FieldFault = { path: string; code: string; message: string };

/** What a client may read besides the code: whole sentences and field faults, nothing internal. */
export type PublicDetail = {
  detail?: string;
  errors?: FieldFault[];
  retryAfterSeconds?: number;
  stepUp?: WantedStepUp;
  progress?: Progress;
  /** The operation that runs, where it is what keeps this from being done. */
  operationId?: string;
};

/**
 * How far an upload came that ended midway: `sent` rows were read, and accepted + rejectedCount = sent. The rows behind them
 * were not read. `rejected` lists the first of those that were not accepted, by their line.
 */
export type Progress = {
  sent: number;
  accepted: number;
  rejectedCount: number;
  rejected: readonly { line: number; code: string; message: string }[];
};

/** What has to be confirmed with a second factor: for what, and the SHA-256 of it. */
export type WantedStepUp = { purpose: string; hash: string };

/** An error of the catalogue. `cause` goes to the log, never to the client. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly public: PublicDetail;

  constructor(code: ErrorCode, detail: PublicDetail = {}, cause?: unknown) {
    super(detail.detail ?? ERRORS[code].title, cause === undefined ? undefined : { cause });
    this.name = 'AppError';
    this.code = code;
    this.public = detail;
  }

  get status(): number {
    return ERRORS[this.code].status;
  }
}

/** Whether a value is a code of the catalogue. */
export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERRORS, code);
}

/** The error (422) for one wrong field, with its path, a code and a sentence. */
export function invalidField(path: string, code: string, message: string): AppError {
  return new AppError('REQUEST_INVALID', { errors: [{ path, code, message }] });
}
