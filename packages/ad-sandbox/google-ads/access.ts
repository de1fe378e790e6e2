import { managersOf, type GoogleAccount } from './accounts.ts';
import { AUTHORIZATION_ERRORS } from './authorization-errors.ts';

/** A refusal: the status, the code in the vendor's words, and its sentence. */
export type AccessRefusal = { status: number; code: string; message: string };

const forbidden = (reason: string): AccessRefusal => ({
  status: 403,
  code: `authorizationError.${reason}`,
  message: AUTHORIZATION_ERRORS[reason] ?? '',
});

/**
 * The customer that a request may work on. An account that the person was not invited to is reached through a manager above
 * it, which the request names as `login-customer-id` and which the person reaches in turn.
 */
export function customerFor(
  customerId: string,
  loginCustomerId: string | undefined,
  accounts: readonly GoogleAccount[],
): GoogleAccount | AccessRefusal {
  if (loginCustomerId !== undefined && !/^\d{10}$/.test(loginCustomerId))
    return {
      status: 400,
      code: 'headerError.INVALID_LOGIN_CUSTOMER_ID',
      message: 'The login-customer-id header could not be validated.',
    };
  if (!/^\d{10}$/.test(customerId))
    return { status: 400, code: 'requestError.INVALID_CUSTOMER_ID', message: 'Invalid customer ID.' };
  const account = accounts.find(({ id }) => id === customerId);
  const login = accounts.find(({ id }) => id === (loginCustomerId ?? customerId));
  const invited = account?.direct !== false;
  const mayLogIn = loginCustomerId === undefined ? invited : login !== undefined && reached(login, accounts);
  if (account === undefined || login === undefined || !mayLogIn) return forbidden('USER_PERMISSION_DENIED');
  if (login.id !== account.id && !managersOf(account, accounts).includes(login))
    return forbidden('INVALID_LOGIN_CUSTOMER_ID_SERVING_CUSTOMER_ID_COMBINATION');
  if (account.status === 'CANCELED' || account.status === 'CLOSED') return forbidden('CUSTOMER_NOT_ENABLED');
  return account;
}

/** Why an account takes no changes now; undefined when it takes them. */
export function changeRefusal(account: GoogleAccount): AccessRefusal | undefined {
  if (account.status === 'SUSPENDED') return forbidden('ACTION_NOT_PERMITTED_FOR_SUSPENDED_ACCOUNT');
  if (account.manager === true)
    return {
      status: 400,
      code: 'mutateError.MUTATE_NOT_ALLOWED',
      message: 'Mutates are not allowed for the requested resource.',
    };
  return undefined;
}

/** Whether the person was invited to an account. One who logs in through a manager must have been invited to it or above. */
function reached(login: GoogleAccount, accounts: readonly GoogleAccount[]): boolean {
  if (login.direct !== false) return true;
  return login.manager === true && managersOf(login, accounts).some(({ direct }) => direct !== false);
}
