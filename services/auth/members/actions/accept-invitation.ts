import { memberContracts } from '../../../../contracts/auth/members.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import { signIn } from '../../factors/sign-in.ts';
import { invitedPerson } from '../invited-person.ts';
import { joining } from '../joining.ts';

/** Joins with the token of the mail, which proves the address; a person with a second factor joins when they prove it. */
export function acceptInvitation(deps: AuthDeps) {
  return action(memberContracts.acceptInvitation, async function acceptInvitation({ params }) {
    const { token, name, password, deviceToken, origin } = params;
    const invitation = await deps.members.acceptance.open(token, deps.clock());
    const answer = { name, password, deviceToken, origin };
    const { device, ...person } = await invitedPerson(deps, invitation, answer);
    const now = deps.clock();
    const start = joining(deps, { invitation, ...person, now });
    const { organization, id } = invitation;
    return signIn(deps, { ...start, origin, device, now }, { organizationId: organization.id, id });
  });
}
