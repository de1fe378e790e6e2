import { structureContracts } from '../../contracts/ai/structures.ts';
import { factContracts } from '../../contracts/analytics/facts.ts';
import { importContracts } from '../../contracts/analytics/imports.ts';
import { reportContracts } from '../../contracts/analytics/reports.ts';
import { accountContracts } from '../../contracts/auth/accounts.ts';
import { machineContracts } from '../../contracts/auth/machines.ts';
import { memberContracts } from '../../contracts/auth/members.ts';
import { sessionContracts } from '../../contracts/auth/sessions.ts';
import { adviceContracts } from '../../contracts/campaign/advice.ts';
import { Campaign, CampaignPage } from '../../contracts/campaign/campaign.ts';
import { contentContracts } from '../../contracts/campaign/content.ts';
import { historyContracts } from '../../contracts/campaign/history.ts';
import { publishingContracts } from '../../contracts/campaign/publishing.ts';
import { reviewContracts } from '../../contracts/campaign/review.ts';
import { adAccountContracts } from '../../contracts/platforms/ad-accounts.ts';
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
  route('POST', '/api/auth/register', accountContracts.register, 'Authentication', {
    success: 201,
    origin: true,
    limit: 'register',
  }),
  route('POST', '/api/auth/login', sessionContracts.login, 'Authentication', {
    origin: true,
    limit: 'login',
  }),
  route('POST', '/api/auth/refresh-token', sessionContracts.refreshToken, 'Authentication', {
    origin: true,
    limit: 'login',
  }),
  route('POST', '/api/auth/logout', sessionContracts.logout, 'Authentication', { success: 204 }),
  route('GET', '/api/auth/me', accountContracts.me, 'Authentication'),
  route('POST', '/api/auth/switch-organization', sessionContracts.switchOrganization, 'Authentication', {
    origin: true,
  }),
  route('GET', '/.well-known/jwks.json', sessionContracts.jwks, 'Authentication', {
    answer: (body) => ({ status: 200, headers: { 'cache-control': 'public, max-age=60' }, body }),
  }),
  // --- members
  route('GET', '/api/members', memberContracts.members, 'Members', { query: PAGE }),
  route('PATCH', '/api/members/{userId}', memberContracts.changeRole, 'Members'),
  route('DELETE', '/api/members/{userId}', memberContracts.removeMember, 'Members', { success: 204 }),
  route('GET', '/api/invitations', memberContracts.invitations, 'Members', { query: PAGE }),
  route('POST', '/api/invitations', memberContracts.invite, 'Members', { success: 201 }),
  route('DELETE', '/api/invitations/{id}', memberContracts.withdrawInvitation, 'Members', { success: 204 }),
  route('POST', '/api/invitations/accept', memberContracts.acceptInvitation, 'Members', {
    origin: true,
    limit: 'login',
  }),
  // --- API keys
  route('GET', '/api/api-keys', machineContracts.apiKeys, 'API keys', { query: PAGE }),
  route('POST', '/api/api-keys', machineContracts.createApiKey, 'API keys', { success: 201 }),
  route('DELETE', '/api/api-keys/{id}', machineContracts.revokeApiKey, 'API keys', { success: 204 }),
  // --- campaigns
  route('POST', '/api/campaigns', contentContracts.create, 'Campaigns', {
    body: { under: 'campaign' },
    idempotency: 'optional',
    success: 201,
    answer: (campaign) => ({
      status: 201,
      headers: { location: `/api/campaigns/${campaign.id}`, etag: etag(campaign) },
      body: campaign,
    }),
  }),
  route('GET', '/api/campaigns', contentContracts.list, 'Campaigns', {
    query: [...PAGE, 'sort', 'status', 'platform', 'objective', 'q'],
    describes: CampaignPage,
    answer: ({ text }) => ({ status: 200, body: text }),
  }),
  route('GET', '/api/campaigns/{id}', contentContracts.read, 'Campaigns', {
    describes: Campaign,
    revalidates: true,
    answer: (read) => ({ ...versioned(read), body: read.text }),
  }),
  route('PUT', '/api/campaigns/{id}', contentContracts.update, 'Campaigns', {
    body: { under: 'campaign' },
    ifMatch: true,
    answer: versioned,
  }),
  route('DELETE', '/api/campaigns/{id}', contentContracts.archive, 'Campaigns', {
    ifMatch: true,
    answer: versioned,
  }),
  route('POST', '/api/campaigns/{id}/submit', reviewContracts.submit, 'Campaigns', { answer: versioned }),
  route('POST', '/api/campaigns/{id}/approve', reviewContracts.approve, 'Campaigns', { answer: versioned }),
  route('POST', '/api/campaigns/{id}/reject', reviewContracts.reject, 'Campaigns', { answer: versioned }),
  route('GET', '/api/campaigns/{id}/plan', publishingContracts.plan, 'Campaigns', { answer: exact }),
  route('POST', '/api/campaigns/{id}/publish', publishingContracts.publish, 'Campaigns', {
    idempotency: 'required',
    success: 202,
    answer: accepted,
  }),
  route('POST', '/api/campaigns/{id}/pause', publishingContracts.pause, 'Campaigns', {
    idempotency: 'optional',
    success: 202,
    answer: accepted,
  }),
  route('POST', '/api/campaigns/{id}/resume', publishingContracts.resume, 'Campaigns', {
    idempotency: 'required',
    success: 202,
    answer: accepted,
  }),
  route('GET', '/api/campaigns/{id}/history', historyContracts.history, 'Campaigns', { query: PAGE }),
  // --- recommendations
  route('POST', '/api/campaigns/{id}/optimize', adviceContracts.optimize, 'Recommendations'),
  route('GET', '/api/recommendations', adviceContracts.recommendations, 'Recommendations', {
    query: [...PAGE, 'campaignId', 'status'],
  }),
  route('POST', '/api/recommendations/{id}/apply', adviceContracts.applyRecommendation, 'Recommendations', {
    idempotency: 'required',
  }),
  route(
    'POST',
    '/api/recommendations/{id}/dismiss',
    adviceContracts.dismissRecommendation,
    'Recommendations',
  ),
  // --- operations
  route('GET', '/api/operations/{id}', publishingContracts.operation, 'Operations'),
  route('GET', '/api/operations/{id}/events', publishingContracts.operation, 'Operations', {
    handle: streamOperation,
    media: { response: ['text/event-stream'] },
  }),
  // --- ad accounts
  route('GET', '/api/ad-accounts', adAccountContracts.adAccounts, 'Ad accounts', {
    query: [...PAGE, 'platform'],
  }),
  route('PATCH', '/api/ad-accounts/{id}', adAccountContracts.renameAdAccount, 'Ad accounts'),
  route('DELETE', '/api/ad-accounts/{id}', adAccountContracts.disconnect, 'Ad accounts', { success: 204 }),
  route('POST', '/api/ad-accounts/connect', adAccountContracts.beginConnect, 'Ad accounts'),
  route('POST', '/api/ad-accounts/connect/complete', adAccountContracts.completeConnect, 'Ad accounts'),
  // --- ai
  route('POST', '/api/ai/campaign-structures', structureContracts.campaignStructure, 'AI', {
    body: { under: 'brief' },
    idempotency: 'optional',
  }),
  // --- analytics
  route('GET', '/api/analytics/campaigns/{id}', reportContracts.campaign, 'Analytics', {
    query: ['from', 'to', 'granularity', 'compare'],
    answer: exact,
  }),
  route('GET', '/api/analytics/dashboard', reportContracts.dashboard, 'Analytics', {
    query: ['from', 'to'],
    answer: exact,
  }),
  route('GET', '/api/analytics/performance', reportContracts.performance, 'Analytics', {
    queryShape: PerformanceQuery,
    fromQuery: performanceParams,
    answer: performanceAnswer,
    media: { response: ['application/json', 'text/csv'] },
  }),
  route('POST', '/api/analytics/metrics', factContracts.ingest, 'Analytics', {
    handle: uploadMetrics,
    media: { request: ['application/json', 'application/x-ndjson'] },
  }),
  route('POST', '/api/analytics/imports', importContracts.commitImport, 'Analytics', {
    queryShape: ImportQuery,
    handle: uploadImport,
    success: 202,
    media: { request: ['text/csv', 'application/octet-stream'] },
  }),
  route('GET', '/api/analytics/imports/{id}', importContracts.import, 'Analytics'),
];
