import { describe, expect, it } from 'vitest';
import type { ApiKeyCaller } from '../../contracts/caller.ts';
import { API_KEY_ROLES, ROLES, type Permission, type Role } from '../../contracts/permissions.ts';
import { publicContracts } from '../../contracts/routes.ts';
import {
  KEY_KINDS,
  SCOPE_NAMES,
  SCOPES,
  SCOPES_OF_KIND,
  type KeyKind,
  type Scope,
} from '../../contracts/scopes.ts';
import { authorize } from './authorize.ts';

const id = '0199aaaa-0000-7000-8000-000000000001';
const key = (kind: KeyKind, scopes: readonly string[], role: Role = 'manager'): ApiKeyCaller => ({
  kind: 'api-key',
  keyId: id,
  userId: id,
  organizationId: id,
  role,
  addressProved: true,
  access: { kind, scopes },
});

/** The operations of clients that a caller passes, of those that are not open to everybody. */
const allowed = (caller: ApiKeyCaller): string[] =>
  publicContracts
    .filter((contract) => contract.permission !== 'public')
    .filter((contract) => {
      try {
        authorize(contract, caller);
        return true;
      } catch (error) {
        expect(error).toMatchObject({ code: 'PERMISSION_DENIED' });
        return false;
      }
    })
    .map(({ name }) => name)
    .sort();

const OPERATIONS: Record<Scope, string[]> = {
  'organization:read': ['auth.members', 'platforms.adAccounts'],
  'campaigns:read': [
    'campaign.delivery',
    'campaign.drift',
    'campaign.history',
    'campaign.list',
    'campaign.operation',
    'campaign.plan',
    'campaign.policy',
    'campaign.read',
    'campaign.recommendations',
    'campaign.reviews',
    'campaign.stopProof',
    'campaign.stops',
  ],
  'campaigns:propose': ['campaign.create', 'campaign.optimize', 'campaign.update'],
  'campaigns:write': [
    'campaign.acceptDrift',
    'campaign.archive',
    'campaign.cancel',
    'campaign.create',
    'campaign.dismissRecommendation',
    'campaign.dropRefused',
    'campaign.exemptPolicy',
    'campaign.ignoreDrift',
    'campaign.lower',
    'campaign.optimize',
    'campaign.pause',
    'campaign.stop',
    'campaign.submit',
    'campaign.update',
  ],
  'reports:read': [
    'analytics.alertRules',
    'analytics.alertSubscription',
    'analytics.alertWebhooks',
    'analytics.alerts',
    'analytics.asOf',
    'analytics.campaign',
    'analytics.changes',
    'analytics.currencyRates',
    'analytics.dashboard',
    'analytics.import',
    'analytics.imports',
    'analytics.links',
    'analytics.news',
    'analytics.pacing',
    'analytics.parts',
    'analytics.performance',
    'analytics.schedules',
    'analytics.searchTerms',
    'analytics.subscribeToAlerts',
    'analytics.subscribeToSchedule',
    'platforms.sync',
  ],
  'metrics:write': [
    'analytics.acknowledgeAlert',
    'analytics.commitImport',
    'analytics.ingest',
    'analytics.link',
    'analytics.removeCurrencyRate',
    'analytics.setCurrencyRates',
    'analytics.undoImport',
    'analytics.unlink',
    'platforms.syncNow',
  ],
  'ai:use': ['ai.campaignStructure'],
};

describe('an API key', () => {
  it.each(SCOPE_NAMES)('with the scope %s does that and nothing else', (scope) => {
    expect(allowed(key('integration', [scope]))).toEqual(OPERATIONS[scope]);
    expect(allowed(key('agent', [scope]))).toEqual(
      SCOPES_OF_KIND.agent.includes(scope) ? OPERATIONS[scope] : [],
    );
  });

  it.each(KEY_KINDS)('of kind %s does nothing without a scope, or with one that nobody knows', (kind) => {
    expect(allowed(key(kind, []))).toEqual([]);
    expect(allowed(key(kind, ['everything', 'campaigns:publish', '__proto__']))).toEqual([]);
  });

  it('with every scope raises no exposure and administers nothing, whatever its role and kind', () => {
    const weighty = publicContracts.filter(
      ({ name, stepUp, permission }) =>
        // what is cancelled decides: a key ends what raises, and takes back no pause (services/campaign/tests/take-back.int.test.ts)
        name !== 'campaign.cancel' && (stepUp !== 'none' || permission === 'signed-in'),
    );
    expect(weighty.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['campaign.publish', 'campaign.resume', 'campaign.applyRecommendation']),
    );
    for (const kind of KEY_KINDS)
      for (const role of ROLES)
        for (const { name } of weighty) expect(allowed(key(kind, SCOPE_NAMES, role))).not.toContain(name);
  });

  it('of an agent never submits, pauses, archives or writes figures', () => {
    const names = allowed(key('agent', SCOPE_NAMES));
    expect(names).toEqual(expect.arrayContaining(['campaign.create', 'campaign.read']));
    for (const kept of [
      'submit',
      'stop',
      'cancel',
      'pause',
      'archive',
      'publish',
      'approve',
      'reject',
      'applyRecommendation',
    ])
      expect(names).not.toContain(`campaign.${kept}`);
    const isOfAnalytics = (name: string) => name.startsWith('analytics.');
    expect(names.filter(isOfAnalytics)).toEqual(OPERATIONS['reports:read'].filter(isOfAnalytics));
  });

  it('does no more than its role: a viewer with every scope reads', () => {
    const readable = ['organization:read', 'campaigns:read', 'reports:read'] as const;
    const expected = readable.flatMap((scope) => OPERATIONS[scope]).sort();
    expect(allowed(key('integration', SCOPE_NAMES, 'viewer'))).toEqual(expected);
    for (const role of API_KEY_ROLES)
      expect(allowed(key('integration', SCOPE_NAMES, role))).toEqual(expect.arrayContaining(expected));
  });

  it('has scopes whose permissions are known, each in one place', () => {
    const permissions: Permission[] = Object.values(SCOPES).flat();
    for (const kept of ['campaign:publish', 'campaign:apply', 'campaign:approve'] as const)
      expect(permissions).not.toContain(kept);
  });
});
