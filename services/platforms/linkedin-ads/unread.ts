/**
 * What LinkedIn lets people change and this client does not compare, each with the reason. Fields are those of the schemas on
 * Microsoft Learn (Create and Manage Campaign Groups, Campaigns, Creatives; 202609); conformance/linkedin-settings.test.ts holds that each of
 * them is compared or stands here.
 */
export const UNREAD = {
  adCampaignGroups: {
    account: 'cannot be changed once set',
    objectiveType: 'cannot be changed once set; every ad group has the objective of its own',
  },
  adCampaigns: {
    account: 'cannot be changed once set',
    campaignGroup: 'an ad group that is moved is missing from its campaign group, which is told',
    type: 'cannot be changed once set',
    objectiveType: 'cannot be changed once set',
    locale: 'cannot be changed once set',
    format: 'cannot be changed once set',
    associatedEntity:
      'names for whom the ad group is run; a text ad shows nothing of it, and LinkedIn may fill it in',
    offsitePreferences: 'says where ads are shown outside of LinkedIn, which offsiteDeliveryEnabled forbids',
    storyDeliveryEnabled: 'is of sponsored content alone; an ad group of text ads has none',
  },
  creatives: {
    campaign: 'cannot be changed once set',
    name: 'is seen in Campaign Manager alone',
    leadgenCallToAction: 'is of lead forms alone; a text ad has none',
  },
} as const;
