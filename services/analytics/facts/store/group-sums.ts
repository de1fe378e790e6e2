import { eachFigure, sums } from './figures.ts';

const IN_FIGURES = eachFigure((figure) => figure);
const SPAN = `span, date - (date - '1970-01-01'::date) % span AS first_day`;

/**
 * CTEs that add the rows of `moves` (campaign_id, platform, date, ad_group, currency, how many facts, figures) to the summaries
 * by ad group (migration 0010): over 1, 8 and 64 days, of each campaign and of all. $1 the organisation.
 */
export const ADD_MOVES = `
  spans AS MATERIALIZED (
    SELECT ${SPAN}, campaign_id, platform, ad_group, currency, sum(facts)::bigint AS facts, ${sums()}
      FROM moves CROSS JOIN (VALUES (1::smallint), (8), (64)) spans (span)
     GROUP BY 1, 2, 3, 4, 5, 6
  ), groups AS (
    INSERT INTO group_spans AS s (organization_id, span, first_day, campaign_id, platform, ad_group, currency, facts,
           ${IN_FIGURES})
    SELECT $1, span, first_day, campaign_id, platform, ad_group, currency, facts, ${IN_FIGURES} FROM spans
    ON CONFLICT (organization_id, span, first_day, campaign_id, platform, ad_group, currency) DO UPDATE
       SET facts = s.facts + excluded.facts, ${eachFigure((figure) => `${figure} = s.${figure} + excluded.${figure}`)}
  ), names AS (
    INSERT INTO organization_groups AS s (organization_id, span, first_day, platform, ad_group, currency, facts,
           ${IN_FIGURES})
    SELECT $1, span, first_day, platform, ad_group, currency, sum(facts), ${eachFigure((figure) => `sum(${figure})`)}
      FROM spans GROUP BY span, first_day, platform, ad_group, currency
    ON CONFLICT (organization_id, span, first_day, platform, ad_group, currency) DO UPDATE
       SET facts = s.facts + excluded.facts, ${eachFigure((figure) => `${figure} = s.${figure} + excluded.${figure}`)}
  )`;

/**
 * The CTE `moves` for a batch of facts: `changes` has what changes by ad group of each grain. Of a day only the facts of the coarsest
 * grain with ad groups count, `grain`; where these are the first of a coarser grain, those of the grain that counted before,
 * `was`, are taken away, which reads the day once.
 */
export const MOVES = `
  tops AS MATERIALIZED (
    SELECT d.campaign_id, d.platform, d.date, k.grain AS was, least(k.grain, d.grain) AS grain
      FROM (SELECT campaign_id, platform, date, min(grain) AS grain FROM changes WHERE grain & 1 = 1
             GROUP BY campaign_id, platform, date) d
     CROSS JOIN LATERAL (
       SELECT min(g.grain) AS grain FROM grain_days g
        WHERE g.organization_id = $1 AND g.campaign_id = d.campaign_id AND g.platform = d.platform AND g.date = d.date
          AND g.grain & 1 = 1 AND g.facts > 0
     ) k
  ), moves AS MATERIALIZED (
    SELECT campaign_id, platform, date, ad_group, currency, facts, ${IN_FIGURES}
      FROM changes JOIN tops USING (campaign_id, platform, date, grain)
    UNION ALL
    SELECT t.campaign_id, t.platform, t.date, f.ad_group, f.currency, -1, ${eachFigure((figure) => `-f.${figure}`)}
      FROM tops t CROSS JOIN LATERAL (
        SELECT m.ad_group, m.currency, ${eachFigure((figure) => `m.${figure}`)} FROM metric_facts m
         WHERE m.organization_id = $1 AND m.campaign_id = t.campaign_id AND m.platform = t.platform AND m.date = t.date
           AND m.grain = t.was
        OFFSET 0) f
     WHERE t.was > t.grain
  )`;
