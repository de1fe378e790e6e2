import { setAccount } from '../account-state.ts';
import type { Controls } from '../control.ts';
import { edit, type EditSettings } from './edit.ts';

const STATES = {
  role: ['ACCOUNT_BILLING_ADMIN', 'ACCOUNT_MANAGER', 'CAMPAIGN_MANAGER', 'CREATIVE_MANAGER', 'VIEWER'],
};

/** The control calls of this vendor: a person's edit, the state of an account. */
export function controlsOf(settings: EditSettings): Controls {
  return {
    edit: (body) => edit(body, settings),
    account: async (body) => setAccount(body, settings.accounts, STATES),
  };
}
