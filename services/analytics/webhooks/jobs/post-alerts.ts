import { NAMED_ALERTS } from '../../../../contracts/auth/notices.ts';
import { jobs } from '../../../../contracts/jobs.ts';
import { SealBroken } from '../../../../lib/sealing.ts';
import { worker } from '../../../../mixins/jobs.mixin.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import { webhookAddress } from '../domain/address.ts';
import { bodyFor, type Message, messageOf, TEST_MESSAGE } from '../domain/message.ts';
import { NotPosted } from '../post.ts';

/**
 * Posts what one check opened to one webhook; tried until it is taken, or will never be. Neither Slack nor Teams knows a message that
 * it has had, so that a node that dies between the two may post one twice. What is closed meanwhile, and what waits for a webhook
 * that was removed, is posted no more. Why a message was not taken stands with the webhook.
 */
export function postAlerts(deps: AnalyticsDeps) {
  const { database, webhooks, clock } = deps;
  return worker(jobs.postAlerts, async function postAlerts({ job }) {
    const { organizationId, webhookId, alertIds } = job.payload;
    const message = alertIds.length === 0 ? TEST_MESSAGE : await openMessage(deps, organizationId, alertIds);
    const failure = message && (await attempt(deps, organizationId, webhookId, message));
    if (failure) {
      await webhooks.failed(organizationId, webhookId, clock(), failure.message);
      if (!failure.isFinal) throw failure;
    }
    await database.transaction(async (tx) => {
      if (message && !failure) await webhooks.sent(tx, organizationId, webhookId, clock());
      await job.complete(tx);
    });
  });
}

/** What of the alerts is still open; null: nothing. */
async function openMessage(
  { alerts, campaigns }: AnalyticsDeps,
  organizationId: string,
  alertIds: readonly string[],
): Promise<Message | null> {
  const open = (await alerts.findMany(organizationId, alertIds)).filter(({ state }) => state !== 'closed');
  if (open.length === 0) return null;
  const names = await campaigns.names(
    organizationId,
    open.map(({ campaignId }) => campaignId),
  );
  const told = open.map(({ campaignId, message }) => ({ campaign: names.get(campaignId) ?? '', message }));
  return messageOf(told, NAMED_ALERTS);
}

/** @returns why the message was not taken; null when it was, or when the webhook is no more */
async function attempt(
  { webhooks, webhookHosts, postToWebhook }: AnalyticsDeps,
  organizationId: string,
  webhookId: string,
  message: Message,
): Promise<NotPosted | null> {
  const target = await webhooks.target(organizationId, webhookId).catch((error: unknown) => {
    if (error instanceof SealBroken) return 'unreadable' as const;
    throw error;
  });
  if (target === null) return null;
  if (target === 'unreadable')
    return new NotPosted('Its address cannot be read here; add the webhook anew.', true);
  try {
    webhookAddress(target.url.href, webhookHosts);
  } catch {
    return new NotPosted(
      'Its address is not, or no longer, one that is posted to; add the webhook anew.',
      true,
    );
  }
  try {
    await postToWebhook(target.url, bodyFor(target.kind, message));
    return null;
  } catch (error) {
    if (error instanceof NotPosted) return error;
    throw error;
  }
}
