/** The installation cannot run as it is set up; every fault is named. */
export class SetUpError extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[], options?: { cause: unknown }) {
    super('the installation cannot run as it is set up', options);
    this.name = 'SetUpError';
    this.faults = faults;
  }
}
