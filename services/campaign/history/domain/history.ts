import { z } from 'zod';
import type { Change } from '../../../../contracts/campaign/history.ts';
import { PlatformLeft } from '../../../../contracts/campaign/publishing.ts';
import type { CampaignContent } from '../../content/domain/content.ts';
import { changesBetween, type FieldChange } from './changes.ts';

/**
 * What of an audit row's detail the history shows: the newest version after the change, the one that an operation published or
 * affects, the status before and after, a note, for whom, and whether it could be shown, and was switched on, on a platform before and after.
 */
export const AuditDetail = z.object({
  version: z.int().optional(),
  published: z.int().nullish(),
  status: z.tuple([z.string(), z.string()]).optional(),
  note: z.string().optional(),
  platform: z.string().optional(),
  delivery: z.tuple([z.string().nullable(), z.string()]).optional(),
  enabled: z.tuple([z.boolean(), z.boolean()]).optional(),
  onBehalfOf: z.uuid().optional(),
  leftAsFound: z.array(PlatformLeft).optional(),
  refusals: z
    .array(
      z.object({
        platform: z.string(),
        object: z.object({
          kind: z.string(),
          name: z.string(),
          adGroup: z.string().nullable(),
          path: z.string(),
        }),
        policy: z.string(),
      }),
    )
    .optional(),
});

/** What the audit trail keeps of one change, with the contents of the version that it made and of the one before. */
export type AuditEntry = {
  id: string;
  at: string;
  actor: Change['actor'];
  action: string;
  detail: z.infer<typeof AuditDetail>;
  before: CampaignContent | null;
  after: CampaignContent | null;
  /** Of the version that the change is about. */
  hash: string | null;
};

/** An entry of the history: first the fields of the content that changed, then status and note. */
export function changeOf({ id, at, actor, action, detail, before, after, hash }: AuditEntry): Change {
  const fields: FieldChange[] = before && after ? changesBetween(before, after) : [];
  if (detail.status) fields.push({ path: 'status', before: detail.status[0], after: detail.status[1] });
  if (detail.delivery) {
    const [was, is] = detail.delivery;
    fields.push({ path: `delivery.${detail.platform ?? ''}`, before: was, after: is });
  }
  if (detail.enabled) {
    const [was, is] = detail.enabled;
    fields.push({ path: `delivery.${detail.platform ?? ''}.enabled`, before: was, after: is });
  }
  if (detail.note !== undefined) fields.push({ path: 'review.note', before: null, after: detail.note });
  for (const { platform, object, policy } of detail.refusals ?? []) {
    const where = object.adGroup === null ? '' : ` in ad group “${object.adGroup}”`;
    const decided = action === 'campaign.refused_dropped' ? 'left out' : 'exemption asked for';
    const after = `${decided}: ${object.kind} “${object.name}”${where}, policy “${policy}”`;
    fields.push({ path: `${platform}.${object.path}`, before: null, after });
  }
  const onBehalfOf = detail.onBehalfOf ?? null;
  return {
    id,
    at,
    actor,
    onBehalfOf,
    action,
    version: detail.published ?? detail.version ?? null,
    hash,
    leftAsFound: detail.leftAsFound ?? null,
    fields,
  };
}
