import { factContracts } from '../../../../contracts/analytics/facts.ts';
import { dayOf } from '../../../../lib/time.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import { admit } from '../domain/admit.ts';
import { lastOfEachKey, normalise } from '../domain/normalise.ts';

const LISTED = 1_000;

/** Upserts facts row by row: a bad row is told, the others count. */
export function ingest({ facts, campaigns, clock }: AnalyticsDeps) {
  return action(factContracts.ingest, async function ingest({ params, organizationId, callAsService }) {
    const { lines, rejected } = normalise(params.rows, {
      today: dayOf(clock()),
      firstLine: params.firstLine,
    });
    const { admitted, rejected: refused } = admit(
      lines,
      await campaigns.knownFor(callAsService, organizationId, lines),
    );
    if (admitted.length > 0) await facts.save(organizationId, lastOfEachKey(admitted));
    const all = [...rejected, ...refused].sort((a, b) => a.line - b.line);
    return { accepted: admitted.length, rejectedCount: all.length, rejected: all.slice(0, LISTED) };
  });
}
