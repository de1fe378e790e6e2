/** Whether people have to prove that their address is theirs, by what is mailed to it (AUTH_EMAIL_VERIFICATION). */
export type AddressProof = 'required' | 'off';

/**
 * Whether an address counts as its person's: the one place that decides so. Where no proof is required, every address does.
 * @param provedAt since when it is proved; null while it is not
 */
export const countsAsProved = (proof: AddressProof, provedAt: Date | null): boolean =>
  proof === 'off' || provedAt !== null;
