import { randomBytes } from 'node:crypto';
import type { ActionSchema, Context, Middleware, ServiceBroker } from 'moleculer';
import { Origin } from '../../contracts/auth/identity.ts';
import { sessionContracts } from '../../contracts/auth/sessions.ts';
import type { Caller } from '../../contracts/caller.ts';
import { SERVICES, type ServiceName } from '../../contracts/permissions.ts';
import { AppError } from '../../lib/errors.ts';
import { fromOrigin } from '../../storage/origin.ts';
import { inOrganization } from '../../storage/scope.ts';
import type { ContractedAction } from '../action.ts';
import { callAsService } from '../call.ts';
import { authorize } from '../identity/authorize.ts';
import type { NodeIdentity } from '../identity/node-identity.ts';
import type { Node } from '../node.ts';
import { asMiddleware, type Next } from '../moleculer.ts';

/**
 * Runs before every action of every node. It verifies the caller's token, without trusting the node that sends the
 * call, checks the contract's permission, and runs the action in the tenant scope of the caller's organisation.
 */
export function identityMiddleware(node: Node): Middleware {
  const { identity } = node;
  return asMiddleware({
    name: 'Identity',
    created(broker: ServiceBroker) {
      node.health.watch(broker);
    },
    localAction(next: Next, action: ActionSchema) {
      const contract = (action as Partial<ContractedAction>).contract?.();
      if (!contract) return refuseUncontracted(next, action);
      return async (ctx: Context) => {
        const { authorization, origin } = (ctx.headers ?? {}) as { authorization?: string; origin?: unknown };
        const caller = await identity.callerOf(authorization, contract.name);
        authorize(contract, caller);
        (ctx.locals as { caller: Caller }).caller = caller;
        const organizationId = caller.kind === 'anonymous' ? null : caller.organizationId;
        const work = () => (organizationId ? inOrganization(organizationId, () => next(ctx)) : next(ctx));
        const sessionId = caller.kind === 'user' ? caller.sessionId : undefined;
        return origin === undefined
          ? work()
          : fromOrigin(() => Origin.safeParse(origin).data, sessionId, work);
      };
    },
    started(broker: ServiceBroker) {
      followAuth(broker, identity);
    },
    stopping() {
      identity.stop();
    },
  });
}

/** The action by which moleculer-web's server reaches its routes. It is private, so no other node can call it. */
const WEB_SERVER = 'gateway.rest';

/**
 * Refuses actions of our services that have no contract. Moleculer's own $node stays open: every node has its data
 * anyway.
 */
function refuseUncontracted(next: Next, action: ActionSchema): Next {
  const service = action.name?.split('.')[0] ?? '';
  if (action.name === WEB_SERVER || !(SERVICES as readonly string[]).includes(service)) return next;
  return async () => {
    throw new AppError('PERMISSION_DENIED', {}, new Error(`${action.name} has no contract`));
  };
}

function followAuth(broker: ServiceBroker, identity: NodeIdentity): void {
  const service = broker.services
    .map((s) => s.name)
    .find((n): n is ServiceName => (SERVICES as readonly string[]).includes(n));
  if (!service) return;
  const callAuth = callAsService(broker, identity, service, { organizationId: null });
  identity.follow(async (after) => {
    const nonce = randomBytes(24).toString('base64url');
    const asked = { after, nonce };
    const { statement } = await callAuth(sessionContracts.trustAnchors, asked, { timeoutMs: 1_500 });
    try {
      return identity.readTrustStatement(statement, nonce);
    } catch (error) {
      broker.logger.warn({ reason: String(error) }, 'an answer of auth is not its signed word');
      throw error;
    }
  });
}
