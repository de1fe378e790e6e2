import tseslint from 'typescript-eslint';
import prettier from 'eslint-config-prettier';
import { defineConfig } from 'eslint/config';

const PASSED_IN = 'Clock and randomness are passed in.';
const ENVIRONMENT = { object: 'process', property: 'env', message: 'Settings come from lib/config.ts.' };
const CLOCK_AND_CHANCE = [
  { object: 'Date', property: 'now', message: PASSED_IN },
  { object: 'Math', property: 'random', message: PASSED_IN },
];

export default defineConfig(
  { ignores: ['node_modules', 'coverage', '.data', '**/*.cjs', 'services/gateway/docs/**/*.js'] },
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
    },
  },
  {
    files: [
      '{services,mixins,storage,contracts,rules,packages/ad-sandbox}/**/*.ts',
      'lib/**/*.ts',
      'moleculer.config.ts',
    ],
    ignores: ['lib/config.ts', '**/*.test.ts', '**/tests/**'],
    rules: { 'no-restricted-properties': ['error', ENVIRONMENT] },
  },
  {
    files: ['services/**/domain/**/*.ts', 'rules/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-properties': ['error', ENVIRONMENT, ...CLOCK_AND_CHANCE],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: PASSED_IN },
      ],
    },
  },
  {
    files: [
      'scripts/**/*.ts',
      'bench/**/*.ts',
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
        {
          selector:
            'MemberExpression[property.name=/^(only|skip|todo)$/][object.name=/^(it|test|describe)$/]',
          message: 'No focused or skipped tests.',
        },
      ],
    },
  },
);
