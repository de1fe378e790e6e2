import type { Publication } from '../../../../contracts/campaign/campaign.ts';
import type { ResultOf } from '../../../../contracts/action.ts';
import type { contentContracts } from '../../../../contracts/campaign/content.ts';
import { asJsonText } from '../../../../contracts/json-text.ts';
import { AppError } from '../../../../lib/errors.ts';
import { withJsonField } from '../../../../lib/json-text.ts';
import type { Query } from '../../../../storage/database.ts';
import { integer, nullable, statement, text } from '../../../../storage/statement.ts';
import { operationsAtWork, type AtWork } from '../../publishing/store/at-work.ts';
import { withDelivery, type Told } from '../../delivery/domain/summary.ts';
import { toldOf } from '../../delivery/store/delivery-store.ts';
import { shapes } from '../../shapes.ts';

/** A campaign's two columns as PostgreSQL keeps them: a row of today's shape goes to the client without being parsed. */
export type CampaignTexts = { document: string; structure: string | null; shape: number };

/** The JSON text of a `Campaign`. @throws ShapeBroken when a row of another shape is not what its shape says */
export function campaignText(row: CampaignTexts): string {
  const { document, structure, shape } = row;
  if (!shapes.campaign.isCurrent(shape)) return JSON.stringify(parsed(row));
  return withJsonField(document, 'structure', structure ?? 'null');
}

/**
 * The JSON text of a `CampaignSummary`, from a row of another shape than today's; today's documents are that text already.
 * @throws ShapeBroken when the row is not what its shape says
 */
export function summaryText(row: CampaignTexts): string {
  const { structure: _structure, ...summary } = parsed(row);
  return JSON.stringify(summary);
}

function parsed({ document, structure, shape }: CampaignTexts) {
  const campaign: unknown = JSON.parse(withJsonField(document, 'structure', structure ?? 'null'));
  return shapes.campaign.read(campaign, shape);
}

/** A document with what is known of each publication's delivery; one of which nothing is known stays the text that it is. */
export function documentWithDelivery(document: string, told: readonly Told[], now: Date): string {
  if (told.length === 0) return document;
  const { publications, ...rest } = JSON.parse(document) as { publications: Publication[] };
  return JSON.stringify({ ...rest, publications: withDelivery(publications, told, now) });
}

/**
 * When what a reader sees changed last: the campaign, the operation at work on it, what is known of its delivery, or that this is known
 * no more.
 */
function latest(updatedAt: string, told: readonly Told[], atWork: AtWork | undefined, now: Date): string {
  const times = told.flatMap(({ asOf, validUntil, since }) => [asOf, since, validUntil]);
  const past = times.flatMap((time) => (time !== null && time <= now ? [time.toISOString()] : []));
  const changes = atWork === undefined ? [updatedAt] : [updatedAt, atWork.updatedAt.toISOString()];
  return [...changes, ...past].sort().at(-1) ?? updatedAt;
}

const READ = statement(
  `SELECT document::text AS document, structure::text AS structure, shape, version,
     document->>'updatedAt' AS "updatedAt"
   FROM campaigns WHERE organization_id = $1 AND id = $2`,
  { document: text, structure: nullable(text), shape: integer, version: integer, updatedAt: text },
);

/** One campaign as JSON text, with what its ETag is made of. @throws AppError CAMPAIGN_NOT_FOUND */
export async function readCampaign(
  query: Query,
  organizationId: string,
  id: string,
  now: Date,
): Promise<ResultOf<typeof contentContracts.read>> {
  const [row] = await query(READ, [organizationId, id]);
  if (!row) throw new AppError('CAMPAIGN_NOT_FOUND');
  const told = (await toldOf(query, organizationId, [id])).get(id) ?? [];
  const document = documentWithDelivery(row.document, told, now);
  const atWork = (await operationsAtWork(query, organizationId, [id])).get(id);
  const updatedAt = latest(row.updatedAt, told, atWork, now);
  const whole = withJsonField(campaignText({ ...row, document }), 'operation', atWork?.text ?? 'null');
  return { text: asJsonText(whole), version: row.version, updatedAt };
}
