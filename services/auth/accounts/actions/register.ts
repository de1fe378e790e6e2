import { v7 as uuidv7 } from 'uuid';
import { accountContracts, type Registration } from '../../../../contracts/auth/accounts.ts';
import { action } from '../../../../mixins/action.ts';
import type { AuthDeps } from '../../deps.ts';
import type { Membership } from '../../members/domain/membership.ts';
import { beginSession } from '../../sessions/begin-session.ts';
import { registerUnproved, type NewPerson } from '../register-unproved.ts';

/**
 * Makes a person and an organisation, with the person as its owner, and signs them in. Where addresses have to be proved
 * nobody is signed in: the answer says the same whether the address has an account or not.
 */
export function register(deps: AuthDeps) {
  return action(accountContracts.register, async function register({ params }) {
    const { email, name, organizationName, origin } = params;
    await deps.accounts.strength.require(params.password, { email, name, organizationName });
    const passwordHash = await deps.accounts.passwords.hash(params.password);
    const now = deps.clock();
    const membership: Membership = {
      user: { id: uuidv7(), email, name, createdAt: now.toISOString() },
      organization: { id: uuidv7(), name: organizationName, approvalPolicy: 'two_people', role: 'owner' },
      addressProvedAt: null,
    };
    const person = { membership, passwordHash, origin, now };
    return deps.accounts.addressProof === 'required'
      ? registerUnproved(deps, person)
      : registerAtOnce(deps, person);
  });
}

async function registerAtOnce(
  deps: AuthDeps,
  { membership, passwordHash, origin, now }: NewPerson,
): Promise<Registration> {
  const { user, organization, ...tokens } = await beginSession(deps, {
    membership,
    origin,
    device: { kind: 'new', tell: false },
    now,
    event: { action: 'auth.registered', subject: { kind: 'user', id: membership.user.id } },
    save: async (tx) => {
      await deps.accounts.store.insert(tx, membership, { passwordHash, claimed: false, now });
      await deps.mails.queueWelcome(tx, membership, now);
    },
  });
  return { user, organization, tokens };
}
