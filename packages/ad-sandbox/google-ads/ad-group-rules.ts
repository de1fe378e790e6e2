import { hasDouble, requireFields, type Ruling } from './rule.ts';

/** Ad groups: name unique in the campaign, bids in whole billable units. */
export function adGroupRules(ruling: Ruling): void {
  const { next, refuse, draft } = ruling;
  requireFields(ruling, ['name', 'campaign']);
  const name = next['name'];
  if (typeof name === 'string' && (Buffer.byteLength(name) > 255 || /[\0\r\n]/.test(name)))
    refuse('adGroupError.INVALID_ADGROUP_NAME', 'AdGroup name is not valid.', ['name'], name);
  const siblings = draft.living('adGroup').filter((other) => other['campaign'] === next['campaign']);
  if (name !== undefined && hasDouble(siblings, ruling, 'name'))
    refuse(
      'adGroupError.DUPLICATE_ADGROUP_NAME',
      'AdGroup with the same name already exists for the campaign.',
      ['name'],
      name,
    );
  bidRules(ruling, 'cpcBidMicros');
}

/** A bid must be above zero and a multiple of the account's billable unit. */
export function bidRules({ next, account, refuse }: Ruling, field: string): void {
  const bid = next[field];
  if (typeof bid !== 'string') return;
  if (BigInt(bid) <= 0n) refuse('rangeError.TOO_LOW', 'Too low.', [field], bid);
  else if (BigInt(bid) % BigInt(account.minimumUnitMicros) !== 0n)
    refuse(
      'currencyError.VALUE_NOT_MULTIPLE_OF_BILLABLE_UNIT',
      'A money amount was not a multiple of the billable unit of its currency.',
      [field],
      bid,
    );
}
