/**
 * The cookie that holds a therapist's session: not readable by scripts, not sent with other sites' forms. Over https
 * its name binds it to this host and to https.
 */
export interface SessionCookie {
  readonly name: string;
  /** A `Set-Cookie` value that begins or ends the session. */
  write(session: { readonly begins: string } | 'ends'): string;
}

export function sessionCookie({ origin }: { readonly origin: string }): SessionCookie {
  const secure = origin.startsWith('https:');
  const name = secure ? '__Host-workspace' : 'workspace';
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  return {
    name,
    write: (session) =>
      session === 'ends' ? `${name}=; ${attributes}; Max-Age=0` : `${name}=${session.begins}; ${attributes}`,
  };
}
