/** A test that shows a requirement: its file, and its title as it stands there. */
export type Showing = readonly [file: string, title: string];

const AUTH = 'services/auth/tests';
const GATEWAY = 'services/gateway/tests';

/**
 * By requirement: the tests that show it. A requirement that is missing here is told as not shown; whoever builds it adds its
 * tests. A test of tests/requirements.test.ts looks for each of them.
 */
export const SHOWN: Readonly<Record<number, readonly Showing[]>> = {
  4: [[`${AUTH}/sign-in.int.test.ts`, 'the right password signs in, however its letters are composed']],
  6: [[`${AUTH}/sign-in.int.test.ts`, 'the right password signs in, however its letters are composed']],
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
  ],
  15: [
    [
      `${AUTH}/sign-in.int.test.ts`,
      'an unknown address and a wrong password get the same answer, byte for byte',
    ],
  ],
  19: [
    [
      `${AUTH}/step-up.int.test.ts`,
      'what a contract has confirmed is done with a step-up, and without one not',
    ],
  ],
  22: [
    [`${AUTH}/members.int.test.ts`, 'twenty acceptances of one token at once make one member'],
    [
      `${AUTH}/members.int.test.ts`,
      'a token that was withdrawn, replaced, is too old or another one is worthless',
    ],
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
  48: [
    [
      `${AUTH}/keys.int.test.ts`,
      'a rotated key is published first, signs after the overlap, and old tokens stay good',
    ],
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
  61: [
    [
      `${AUTH}/sessions.int.test.ts`,
      'a person ends one of their sessions: it is dead on every node within a second',
    ],
    [`${AUTH}/sessions.int.test.ts`, 'nobody ends a session of somebody else, of whatever organisation'],
  ],
  62: [[`${AUTH}/sessions.int.test.ts`, "an admin sees and ends a member's sessions in this organisation"]],
  63: [[`${AUTH}/members.int.test.ts`, 'a changed role counts for living tokens, at once here']],
  65: [
    [
      'tests/isolation/matrix.int.test.ts',
      'a row of another organisation is answered like one that is not there',
    ],
  ],
  72: [[`${GATEWAY}/answers.int.test.ts`, 'keep answers of the API out of every cache']],
};
