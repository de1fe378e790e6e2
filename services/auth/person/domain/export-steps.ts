/** The services that hold something of people, in the order in which an export asks them. */
export const EXPORTERS = ['auth', 'campaign', 'ai', 'analytics', 'platforms'] as const;

/** One part of an export: what a service holds in one organisation, or, without one, the account itself. */
export type Step = { organizationId: string | null; service: (typeof EXPORTERS)[number] };

export const firstStep: Step = { organizationId: null, service: 'auth' };

/**
 * The part after this one; null after the last. Organisations follow by their ids, so that one which a person has left
 * between two pages is passed over.
 */
export function stepAfter({ organizationId, service }: Step, organizations: readonly string[]): Step | null {
  const here = EXPORTERS.indexOf(service);
  const nextService = EXPORTERS[here + 1];
  if (organizationId !== null && nextService && organizations.includes(organizationId))
    return { organizationId, service: nextService };
  const later = organizations.filter((id) => organizationId === null || id > organizationId).sort();
  return later[0] === undefined ? null : { organizationId: later[0], service: 'auth' };
}
