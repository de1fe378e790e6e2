import type { LiveAdGroup } from './live.ts';

type Choice = {
  path: string;
  field: 'audienceExpansionEnabled' | 'offsiteDeliveryEnabled' | 'pacingStrategy';
  wanted: boolean | string;
  /** What LinkedIn means when an answer leaves the field out; null where that is not known, which is a difference. */
  unsaid: string | null;
};

/**
 * What LinkedIn, or a person in Campaign Manager, would decide, and what this product sends and compares instead: ads are shown to
 * the approved audience alone, not to people whom LinkedIn finds similar, on LinkedIn alone, and a day's budget is spent over the day.
 */
const CHOICES: readonly Choice[] = [
  {
    path: 'settings.audienceExpansion',
    field: 'audienceExpansionEnabled',
    wanted: false,
    unsaid: null,
  },
  { path: 'settings.offsiteDelivery', field: 'offsiteDeliveryEnabled', wanted: false, unsaid: null },
  { path: 'settings.pacing', field: 'pacingStrategy', wanted: 'LIFETIME', unsaid: 'LIFETIME' },
];

/** What is chosen for every ad group, in the model's terms. */
export const CHOSEN_FIELDS: Readonly<Record<string, unknown>> = Object.fromEntries(
  CHOICES.map(({ path, wanted }) => [path, wanted]),
);

/** What a new ad group is sent with. */
export const CHOSEN_VALUES: Readonly<Record<string, unknown>> = Object.fromEntries(
  CHOICES.map(({ field, wanted }) => [field, wanted]),
);

/** The choices of an ad group as it is found: in the model's terms, and whether each is as it should be. */
export function foundChoices(group: LiveAdGroup) {
  return CHOICES.map(({ path, field, wanted, unsaid }) => {
    const found = group[field] ?? unsaid;
    return { path, field, wanted, found, isSame: found === wanted };
  });
}
