import type { CampaignInput } from '../../../../contracts/campaign/input.ts';
import { PLATFORMS } from '../../../../contracts/values.ts';
import { AppError, type FieldFault } from '../../../../lib/errors.ts';
import { budgetFaults, withSplit } from './budget.ts';
import type { CampaignContent } from './content.ts';

/**
 * The content of a version from what a client wrote: the split is filled in, what is missing is null.
 * @throws AppError REQUEST_INVALID with every fault; their paths begin with `campaign.`, the parameter that carries the input
 */
export function contentFrom(input: CampaignInput): CampaignContent {
  const { declarations, structure, ...rest } = input;
  const budget = withSplit(input.budget, input.platforms);
  const faults = [
    ...budgetFaults(budget, input.platforms),
    ...scheduleFaults(input),
    ...accountFaults(input),
  ];
  if (faults.length > 0) {
    const errors = faults.map((f) => ({ ...f, path: `campaign.${f.path}` }));
    throw new AppError('REQUEST_INVALID', { errors });
  }
  return { ...rest, budget, declarations: declarations ?? null, structure: structure ?? null };
}

function scheduleFaults({ schedule }: CampaignInput): FieldFault[] {
  const { startDate, endDate } = schedule;
  if (endDate === undefined || endDate >= startDate) return [];
  return [{ path: 'schedule.endDate', code: 'END_BEFORE_START', message: 'The end is before the start.' }];
}

function accountFaults({ platforms, adAccounts }: CampaignInput): FieldFault[] {
  return PLATFORMS.filter((p) => adAccounts[p] !== undefined && !platforms.includes(p)).map((p) => ({
    path: `adAccounts.${p}`,
    code: 'PLATFORM_NOT_CHOSEN',
    message: 'The campaign does not run on this platform.',
  }));
}
