import { PLATFORMS } from '../../../contracts/values.ts';
import type { Call } from '../../../mixins/call.ts';
import type { Line } from './domain/normalise.ts';
import type { Identities } from './identities.ts';
import type { NamedCampaigns } from './store/named-campaigns.ts';

/**
 * Gives the lines that name their campaign by the platform's id the id that it is known by here. A line whose id stands for no
 * campaign keeps none, and is rejected like any unknown one. @throws DEPENDENCY_UNAVAILABLE when it cannot be known whose an id is
 */
export async function nameLines(
  { identities, namedCampaigns }: { identities: Identities; namedCampaigns: NamedCampaigns },
  call: Call,
  organizationId: string,
  lines: readonly Line[],
): Promise<Line[]> {
  const named = lines.flatMap(({ fact, named: campaign }) =>
    campaign === undefined ? [] : [{ ...campaign, platform: fact.platform, currency: fact.currency }],
  );
  if (named.length === 0) return [...lines];
  const distinct = [...new Map(named.map((one) => [`${one.platform} ${one.externalId}`, one])).values()];
  await identities.learn(
    call,
    organizationId,
    distinct.map(({ platform, externalId }) => ({ platform, externalId })),
  );
  const ids = new Map<string, string>();
  for (const platform of PLATFORMS) {
    const here = distinct.filter((one) => one.platform === platform);
    if (here.length === 0) continue;
    for (const [externalId, id] of await namedCampaigns(organizationId, platform, here))
      ids.set(`${platform} ${externalId}`, id);
  }
  return lines.map((line) => {
    const { fact, named: campaign } = line;
    if (campaign === undefined) return line;
    const campaignId = ids.get(`${fact.platform} ${campaign.externalId}`) ?? NOBODY;
    return { line: line.line, fact: { ...fact, campaignId } };
  });
}

/** No campaign has it. */
const NOBODY = '00000000-0000-0000-0000-000000000000';
