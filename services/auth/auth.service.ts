import type { ServiceBroker, ServiceSchema } from 'moleculer';
import { loadConfig, type Config } from '../../lib/config.ts';
import { nodeOf } from '../../mixins/node.ts';
import { serviceStorage } from '../../mixins/storage.mixin.ts';
import { acceptInvitation } from './members/actions/accept-invitation.ts';
import { apiKeys } from './machines/actions/api-keys.ts';
import { changeRole } from './members/actions/change-role.ts';
import { createApiKey } from './machines/actions/create-api-key.ts';
import { exchangeApiKey } from './machines/actions/exchange-api-key.ts';
import { invitations } from './members/actions/invitations.ts';
import { invite } from './members/actions/invite.ts';
import { jwks } from './sessions/actions/jwks.ts';
import { login } from './sessions/actions/login.ts';
import { logout } from './sessions/actions/logout.ts';
import { me } from './accounts/actions/me.ts';
import { members } from './members/actions/members.ts';
import { organization } from './accounts/actions/organization.ts';
import { refreshToken } from './sessions/actions/refresh-token.ts';
import { register } from './accounts/actions/register.ts';
import { removeMember } from './members/actions/remove-member.ts';
import { revocations } from './sessions/actions/revocations.ts';
import { revokeApiKey } from './machines/actions/revoke-api-key.ts';
import { switchOrganization } from './sessions/actions/switch-organization.ts';
import { withdrawInvitation } from './members/actions/withdraw-invitation.ts';
import { authDeps } from './deps.ts';
import { mailJob, smtpSender } from './mails/jobs/mail.ts';
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
