import { isObject, type Json } from '../wire.ts';
import type { GoogleAccount } from './accounts.ts';
import { adGroupRules } from './ad-group-rules.ts';
import { adContentRules, adRules } from './ad-rules.ts';
import { bidModifierRules } from './bid-modifier-rules.ts';
import { budgetRules } from './budget-rules.ts';
import { campaignRules } from './campaign-rules.ts';
import { adGroupCriterionRules, campaignCriterionRules } from './criterion-rules.ts';
import { completeCreate, criterionDouble, derivedFields } from './create-defaults.ts';
import type { Draft } from './draft.ts';
import type { AdsError } from './failure.ts';
import { ad as adFields } from './fields.ts';
import type { Operation } from './operations.ts';
import type { KeywordPolicy } from './policies.ts';
import { bindLabel, labelRules, takeOff } from './label-rules.ts';
import { idInName, isLabelLink, resources, type ResourceKind } from './resources.ts';
import { summaryOfNew } from './reviews.ts';
import { refuser, type Ruling } from './rule.ts';
import { applyMask } from './update-mask.ts';

const RULES: Record<ResourceKind, (ruling: Ruling) => void> = {
  campaignBudget: budgetRules,
  campaign: campaignRules,
  campaignCriterion: campaignCriterionRules,
  adGroup: adGroupRules,
  adGroupCriterion: adGroupCriterionRules,
  adGroupAd: adRules,
  adGroupBidModifier: bidModifierRules,
  label: labelRules,
  campaignLabel: () => undefined,
  adGroupLabel: () => undefined,
};

export type Site = {
  account: GoogleAccount;
  draft: Draft;
  now: Date;
  errors: AdsError[];
  policies: readonly KeywordPolicy[];
  /** How long an ad is in review; 0 lets it through at once. */
  reviewMs: number;
  /** Whether a search campaign that does not say has what widens it. */
  automates: boolean;
};

type ResourceOperation = Operation & { kind: ResourceKind };

const isResource = (operation: Operation): operation is ResourceOperation => operation.kind !== 'ad';

/** Lays one operation over the draft, or adds its errors; gives the resource name to answer with. */
export function applyOperation(operation: Operation, site: Site): string {
  const refuse = refuser(site.errors, operation.at);
  if (!isResource(operation)) return updateAd(operation, site, refuse);
  if (operation.verb === 'create') return create(operation, site, refuse);
  const found = site.draft.resolve(operation.name, operation.kind);
  if (found === undefined) {
    const code =
      idInName(operation.name, site.account.id, operation.kind) === undefined
        ? 'requestError.INVALID_RESOURCE_NAME'
        : 'mutateError.RESOURCE_NOT_FOUND';
    refuse(
      code,
      'Resource was not found.',
      operation.verb === 'update' ? ['resourceName'] : [],
      operation.name,
    );
    return '';
  }
  if (found.fields['status'] === 'REMOVED') {
    refuse('contextError.OPERATION_NOT_PERMITTED_FOR_REMOVED_RESOURCE', 'The resource is removed.', []);
    return '';
  }
  if (operation.verb === 'remove') return remove(operation, found, site, refuse);
  return update(operation, found, site, refuse);
}

type Found = { id: string; fields: Json };

function update(operation: ResourceOperation, found: Found, site: Site, refuse: Ruling['refuse']): string {
  const { kind } = operation;
  if (operation.mask === undefined) {
    refuse('fieldMaskError.FIELD_MASK_MISSING', 'The field mask must be provided for update operations.', []);
    return '';
  }
  const next = applyMask(found.fields, operation.fields, operation.mask, resources[kind].fields, refuse);
  refuseRemovedStatus(next, refuse);
  RULES[kind]({
    ...site,
    id: found.id,
    before: found.fields,
    next,
    refuse,
    exemptions: operation.exemptions,
  });
  site.draft.put('update', kind, found.id, { ...next, ...derivedFields(kind, next) });
  return site.draft.nameOf(kind, found.id);
}

/**
 * Changes an ad where it is: what it says, where it leads. The ad group's ad keeps its state; what it says is reviewed anew.
 * `adGroupAds` cannot do this, and `ads` cannot do anything else.
 */
function updateAd(operation: Operation, site: Site, refuse: Ruling['refuse']): string {
  const { account, draft } = site;
  const id = new RegExp(`^customers/${account.id}/ads/(\\d+)$`).exec(String(operation.name))?.[1];
  const holder = draft.living('adGroupAd').find((one) => isObject(one['ad']) && one['ad']['id'] === id);
  if (id === undefined || holder === undefined || !isObject(holder['ad'])) {
    const code = id === undefined ? 'requestError.INVALID_RESOURCE_NAME' : 'mutateError.RESOURCE_NOT_FOUND';
    refuse(code, 'Resource was not found.', ['resourceName'], operation.name);
    return '';
  }
  if (operation.mask === undefined) {
    refuse('fieldMaskError.FIELD_MASK_MISSING', 'The field mask must be provided for update operations.', []);
    return '';
  }
  const ad = applyMask(holder['ad'], operation.fields, operation.mask, adFields, refuse);
  const next: Json = { ...holder, ad, policySummary: summaryOfNew(site.reviewMs) };
  const ownId = String(holder['resourceName']).split('/').at(-1) ?? '';
  const { exemptions } = operation;
  adContentRules({ ...site, id: ownId, before: holder, next, refuse, exemptions }, ad, []);
  draft.put('update', 'adGroupAd', ownId, next);
  return String(operation.name);
}

function remove(operation: ResourceOperation, found: Found, site: Site, refuse: Ruling['refuse']): string {
  const { kind } = operation;
  const name = site.draft.nameOf(kind, found.id);
  if (isLabelLink(kind) || kind === 'adGroupBidModifier') {
    site.draft.drop(kind, found.id);
    return name;
  }
  if (kind === 'label') takeOff(name, site.draft);
  if (
    kind === 'campaignBudget' &&
    site.draft.living('campaign').some((one) => one['campaignBudget'] === name)
  )
    refuse(
      'campaignBudgetError.CAMPAIGN_BUDGET_IN_USE',
      'The campaign budget is associated with a campaign.',
      [],
    );
  site.draft.put('remove', kind, found.id, { ...found.fields, status: 'REMOVED' });
  return name;
}

function create(operation: ResourceOperation, site: Site, refuse: Ruling['refuse']): string {
  const { kind, fields } = operation;
  const temp = temporaryId(operation, site, refuse);
  const errorsBefore = site.errors.length;
  for (const [name, field] of Object.entries(resources[kind].fields))
    if (field.mark === '!' && fields[name] !== undefined)
      refuse('fieldError.VALUE_MUST_BE_UNSET', 'The field value must be unset.', [name]);
  refuseRemovedStatus(fields, refuse);
  const parentId = bindParent(operation, site, refuse);
  if (isLabelLink(kind)) bindLabel(fields, site.draft, refuse);
  const double = criterionDouble(kind, fields, site.draft);
  if (double !== undefined) return double;
  const { id, next } = completeCreate(kind, fields, parentId, site);
  if (kind === 'adGroupAd') next['policySummary'] = summaryOfNew(site.reviewMs);
  RULES[kind]({ ...site, id, before: undefined, next, refuse, exemptions: operation.exemptions });
  site.draft.put('create', kind, id, next);
  const failed = site.errors.length > errorsBefore;
  if (temp !== undefined) site.draft.defineTemp(temp, kind, id, failed ? 'failed' : 'defined');
  return site.draft.nameOf(kind, id);
}

function refuseRemovedStatus(fields: Json, refuse: Ruling['refuse']): void {
  if (fields['status'] === 'REMOVED')
    refuse('enumError.ENUM_VALUE_NOT_PERMITTED', 'The enum value is not permitted: use a remove operation.', [
      'status',
    ]);
}

function temporaryId(
  { name, kind }: ResourceOperation,
  { account, draft }: Site,
  refuse: Ruling['refuse'],
): string | undefined {
  if (name === undefined) return undefined;
  const id = idInName(name, account.id, kind);
  if (id === undefined) {
    refuse('requestError.INVALID_RESOURCE_NAME', 'Resource name is malformed.', ['resourceName'], name);
    return undefined;
  }
  const own = id.split('~').at(-1) ?? '';
  if (!own.startsWith('-') || own === '-0')
    refuse(
      'newResourceCreationError.CANNOT_SET_ID_FOR_CREATE',
      'Do not set the id field while creating new resources.',
      ['resourceName'],
    );
  else if (draft.temp(own) !== undefined)
    refuse(
      'newResourceCreationError.DUPLICATE_TEMP_IDS',
      'Creating more than one resource with the same temp ID is not allowed.',
      ['resourceName'],
    );
  return own;
}

/** Replaces the parent's name, also a temporary one, by the lasting name, and gives the parent's id. */
function bindParent(
  operation: ResourceOperation,
  { draft, account }: Site,
  refuse: Ruling['refuse'],
): string {
  const { parent } = resources[operation.kind];
  const name = parent === undefined ? undefined : operation.fields[parent.field];
  if (parent === undefined || name === undefined) return '';
  const found = draft.resolve(name, parent.kind);
  const temp = idInName(name, account.id, parent.kind);
  if (temp !== undefined && draft.temp(temp) === 'failed')
    refuse(
      'newResourceCreationError.TEMP_ID_RESOURCE_HAD_ERRORS',
      'Parent resource with the temp ID failed validation.',
      [parent.field],
    );
  else if (found === undefined) {
    if (parent.field !== 'campaignBudget')
      refuse('mutateError.RESOURCE_NOT_FOUND', 'Resource was not found.', [parent.field], name);
  } else if (parent.field !== 'campaignBudget' && found.fields['status'] === 'REMOVED')
    refuse('contextError.OPERATION_NOT_PERMITTED_FOR_REMOVED_RESOURCE', 'The parent is removed.', [
      parent.field,
    ]);
  if (found === undefined) return '';
  operation.fields[parent.field] = draft.nameOf(parent.kind, found.id);
  return found.id;
}
