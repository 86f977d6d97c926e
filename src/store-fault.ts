import { CosmosSetupError } from './state/cosmos/cosmos-setup-error.ts';
import { DataFolderError } from './state/sqlite/data-folder-error.ts';
import { SetUpError } from './set-up-error.ts';

/** A home's own error by the name of the setting to mend, and with what to do; anything else as it is. */
export function storeFault(error: unknown): unknown {
  if (error instanceof DataFolderError)
    return new SetUpError([`DATA_DIR: ${error.message}`], { cause: error });
  if (error instanceof CosmosSetupError) return new SetUpError([cosmosFault(error)], { cause: error });
  return error;
}

function cosmosFault({ code, message, cause }: CosmosSetupError): string {
  switch (code) {
    case 'missing':
      return `COSMOS_DATABASE: ${message}. To make what is missing: npm run store -- setup`;
    case 'unsuitable':
      return `COSMOS_DATABASE: ${message}`;
    case 'refused':
      return `COSMOS_KEY: ${message}. Without a key the identity needs the role "Cosmos DB Built-in Data Contributor"`;
    case 'unreachable':
      return hasCode(cause, 'NO_TOKEN')
        ? `COSMOS_KEY: is not given, and this machine has no identity to use in its place: sign in with the Azure tools`
        : `COSMOS_ENDPOINT: ${message}`;
  }
}

const hasCode = (cause: unknown, code: string): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === code;
