import topLevelDomains from 'tlds' with { type: 'json' };
import { hasInvisible } from '../lib/visible-text.ts';
import { line } from './values.ts';

/**
 * Names of people and organisations, which we write into mails to others. Mails break whatever a mail program could make a
 * link of (services/auth/mails/domain/unlinked.ts); here a name is refused that is an address and no name.
 */

const SCHEMES =
  'https?|ftps?|sftp|file|mailto|tel|sms|callto|skype|facetime|javascript|vbscript|data|blob|magnet|geo|xmpp|sips?|irc|news|ldaps?|ssh|bitcoin|intent';
/** Some of them together are the address of something on the internet, whoever has it as their name. */
const ADDRESS = new RegExp(
  [
    '[a-z][a-z0-9+.-]*:(?://|\\\\\\\\)', // any scheme with a host
    `(?<![\\p{L}\\p{N}])(?:${SCHEMES}):\\S`, // a scheme that needs none
    '(?<![\\p{L}\\p{N}])www\\d{0,3}\\.', // a host by its first label
    '[\\p{L}\\p{N}-]+\\.\\p{L}{2,}(?:[/?#\\\\]|:\\d)', // a host with a path or a port
    '\\S@\\S*\\.\\p{L}', // somebody at a host
    '(?<![\\d.])\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\d.]\\d)', // IPv4
    '\\[[\\da-f]{0,4}:[\\da-f:.]+\\]', // IPv6
    '^//|\\s//\\S|\\\\\\\\', // a host without its scheme; a file on a server
    '[\\[({]\\s*(?:\\.|dot)\\s*[\\])}]', // a host that means to be put together by its reader
  ].join('|'),
  'iu',
);
/** Labels with dots between them. */
const DOTTED = /[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)+/gu;
/** Initials and what they stand before: "J.Kim", although .kim is a top-level domain. */
const INITIALS = /^(?:\p{Lu}\.)+\p{Lu}\p{Ll}+$/u;
const TOP_LEVEL = new Set(topLevelDomains);

/** As browsers read it: one form of each character, and every dot of a host (RFC 3490, 3.1) as one. */
const asRead = (name: string) => name.normalize('NFKC').replaceAll('\u3002', '.');

/** Whether the last label is one that hosts end in: the list is IANA's, of the package's day. */
function isHost(dotted: string): boolean {
  if (INITIALS.test(dotted)) return false;
  const last = dotted.slice(dotted.lastIndexOf('.') + 1).toLowerCase();
  return TOP_LEVEL.has(last) || last.startsWith('xn--');
}

const hasHost = (name: string) => (asRead(name).match(DOTTED) ?? []).some(isHost);

/** What makes a picture of a sign that is seen anyway, "☀️". */
const PICTURE = /(?<=\p{Extended_Pictographic})\ufe0f/gu;
const hidesSomething = (value: string): boolean => {
  const bare = value.replace(PICTURE, '');
  return hasInvisible(bare) || hasInvisible(bare.normalize('NFKC'));
};

/** Text of one line that others read, with nothing hidden in it: no mark that turns its direction, nothing that nobody sees. */
export const plainLine = (max: number) =>
  line(max).refine((value) => !hidesSomething(value), 'visible characters only');

/** A name of up to 100 characters with nothing hidden in it, which may be anything else: that of a campaign, a key, a login. */
export const plainName = plainLine(100);

/** A name without anything hidden that is no address. */
const visibleName = plainName.refine((value) => !ADDRESS.test(asRead(value)), 'no address of a web page');

/** The name of an organisation. It may be named like its domain, "Booking.com". */
export const organizationName = visibleName;

/** The name of a person, who is not named like a domain. */
export const personName = visibleName.refine(
  (value) => !hasHost(value),
  'no domain of the internet; write a blank after a dot that belongs to the name',
);
