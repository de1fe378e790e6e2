/** A test that shows a requirement: its file, and its title as it stands there. */
export type Showing = readonly [file: string, title: string];

const AUTH = 'services/auth/tests';
const GATEWAY = 'services/gateway/tests';

/**
 * By requirement: the tests that show it. A requirement that is missing here is told as not shown; whoever builds it adds its
 * tests. A test of tests/requirements.test.ts looks for each of them.
 */
export const SHOWN: Readonly<Record<number, readonly Showing[]>> = {
  1: [['services/auth/accounts/domain/password-rules.test.ts', 'of %s: %s → %s']],
  2: [['services/auth/accounts/domain/password-rules.test.ts', 'of %s: %s → %s']],
  3: [['services/auth/accounts/passwords.test.ts', 'a password is checked whole']],
  4: [[`${AUTH}/sign-in.int.test.ts`, 'the right password signs in, however its letters are composed']],
  5: [['services/auth/accounts/domain/password-rules.test.ts', 'of %s: %s → %s']],
  6: [[`${AUTH}/sign-in.int.test.ts`, 'the right password signs in, however its letters are composed']],
  7: [
    [
      `${AUTH}/password-strength.int.test.ts`,
      'of the 3,000 commonest passwords, padded to fifteen characters, at least 99 % are refused',
    ],
  ],
  8: [
    ['services/auth/accounts/domain/password-rules.test.ts', 'of %s: %s → %s'],
    [`${AUTH}/password-strength.int.test.ts`, 'knows the words of the person'],
  ],
  9: [[`${AUTH}/password-changes.int.test.ts`, 'needs the present one, ends all other sessions']],
  10: [[`${AUTH}/lifetimes.int.test.ts`, 'a password does not expire: four hundred days later it signs in']],
  11: [
    [
      `${AUTH}/login-counts.int.test.ts`,
      'is guessed at a hundred times in a row, however slowly and from wherever',
    ],
    [
      `${AUTH}/login-counts.int.test.ts`,
      'whoever took a device has a hundred guesses in a row as well, and no more',
    ],
  ],
  12: [[`${GATEWAY}/door.int.test.ts`, 'limits by the real address, whatever x-forwarded-for says']],
  13: [
    ['mixins/door/limit.int.test.ts', 'count together, each caller apart'],
    [`${AUTH}/login-counts.int.test.ts`, 'guesses made at the same time are no more than the limit allows'],
  ],
  14: [
    [
      `${AUTH}/login-counts.int.test.ts`,
      'a stranger who guesses holds up unknown devices, and never a device',
    ],
    [
      `${AUTH}/login-counts.int.test.ts`,
      'when a hundred guesses are spent the person gets in on a known device',
    ],
    [`${AUTH}/login-counts.int.test.ts`, 'a stranger who guesses stops neither a passkey nor a reset'],
  ],
  15: [
    [
      `${AUTH}/sign-in.int.test.ts`,
      'an unknown address and a wrong password get the same answer, byte for byte',
    ],
  ],
  16: [[`${AUTH}/unknown-address.int.test.ts`, 'so that time tells nobody who has an account']],
  17: [
    [`${AUTH}/addresses.int.test.ts`, 'registering says the same whether the address has an account or not'],
    [
      `${AUTH}/addresses.int.test.ts`,
      'the same is written for an address that has an account as for one that has none',
    ],
  ],
  18: [[`${AUTH}/sign-in.int.test.ts`, 'a new product has no account of its own']],
  19: [
    [
      `${AUTH}/step-up.int.test.ts`,
      'what a contract has confirmed is done with a step-up, and without one not',
    ],
  ],
  20: [
    [
      `${AUTH}/factors.int.test.ts`,
      'a person with an app signs in with password and code, and with the password alone not at all',
    ],
    [`${AUTH}/factors.int.test.ts`, 'who joins with an invitation and has a factor is asked for it too'],
  ],
  21: [
    [
      `${AUTH}/password-changes.int.test.ts`,
      'is chosen anew with what was mailed: once, with every session ended',
    ],
    [`${AUTH}/password-changes.int.test.ts`, 'needs the present one, ends all other sessions'],
    [
      `${AUTH}/step-up.int.test.ts`,
      'removing a factor needs a factor, ends every other session and is told by mail',
    ],
    [`${AUTH}/devices.int.test.ts`, 'a sign-in on an unknown device is told by mail'],
  ],
  22: [
    [`${AUTH}/members.int.test.ts`, 'twenty acceptances of one token at once make one member'],
    [
      `${AUTH}/members.int.test.ts`,
      'a token that was withdrawn, replaced, is too old or another one is worthless',
    ],
  ],
  23: [['tests/field-rights.test.ts', 'ask no secret question, and give no hint of a password']],
  24: [
    [
      `${AUTH}/password-changes.int.test.ts`,
      'is chosen anew with what was mailed: once, with every session ended, nobody signed in',
    ],
    [
      `${AUTH}/factors.int.test.ts`,
      'a person with an app signs in with password and code, and with the password alone not at all',
    ],
  ],
  25: [
    [`${AUTH}/password-changes.int.test.ts`, 'needs the newest token, of the last half hour'],
    [`${AUTH}/password-changes.int.test.ts`, 'is used up once, however many use it at the same time'],
  ],
  26: [
    [
      `${AUTH}/password-changes.int.test.ts`,
      'is chosen anew with what was mailed: once, with every session ended, nobody signed in',
    ],
  ],
  27: [
    [`${AUTH}/password-changes.int.test.ts`, 'is mailed five times an hour at most, over all nodes together'],
    [`${AUTH}/password-changes.int.test.ts`, 'is answered alike for an address that nobody has'],
  ],
  28: [
    [
      `${AUTH}/password-changes.int.test.ts`,
      'is never set by an administrator: no action of members takes one',
    ],
  ],
  29: [
    [`${AUTH}/factors.int.test.ts`, 'one code counts once, of fifty who bring it at once to two nodes'],
    [`${AUTH}/step-up.int.test.ts`, 'one code steps up once, of thirty at once'],
  ],
  30: [
    [
      `${AUTH}/factors.int.test.ts`,
      'a code of the step before counts, until a newer one was used; later and older ones never do',
    ],
  ],
  31: [
    [
      `${AUTH}/factors.int.test.ts`,
      'a code of the step before counts, until a newer one was used; later and older ones never do',
    ],
  ],
  32: [
    [
      `${AUTH}/factors.int.test.ts`,
      'a challenge takes ten wrong codes and is void then, for the right one too',
    ],
    [`${AUTH}/factors.int.test.ts`, 'after a hundred wrong codes in a row an app is locked'],
  ],
  33: [[`${AUTH}/factors.int.test.ts`, 'a challenge is answered by its own person only']],
  34: [
    [
      `${GATEWAY}/second-factor.int.test.ts`,
      'the token of a sign-in that waits for its second factor opens no route',
    ],
    [`${AUTH}/factors.int.test.ts`, 'an mfa token is no access token, no refresh token and no API key'],
  ],
  35: [
    [`${AUTH}/factors.int.test.ts`, 'the secret has 160 bits, is shown once and is sealed in the database'],
  ],
  36: [
    [
      `${AUTH}/factors.int.test.ts`,
      'adding an app needs the password and a right code, and is finished within ten minutes',
    ],
  ],
  37: [
    [
      `${AUTH}/factors.int.test.ts`,
      'a recovery code counts once, however it is written, and its person is told',
    ],
    [`${AUTH}/step-up.int.test.ts`, 'new recovery codes need a factor, and end the old ones'],
  ],
  38: [
    [
      `${AUTH}/step-up.int.test.ts`,
      'removing a factor needs a factor, ends every other session and is told by mail',
    ],
  ],
  39: [
    [
      `${GATEWAY}/second-factor.int.test.ts`,
      'the clock of a client changes nothing: the time of the server decides',
    ],
  ],
  40: [
    [`${AUTH}/tokens.int.test.ts`, 'alg %s is refused'],
    [`${AUTH}/tokens.int.test.ts`, 'HS256 with the public key as its secret is refused'],
  ],
  41: [[`${AUTH}/tokens.int.test.ts`, 'a flipped bit anywhere is refused']],
  42: [
    [`${AUTH}/tokens.int.test.ts`, 'a key inside the token is not used'],
    [`${AUTH}/tokens.int.test.ts`, 'another key under the right kid, or under an unknown one, is refused'],
  ],
  43: [
    [
      'mixins/identity/node-identity.test.ts',
      'are good for twelve hours at most, from no later than now, whoever signed them',
    ],
    ['scripts/prove/proof.test.ts', 'a thousand of them are nobody'],
  ],
  44: [['scripts/prove/proof.test.ts', 'a thousand of them are nobody']],
  45: [
    [`${AUTH}/tokens.int.test.ts`, 'another type of token is refused'],
    [`${AUTH}/refresh.int.test.ts`, 'an access token does not refresh, and a refresh token is no bearer'],
  ],
  46: [['scripts/prove/proof.test.ts', 'a thousand of them are nobody']],
  47: [['scripts/services.test.ts', 'a secret of %i characters is refused wherever one is set']],
  48: [
    [
      `${AUTH}/keys.int.test.ts`,
      'a rotated key is published first, signs after the overlap, and old tokens stay good',
    ],
  ],
  49: [
    [`${AUTH}/tokens.int.test.ts`, 'a token names ids and rights, and nothing of the person or of a secret'],
  ],
  50: [
    [
      `${AUTH}/refresh.int.test.ts`,
      'a refresh token gives a new pair each time, for the same person and organisation',
    ],
  ],
  51: [
    [
      `${AUTH}/refresh.int.test.ts`,
      'reuse ends the whole family, with its access tokens, on every node within a second',
    ],
  ],
  52: [
    [
      `${AUTH}/refresh.int.test.ts`,
      'fifty refreshes of one token at once over two nodes leave one valid token',
    ],
    [
      'tests/e2e/refresh.e2e.test.ts',
      'sessions that clients and thieves refresh at once have one valid token each at most',
    ],
  ],
  53: [[`${AUTH}/refresh.int.test.ts`, 'a lost answer can be asked for again: the same successor']],
  54: [['tests/e2e/refresh.e2e.test.ts', 'a node that is killed among a hundred refreshes']],
  55: [[`${AUTH}/sign-in.int.test.ts`, 'neither passwords nor tokens are in the database']],
  56: [
    [
      `${AUTH}/devices.int.test.ts`,
      'a replay of what a device has used, with %s, is reuse, whatever the user agent says',
    ],
    [`${AUTH}/devices.int.test.ts`, 'the device that comes second to a thief ends the session'],
  ],
  57: [
    [`${AUTH}/lifetimes.int.test.ts`, 'the session of an %s ends when it is idle for twelve hours'],
    [`${AUTH}/lifetimes.int.test.ts`, 'the session of an owner ends seven days after the sign-in'],
  ],
  58: [
    ['tests/e2e/cluster.e2e.test.ts', 'ends a session on every node within a second of the logout'],
    [
      `${AUTH}/refresh.int.test.ts`,
      'logging out kills the access and the refresh token, here at once and elsewhere',
    ],
  ],
  59: [
    [
      `${AUTH}/members.int.test.ts`,
      'a removed member is out at once, and can come back, but not with the tokens of before',
    ],
    [
      `${AUTH}/removed-member.int.test.ts`,
      'a member who is removed, invited and accepts within one second is in again',
    ],
    ['mixins/identity/revocation-history.test.ts', 'after any history every token is worth what auth says'],
  ],
  60: [
    [
      `${AUTH}/password-changes.int.test.ts`,
      'needs the present one, ends all other sessions, keeps this one',
    ],
  ],
  61: [
    [
      `${AUTH}/sessions.int.test.ts`,
      'a person ends one of their sessions: it is dead on every node within a second',
    ],
    [`${AUTH}/sessions.int.test.ts`, 'nobody ends a session of somebody else, of whatever organisation'],
  ],
  62: [[`${AUTH}/sessions.int.test.ts`, "an admin sees and ends a member's sessions in this organisation"]],
  63: [[`${AUTH}/members.int.test.ts`, 'a changed role counts for living tokens, at once here']],
  64: [
    ['mixins/middleware/identity.test.ts', 'permissions'],
    [`${GATEWAY}/door.int.test.ts`, 'refuses a role that may not, before it looks at the body'],
    ['mixins/identity/key-scopes.test.ts', 'with every scope raises no exposure and administers nothing'],
  ],
  65: [
    [
      'tests/isolation/matrix.int.test.ts',
      'a row of another organisation is answered like one that is not there',
    ],
  ],
  66: [
    ['tests/field-rights.test.ts', 'that only the product may set are in no request'],
    ['tests/field-rights.test.ts', 'are all named: an object of a request takes no other'],
    ['tests/field-rights.test.ts', 'that are secrets are in no answer'],
  ],
  67: [[`${GATEWAY}/door.int.test.ts`, 'names every fault of a body and refuses unknown fields']],
  68: [
    [
      `${AUTH}/addresses.int.test.ts`,
      'is the account’s when it is confirmed; until then the old one stays, and it is told',
    ],
  ],
  69: [
    [
      'packages/ad-sandbox/google-ads/oauth.test.ts',
      'a code works once, only with its verifier and its redirect address',
    ],
    ['services/platforms/tests/connect.int.test.ts', 'takes a state once, also when two requests race'],
    ['services/platforms/tests/connect.int.test.ts', 'refuses a state that has expired or was never given'],
  ],
  70: [
    [
      'services/platforms/tests/connect.int.test.ts',
      'is only for the person who began it, in the organisation where it began',
    ],
  ],
  71: [[`${GATEWAY}/door.int.test.ts`, 'refuses a query parameter that comes twice or that nobody knows']],
  72: [[`${GATEWAY}/answers.int.test.ts`, 'keep answers of the API out of every cache']],
  73: [
    [
      'tests/isolation/audit-acts.int.test.ts',
      'each act of people is one row that says who, when, what and from where',
    ],
    ['tests/isolation/audit-acts.int.test.ts', 'each act is one row as well'],
    [
      'tests/audit-actions.test.ts',
      'has an action for every contract that changes something, or a reason why not',
    ],
  ],
  74: [
    [
      'tests/e2e/canaries.e2e.test.ts',
      'leaves none of them outside its place: not in logs, traces, metrics, mails, Redis',
    ],
  ],
  75: [
    ['mixins/identity/node-identity.test.ts', 'believes nobody three seconds after it last heard from auth'],
    ['services/campaign/tests/two-people.int.test.ts', 'while auth does not answer, nobody approves'],
    [`${GATEWAY}/door.int.test.ts`, 'answers 503 with Retry-After when the service behind a route is away'],
    ['tests/e2e/frozen.e2e.test.ts', '%s, nobody is let in or answered, and all is well again after it'],
  ],
};
