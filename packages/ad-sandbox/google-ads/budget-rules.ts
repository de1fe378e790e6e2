import { hasDouble, type Ruling } from './rule.ts';

/** Campaign budgets: CampaignBudgetError and required fields. */
export function budgetRules(ruling: Ruling): void {
  const { next, refuse, draft } = ruling;
  const shared = next['explicitlyShared'] !== false;
  if (shared && (next['name'] ?? '') === '')
    refuse('fieldError.REQUIRED', 'The required field was not present.', ['name']);
  if (typeof next['name'] === 'string' && Buffer.byteLength(next['name']) > 255)
    refuse('stringLengthError.TOO_LONG', 'Too long.', ['name'], next['name']);
  if ((next['name'] ?? '') !== '' && hasDouble(draft.living('campaignBudget'), ruling, 'name'))
    refuse(
      'campaignBudgetError.DUPLICATE_NAME',
      'A campaign budget with this name already exists.',
      ['name'],
      next['name'],
    );
  sharingRules(ruling);
  const custom = next['period'] === 'CUSTOM_PERIOD';
  const field = custom ? 'totalAmountMicros' : 'amountMicros';
  const other = custom ? 'amountMicros' : 'totalAmountMicros';
  if (next[other] !== undefined)
    refuse(
      custom
        ? 'campaignBudgetError.BUDGET_AMOUNT_MUST_BE_UNSET_FOR_CUSTOM_BUDGET_PERIOD'
        : 'campaignBudgetError.TOTAL_BUDGET_AMOUNT_MUST_BE_UNSET_FOR_BUDGET_PERIOD_DAILY',
      'This amount must be unset for the period of the budget.',
      [other],
    );
  if (next[field] === undefined)
    refuse('fieldError.REQUIRED', 'The required field was not present.', [field]);
  else amountRules(ruling, field, custom);
}

function sharingRules({ before, next, refuse }: Ruling): void {
  if (before === undefined || before['explicitlyShared'] === next['explicitlyShared']) return;
  const code =
    before['explicitlyShared'] === true
      ? 'CANNOT_UPDATE_CAMPAIGN_BUDGET_TO_IMPLICITLY_SHARED'
      : 'CANNOT_UPDATE_CAMPAIGN_BUDGET_TO_EXPLICITLY_SHARED';
  refuse(`campaignBudgetError.${code}`, 'The sharing of a budget cannot be changed.', ['explicitlyShared']);
}

function amountRules({ account, next, refuse }: Ruling, field: string, custom: boolean): void {
  const amount = BigInt(next[field] as string);
  if (amount < 0n) {
    refuse('campaignBudgetError.NEGATIVE_MONEY_AMOUNT', 'A money amount was negative.', [field], next[field]);
    return;
  }
  if (amount > 1_000_000_000_000_000n)
    refuse(
      'campaignBudgetError.MONEY_AMOUNT_TOO_LARGE',
      'A money amount was greater than the maximum allowed.',
      [field],
    );
  if (amount % BigInt(account.minimumUnitMicros) !== 0n)
    refuse(
      'campaignBudgetError.NON_MULTIPLE_OF_MINIMUM_CURRENCY_UNIT',
      'A money amount was not a multiple of a minimum unit.',
      [field],
      next[field],
    );
  if (custom || amount >= BigInt(account.perDayMinimumMicros)) return;
  const error = refuse(
    'campaignBudgetError.BUDGET_BELOW_PER_DAY_MINIMUM',
    `The budget amount is below the per day minimum of ${account.perDayMinimumMicros / 1_000_000}.`,
    [field],
    next[field],
  );
  error.details = {
    budgetPerDayMinimumErrorDetails: {
      currencyCode: account.currencyCode,
      budgetPerDayMinimumMicros: String(account.perDayMinimumMicros),
      minimumBudgetAmountMicros: String(account.perDayMinimumMicros),
      failedBudgetAmountMicros: String(amount),
    },
  };
}
