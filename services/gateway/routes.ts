import { aiContracts } from '../../contracts/ai.ts';
import { analyticsContracts } from '../../contracts/analytics.ts';
import { authContracts } from '../../contracts/auth.ts';
import { Campaign, campaignContracts, CampaignPage } from '../../contracts/campaign.ts';
import { platformsContracts } from '../../contracts/platforms.ts';
import { exactJson } from './http/exact-json.ts';
import { ImportQuery, uploadImport } from './import-upload.ts';
import { uploadMetrics } from './metrics-upload.ts';
import { streamOperation } from './operation-events.ts';
import { performanceAnswer, performanceParams, PerformanceQuery } from './performance-table.ts';
import { route, type Answer, type RouteDefinition } from './route.ts';

const PAGE = ['limit', 'cursor'] as const;
/** The version for If-Match, and the instant of the last change: status and review change without a new version. */
const etag = (campaign: { version: number; updatedAt: string }) =>
  `"${campaign.version}-${Date.parse(campaign.updatedAt)}"`;

/** One versioned resource with its ETag. */
const versioned = (campaign: { version: number; updatedAt: string }): Answer => ({
  status: 200,
  headers: { etag: etag(campaign), 'cache-control': 'private, no-cache' },
  body: campaign,
});
const accepted = (operation: { id: string }): Answer => ({
  status: 202,
  headers: { location: `/api/operations/${operation.id}` },
  body: operation,
});

/** Sums are printed exactly, however large. */
const exact = (body: unknown): Answer => ({ status: 200, body: exactJson(body) });

/** The whole HTTP surface of the product, a line an operation. */
export const routes: readonly RouteDefinition[] = [
  // --- authentication
  route('POST', '/api/auth/register', authContracts.register, 'Authentication', {
    success: 201,
    origin: true,
    limit: 'register',
  }),
  route('POST', '/api/auth/login', authContracts.login, 'Authentication', { origin: true, limit: 'login' }),
  route('POST', '/api/auth/refresh-token', authContracts.refreshToken, 'Authentication', {
    origin: true,
    limit: 'login',
  }),
  route('POST', '/api/auth/logout', authContracts.logout, 'Authentication', { success: 204 }),
  route('GET', '/api/auth/me', authContracts.me, 'Authentication'),
  route('POST', '/api/auth/switch-organization', authContracts.switchOrganization, 'Authentication', {
    origin: true,
  }),
  route('GET', '/.well-known/jwks.json', authContracts.jwks, 'Authentication', {
    answer: (body) => ({ status: 200, headers: { 'cache-control': 'public, max-age=60' }, body }),
  }),
  // --- members
  route('GET', '/api/members', authContracts.members, 'Members', { query: PAGE }),
  route('PATCH', '/api/members/{userId}', authContracts.changeRole, 'Members'),
  route('DELETE', '/api/members/{userId}', authContracts.removeMember, 'Members', { success: 204 }),
  route('GET', '/api/invitations', authContracts.invitations, 'Members', { query: PAGE }),
  route('POST', '/api/invitations', authContracts.invite, 'Members', { success: 201 }),
  route('DELETE', '/api/invitations/{id}', authContracts.withdrawInvitation, 'Members', { success: 204 }),
  route('POST', '/api/invitations/accept', authContracts.acceptInvitation, 'Members', {
    origin: true,
    limit: 'login',
  }),
  // --- API keys
  route('GET', '/api/api-keys', authContracts.apiKeys, 'API keys', { query: PAGE }),
  route('POST', '/api/api-keys', authContracts.createApiKey, 'API keys', { success: 201 }),
  route('DELETE', '/api/api-keys/{id}', authContracts.revokeApiKey, 'API keys', { success: 204 }),
  // --- campaigns
  route('POST', '/api/campaigns', campaignContracts.create, 'Campaigns', {
    body: { under: 'campaign' },
    idempotency: 'optional',
    success: 201,
    answer: (campaign) => ({
      status: 201,
      headers: { location: `/api/campaigns/${campaign.id}`, etag: etag(campaign) },
      body: campaign,
    }),
  }),
  route('GET', '/api/campaigns', campaignContracts.list, 'Campaigns', {
    query: [...PAGE, 'sort', 'status', 'platform', 'objective', 'q'],
    describes: CampaignPage,
    answer: ({ text }) => ({ status: 200, body: text }),
  }),
  route('GET', '/api/campaigns/{id}', campaignContracts.read, 'Campaigns', {
    describes: Campaign,
    revalidates: true,
    answer: (read) => ({ ...versioned(read), body: read.text }),
  }),
  route('PUT', '/api/campaigns/{id}', campaignContracts.update, 'Campaigns', {
    body: { under: 'campaign' },
    ifMatch: true,
    answer: versioned,
  }),
  route('DELETE', '/api/campaigns/{id}', campaignContracts.archive, 'Campaigns', {
    ifMatch: true,
    answer: versioned,
  }),
  route('POST', '/api/campaigns/{id}/submit', campaignContracts.submit, 'Campaigns', { answer: versioned }),
  route('POST', '/api/campaigns/{id}/approve', campaignContracts.approve, 'Campaigns', { answer: versioned }),
  route('POST', '/api/campaigns/{id}/reject', campaignContracts.reject, 'Campaigns', { answer: versioned }),
  route('GET', '/api/campaigns/{id}/plan', campaignContracts.plan, 'Campaigns', { answer: exact }),
  route('POST', '/api/campaigns/{id}/publish', campaignContracts.publish, 'Campaigns', {
    idempotency: 'required',
    success: 202,
    answer: accepted,
  }),
  route('POST', '/api/campaigns/{id}/pause', campaignContracts.pause, 'Campaigns', {
    idempotency: 'optional',
    success: 202,
    answer: accepted,
  }),
  route('POST', '/api/campaigns/{id}/resume', campaignContracts.resume, 'Campaigns', {
    idempotency: 'required',
    success: 202,
    answer: accepted,
  }),
  route('GET', '/api/campaigns/{id}/history', campaignContracts.history, 'Campaigns', { query: PAGE }),
  // --- recommendations
  route('POST', '/api/campaigns/{id}/optimize', campaignContracts.optimize, 'Recommendations'),
  route('GET', '/api/recommendations', campaignContracts.recommendations, 'Recommendations', {
    query: [...PAGE, 'campaignId', 'status'],
  }),
  route('POST', '/api/recommendations/{id}/apply', campaignContracts.applyRecommendation, 'Recommendations', {
    idempotency: 'required',
  }),
  route(
    'POST',
    '/api/recommendations/{id}/dismiss',
    campaignContracts.dismissRecommendation,
    'Recommendations',
  ),
  // --- operations
  route('GET', '/api/operations/{id}', campaignContracts.operation, 'Operations'),
  route('GET', '/api/operations/{id}/events', campaignContracts.operation, 'Operations', {
    handle: streamOperation,
    media: { response: ['text/event-stream'] },
  }),
  // --- ad accounts
  route('GET', '/api/ad-accounts', platformsContracts.adAccounts, 'Ad accounts', {
    query: [...PAGE, 'platform'],
  }),
  route('PATCH', '/api/ad-accounts/{id}', platformsContracts.renameAdAccount, 'Ad accounts'),
  route('DELETE', '/api/ad-accounts/{id}', platformsContracts.disconnect, 'Ad accounts', { success: 204 }),
  route('POST', '/api/ad-accounts/connect', platformsContracts.beginConnect, 'Ad accounts'),
  route('POST', '/api/ad-accounts/connect/complete', platformsContracts.completeConnect, 'Ad accounts'),
  // --- ai
  route('POST', '/api/ai/campaign-structures', aiContracts.campaignStructure, 'AI', {
    body: { under: 'brief' },
    idempotency: 'optional',
  }),
  // --- analytics
  route('GET', '/api/analytics/campaigns/{id}', analyticsContracts.campaign, 'Analytics', {
    query: ['from', 'to', 'granularity', 'compare'],
    answer: exact,
  }),
  route('GET', '/api/analytics/dashboard', analyticsContracts.dashboard, 'Analytics', {
    query: ['from', 'to'],
    answer: exact,
  }),
  route('GET', '/api/analytics/performance', analyticsContracts.performance, 'Analytics', {
    queryShape: PerformanceQuery,
    fromQuery: performanceParams,
    answer: performanceAnswer,
    media: { response: ['application/json', 'text/csv'] },
  }),
  route('POST', '/api/analytics/metrics', analyticsContracts.ingest, 'Analytics', {
    handle: uploadMetrics,
    media: { request: ['application/json', 'application/x-ndjson'] },
  }),
  route('POST', '/api/analytics/imports', analyticsContracts.commitImport, 'Analytics', {
    queryShape: ImportQuery,
    handle: uploadImport,
    success: 202,
    media: { request: ['text/csv', 'application/octet-stream'] },
  }),
  route('GET', '/api/analytics/imports/{id}', analyticsContracts.import, 'Analytics'),
];
