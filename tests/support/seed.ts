import fc from 'fast-check';

/**
 * Properties are tried with the same values in every ordinary run, so that a red test is the change's own fault.
 * `PROPERTY_SEED=$RANDOM npm run test:unit` looks further; a failure prints its seed.
 */
fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 20_261_122) });
