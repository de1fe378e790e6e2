import { structureContracts } from './ai/structures.ts';
import { asOfContracts } from './analytics/as-of.ts';
import { deletionContracts } from './analytics/deletions.ts';
import { factContracts } from './analytics/facts.ts';
import { importContracts } from './analytics/imports.ts';
import { linkContracts } from './analytics/links.ts';
import { partContracts } from './analytics/parts.ts';
import { reportContracts } from './analytics/reports.ts';
import { changeContracts } from './analytics/changes.ts';
import { searchTermContracts } from './analytics/search-terms.ts';
import { scheduleContracts } from './analytics/schedules.ts';
import { sqlLoginContracts } from './analytics/sql-logins.ts';
import { webhookContracts } from './analytics/webhooks.ts';
import { alertContracts } from './analytics/alerts.ts';
import { currencyRateContracts } from './analytics/currency-rates.ts';
import { newsContracts } from './analytics/news.ts';
import { subscriptionContracts } from './analytics/subscriptions.ts';
import { accountContracts } from './auth/accounts.ts';
import { addressContracts } from './auth/addresses.ts';
import { factorContracts } from './auth/factors.ts';
import { factorLossContracts } from './auth/factor-loss.ts';
import { passkeyContracts } from './auth/passkeys.ts';
import { stepUpContracts } from './auth/step-up.ts';
import { machineContracts } from './auth/machines.ts';
import { memberContracts } from './auth/members.ts';
import { passwordContracts } from './auth/passwords.ts';
import { sessionListContracts } from './auth/session-list.ts';
import { sessionContracts } from './auth/sessions.ts';
import { trailContracts } from './auth/trail.ts';
import { adviceContracts } from './campaign/advice.ts';
import { campaignDeliveryContracts } from './campaign/delivery.ts';
import { campaignDriftContracts } from './campaign/drift.ts';
import { campaignPolicyContracts } from './campaign/policy.ts';
import { contentContracts } from './campaign/content.ts';
import { historyContracts } from './campaign/history.ts';
import { publishingContracts } from './campaign/publishing.ts';
import { reviewsContracts } from './campaign/reviews.ts';
import { reviewContracts } from './campaign/review.ts';
import { stopContracts } from './campaign/stops.ts';
import type { PublicContract } from './http.ts';
import { personContracts } from './auth/person.ts';
import { adAccountContracts } from './platforms/ad-accounts.ts';
import { figuresContracts } from './platforms/figures.ts';

/**
 * Every action that clients may call, in the order in which the API's description tells of them. What each is reached
 * by stands in its contract; tests/routes.test.ts fails when a public contract is missing here.
 */
export const publicContracts: readonly PublicContract[] = [
  accountContracts.register,
  addressContracts.verifyEmail,
  addressContracts.resendVerification,
  sessionContracts.login,
  sessionContracts.refreshToken,
  sessionContracts.logout,
  accountContracts.me,
  personContracts.export,
  personContracts.erase,
  sessionContracts.switchOrganization,
  passwordContracts.forgotPassword,
  passwordContracts.resetPassword,
  passwordContracts.changePassword,
  addressContracts.changeAddress,
  addressContracts.confirmAddress,
  accountContracts.changeOrganization,
  sessionContracts.jwks,
  factorContracts.factors,
  factorContracts.enrollFactor,
  factorContracts.activateFactor,
  factorContracts.removeFactor,
  factorContracts.makeRecoveryCodes,
  factorContracts.answerChallenge,
  factorLossContracts.reportFactorLoss,
  factorLossContracts.cancelFactorLoss,
  factorLossContracts.decideFactorLoss,
  passkeyContracts.beginPasskey,
  passkeyContracts.addPasskey,
  passkeyContracts.passkeySignInOptions,
  passkeyContracts.passkeySignIn,
  passkeyContracts.stepUpOptions,
  stepUpContracts.stepUp,
  sessionListContracts.sessions,
  sessionListContracts.endSession,
  sessionListContracts.endOtherSessions,
  memberContracts.members,
  memberContracts.changeRole,
  memberContracts.removeMember,
  sessionListContracts.memberSessions,
  sessionListContracts.endMemberSession,
  sessionListContracts.endMemberSessions,
  memberContracts.invitations,
  memberContracts.invite,
  memberContracts.withdrawInvitation,
  memberContracts.acceptInvitation,
  machineContracts.apiKeys,
  machineContracts.createApiKey,
  machineContracts.revokeApiKey,
  trailContracts.auditEvents,
  trailContracts.exportAuditEvents,
  trailContracts.auditHead,
  trailContracts.verifyAuditTrail,
  contentContracts.create,
  contentContracts.list,
  contentContracts.read,
  contentContracts.update,
  contentContracts.archive,
  reviewContracts.submit,
  reviewContracts.approve,
  reviewContracts.reject,
  publishingContracts.plan,
  publishingContracts.publish,
  publishingContracts.lower,
  publishingContracts.pause,
  publishingContracts.resume,
  publishingContracts.leave,
  campaignDeliveryContracts.delivery,
  campaignDriftContracts.drift,
  campaignDriftContracts.acceptDrift,
  campaignDriftContracts.ignoreDrift,
  campaignDriftContracts.putBackDrift,
  campaignPolicyContracts.policy,
  campaignPolicyContracts.exemptPolicy,
  campaignPolicyContracts.dropRefused,
  reviewsContracts.reviews,
  historyContracts.history,
  adviceContracts.optimize,
  adviceContracts.recommendations,
  adviceContracts.applyRecommendation,
  adviceContracts.dismissRecommendation,
  publishingContracts.operation,
  publishingContracts.cancel,
  publishingContracts.retry,
  stopContracts.stop,
  stopContracts.stops,
  stopContracts.stopProof,
  stopContracts.thaw,
  adAccountContracts.adAccounts,
  adAccountContracts.renameAdAccount,
  adAccountContracts.disconnect,
  adAccountContracts.leaveAdAccount,
  figuresContracts.sync,
  figuresContracts.syncNow,
  adAccountContracts.beginConnect,
  adAccountContracts.completeConnect,
  structureContracts.campaignStructure,
  reportContracts.campaign,
  reportContracts.dashboard,
  reportContracts.performance,
  searchTermContracts.searchTerms,
  changeContracts.changes,
  newsContracts.news,
  alertContracts.pacing,
  alertContracts.alerts,
  alertContracts.acknowledgeAlert,
  alertContracts.alertRules,
  alertContracts.changeAlertRules,
  subscriptionContracts.alertSubscription,
  subscriptionContracts.subscribeToAlerts,
  webhookContracts.alertWebhooks,
  webhookContracts.addAlertWebhook,
  webhookContracts.testAlertWebhook,
  webhookContracts.removeAlertWebhook,
  factContracts.ingest,
  importContracts.commitImport,
  importContracts.imports,
  importContracts.import,
  importContracts.undoImport,
  deletionContracts.deleteFigures,
  asOfContracts.asOf,
  linkContracts.links,
  linkContracts.link,
  linkContracts.unlink,
  partContracts.parts,
  scheduleContracts.createSchedule,
  scheduleContracts.schedules,
  scheduleContracts.updateSchedule,
  scheduleContracts.subscribeToSchedule,
  scheduleContracts.deleteSchedule,
  currencyRateContracts.setCurrencyRates,
  currencyRateContracts.currencyRates,
  currencyRateContracts.removeCurrencyRate,
  sqlLoginContracts.createSqlLogin,
  sqlLoginContracts.sqlLogins,
  sqlLoginContracts.rotateSqlLogin,
  sqlLoginContracts.revokeSqlLogin,
];
