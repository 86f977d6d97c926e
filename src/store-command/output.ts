/** Where a command says what it does. */
export interface Output {
  line(text: string): void;
  /** For what went wrong. */
  fault(text: string): void;
  /** Present where a line can be written over: replaces the one written so before. */
  readonly over?: (text: string) => void;
}
