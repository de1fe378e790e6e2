import { isObject } from '../wire.ts';
import { configurationRules } from './campaign-configuration.ts';
import { groupByUrn, type Writing } from './writing.ts';
import { quoted } from './failure.ts';
import { budgetRules, currencyRules } from './money-rules.ts';
import { scheduleRules } from './schedule-rules.ts';
import { requireFields } from './shape.ts';
import { targetingRules } from './targeting-rules.ts';

const REQUIRED = [
  'account',
  'campaignGroup',
  'name',
  'type',
  'costType',
  'locale/country',
  'locale/language',
].concat(
  ['unitCost/amount', 'unitCost/currencyCode', 'targetingCriteria', 'offsiteDeliveryEnabled', 'status'],
  ['politicalIntent'],
);
const CREATABLE: readonly unknown[] = ['ACTIVE', 'PAUSED', 'DRAFT'];

/** Campaigns: everything the schema requires, and a state that suits the campaign group's. */
export function campaignRules(writing: Writing): void {
  const { account, before, next, refuse } = writing;
  requireFields(next, REQUIRED, refuse);
  if (next['dailyBudget'] === undefined && next['totalBudget'] === undefined)
    refuse('MISSING_FIELD', '/dailyBudget', '/dailyBudget or /totalBudget is required but missing');
  if (before === undefined && next['status'] !== undefined && !CREATABLE.includes(next['status']))
    refuse('INVALID_VALUE_FOR_FIELD', '/status', `/status can't be set to ${quoted(next['status'])}`);
  if (next['type'] !== 'TEXT_AD' && next['type'] !== undefined && next['associatedEntity'] === undefined)
    refuse('CONDITIONAL_MISSING_FIELD', '/associatedEntity', '/associatedEntity is required for this /type');
  localeRules(writing);
  currencyRules(next, account, refuse);
  budgetRules(next, account, refuse);
  scheduleRules(writing);
  targetingRules(next['targetingCriteria'], refuse);
  configurationRules(next, refuse);
  groupOfCampaign(writing);
}

function localeRules({ next, refuse }: Writing): void {
  const { locale } = next;
  if (!isObject(locale)) return;
  if (typeof locale['country'] === 'string' && !/^[A-Z]{2}$/.test(locale['country']))
    refuse(
      'INVALID_VALUE_FOR_FIELD',
      '/locale/country',
      `/locale/country can't be set to ${locale['country']}`,
    );
  if (typeof locale['language'] === 'string' && !/^[a-z]{2}$/.test(locale['language']))
    refuse(
      'INVALID_VALUE_FOR_FIELD',
      '/locale/language',
      `/locale/language can't be set to ${locale['language']}`,
    );
}

function groupOfCampaign(writing: Writing): void {
  const { before, next, refuse } = writing;
  const urn = next['campaignGroup'];
  if (urn === undefined) return;
  const group = groupByUrn(writing, urn);
  if (group === undefined) {
    refuse(
      'FIELD_VALUE_DOES_NOT_EXIST',
      '/campaignGroup',
      `/campaignGroup value ${quoted(urn)} doesn't exist`,
    );
    return;
  }
  if (group['status'] === 'DRAFT' && next['status'] !== 'DRAFT')
    refuse(
      'ONLY_DRAFT_CAMPAIGNS_ALLOWED_IN_DRAFT_CAMPAIGN_GROUPS',
      '/status',
      'Only draft campaigns are allowed in draft campaign groups',
    );
  const gone = ['ARCHIVED', 'CANCELED', 'PENDING_DELETION', 'REMOVED'].includes(quoted(group['status']));
  if (gone && (before === undefined || next['status'] === 'ACTIVE'))
    refuse('FIELD_VALUE_NOT_ACTIVE', '/campaignGroup', `/campaignGroup value ${quoted(urn)} is not active`);
}
