import type { ResultOf } from '../../../../contracts/action.ts';
import type { contentContracts } from '../../../../contracts/campaign/content.ts';
import { asJsonText } from '../../../../contracts/json-text.ts';
import { AppError } from '../../../../lib/errors.ts';
import { withJsonField } from '../../../../lib/json-text.ts';
import type { Query } from '../../../../storage/database.ts';
import { integer, nullable, statement, text } from '../../../../storage/statement.ts';
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
): Promise<ResultOf<typeof contentContracts.read>> {
  const [row] = await query(READ, [organizationId, id]);
  if (!row) throw new AppError('CAMPAIGN_NOT_FOUND');
  return { text: asJsonText(campaignText(row)), version: row.version, updatedAt: row.updatedAt };
}
