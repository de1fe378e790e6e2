/** Whose passkeys these are (WebAuthn's relying party), and the pages that may ask for them. */
export type RelyingParty = { id: string; origins: string[] };

const LOOPBACK = ['127.0.0.1', '[::1]'];

/** The relying party of the address that people use. A passkey needs a name: on the own machine that is localhost. */
export function relyingPartyOf(publicUrl: string): RelyingParty {
  const url = new URL(publicUrl);
  if (!LOOPBACK.includes(url.hostname)) return { id: url.hostname, origins: [url.origin] };
  const named = new URL(publicUrl);
  named.hostname = 'localhost';
  return { id: 'localhost', origins: [named.origin, url.origin] };
}
