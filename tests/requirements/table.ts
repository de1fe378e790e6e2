import { REQUIREMENTS } from './requirements.ts';
import { SHOWN } from './shown.ts';

/** The document with every requirement, and the tests that show it. */
export function requirementsDocument(): string {
  const shown = REQUIREMENTS.filter(([number]) => SHOWN[number]).length;
  return `# Security requirements

What is promised of sign-in, tokens and rights, and which tests show it: ${shown} of ${REQUIREMENTS.length}. \`npm run requirements\`
writes this page from [tests/requirements/shown.ts](../tests/requirements/shown.ts); a test looks for every test that it names.
\`npm run prove\` tries what a suite has no time for.

${REQUIREMENTS.map(sectionOf).join('\n')}`;
}

function sectionOf([number, promise, source]: (typeof REQUIREMENTS)[number]): string {
  const showing = SHOWN[number] ?? [];
  const lines = showing.map(([file, title]) => `  - ${escape(title)} ([${file}](../${file}))`);
  return [
    `- **${number}. ${escape(promise)}** (${escape(source)})${lines.length === 0 ? ': not shown' : ''}`,
    ...lines,
  ].join('\n');
}

const escape = (text: string) => text.replaceAll(/[<>*_[\]]/g, (letter) => `\\${letter}`);
