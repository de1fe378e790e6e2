import type { ServiceBroker, ServiceSchema } from 'moleculer';
import { machineContracts } from '../../contracts/auth/machines.ts';
import { noticeContracts } from '../../contracts/auth/notices.ts';
import { reportMailContracts } from '../../contracts/auth/report-mails.ts';
import { standingContracts } from '../../contracts/auth/standing.ts';
import { memberContracts } from '../../contracts/auth/members.ts';
import { bind } from '../../mixins/action.ts';
import type { Node } from '../../mixins/node.ts';
import { runnerService } from '../../mixins/runner.ts';
import { serviceStorage } from '../../mixins/storage.mixin.ts';
import { accountActions } from './accounts/bound.ts';
import { apiKeys } from './machines/actions/api-keys.ts';
import { createApiKey } from './machines/actions/create-api-key.ts';
import { exchangeApiKey } from './machines/actions/exchange-api-key.ts';
import { revokeApiKey } from './machines/actions/revoke-api-key.ts';
import { acceptInvitation } from './members/actions/accept-invitation.ts';
import { approverStanding } from './members/actions/approver-standing.ts';
import { changeRole } from './members/actions/change-role.ts';
import { invitations } from './members/actions/invitations.ts';
import { invite } from './members/actions/invite.ts';
import { members } from './members/actions/members.ts';
import { removeMember } from './members/actions/remove-member.ts';
import { withdrawInvitation } from './members/actions/withdraw-invitation.ts';
import { sessionActions } from './sessions/bound.ts';
import { loginFailedJob } from './accounts/jobs/login-failed.ts';
import { factorLossJob } from './factors/jobs/factor-loss.ts';
import { factorActions } from './factors/bound.ts';
import { authDeps, type AuthDeps } from './deps.ts';
import { mailableMembers } from './mails/actions/mailable-members.ts';
import { mailReport } from './mails/actions/mail-report.ts';
import { tellOfAlerts } from './mails/actions/tell-of-alerts.ts';
import { tellOfReader } from './mails/actions/tell-of-reader.ts';
import { memberRoles } from './members/actions/member-roles.ts';
import { tellOfAdAccounts } from './mails/actions/tell-of-ad-accounts.ts';
import { mailJob, smtpSender } from './mails/jobs/mail.ts';
import { models } from './models.ts';
import { personActions } from './person/bound.ts';
import { erasePersonJob } from './person/jobs/erase-person.ts';
import { authSettings, type AuthSettings } from './settings.ts';
import { trailActions } from './trail/bound.ts';

/** People, organisations, sessions and keys: who may do what. */
export function authService(settings: AuthSettings, node: Node): ServiceSchema {
  const storage = serviceStorage(settings, node, 'auth', models);
  const deps = authDeps(settings, node, storage);
  return {
    name: 'auth',
    metadata: { port: settings.port },
    mixins: storage.mixins([
      mailJob(deps, smtpSender(settings)),
      loginFailedJob(deps),
      factorLossJob(deps),
      erasePersonJob(deps),
    ]),
    actions: {
      ...accountActions(node, deps),
      ...sessionActions(node, deps),
      ...personActions(node, deps),
      ...factorActions(node, deps),
      ...bind(node, standingContracts, {
        approverStanding: approverStanding(deps),
        memberRoles: memberRoles(deps),
      }),
      ...bind(node, noticeContracts, {
        tellOfAdAccounts: tellOfAdAccounts(deps),
        tellOfAlerts: tellOfAlerts(deps),
        tellOfReader: tellOfReader(deps),
      }),
      ...bind(node, reportMailContracts, {
        mailableMembers: mailableMembers(deps),
        mailReport: mailReport(deps),
      }),
      ...bind(node, memberContracts, {
        members: members(deps),
        changeRole: changeRole(deps),
        removeMember: removeMember(deps),
        invite: invite(deps),
        invitations: invitations(deps),
        withdrawInvitation: withdrawInvitation(deps),
        acceptInvitation: acceptInvitation(deps),
      }),
      ...bind(node, machineContracts, {
        createApiKey: createApiKey(deps),
        apiKeys: apiKeys(deps),
        revokeApiKey: revokeApiKey(deps),
        exchangeApiKey: exchangeApiKey(deps),
      }),
      ...trailActions(node, deps),
    },
    ...lifeOf(deps),
  };
}

/** What runs as long as the service does. A start with another JWT_SECRET or an unreadable BREACH_FILTER is refused, and changes nothing. */
function lifeOf(deps: AuthDeps): Pick<ServiceSchema, 'started' | 'stopped'> {
  return {
    async started(this: { logger: ServiceBroker['logger'] }) {
      const { passwords, strength } = deps.accounts;
      await Promise.all([deps.sessions.keys.start(), passwords.prepare(), strength.prepare()]);
      await deps.keys.start();
      deps.trail.signer.start(this.logger);
    },
    async stopped() {
      await deps.trail.signer.stop();
    },
  };
}

export default runnerService(authSettings, authService);
