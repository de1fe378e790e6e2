import { campaignBody } from '../../client/testing/campaign-body.ts';
import { contentContracts } from '../../contracts/campaign/content.ts';
import type { Holdings } from './holdings.ts';

/** How an operation that names a row is asked, and what kind of row each of its positions names. */
export type Row = {
  /** By position: which of an organisation's rows can stand there. */
  readonly ids: Readonly<Record<string, keyof Holdings['ids']>>;
  /** Everything else that the request needs. */
  readonly params?: (own: Holdings) => object | Promise<object>;
};

const KEYED = () => ({ idempotencyKey: crypto.randomUUID() });
const atVersion = async ({ principals, ids }: Holdings) => {
  const campaign = await principals['owner']?.client.call(contentContracts.read, { id: ids.draft });
  return { version: campaign?.version };
};
const draftBody = ({ ids }: Holdings) =>
  campaignBody({ adAccounts: { 'google-ads': ids.googleAccount, 'linkedin-ads': ids.linkedinAccount } });
const ABOUT = ({ ids }: Holdings) => ({
  report: { filter: { campaignId: [ids.live] } },
  recipients: [ids.member],
});
const ACCOUNTS = {
  'campaign.adAccounts.google-ads': 'googleAccount',
  'campaign.adAccounts.linkedin-ads': 'linkedinAccount',
} as const;

/**
 * Every operation of clients in which an id can stand, and no other: what reads first, what changes after it, what takes a row
 * away last, because the rows of one organisation serve them all.
 */
export const MATRIX: Readonly<Record<string, Row>> = {
  'auth.switchOrganization': { ids: { organizationId: 'organization' } },
  'auth.auditEvents': { ids: { subjectId: 'draft' } },
  'campaign.read': { ids: { id: 'draft' } },
  'campaign.plan': { ids: { id: 'draft' } },
  'campaign.history': { ids: { id: 'draft' } },
  'campaign.delivery': { ids: { id: 'draft' } },
  'campaign.drift': { ids: { id: 'draft' } },
  'campaign.policy': { ids: { id: 'draft' } },
  'campaign.operation': { ids: { id: 'operation' } },
  'campaign.recommendations': { ids: { campaignId: 'live' } },
  'analytics.campaign': {
    ids: { id: 'live' },
    params: () => ({ from: '2026-01-01', to: '2026-01-31' }),
  },
  'analytics.performance': {
    ids: { 'filter.campaignId.0': 'live' },
    params: (own) => ({ filter: { campaignId: [own.ids.live] } }),
  },
  'analytics.searchTerms': {
    ids: { 'filter.campaignId.0': 'live' },
    params: (own) => ({ filter: { campaignId: [own.ids.live] } }),
  },
  'analytics.changes': { ids: { campaignId: 'live' } },
  'analytics.parts': { ids: { id: 'live' } },
  'analytics.import': { ids: { id: 'import' } },
  'analytics.asOf': {
    ids: { campaignId: 'live' },
    params: ({ ids }) => ({ at: new Date().toISOString(), campaignId: ids.live }),
  },
  'analytics.deleteFigures': {
    ids: { 'campaignIds.0': 'external' },
    params: ({ ids }) => ({
      ...{ from: '2026-01-01', to: '2026-01-02' },
      ...{ campaignIds: [ids.external], mode: 'preview' },
    }),
  },
  'analytics.undoImport': { ids: { id: 'import' } },
  'campaign.create': { ids: ACCOUNTS, params: (own) => ({ campaign: draftBody(own) }) },
  'campaign.update': {
    ids: { id: 'draft', ...ACCOUNTS },
    params: async (own) => ({
      id: own.ids.draft,
      ...(await atVersion(own)),
      campaign: draftBody(own),
    }),
  },
  'campaign.optimize': { ids: { id: 'draft' } },
  'analytics.ingest': { ids: { 'rows.0.campaignId': 'live' }, params: () => ({ rows: [METRICS] }) },
  'analytics.link': {
    ids: { campaignId: 'external', intoId: 'live' },
    params: ({ ids }) => ({ campaignId: ids.external, intoId: ids.live }),
  },
  'analytics.acknowledgeAlert': { ids: { id: 'alert' } },
  'analytics.testAlertWebhook': { ids: { id: 'webhook' } },
  'analytics.removeAlertWebhook': { ids: { id: 'webhook' } },
  'analytics.unlink': { ids: { id: 'link' } },
  'campaign.submit': { ids: { id: 'draft' } },
  'campaign.approve': { ids: { id: 'submitted' }, params: () => ({ hash: 'what was seen' }) },
  'campaign.reject': { ids: { id: 'submitted' }, params: () => ({ note: 'Not yet.' }) },
  'campaign.publish': { ids: { id: 'draft' }, params: KEYED },
  'campaign.lower': { ids: { id: 'draft' }, params: KEYED },
  'campaign.pause': { ids: { id: 'draft' }, params: KEYED },
  'campaign.resume': { ids: { id: 'draft' }, params: KEYED },
  'campaign.leave': { ids: { id: 'draft' } },
  'campaign.cancel': { ids: { id: 'operation' } },
  'campaign.retry': { ids: { id: 'operation' }, params: KEYED },
  'campaign.stop': { ids: { id: 'submitted' }, params: () => ({ scope: 'campaign' }) },
  'campaign.stopProof': { ids: { id: 'stop' } },
  'campaign.thaw': { ids: { id: 'stop' }, params: KEYED },
  'campaign.acceptDrift': { ids: { id: 'draft' }, params: () => ({ ids: ['a difference'] }) },
  'campaign.ignoreDrift': { ids: { id: 'draft' }, params: () => ({ ids: ['a difference'] }) },
  'campaign.putBackDrift': {
    ids: { id: 'draft' },
    params: () => ({ ids: ['a difference'], ...KEYED() }),
  },
  'campaign.exemptPolicy': { ids: { id: 'draft' }, params: () => ({ ids: ['a refusal'] }) },
  'campaign.dropRefused': { ids: { id: 'draft' }, params: () => ({ ids: ['a refusal'] }) },
  'campaign.dismissRecommendation': { ids: { id: 'recommendation' } },
  'campaign.applyRecommendation': { ids: { id: 'recommendation' }, params: KEYED },
  'campaign.archive': { ids: { id: 'draft' }, params: atVersion },
  'platforms.renameAdAccount': { ids: { id: 'googleAccount' }, params: () => ({ name: 'Mine' }) },
  'platforms.disconnect': { ids: { id: 'googleAccount' } },
  'platforms.leaveAdAccount': { ids: { id: 'googleAccount' } },
  'platforms.sync': { ids: { id: 'googleAccount' } },
  'platforms.syncNow': { ids: { id: 'googleAccount' } },
  'auth.withdrawInvitation': { ids: { id: 'invitation' } },
  'auth.revokeApiKey': { ids: { id: 'apiKey' } },
  'analytics.createSchedule': {
    ids: { 'report.filter.campaignId.0': 'live', 'recipients.0': 'member' },
    params: (own) => ({ name: 'Weekly', ...ABOUT(own), weekdays: [1], time: '08:00', timeZone: 'UTC' }),
  },
  'analytics.subscribeToSchedule': { ids: { id: 'schedule' }, params: () => ({ subscribed: true }) },
  'analytics.updateSchedule': {
    ids: { id: 'schedule', 'report.filter.campaignId.0': 'live', 'recipients.0': 'member' },
    params: (own) => ({ id: own.ids.schedule, ...ABOUT(own) }),
  },
  'analytics.deleteSchedule': { ids: { id: 'schedule' } },
  'analytics.rotateSqlLogin': { ids: { id: 'sqlLogin' } },
  'analytics.revokeSqlLogin': { ids: { id: 'sqlLogin' } },
  'auth.memberSessions': { ids: { userId: 'member' } },
  'auth.endSession': { ids: { id: 'ownerSession' } },
  'auth.endMemberSession': {
    ids: { userId: 'member', id: 'memberSession' },
    params: ({ ids }) => ({ userId: ids.member, id: ids.memberSession }),
  },
  'auth.endMemberSessions': { ids: { userId: 'member' } },
  'auth.decideFactorLoss': { ids: { userId: 'member' }, params: () => ({ decision: 'cancel' }) },
  'auth.changeRole': { ids: { userId: 'member' }, params: () => ({ role: 'viewer' }) },
  'auth.activateFactor': { ids: { factorId: 'begunFactor' }, params: () => ({ code: '000000' }) },
  'auth.addPasskey': { ids: { factorId: 'begunPasskey' }, params: () => ({ credential: NO_PASSKEY }) },
  'auth.removeFactor': { ids: { factorId: 'factor' } },
  'auth.removeMember': { ids: { userId: 'member' } },
};

const NO_PASSKEY = {
  id: 'AAAA',
  rawId: 'AAAA',
  type: 'public-key' as const,
  response: { clientDataJSON: 'AAAA', attestationObject: 'AAAA' },
};

const METRICS = {
  platform: 'google-ads',
  date: '2026-01-02',
  impressions: 10,
  clicks: 1,
  costMicros: 1_000_000,
  conversions: 0,
  currency: 'USD',
};
