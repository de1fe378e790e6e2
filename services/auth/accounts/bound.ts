import { accountContracts } from '../../../contracts/auth/accounts.ts';
import { addressContracts } from '../../../contracts/auth/addresses.ts';
import { passwordContracts } from '../../../contracts/auth/passwords.ts';
import { bind } from '../../../mixins/action.ts';
import type { Node } from '../../../mixins/node.ts';
import type { AuthDeps } from '../deps.ts';
import { changeAddress } from './actions/change-address.ts';
import { changeOrganization } from './actions/change-organization.ts';
import { changePassword } from './actions/change-password.ts';
import { confirmAddress } from './actions/confirm-address.ts';
import { forgotPassword } from './actions/forgot-password.ts';
import { me } from './actions/me.ts';
import { organization } from './actions/organization.ts';
import { register } from './actions/register.ts';
import { resendVerification } from './actions/resend-verification.ts';
import { resetPassword } from './actions/reset-password.ts';
import { verifyEmail } from './actions/verify-email.ts';

/** The actions of accounts: people, their addresses and their passwords. */
export const accountActions = (node: Node, deps: AuthDeps) => ({
  ...bind(node, accountContracts, {
    register: register(deps),
    me: me(deps),
    organization: organization(deps),
    changeOrganization: changeOrganization(deps),
  }),
  ...bind(node, addressContracts, {
    verifyEmail: verifyEmail(deps),
    resendVerification: resendVerification(deps),
    changeAddress: changeAddress(deps),
    confirmAddress: confirmAddress(deps),
  }),
  ...bind(node, passwordContracts, {
    forgotPassword: forgotPassword(deps),
    resetPassword: resetPassword(deps),
    changePassword: changePassword(deps),
  }),
});
