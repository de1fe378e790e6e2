import { encodeText } from './restli.ts';

export const ACCOUNT_URN = 'urn:li:sponsoredAccount:';
export const GROUP_URN = 'urn:li:sponsoredCampaignGroup:';
export const CAMPAIGN_URN = 'urn:li:sponsoredCampaign:';

/** The path of all entities of one sort in an ad account. */
export function collection(account: string, sort: 'adCampaignGroups' | 'adCampaigns' | 'creatives'): string {
  return `/adAccounts/${account}/${sort}`;
}

/** The path of a campaign group, our campaign. */
export function groupPath(account: string, id: string): string {
  return `${collection(account, 'adCampaignGroups')}/${id}`;
}

/** The path of a LinkedIn campaign, our ad group. */
export function adGroupPath(account: string, id: string): string {
  return `${collection(account, 'adCampaigns')}/${id}`;
}

/** The path of a creative, named by its whole URN. */
export function adPath(account: string, urn: string): string {
  return `${collection(account, 'creatives')}/${encodeText(urn)}`;
}

/** The path of an object by our kind of it, and the field that holds its status. */
export function pathOf(account: string, kind: string, id: string): { path: string; status: string } {
  if (kind === 'ad') return { path: adPath(account, id), status: 'intendedStatus' };
  return { path: kind === 'ad-group' ? adGroupPath(account, id) : groupPath(account, id), status: 'status' };
}
