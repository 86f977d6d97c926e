/**
 * Why a Cosmos DB store could not be opened or set up, for the person who starts the program.
 * `missing`: the database or a container. `unsuitable`: a container is not as it has to be.
 * `refused`: the key or the identity may not do this. `unreachable`: anything else, see `cause`.
 */
export class CosmosSetupError extends Error {
  readonly code: 'missing' | 'unsuitable' | 'refused' | 'unreachable';
  constructor(code: CosmosSetupError['code'], message: string, options?: { cause: unknown }) {
    super(message, options);
    this.name = 'CosmosSetupError';
    this.code = code;
  }
}
