import { isObject } from '../wire.ts';
import { dayOf } from './accounts.ts';
import { biddingStrategies } from './fields.ts';
import { hasDouble, requireFields, type Ruling } from './rule.ts';

/** Campaigns: name, budget, bidding, networks, dates and the political advertising declaration. */
export function campaignRules(ruling: Ruling): void {
  const { next, refuse, draft } = ruling;
  requireFields(ruling, [
    'name',
    'advertisingChannelType',
    'campaignBudget',
    'containsEuPoliticalAdvertising',
  ]);
  if (typeof next['name'] === 'string') nameRules(ruling, next['name']);
  if (next['campaignBudget'] !== undefined) budgetOfCampaign(ruling);
  if (biddingStrategies.every((strategy) => next[strategy] === undefined))
    refuse('fieldError.REQUIRED', 'The required field was not present.', ['campaignBiddingStrategy']);
  if (isObject(next['manualCpc']) && next['manualCpc']['enhancedCpcEnabled'] === true)
    refuse('contextError.OPERATION_NOT_PERMITTED_FOR_CONTEXT', 'Enhanced CPC is no longer offered.', [
      'manualCpc',
      'enhancedCpcEnabled',
    ]);
  networkRules(ruling);
  dateRules(ruling);
  if (next['name'] !== undefined && hasDouble(draft.living('campaign'), ruling, 'name'))
    refuse(
      'campaignError.DUPLICATE_CAMPAIGN_NAME',
      'A campaign with this name already exists.',
      ['name'],
      next['name'],
    );
}

function nameRules({ refuse }: Ruling, name: string): void {
  if ([...name].length > 128) refuse('stringLengthError.TOO_LONG', 'Too long.', ['name'], name);
  if (/[\0\r\n]/.test(name))
    refuse(
      'campaignError.INVALID_CAMPAIGN_NAME',
      'The campaign name contains invalid characters.',
      ['name'],
      name,
    );
}

function budgetOfCampaign(ruling: Ruling): void {
  const { next, refuse, draft } = ruling;
  const budget = draft.resolve(next['campaignBudget'], 'campaignBudget');
  if (budget === undefined) {
    refuse(
      'mutateError.RESOURCE_NOT_FOUND',
      'Resource was not found.',
      ['campaignBudget'],
      next['campaignBudget'],
    );
    return;
  }
  if (budget.fields['status'] === 'REMOVED')
    refuse('campaignBudgetError.CAMPAIGN_BUDGET_REMOVED', 'The requested campaign budget no longer exists.', [
      'campaignBudget',
    ]);
  if (
    budget.fields['explicitlyShared'] === false &&
    hasDouble(draft.living('campaign'), ruling, 'campaignBudget')
  )
    refuse(
      'campaignBudgetError.CANNOT_USE_IMPLICITLY_SHARED_CAMPAIGN_BUDGET_WITH_MULTIPLE_CAMPAIGNS',
      'Only explicitly shared campaign budgets can be used with multiple campaigns.',
      ['campaignBudget'],
    );
}

function networkRules({ next, refuse }: Ruling): void {
  const networks = next['networkSettings'];
  if (next['advertisingChannelType'] !== 'SEARCH') return;
  if (!isObject(networks)) {
    refuse('fieldError.REQUIRED', 'The required field was not present.', ['networkSettings']);
    return;
  }
  if (networks['targetSearchNetwork'] === true && networks['targetGoogleSearch'] !== true)
    refuse(
      'campaignError.CANNOT_TARGET_SEARCH_NETWORK_WITHOUT_GOOGLE_SEARCH',
      'Cannot cover search network without google search network.',
      ['networkSettings', 'targetSearchNetwork'],
    );
  if (!Object.values(networks).includes(true))
    refuse('campaignError.CAMPAIGN_MUST_TARGET_AT_LEAST_ONE_NETWORK', 'Must target at least one network.', [
      'networkSettings',
    ]);
}

const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2}) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

function dateRules(ruling: Ruling): void {
  const { next, before, refuse } = ruling;
  for (const field of ['startDateTime', 'endDateTime']) {
    const value = next[field];
    if (value === undefined || value === before?.[field]) continue;
    if (typeof value !== 'string' || !isDateTime(value))
      refuse(
        'dateError.INVALID_STRING_DATE_TIME_SECONDS',
        "The string date time's format should be yyyy-mm-dd hh:mm:ss.",
        [field],
        value,
      );
    else if (value.slice(0, 10) < dayOf(ruling.now, ruling.account))
      refuse('dateRangeError.CANNOT_SET_DATE_TO_PAST', 'Cannot set date to past time.', [field], value);
  }
  const [start, end] = [next['startDateTime'], next['endDateTime']];
  if (typeof start === 'string' && typeof end === 'string' && start > end)
    refuse('dateRangeError.START_DATE_AFTER_END_DATE', 'The start date was after the end date.', [
      'endDateTime',
    ]);
}

function isDateTime(text: string): boolean {
  const parts = DATE_TIME.exec(text);
  if (parts === null) return false;
  const date = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text.slice(0, 10);
}
