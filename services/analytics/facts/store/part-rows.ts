import { z } from 'zod';
import type { Tx } from '../../../../storage/database.ts';
import { boolean, integer, json, nullable, statement, text, uuid } from '../../../../storage/statement.ts';
import { KnownParts, type Part, type PartLevel, type PartMention } from '../domain/part.ts';

/** A part that facts name, with where it is: `parent` is the label of its ad group. */
export type Mention = PartMention & {
  readonly campaignId: string;
  readonly platform: string;
  readonly level: PartLevel;
  readonly parent: string;
};

/** Parts that a mention may mean: of its campaign and those that are linked to it, by its id or by a name. */
const FIND = statement(
  `
  WITH sent AS MATERIALIZED (
    SELECT * FROM json_to_recordset($2::json) AS r(at int, campaign_id uuid, platform text, level text, parent text,
           external_id text, name text)
  ), members AS MATERIALIZED (
    SELECT DISTINCT s.campaign_id, m.id FROM (SELECT DISTINCT campaign_id FROM sent) s
     CROSS JOIN LATERAL (
       SELECT s.campaign_id AS id
       UNION
       SELECT b.campaign_id FROM campaign_members a
         JOIN campaign_members b ON b.organization_id = $1 AND b.canonical_id = a.canonical_id
        WHERE a.organization_id = $1 AND a.campaign_id = s.campaign_id) m
  ), found AS MATERIALIZED (
    SELECT s.at, p.id FROM sent s JOIN members m ON m.campaign_id = s.campaign_id
     CROSS JOIN LATERAL (
       SELECT id FROM campaign_parts
        WHERE organization_id = $1 AND campaign_id = m.id AND platform = s.platform AND level = s.level
          AND external_id = s.external_id AND parent = s.parent
        LIMIT 1) p
    UNION
    SELECT s.at, p.id FROM sent s JOIN members m ON m.campaign_id = s.campaign_id
     CROSS JOIN LATERAL (
       SELECT part_id FROM part_names WHERE organization_id = $1 AND campaign_id = m.id AND name = s.name OFFSET 0) n
     CROSS JOIN LATERAL (
       SELECT id FROM campaign_parts
        WHERE organization_id = $1 AND id = n.part_id AND platform = s.platform AND level = s.level
          AND parent = s.parent
        LIMIT 1) p
  )
  SELECT f.at, p.id, p.label, p.external_id AS "externalId", p.name, n.names
    FROM found f
   CROSS JOIN LATERAL (SELECT * FROM campaign_parts WHERE organization_id = $1 AND id = f.id LIMIT 1) p
   CROSS JOIN LATERAL (SELECT json_agg(name) AS names FROM part_names WHERE organization_id = $1 AND part_id = f.id) n
   ORDER BY p.id`,
  { at: integer, id: uuid, label: text, externalId: nullable(text), name: text, names: json },
);
const Names = z.array(z.string()).nullable();

/** What was published here, by the platform's ids: it is known by the names that it has in our content. */
const PUBLISHED = statement(
  `SELECT s.at, p.name FROM json_to_recordset($2::json) AS s(at int, campaign_id uuid, platform text, level text,
          external_id text)
    CROSS JOIN LATERAL (SELECT name FROM published_objects
      WHERE organization_id = $1 AND platform = s.platform AND level = s.level AND external_id = s.external_id
        AND campaign_id = s.campaign_id AND name IS NOT NULL LIMIT 1) p`,
  { at: integer, name: text },
);

const SAVE = `
  INSERT INTO campaign_parts (organization_id, id, campaign_id, platform, level, parent, label, external_id, name)
  SELECT $1, r.id, r.campaign_id, r.platform, r.level, r.parent, r.label, r.external_id, r.name
    FROM json_to_recordset($2::json) AS r(id uuid, campaign_id uuid, platform text, level text, parent text, label text,
         external_id text, name text)
  ON CONFLICT (organization_id, id) DO UPDATE SET external_id = excluded.external_id, name = excluded.name`;
const SAVE_NAMES = `
  INSERT INTO part_names (organization_id, part_id, name, campaign_id)
  SELECT $1, r.id, r.name, r.campaign_id FROM json_to_recordset($2::json) AS r(id uuid, campaign_id uuid, name text)
  ON CONFLICT (organization_id, part_id, name) DO UPDATE SET last_seen = now()`;

const ANY = statement(
  'SELECT true AS "hasParts" FROM campaign_parts WHERE organization_id = $1 ORDER BY id LIMIT 1',
  { hasParts: boolean },
);

/** Whether any part of the organisation is known by its id. In the order of the key, so that no plan reads the others' parts. */
export async function hasParts(tx: Tx, organizationId: string): Promise<boolean> {
  return (await tx.query(ANY, [organizationId]))[0]?.hasParts ?? false;
}

/** A part that was made or learnt of, and the mention that did it. */
export type Changed = { readonly part: Part; readonly of: Mention };

/** How many mentions or parts one statement takes. */
const BATCH = 5_000;

function batchesOf(records: readonly object[]): string[] {
  const batches: string[] = [];
  for (let start = 0; start < records.length; start += BATCH)
    batches.push(JSON.stringify(records.slice(start, start + BATCH)));
  return batches;
}

const recordsOf = (mentions: readonly Mention[]) =>
  batchesOf(
    mentions.map(({ campaignId, externalId, ...mention }, at) => ({
      at,
      ...mention,
      campaign_id: campaignId,
      external_id: externalId,
    })),
  );

/** The mentions, with the names that parts published here have in our content. */
export async function asPublished(tx: Tx, organizationId: string, mentions: Mention[]): Promise<Mention[]> {
  if (mentions.every(({ externalId }) => externalId === null)) return mentions;
  const names = new Map<number, string>();
  for (const batch of recordsOf(mentions))
    for (const { at, name } of await tx.query(PUBLISHED, [organizationId, batch])) names.set(at, name);
  return mentions.map((mention, at) => ({ ...mention, name: names.get(at) ?? mention.name }));
}

/** The known parts that these may mean, by the place that `placeOf` gives. */
export async function findKnown(
  tx: Tx,
  organizationId: string,
  mentions: readonly Mention[],
  placeOf: (mention: Mention) => string,
): Promise<Map<string, KnownParts>> {
  const known = new Map<string, KnownParts>();
  const seen = new Set<string>();
  for (const batch of recordsOf(mentions))
    for (const { at, names, ...row } of await tx.query(FIND, [organizationId, batch])) {
      const mention = mentions[at];
      if (!mention || seen.has(row.id)) continue;
      seen.add(row.id);
      const here = known.get(placeOf(mention)) ?? new KnownParts();
      here.add({ ...row, names: new Set(Names.parse(names)) });
      known.set(placeOf(mention), here);
    }
  return known;
}

/** Saves parts and the names that they have now. */
export async function saveParts(tx: Tx, organizationId: string, changed: readonly Changed[]): Promise<void> {
  if (changed.length === 0) return;
  const records = changed.map(({ part, of }) => ({
    id: part.id,
    campaign_id: of.campaignId,
    platform: of.platform,
    level: of.level,
    parent: of.parent,
    label: part.label,
    external_id: part.externalId,
    name: part.name,
  }));
  for (const batch of batchesOf(records)) {
    await tx.execute(SAVE, [organizationId, batch]);
    await tx.execute(SAVE_NAMES, [organizationId, batch]);
  }
}
