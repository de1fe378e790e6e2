/** Variables of an environment, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * A copy of what this process was started with: the only reader of the environment. Composition roots call it once and
 * hand values on.
 */
export const environment = (): Environment => ({ ...process.env });
