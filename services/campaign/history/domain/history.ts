import type { Change } from '../../../../contracts/campaign/history.ts';
import { changesBetween, type FieldChange } from './changes.ts';
import type { CampaignContent } from '../../content/domain/content.ts';

/** What the audit trail keeps of one change, with the contents of the version that it wrote and of the one before. */
export type RecordedChange = {
  id: string;
  at: string;
  actor: Change['actor'];
  action: string;
  detail: { version?: number; status?: [string, string]; note?: string };
  before: CampaignContent | null;
  after: CampaignContent | null;
};

/** An entry of the history: the fields of the content that changed, then those of the campaign's life. */
export function changeOf({ id, at, actor, action, detail, before, after }: RecordedChange): Change {
  const fields: FieldChange[] = before && after ? changesBetween(before, after) : [];
  if (detail.status) fields.push({ path: 'status', before: detail.status[0], after: detail.status[1] });
  if (detail.note !== undefined) fields.push({ path: 'review.note', before: null, after: detail.note });
  return { id, at, actor, action, version: detail.version ?? null, fields };
}
