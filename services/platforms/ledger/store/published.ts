import type { DesiredCampaign } from '../../../../contracts/platforms/submissions.ts';
import { PLATFORMS, type Platform } from '../../../../contracts/values.ts';
import type { Query } from '../../../../storage/database.ts';
import {
  boolean,
  integer,
  json,
  nullable,
  oneOf,
  statement,
  text,
  uuid,
} from '../../../../storage/statement.ts';
import { shapes } from '../../shapes.ts';
import type { WrittenField } from '../domain/written.ts';

/** What one ad account holds of a campaign, as the ledger has it. */
export type Published = {
  publicationId: string;
  platform: Platform;
  adAccountId: string;
  marker: string;
  /** What was last read back and found to be so; null when nothing ever was. */
  verified: DesiredCampaign | null;
  /** What steps have written since then. */
  written: readonly WrittenField[];
  /** Whether a step of an operation is under way. */
  isChanging: boolean;
};

const READ = statement(
  `SELECT p.id AS "publicationId", a.platform, p.ad_account_id AS "adAccountId", p.marker, p.verified, p.shape, p.written, p.written_shape AS "writtenShape",
     EXISTS (SELECT 1 FROM ops o WHERE o.organization_id = $1 AND o.publication_id = p.id
             AND o.state IN ('pending', 'running')) AS "isChanging"
   FROM publications p
   JOIN ad_accounts a ON a.organization_id = p.organization_id AND a.id = p.ad_account_id
   WHERE p.organization_id = $1 AND p.campaign_id = $2 AND p.state = 'living' ORDER BY a.platform`,
  {
    publicationId: uuid,
    platform: oneOf(PLATFORMS),
    adAccountId: uuid,
    marker: text,
    verified: nullable(json),
    shape: integer,
    written: json,
    writtenShape: integer,
    isChanging: boolean,
  },
);

/** The living publications of a campaign. @throws ShapeBroken */
export async function readPublished(
  query: Query,
  organizationId: string,
  campaignId: string,
): Promise<Published[]> {
  const rows = await query(READ, [organizationId, campaignId]);
  return rows.map(({ verified, shape, written, writtenShape, ...row }) => ({
    ...row,
    written: shapes.written.read(written, writtenShape),
    verified: verified === null ? null : shapes.verified.read(verified, shape),
  }));
}
