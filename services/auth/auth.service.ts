import type { ServiceBroker, ServiceSchema } from 'moleculer';
import { loadConfig, type Config } from '../../lib/config.ts';
import { nodeOf } from '../../mixins/node.ts';
import { serviceStorage } from '../../mixins/storage.mixin.ts';
import { acceptInvitation } from './actions/accept-invitation.ts';
import { apiKeys } from './actions/api-keys.ts';
import { changeRole } from './actions/change-role.ts';
import { createApiKey } from './actions/create-api-key.ts';
import { exchangeApiKey } from './actions/exchange-api-key.ts';
import { invitations } from './actions/invitations.ts';
import { invite } from './actions/invite.ts';
import { jwks } from './actions/jwks.ts';
import { login } from './actions/login.ts';
import { logout } from './actions/logout.ts';
import { me } from './actions/me.ts';
import { members } from './actions/members.ts';
import { organization } from './actions/organization.ts';
import { refreshToken } from './actions/refresh-token.ts';
import { register } from './actions/register.ts';
import { removeMember } from './actions/remove-member.ts';
import { revocations } from './actions/revocations.ts';
import { revokeApiKey } from './actions/revoke-api-key.ts';
import { switchOrganization } from './actions/switch-organization.ts';
import { withdrawInvitation } from './actions/withdraw-invitation.ts';
import { authDeps } from './deps.ts';
import { mailJob, smtpSender } from './jobs/mail.ts';
import { defineModels } from './models.ts';

/** People, organisations, sessions and keys: who may do what, known to every node. */
export function authService(config: Config): ServiceSchema {
  const storage = serviceStorage(config, 'auth', defineModels);
  const deps = authDeps(config, storage);
  return {
    name: 'auth',
    mixins: storage.mixins([mailJob(deps, smtpSender(config))]),
    actions: {
      register: register(deps),
      login: login(deps),
      refreshToken: refreshToken(deps),
      logout: logout(deps),
      me: me(deps),
      switchOrganization: switchOrganization(deps),
      members: members(deps),
      changeRole: changeRole(deps),
      removeMember: removeMember(deps),
      invite: invite(deps),
      invitations: invitations(deps),
      withdrawInvitation: withdrawInvitation(deps),
      acceptInvitation: acceptInvitation(deps),
      createApiKey: createApiKey(deps),
      apiKeys: apiKeys(deps),
      revokeApiKey: revokeApiKey(deps),
      exchangeApiKey: exchangeApiKey(deps),
      organization: organization(deps),
      jwks: jwks(deps),
      revocations: revocations(deps),
    },
    async started(this: { broker: ServiceBroker }) {
      const { identity } = nodeOf(this.broker);
      deps.hear = () => identity.pollNow();
      await Promise.all([deps.keys.start(), deps.passwords.prepare()]);
    },
  };
}

export default () => authService(loadConfig());
