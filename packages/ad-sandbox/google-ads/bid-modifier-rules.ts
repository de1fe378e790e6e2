import { isObject } from '../wire.ts';
import { requireFields, type Ruling } from './rule.ts';

/** The criterion of each device, the same in every account. */
const DEVICES: Readonly<Record<string, string>> = {
  DESKTOP: '30000',
  MOBILE: '30001',
  TABLET: '30002',
  CONNECTED_TV: '30004',
};

/** The criterion id of the device in an ad group's bid modifier. */
export const deviceId = (device: unknown): string | undefined =>
  isObject(device) ? DEVICES[String(device['type'])] : undefined;

/** How an ad group bids on a device: once for each, 0 not at all, or a tenth to ten times as much. */
export function bidModifierRules(ruling: Ruling): void {
  const { next, before, draft, refuse } = ruling;
  requireFields(ruling, ['adGroup']);
  if (deviceId(next['device']) === undefined)
    refuse('criterionError.CONCRETE_TYPE_REQUIRED', 'Concrete type of criterion is required.', ['criterion']);
  const isDouble = (other: typeof next): boolean =>
    other['adGroup'] === next['adGroup'] && deviceId(other['device']) === deviceId(next['device']);
  if (before === undefined && draft.living('adGroupBidModifier').some(isDouble))
    refuse('mutateError.RESOURCE_ALREADY_EXISTS', 'Resource already exists.', []);
  const modifier = next['bidModifier'];
  if (typeof modifier !== 'number' || modifier === 0) return;
  if (modifier < 0.1) refuse('rangeError.TOO_LOW', 'Too low.', ['bidModifier'], modifier);
  if (modifier > 10) refuse('rangeError.TOO_HIGH', 'Too high.', ['bidModifier'], modifier);
}
