import tseslint from 'typescript-eslint';
import prettier from 'eslint-config-prettier';
import { defineConfig } from 'eslint/config';

const PASSED_IN = 'Clock and randomness are passed in.';
const ENVIRONMENT = { object: 'process', property: 'env', message: 'Only lib/environment.ts reads it.' };
/** Settings are handed on as values: nobody writes the environment for somebody else to read. */
const ENVIRONMENT_WRITES = [
  "AssignmentExpression[left.object.object.name='process'][left.object.property.name='env']",
  "AssignmentExpression[left.object.name='process'][left.property.name='env']",
  "UnaryExpression[operator='delete'][argument.object.object.name='process'][argument.object.property.name='env']",
  "CallExpression[callee.property.name='assign'][arguments.0.object.name='process'][arguments.0.property.name='env']",
].map((selector) => ({ selector, message: 'The environment is not written: hand values on.' }));
const CLOCK_AND_CHANCE = [
  { object: 'Date', property: 'now', message: PASSED_IN },
  { object: 'Math', property: 'random', message: PASSED_IN },
];

export default defineConfig(
  {
    ignores: [
      'node_modules',
      'coverage',
      '.data',
      '**/*.cjs',
      'conformance',
      'services/gateway/docs/**/*.js',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked, prettier],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: false, skipComments: false }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      'no-restricted-syntax': ['error', ...ENVIRONMENT_WRITES],
    },
  },
  {
    files: [
      '{services,mixins,storage,contracts,rules,lib,scripts,bench,eval,packages/ad-sandbox}/**/*.ts',
      'moleculer.config.ts',
    ],
    ignores: ['lib/environment.ts', '**/*.test.ts', '**/tests/**'],
    rules: { 'no-restricted-properties': ['error', ENVIRONMENT] },
  },
  {
    files: ['services/**/domain/**/*.ts', 'rules/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-properties': ['error', ENVIRONMENT, ...CLOCK_AND_CHANCE],
      'no-restricted-syntax': [
        'error',
        ...ENVIRONMENT_WRITES,
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: PASSED_IN },
      ],
    },
  },
  {
    files: [
      'scripts/**/*.ts',
      'bench/**/*.ts',
      'eval/**/*.ts',
      'packages/ad-sandbox/main.ts',
      'packages/*/testing/**/*.ts',
      'packages/local-servers/*.test.ts',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['contracts/**/*.ts', '**/migrations/**/*.ts', 'lib/errors.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['**/*.test.ts', '**/*.suite.ts', 'tests/**/*.ts'],
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      'no-restricted-syntax': [
        'error',
        ...ENVIRONMENT_WRITES,
        {
          selector:
            'MemberExpression[property.name=/^(only|skip|todo)$/][object.name=/^(it|test|describe)$/]',
          message: 'No focused or skipped tests.',
        },
      ],
    },
  },
);
