const PHRASES = [
  'correcthorsebatterystaple',
  'thequickbrownfox',
  'thequickbrownfoxjumps',
  'thequickbrownfoxjumpsoverthelazydog',
  'itwasthebestoftimes',
  'tobeornottobethatisthequestion',
  'maytheforcebewithyou',
  'iloveyousomuch',
  'iloveyouforever',
  'mypasswordispassword',
  'thisismypassword',
  'thisisapassword',
  'changemeplease',
  'changethispassword',
  'jesuschristislord',
  'whatismypassword',
  'idontknowmypassword',
  'nevergonnagiveyouup',
  'onetwothreefour',
  'onetwothreefourfive',
  'login',
];

const WALKS = [
  'abcdefghijklmnopqrstuvwxyz',
  'zyxwvutsrqponmlkjihgfedcba',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'q1w2e3r4t5y6u7i8o9p0',
  '1q2w3e4r5t6y7u8i9o0p',
  'qazwsxedcrfvtgbyhnujm',
  'poiuytrewqlkjhgfdsamnbvcxz',
];
const SHORTEST_WALK = 8;

/** What is too famous to be a password and is not on every list, because it is long; letters and digits only, in small letters. */
export const FAMOUS_PASSWORDS: ReadonlySet<string> = new Set([
  ...PHRASES,
  ...WALKS.flatMap((walk) => beginnings(walk)),
]);

/** Every beginning of a walk over the keyboard that is long enough to be noticed. */
function beginnings(walk: string): string[] {
  return Array.from({ length: walk.length - SHORTEST_WALK + 1 }, (_, i) => walk.slice(0, SHORTEST_WALK + i));
}
