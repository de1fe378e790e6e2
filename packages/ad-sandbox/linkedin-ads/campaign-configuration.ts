import type { Json } from '../wire.ts';
import { quoted, type Refuse } from './failure.ts';

const COST_OF_TARGET: Record<string, string> = {
  TARGET_COST_PER_CLICK: 'CPC',
  TARGET_COST_PER_IMPRESSION: 'CPM',
  TARGET_COST_PER_VIDEO_VIEW: 'CPV',
};
const TEXT_AD_OBJECTIVES: readonly unknown[] = [
  'BRAND_AWARENESS',
  'WEBSITE_CONVERSION',
  'WEBSITE_VISIT',
  undefined,
];

/** Which cost type goes with which optimization, and what a text ad campaign may be for. */
export function configurationRules(campaign: Json, refuse: Refuse): void {
  const { type, objectiveType, optimizationTargetType, costType, offsiteDeliveryEnabled, format } = campaign;
  const target = typeof optimizationTargetType === 'string' ? optimizationTargetType : 'NONE';
  const needed =
    COST_OF_TARGET[target] ??
    (target.startsWith('MAX_') && !(target === 'MAX_VIDEO_VIEW' && costType === 'CPV') ? 'CPM' : costType);
  const textAd = type === 'TEXT_AD';
  const wrong =
    costType !== needed ||
    (textAd && !TEXT_AD_OBJECTIVES.includes(objectiveType)) ||
    (textAd && costType === 'CPV') ||
    (textAd && offsiteDeliveryEnabled === true) ||
    (textAd && format !== undefined && format !== 'TEXT_AD' && format !== 'TEXT');
  if (wrong)
    refuse(
      'INVALID_CAMPAIGN_CONFIGURATION',
      '/optimizationTargetType',
      `ObjectiveType ${quoted(objectiveType)}, CampaignFormat ${quoted(format)}, CampaignType ${quoted(type)}, ` +
        `OptimizationTargetType ${target}, CostType ${quoted(costType)}, OffsiteDeliveryEnabled ` +
        `${quoted(offsiteDeliveryEnabled)} is not a valid CampaignConfiguration`,
    );
}
