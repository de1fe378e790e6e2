import { factContracts } from '../../../../contracts/analytics/facts.ts';
import { dayOf } from '../../../../lib/time.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import { admit } from '../domain/admit.ts';
import { lastOfEachKey, normalise } from '../domain/normalise.ts';

/** An answer lists at most this many rejected rows; `rejectedCount` counts all of them. */
const MAX_REJECTED_LISTED = 1_000;

/** Saves the rows that are valid. A row that is not is rejected with a reason and does not stop the others. */
export function ingest({ facts, campaigns, clock }: AnalyticsDeps) {
  return action(factContracts.ingest, async function ingest({ params, organizationId, callAsService }) {
    const { lines, rejected } = normalise(params.rows, {
      today: dayOf(clock()),
      firstLine: params.firstLine,
    });
    const { admitted, rejected: unknown } = admit(
      lines,
      await campaigns.findForLines(callAsService, organizationId, lines),
    );
    if (admitted.length > 0) await facts.save(organizationId, lastOfEachKey(admitted));
    const rejections = [...rejected, ...unknown].sort((a, b) => a.line - b.line);
    return {
      accepted: admitted.length,
      rejectedCount: rejections.length,
      rejected: rejections.slice(0, MAX_REJECTED_LISTED),
    };
  });
}
