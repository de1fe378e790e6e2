import { styleText } from 'node:util';

/** Prints one line of a step's progress. */
export type Say = (line: string) => void;
type Style = Parameters<typeof styleText>[0];
type Screen = { write: (text: string) => unknown; isTTY?: boolean };

/** Prints numbered steps with their progress and time; with colours on a terminal only. */
export class Output {
  readonly #screen: Screen;
  readonly #now: () => number;
  #number = 0;

  constructor(screen: Screen = process.stdout, now: () => number = () => performance.now()) {
    this.#screen = screen;
    this.#now = now;
  }

  /** The text in a style on a terminal, and as it is elsewhere. */
  styled(style: Style, text: string): string {
    return this.#screen.isTTY === true ? styleText(style, text, { validateStream: false }) : text;
  }

  line(text = ''): void {
    this.#screen.write(`${text}\n`);
  }

  /** Runs a step; prints its number and title, its progress, and ✓ or ✗ with its time. */
  async step<T>(title: string, work: (say: Say) => Promise<T>): Promise<T> {
    this.#number += 1;
    this.line(`${this.styled('bold', String(this.#number).padStart(2))}  ${this.styled('bold', title)}`);
    const startedAt = this.#now();
    const time = () => this.styled('dim', `${((this.#now() - startedAt) / 1000).toFixed(1)} s`);
    try {
      const result = await work((text) => this.line(`    ${text}`));
      this.line(`    ${this.styled('green', '✓')} ${time()}\n`);
      return result;
    } catch (error) {
      this.line(`    ${this.styled('red', '✗')} step ${this.#number}, “${title}”, failed after ${time()}\n`);
      throw error;
    }
  }
}
