import { campaignRules } from './campaign-rules.ts';
import { creativeRules } from './creative-rules.ts';
import { campaignFields, creativeFields, groupFields, type FieldTable } from './fields.ts';
import { groupRules } from './group-rules.ts';
import { CAMPAIGN_URN, GROUP_URN, type Writing } from './writing.ts';

export type EntityPath = 'adCampaignGroups' | 'adCampaigns' | 'creatives';

export type Entity = {
  path: EntityPath;
  kind: 'campaignGroup' | 'campaign' | 'creative';
  urn: string;
  status: 'status' | 'intendedStatus';
  fields: FieldTable;
  rules: (writing: Writing) => void;
  /** The kind and field by which children name this entity as their parent. */
  child?: { kind: string; field: string };
};

/** The three entities under an ad account, by their path. */
export const entities: Record<EntityPath, Entity> = {
  adCampaignGroups: {
    path: 'adCampaignGroups',
    kind: 'campaignGroup',
    urn: GROUP_URN,
    status: 'status',
    fields: groupFields,
    rules: groupRules,
    child: { kind: 'campaign', field: 'campaignGroup' },
  },
  adCampaigns: {
    path: 'adCampaigns',
    kind: 'campaign',
    urn: CAMPAIGN_URN,
    status: 'status',
    fields: campaignFields,
    rules: campaignRules,
    child: { kind: 'creative', field: 'campaign' },
  },
  creatives: {
    path: 'creatives',
    kind: 'creative',
    urn: 'urn:li:sponsoredCreative:',
    status: 'intendedStatus',
    fields: creativeFields,
    rules: creativeRules,
  },
};
