/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * A copy of this process's environment variables. No other code reads them: composition roots call this once and pass
 * values on.
 */
export const environment = (): Environment => ({ ...process.env });
