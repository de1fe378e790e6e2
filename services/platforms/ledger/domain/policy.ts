import { createHash } from 'node:crypto';
import type { DesiredCampaign } from '../../../../contracts/platforms/submissions.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { firstOf } from '../../../../lib/listing.ts';
import { PLATFORM_NAMES } from '../../../../rules/words.ts';
import type { Problem } from './protocol.ts';
import type { ShareObject } from './share.ts';
import type { PolicyKey, PolicyViolation } from './violation.ts';

/** An object of a version that a platform refused by a policy of its own. */
export type Refusal = {
  id: string;
  objectKey: string;
  objectKind: string;
  objectName: string;
  objectPath: string;
  adGroup: string | null;
  policy: string;
  description: string;
  key: PolicyKey;
  exemptible: boolean;
};

/** The violations in people's words; null when one of them is about no object of the campaign. */
export function refusalsOf(
  violations: readonly PolicyViolation[],
  share: readonly ShareObject[],
  { campaignId, version, adGroups }: Pick<DesiredCampaign, 'campaignId' | 'version' | 'adGroups'>,
): Refusal[] | null {
  const byKey = new Map(share.map((object) => [object.key, object]));
  const refusals: Refusal[] = [];
  for (const { objectKey, policy, description, key, exemptible } of violations) {
    const object = byKey.get(objectKey ?? '');
    if (object === undefined) return null;
    const place = /^adGroups\.(\d+)\./.exec(object.path)?.[1];
    const adGroup = place === undefined ? null : (adGroups[Number(place)]?.name ?? null);
    const id = createHash('sha256').update(JSON.stringify([campaignId, version, object.key, key]));
    refusals.push({
      id: id.digest('hex').slice(0, 24),
      objectKey: object.key,
      objectKind: object.kind,
      objectName: object.name,
      objectPath: object.path,
      adGroup,
      policy,
      description,
      key,
      exemptible,
    });
  }
  return refusals;
}

/** Says which objects break which policies, what people can do about each, and what was made of the change (written-words.ts). */
export function policyProblem(refusals: readonly Refusal[], platform: Platform, made: string): Problem {
  const sentences = refusals.map(({ objectKind, objectName, adGroup, policy, description, exemptible }) => {
    const where = adGroup === null ? '' : ` in ad group “${adGroup}”`;
    const more = description === '' ? '' : ` (${description})`;
    const ways = exemptible ? 'an exemption can be asked for' : 'no exemption can be asked for';
    return `${objectKind} “${objectName}”${where} breaks the policy “${policy}”${more}; ${ways}`;
  });
  return {
    code: 'POLICY_REFUSED',
    message: `${PLATFORM_NAMES[platform]}: ${firstOf(sentences, 5, '. ')}. ${made}`,
  };
}

const DROPPABLE = /^adGroups\.(\d+)\.(keywords|ads)\.(\d+)$/;

/**
 * The campaign without the objects with these keys. Null when that would be more than what was approved, or another campaign: without a
 * negative keyword, with an ad group that has no ad, or none of the keywords that it had. Then a new version has to say so.
 */
export function withoutObjects(
  desired: DesiredCampaign,
  share: readonly ShareObject[],
  keys: ReadonlySet<string>,
): DesiredCampaign | null {
  const chosen = share.filter(({ key }) => keys.has(key));
  const doomed = chosen.map(({ path }) => DROPPABLE.exec(path)).filter((place) => place !== null);
  if (doomed.length < chosen.length) return null;
  if (doomed.length === 0) return desired;
  const isKept = (group: number, list: string) => (_one: unknown, place: number) =>
    !doomed.some(([, at, from, index]) => Number(at) === group && from === list && Number(index) === place);
  const adGroups = desired.adGroups.map((group, at) => ({
    ...group,
    ads: group.ads.filter(isKept(at, 'ads')),
    keywords: group.keywords.filter(isKept(at, 'keywords')),
  }));
  const isEmptied = adGroups.some(
    ({ ads, keywords }, at) =>
      ads.length === 0 || (keywords.length === 0 && (desired.adGroups[at]?.keywords.length ?? 0) > 0),
  );
  return isEmptied ? null : { ...desired, adGroups };
}
