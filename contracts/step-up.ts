/**
 * What a person confirms with a fresh factor before it is done. A step-up for one purpose is good for no other one.
 * Each contract names its purpose, or says `none`: one without either does not compile.
 */
export const STEP_UP_PURPOSES = [
  'publish',
  'resume',
  'apply',
  'approve',
  'thaw',
  'caps',
  'ad_accounts',
  'api_keys',
  'roles',
  'sessions',
  'factors',
  'password',
  'export',
  'erase',
  'approval_policy',
  'figures',
] as const;
export type StepUpPurpose = (typeof STEP_UP_PURPOSES)[number];
