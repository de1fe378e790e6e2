/**
 * What each action that changes something records, as past facts in the audit trail. An action whose contract is not
 * reached by GET stands here or in `NOT_RECORDED`: tests/audit-actions.test.ts holds every contract to that, and every
 * action that the code records to this list.
 */
export const RECORDED: Readonly<Record<string, readonly string[]>> = {
  'auth.register': ['auth.registered'],
  'auth.login': ['auth.logged_in', 'auth.login_failed', 'auth.factor_asked'],
  'auth.refreshToken': ['auth.refresh_token_reused'],
  'auth.logout': ['auth.logged_out'],
  'auth.switchOrganization': ['auth.organization_switched'],
  'auth.changeRole': ['auth.role_changed'],
  'auth.removeMember': ['auth.member_removed'],
  'auth.invite': ['auth.invited'],
  'auth.withdrawInvitation': ['auth.invitation_withdrawn'],
  'auth.acceptInvitation': ['auth.invitation_accepted'],
  'auth.changeOrganization': ['auth.approval_policy_changed'],
  'auth.enrollFactor': ['auth.factor_begun'],
  'auth.activateFactor': ['auth.factor_added'],
  'auth.removeFactor': ['auth.factor_removed'],
  'auth.makeRecoveryCodes': ['auth.recovery_codes_made'],
  'auth.answerChallenge': ['auth.factor_failed'],
  'auth.stepUp': ['auth.stepped_up'],
  'auth.createApiKey': ['auth.api_key_created'],
  'auth.revokeApiKey': ['auth.api_key_revoked'],
  'auth.exchangeApiKey': ['auth.api_key_refused'],
  'auth.recordRefusals': ['auth.access_refused'],
  'auth.exportAuditEvents': ['auth.audit_exported'],
  'campaign.create': ['campaign.created'],
  'campaign.update': ['campaign.updated'],
  'campaign.archive': ['campaign.archived'],
  'campaign.submit': ['campaign.submitted'],
  'campaign.approve': ['campaign.approved'],
  'campaign.reject': ['campaign.rejected'],
  'campaign.publish': ['campaign.publish_requested'],
  'campaign.pause': ['campaign.pause_requested'],
  'campaign.resume': ['campaign.resume_requested'],
  'campaign.applyRecommendation': ['campaign.recommendation_applied'],
  'campaign.dismissRecommendation': ['recommendation.dismissed'],
  'platforms.beginConnect': ['ad_account.consent_asked'],
  'platforms.completeConnect': ['ad_account.connected', 'ad_account.connect_failed'],
  'platforms.disconnect': ['ad_account.disconnected'],
  'platforms.submit': ['submission.done', 'submission.failed', 'submission.needs_review'],
  'ai.campaignStructure': ['ai.structure_generated', 'ai.generation_failed'],
  'analytics.commitImport': ['import.committed'],
};

const READS = 'it reads';

/** What is recorded by jobs, or by several actions. */
export const RECORDED_BESIDE: readonly string[] = ['campaign.completed'];

/** Why an action that is not reached by GET records nothing. */
export const NOT_RECORDED: Readonly<Record<string, string>> = {
  'auth.appendAuditRows': 'it is the recording',
  'auth.approverStanding': READS,
  'auth.confirmStepUp': 'what is confirmed by it is recorded by itself',
  'auth.organization': READS,
  'auth.revocations': READS,
  'auth.trustAnchors': READS,
  'campaign.get': READS,
  'campaign.optimize': 'it advises; what is applied of the advice is recorded',
  'campaign.resolve': READS,
  'platforms.check': READS,
  'platforms.renameAdAccount': 'a label; what the account is, and what was done on it, is recorded by its id',
  'platforms.status': READS,
  'analytics.addImportChunk': 'a file counts from its commit on, which is recorded',
  'analytics.beginImport': 'a file counts from its commit on, which is recorded',
  'analytics.ingest': 'figures, thousands a second, and no right or money; each row has its source',
  'analytics.propose': READS,
  'ai.explain': 'it words what was decided, and keeps nothing',
};
