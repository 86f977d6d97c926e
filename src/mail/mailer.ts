/** One message to one person. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The same for a second copy of the same message, so that it is recognisable: `left@right` without the brackets. */
  readonly messageId: string;
  /** Beside the usual ones. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * What came of one attempt. `again`: it was not taken and may be later; `status` is the server's reply (400–599), 0
 * where there was none. `refused`: it never will be; `address`: there is no such mailbox. `unknown`: it may have been
 * taken, nobody said.
 */
export type MailResult =
  | { readonly kind: 'sent' }
  | { readonly kind: 'again'; readonly status: number }
  | { readonly kind: 'refused'; readonly why: 'address' | 'message' }
  | { readonly kind: 'unknown' };

/** Whoever takes letters to the post. */
export interface Mailer {
  /** One attempt, over within the mailer's time once it is its turn. Never rejects. */
  send(mail: Mail): Promise<MailResult>;
}
