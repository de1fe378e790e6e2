import { factContracts } from '../../../../contracts/analytics/facts.ts';
import { dayOf } from '../../../../lib/time.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import { admit } from '../domain/admit.ts';
import { lastOfEachKey, normalise, type NormalisedRows } from '../domain/normalise.ts';
import { nameLines } from '../name-lines.ts';
import { setImmediate } from 'node:timers/promises';

/** An answer lists at most this many rejected rows; `rejectedCount` counts all of them. */
const MAX_REJECTED_LISTED = 1_000;

/** Checking this many rows takes some milliseconds; other organisations' requests go on in between. */
const ROWS_OF_SLICE = 100;

/** Saves the rows that are valid. A row that is not is rejected with a reason and does not stop the others. */
export function ingest({ facts, campaigns, identities, namedCampaigns, clock }: AnalyticsDeps) {
  return action(factContracts.ingest, async function ingest({ params, organizationId, callAsService }) {
    const { lines: read, rejected } = await normaliseInSlices(params.rows, {
      today: dayOf(clock()),
      firstLine: params.firstLine,
    });
    const names = { identities, namedCampaigns };
    const lines = await nameLines(names, callAsService, organizationId, read);
    const { admitted, rejected: unknown } = admit(
      lines,
      await campaigns.findForLines(
        callAsService,
        organizationId,
        lines.map(({ fact }) => fact),
      ),
    );
    if (admitted.length > 0) await identities.compare(callAsService, organizationId);
    if (admitted.length > 0) await facts.save(organizationId, lastOfEachKey(admitted));
    const rejections = [...rejected, ...unknown].sort((a, b) => a.line - b.line);
    return {
      accepted: admitted.length,
      rejectedCount: rejections.length,
      rejected: rejections.slice(0, MAX_REJECTED_LISTED),
    };
  });
}

async function normaliseInSlices(
  rows: readonly unknown[],
  { today, firstLine }: { today: string; firstLine: number },
): Promise<NormalisedRows> {
  const all: NormalisedRows = { lines: [], rejected: [] };
  for (let start = 0; start < rows.length; start += ROWS_OF_SLICE) {
    const slice = rows.slice(start, start + ROWS_OF_SLICE);
    const { lines, rejected } = normalise(slice, { today, firstLine: firstLine + start });
    all.lines.push(...lines);
    all.rejected.push(...rejected);
    await setImmediate();
  }
  return all;
}
