import { jobs } from '../../../../contracts/jobs.ts';
import { dayOf } from '../../../../lib/time.ts';
import type { Call } from '../../../../mixins/call.ts';
import { worker } from '../../../../mixins/jobs.mixin.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import { compare, type Comparison } from '../domain/compare.ts';
import { findAll } from '../domain/find.ts';
import type { Finding } from '../domain/finding.ts';
import { openingsOf, type Opening } from '../openings.ts';
import { askedOf, plansOf } from '../plans.ts';

/** How many campaigns' figures are in memory at once. */
const SLICE = 50;

/**
 * Asks the rules about all campaigns of an organisation: opens what is found anew, and closes what is no longer found. While the
 * campaign service does not answer, nothing is decided: the job is tried again.
 */
export function checkAlerts(deps: AnalyticsDeps) {
  return worker(jobs.checkAlerts, async function checkAlerts({ job, callAs, logger }) {
    const { organizationId, turn } = job.payload;
    const isOurs = await deps.checks.begin(organizationId, turn);
    const now = deps.clock();
    const found = isOurs ? await findingsOf(deps, callAs(), organizationId, dayOf(now)) : [];
    const living = await deps.alerts.living(organizationId);
    const compared = isOurs ? compare(living, found, dayOf(now)) : null;
    const openings = await openingsOf(callAs(), compared?.opened ?? []);
    await deps.database.transaction(async (tx) => {
      if (compared) {
        await save(deps, tx, organizationId, { ...compared, openings }, now);
        await deps.checks.tell(tx, organizationId, openings, now);
        await deps.checks.end(tx, organizationId, turn, now);
      }
      await job.complete(tx);
    });
    // what is learned serves reports; that it fails must not delay alerts, and it is tried with the next check
    if (isOurs)
      await deps.maturity
        .learn(organizationId, now)
        .catch((error: unknown) => logger.warn({ error }, 'how late conversions arrive was not learned'));
  });
}

async function findingsOf(
  { knownCampaigns, costs, rules }: AnalyticsDeps,
  call: Call,
  organizationId: string,
  today: string,
): Promise<Finding[]> {
  const limits = await rules.read(organizationId);
  const ids = (await knownCampaigns.refs(organizationId)).map(({ campaignId }) => campaignId);
  const found: Finding[] = [];
  for (let start = 0; start < ids.length; start += SLICE) {
    const plans = await plansOf(call, ids.slice(start, start + SLICE));
    const known = await costs.known(
      organizationId,
      plans.map((plan) => askedOf(plan, today)),
    );
    for (const plan of plans) {
      const figures = known.get(plan.campaignId);
      if (figures) found.push(...findAll(plan, figures, limits, today));
    }
  }
  return found;
}

type Tx = Parameters<Parameters<AnalyticsDeps['database']['transaction']>[0]>[0];

async function save(
  { alerts }: AnalyticsDeps,
  tx: Tx,
  organizationId: string,
  { same, restated, closed, openings }: Comparison & { openings: readonly Opening[] },
  now: Date,
): Promise<void> {
  for (const opening of openings) await alerts.open(tx, organizationId, opening, now);
  for (const one of restated) await alerts.restate(tx, organizationId, one, now);
  for (const { id, because } of closed) await alerts.close(tx, organizationId, id, because, now);
  await alerts.found(tx, organizationId, same, now);
}
