import { auditBacklogContract, trailContracts } from '../../../../contracts/auth/trail.ts';
import { RECORDING_SERVICES } from '../../../../contracts/jobs.ts';
import { SECOND_MS } from '../../../../lib/time.ts';
import { action } from '../../../../mixins/action.ts';
import type { Call } from '../../../../mixins/call.ts';
import type { AuthDeps } from '../../deps.ts';
import { readEntries } from '../chain-reader.ts';
import { ChainWalk, FAULTS, type Fault } from '../domain/walk.ts';
import { findHead } from '../find-head.ts';

/** Checks the organisation's chain from its first entry, and says what it could not check. */
export function verifyAuditTrail(deps: AuthDeps) {
  return action(
    trailContracts.verifyAuditTrail,
    async function verifyAuditTrail({ organizationId, callAsService }) {
      const unchained = await backlogs(callAsService);
      const head = await findHead(deps, organizationId);
      const walk = new ChainWalk(organizationId, head ? [head] : []);
      const fault = (await walkChain(deps, organizationId, walk)) ?? null;
      const verifiedUpTo = walk.head.seq;
      return {
        intact: fault === null,
        fault: fault && { kind: fault.kind, seq: fault.seq, meaning: FAULTS[fault.kind] },
        events: verifiedUpTo,
        verifiedUpTo,
        signedUpTo: head?.seq ?? null,
        headSignedAt: head?.signedAt ?? null,
        windowSeconds: deps.trail.signer.windowMs / SECOND_MS,
        pending: { unsigned: Math.max(0, verifiedUpTo - (head?.seq ?? 0)), unchained },
      };
    },
  );
}

async function walkChain(
  { database }: AuthDeps,
  organizationId: string,
  walk: ChainWalk,
): Promise<Fault | undefined> {
  for await (const entry of readEntries(database, organizationId, 0)) {
    const fault = walk.take(entry);
    if (fault) return fault;
  }
  return walk.end();
}

/** How many rows of each service are not in the chain yet; null where nobody answers. */
async function backlogs(call: Call): Promise<Record<string, number | null>> {
  const counts = RECORDING_SERVICES.map(async (service) => {
    const answer = await call(auditBacklogContract(service), {}, { timeoutMs: 2_000 }).catch(() => null);
    return [service, answer?.waiting ?? null] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
}
