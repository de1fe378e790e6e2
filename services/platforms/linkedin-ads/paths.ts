import { encodeText, type RestliValue } from './restli.ts';

export const ACCOUNT_URN = 'urn:li:sponsoredAccount:';
export const GROUP_URN = 'urn:li:sponsoredCampaignGroup:';
export const CAMPAIGN_URN = 'urn:li:sponsoredCampaign:';

type Collection = 'adCampaignGroups' | 'adCampaigns' | 'creatives';

/** The path of a collection of an ad account. */
export function collection(account: string, name: Collection): string {
  return `/adAccounts/${account}/${name}`;
}

/** The path of a campaign group, our campaign. */
export function groupPath(account: string, id: string): string {
  return `${collection(account, 'adCampaignGroups')}/${id}`;
}

/** The path of a LinkedIn campaign, our ad group. */
export function adGroupPath(account: string, id: string): string {
  return `${collection(account, 'adCampaigns')}/${id}`;
}

/** The path of a creative, whose id is its whole URN. */
export function adPath(account: string, urn: string): string {
  return `${collection(account, 'creatives')}/${encodeText(urn)}`;
}

/** The path of an object of one of our kinds, and the name of its status field. */
export function pathOf(account: string, kind: string, id: string): { path: string; status: string } {
  if (kind === 'ad') return { path: adPath(account, id), status: 'intendedStatus' };
  return { path: kind === 'ad-group' ? adGroupPath(account, id) : groupPath(account, id), status: 'status' };
}

const URNS: Readonly<Record<string, string>> = { adCampaignGroups: GROUP_URN, adCampaigns: CAMPAIGN_URN };

/** The search that lists the entity of a path, whatever its state: by id for groups and campaigns, by URN for creatives. */
export function searchForEntity(path: string): { path: string; query: Record<string, RestliValue> } {
  const at = path.lastIndexOf('/');
  const parent = path.slice(0, at);
  const key = decodeURIComponent(path.slice(at + 1));
  const urn = URNS[parent.slice(parent.lastIndexOf('/') + 1)];
  return urn === undefined
    ? { path: parent, query: { q: 'criteria', creatives: [key] } }
    : { path: parent, query: { q: 'search', search: { id: { values: [`${urn}${key}`] } } } };
}
