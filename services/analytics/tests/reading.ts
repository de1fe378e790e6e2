import { analyticsSettings } from '../settings.ts';

/** How files are read with the settings that nobody has changed. */
export const { sizes, plausible } = analyticsSettings.read({}).values.imports;
