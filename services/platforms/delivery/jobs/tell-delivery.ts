import { campaignDeliveryContracts } from '../../../../contracts/campaign/delivery.ts';
import { jobs } from '../../../../contracts/jobs.ts';
import { worker } from '../../../../mixins/jobs.mixin.ts';
import type { PlatformsDeps } from '../../deps.ts';
import { byPublication, newsOf } from '../shown.ts';

/** Tells campaign what is known of an ad account's campaigns now, so that their lists and their history have it. */
export function tellDeliveryJob({ database, deliveries, clock }: PlatformsDeps) {
  return worker(jobs.tellDelivery, async function tellDelivery({ job, callAs }) {
    const { organizationId, adAccountId } = job.payload;
    const rows = await deliveries.shown(organizationId, { adAccountId });
    const { staleMs } = deliveries.pace;
    const news = byPublication(rows).flatMap((some) => newsOf(some, staleMs, clock()));
    const turn = rows[0]?.turn ?? 0;
    if (news.length > 0) await callAs()(campaignDeliveryContracts.noteDelivery, { adAccountId, turn, news });
    await database.transaction((tx) => job.complete(tx));
  });
}
