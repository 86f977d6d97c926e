import type { Config } from './config.ts';
import { azureCredential } from './azure-credential.ts';
import { createAzureMailer } from './mail/create-azure-mailer.ts';
import { createPost, type Post } from './mail/create-post.ts';
import { createSmtpMailer } from './mail/create-smtp-mailer.ts';
import { readMailKey } from './read-mail-key.ts';

/** What goes out by e-mail; nothing where no mail server is named. */
export async function openPost(
  config: Config,
  {
    clock,
    ...parts
  }: Omit<Parameters<typeof createPost>[0], 'mailer' | 'from' | 'key'> & {
    /** Milliseconds since 1970. */
    readonly clock: () => number;
  },
): Promise<Post | undefined> {
  const { mail } = config;
  if (!mail) return undefined;
  return createPost({
    ...parts,
    mailer: mail.azure
      ? createAzureMailer({
          ...mail.azure,
          ...mail,
          credential: await azureCredential(mail.azure),
          log: parts.log,
        })
      : createSmtpMailer({ ...mail, log: parts.log, now: clock }),
    from: mail.from,
    key: await readMailKey(config),
  });
}
