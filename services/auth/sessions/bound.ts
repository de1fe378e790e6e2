import { sessionListContracts } from '../../../contracts/auth/session-list.ts';
import { sessionContracts } from '../../../contracts/auth/sessions.ts';
import { bind } from '../../../mixins/action.ts';
import type { Node } from '../../../mixins/node.ts';
import type { AuthDeps } from '../deps.ts';
import { endMemberSession } from './actions/end-member-session.ts';
import { endMemberSessions } from './actions/end-member-sessions.ts';
import { endOtherSessions } from './actions/end-other-sessions.ts';
import { endSession } from './actions/end-session.ts';
import { jwks } from './actions/jwks.ts';
import { login } from './actions/login.ts';
import { logout } from './actions/logout.ts';
import { memberSessions } from './actions/member-sessions.ts';
import { refreshToken } from './actions/refresh-token.ts';
import { revocations } from './actions/revocations.ts';
import { sessions } from './actions/sessions.ts';
import { switchOrganization } from './actions/switch-organization.ts';
import { trustAnchors } from './actions/trust-anchors.ts';

/** The actions of this room: sessions, what nodes believe tokens by, and what people look at and end by hand. */
export const sessionActions = (node: Node, deps: AuthDeps) => ({
  ...bind(node, sessionContracts, {
    login: login(deps),
    refreshToken: refreshToken(deps),
    logout: logout(deps),
    switchOrganization: switchOrganization(deps),
    jwks: jwks(deps),
    trustAnchors: trustAnchors(deps, node),
    revocations: revocations(deps),
  }),
  ...bind(node, sessionListContracts, {
    sessions: sessions(deps),
    endSession: endSession(deps),
    endOtherSessions: endOtherSessions(deps),
    memberSessions: memberSessions(deps),
    endMemberSession: endMemberSession(deps),
    endMemberSessions: endMemberSessions(deps),
  }),
});
