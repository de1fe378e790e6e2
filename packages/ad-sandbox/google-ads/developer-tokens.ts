import type { Json, Reply } from '../wire.ts';
import type { AccessRefusal } from './access.ts';
import { AUTHORIZATION_ERRORS } from './authorization-errors.ts';

const INVALID = 'DEVELOPER_TOKEN_INVALID';
const REFUSALS = [
  INVALID,
  ...Object.keys(AUTHORIZATION_ERRORS).filter((code) => code.startsWith('DEVELOPER_TOKEN_')),
];

/** The developer tokens that are refused, each with the vendor's word; every other is taken, as is a call without one. */
export class DeveloperTokens {
  readonly #refused = new Map<string, string>();
  readonly #isRetired: boolean;

  /** @param isRetired whether the header is refused whatever it says */
  constructor(isRetired: boolean) {
    this.#isRetired = isRetired;
  }

  /** A control call: `{"token": …, "refusal": …}`; null takes the token again. Throws a sentence when it cannot. */
  set(body: Json | undefined): Reply {
    const { token, refusal = null } = body ?? {};
    if (typeof token !== 'string' || token === '') throw new Error('token must be a text');
    const known = REFUSALS.find((code) => code === refusal);
    if (known === undefined && refusal !== null)
      throw new Error(`refusal must be null or one of ${REFUSALS.join(', ')}`);
    if (known === undefined) this.#refused.delete(token);
    else this.#refused.set(token, known);
    return { status: 200, body: { token, refusal } };
  }

  /** Why a call with this header is refused (AuthenticationError or AuthorizationError, v25). */
  refusalOf(token: string | undefined): AccessRefusal | undefined {
    if (token === undefined) return undefined;
    if (this.#isRetired)
      return {
        status: 400,
        code: 'requestError.UNKNOWN',
        message: 'The developer-token header is retired.',
      };
    const refusal = this.#refused.get(token);
    if (refusal === undefined) return undefined;
    if (refusal === INVALID)
      return {
        status: 401,
        code: `authenticationError.${INVALID}`,
        message: 'The developer token is not valid.',
      };
    return {
      status: 403,
      code: `authorizationError.${refusal}`,
      message: AUTHORIZATION_ERRORS[refusal] ?? '',
    };
  }
}
