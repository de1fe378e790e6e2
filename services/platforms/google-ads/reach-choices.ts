import type { Choice } from './choice.ts';

/** Where ads are shown, to which people of a place, and how often each ad: what Google or a person in its pages would decide. */
const network = (path: string, member: string, wanted: boolean): Choice => ({
  path,
  field: `networkSettings.${member}`,
  wanted,
  unsaid: false,
});

/** A value that is Google's word for nothing said. */
const said = (value: unknown): unknown => (value === 'UNSPECIFIED' ? null : value);

export const REACH_OF_CAMPAIGN: readonly Choice[] = [
  network('settings.googleSearch', 'targetGoogleSearch', true),
  network('settings.searchNetwork', 'targetSearchNetwork', false),
  network('settings.displayNetwork', 'targetContentNetwork', false),
  network('settings.searchPartners', 'targetPartnerSearchNetwork', false),
  network('settings.youtube', 'targetYoutube', false),
  network('settings.googleTv', 'targetGoogleTvNetwork', false),
  // people who are in the places or regularly there, not those who only show interest in them
  {
    path: 'settings.people',
    field: 'geoTargetTypeSetting.positiveGeoTargetType',
    wanted: 'PRESENCE',
    unsaid: null,
  },
  {
    path: 'settings.peopleExcluded',
    field: 'geoTargetTypeSetting.negativeGeoTargetType',
    wanted: 'PRESENCE',
    unsaid: null,
  },
  {
    path: 'settings.adRotation',
    field: 'adServingOptimizationStatus',
    wanted: 'OPTIMIZE',
    unsaid: null,
  },
  // how ads for medicines without a brand show their address
  {
    path: 'settings.pharmaAddress',
    field: 'vanityPharma.vanityPharmaDisplayUrlMode',
    wanted: null,
    unsaid: null,
    read: said,
  },
  {
    path: 'settings.pharmaText',
    field: 'vanityPharma.vanityPharmaText',
    wanted: null,
    unsaid: null,
    read: said,
  },
];

export const ROTATION_OF_AD_GROUP: Choice = {
  path: 'settings.adRotation',
  field: 'adRotationMode',
  wanted: 'OPTIMIZE',
  unsaid: 'OPTIMIZE',
};
/** One that is switched off takes nobody in or out any more. */
export const IN_USE: Choice = {
  path: 'settings.inUse',
  field: 'status',
  wanted: 'ENABLED',
  unsaid: 'ENABLED',
};
