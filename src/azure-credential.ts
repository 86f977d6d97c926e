import type { AzureMail, AzureMailCredential } from './mail/create-azure-mailer.ts';

/** The resource's key, or the identity of this machine, whose library is loaded only then. */
export async function azureCredential({ key }: Pick<AzureMail, 'key'>): Promise<AzureMailCredential> {
  if (key !== undefined) return { key };
  const { DefaultAzureCredential } = await import('@azure/identity');
  return new DefaultAzureCredential();
}
