import { v7 as uuidv7 } from 'uuid';
import type { Tx } from '../../../../storage/database.ts';
import type { Fact } from '../domain/fact.ts';
import { KnownParts, type Part, type PartLevel } from '../domain/part.ts';
import { raiseVersion } from './fact-version.ts';
import { readMembers } from './members.ts';
import { asPublished, type Changed, findKnown, hasParts, type Mention, saveParts } from './part-rows.ts';

/**
 * The facts with the labels of their ad groups, ads and keywords (domain/part.ts) in place of ids and names; parts that are
 * new by their ids are saved, and new names of known ones. The caller holds the lock on the fact version, which is `version`, so
 * that no part is made twice; or it is a long writing, which has their campaigns and raises the version at its end: null. Several facts may
 * have one key afterwards.
 */
export async function labelled<F extends Fact>(
  tx: Tx,
  organizationId: string,
  facts: readonly F[],
  version: number | null,
): Promise<F[]> {
  if (facts.every(({ adGroup, ad, keyword }) => adGroup === '' && ad === '' && keyword === ''))
    return [...facts];
  const hasIds = facts.some(({ ids }) => ids !== undefined);
  if (!hasIds && !(await hasParts(tx, organizationId))) return [...facts];
  const resolve = resolver(tx, organizationId, facts);
  const groups = await resolve(facts, ({ adGroup, ids }) => [
    { level: 'ad-group', parent: '', name: adGroup, externalId: ids?.adGroup ?? null },
  ]);
  const inGroups = facts.map((fact, at) => ({ ...fact, adGroup: groups.labels[at]?.[0] ?? '' }));
  const parts = await resolve(inGroups, ({ adGroup, ad, keyword, ids }) => [
    { level: 'ad', parent: adGroup, name: ad, externalId: ids?.ad ?? null },
    { level: 'keyword', parent: adGroup, name: keyword, externalId: ids?.keyword ?? null },
  ]);
  if (version !== null && (groups.isRenamed || parts.isRenamed))
    await raiseVersion(tx, organizationId, version + 1);
  return inGroups.map(({ ids: _, ...fact }, at) => {
    const [ad = '', keyword = ''] = parts.labels[at] ?? [];
    return { ...fact, ad, keyword } as unknown as F;
  });
}

type Named = { level: PartLevel; parent: string; name: string; externalId: string | null };

function resolver(tx: Tx, organizationId: string, all: readonly Fact[]) {
  const canonical = readMembers(tx, organizationId, [...new Set(all.map(({ campaignId }) => campaignId))]);
  return async (facts: readonly Fact[], namesOf: (fact: Fact) => Named[]) => {
    const mentions = new Map<string, Mention>();
    const keys = facts.map((fact) =>
      namesOf(fact).map(({ name, ...named }) => {
        if (name === '') return null;
        const { campaignId, platform } = fact;
        const isId = name === named.externalId;
        const mention = { ...named, campaignId, platform, name: isId ? null : name };
        const key = JSON.stringify(Object.values(mention));
        if (!mentions.has(key)) mentions.set(key, mention);
        return key;
      }),
    );
    const { labels, isRenamed } = await labelsOf(tx, organizationId, mentions, await canonical);
    return { labels: keys.map((own) => own.map((key) => (key === null ? '' : labels.get(key)))), isRenamed };
  };
}

/** The label of each mention, in the order of their keys. */
async function labelsOf(
  tx: Tx,
  organizationId: string,
  named: ReadonlyMap<string, Mention>,
  canonical: ReadonlyMap<string, string>,
): Promise<{ labels: Map<string, string>; isRenamed: boolean }> {
  const labels = new Map<string, string>();
  if (named.size === 0) return { labels, isRenamed: false };
  const mentions = await asPublished(tx, organizationId, [...named.values()]);
  const placeOf = ({ campaignId, platform, level, parent }: Mention) =>
    JSON.stringify([canonical.get(campaignId) ?? campaignId, platform, level, parent]);
  const known = await findKnown(tx, organizationId, mentions, placeOf);
  const changed = new Map<string, Changed>();
  let isRenamed = false;
  [...named.keys()].forEach((key, at) => {
    const mention = mentions[at];
    if (!mention) return;
    const here = known.get(placeOf(mention)) ?? new KnownParts();
    known.set(placeOf(mention), here);
    const { externalId, name } = mention;
    const found = here.match(mention);
    const isShared = externalId === null && here.has(name);
    const part = found ?? (externalId !== null || isShared ? made(here, mention) : null);
    labels.set(key, part?.label ?? name ?? '');
    if (!part) return;
    const news = found === null ? 'id' : externalId === null ? 'nothing' : here.learn(part, mention);
    if (news !== 'nothing') changed.set(part.id, { part, of: mention });
    isRenamed ||= news === 'name';
  });
  await saveParts(tx, organizationId, [...changed.values()]);
  return { labels, isRenamed };
}

function made(here: KnownParts, mention: Mention): Part {
  const label = here.labelFor(mention);
  const name = mention.name ?? label;
  const part = { id: uuidv7(), label, externalId: mention.externalId, name, names: new Set([name]) };
  here.add(part);
  return part;
}
