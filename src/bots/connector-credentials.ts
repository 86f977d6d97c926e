import {
  CertificateServiceClientCredentialsFactory,
  JwtTokenProviderFactory,
  ManagedIdentityServiceClientCredentialsFactory,
  PasswordServiceClientCredentialFactory,
  type ServiceClientCredentialsFactory,
} from 'botframework-connector';

/** What the bot shows when it sends. */
export type Proof =
  | { readonly kind: 'secret'; readonly secret: string }
  | { readonly kind: 'certificate'; readonly thumbprint: string; readonly privateKey: string }
  | { readonly kind: 'identity' };

/** The framework's credentials, of one directory alone. Nothing is asked for before something is sent. */
export function connectorCredentials(
  proof: Proof & { readonly appId: string; readonly tenantId: string },
): ServiceClientCredentialsFactory {
  const { appId, tenantId } = proof;
  switch (proof.kind) {
    case 'secret':
      return new PasswordServiceClientCredentialFactory(appId, proof.secret, tenantId);
    case 'certificate':
      return new CertificateServiceClientCredentialsFactory(
        appId,
        proof.thumbprint,
        proof.privateKey,
        tenantId,
      );
    case 'identity':
      return new ManagedIdentityServiceClientCredentialsFactory(appId, new JwtTokenProviderFactory());
  }
}
