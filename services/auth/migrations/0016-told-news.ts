import { tenantWall } from '../../../storage/policy.ts';

/**
 * News of other services that was told by mail: a job that asks again tells nobody twice
 * (docs/decisions.md#25-news-that-must-not-be-missed).
 */
export const up = `
  CREATE TABLE told_news (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    told_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id)
  );
  ${tenantWall('told_news', 'auth')}`;

export const down = `DROP TABLE told_news;`;
