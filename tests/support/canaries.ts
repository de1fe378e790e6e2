/** Where something could come to stand, and be read by somebody who should not know it. */
export const PLACES = [
  'logs',
  'traces',
  'metrics',
  'bus',
  'redis',
  'mails',
  'auth',
  'campaign',
  'ai',
  'analytics',
  'platforms',
] as const;
export type Place = (typeof PLACES)[number];
/** Everything that was found at each place, as text. The names of services stand for their databases. */
export type Catch = Readonly<Record<Place, string>>;

/** A secret or a personal datum that exists once, and the only places where it may stand in clear. */
export type Canary = { name: string; value: string; allowed: readonly Place[] };

/** The ways in which a value is written down: as it is, escaped for a URL or JSON, in base64 and hex. */
export function formsOf(value: string): string[] {
  const bytes = Buffer.from(value);
  const forms = [
    value,
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ];
  return [...new Set(forms)];
}

/** Which canary stands where it must not, one line each. @throws Error for a canary too short to be told from chance */
export function leaks(canaries: readonly Canary[], caught: Catch): string[] {
  return canaries.flatMap(({ name, value, allowed }) => {
    if (value.length < 10) throw new Error(`${name} is no canary: it is too short`);
    const forbidden = PLACES.filter((place) => !allowed.includes(place));
    return forbidden
      .filter((place) => formsOf(value).some((form) => caught[place].includes(form)))
      .map((place) => `${name} in ${place}`);
  });
}
