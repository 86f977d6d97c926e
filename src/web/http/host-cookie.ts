/** A cookie that no script reads and no other site's form sends; it comes along when another site leads here. */
export interface HostCookie {
  readonly name: string;
  /** A `Set-Cookie` value that begins the cookie, or takes it away. */
  write(cookie: { readonly begins: string } | 'ends'): string;
}

/** Over https the cookie's name binds it to this host and to https; `seconds` absent: until the browser closes. */
export function hostCookie(
  base: string,
  { origin, seconds }: { readonly origin: string; readonly seconds?: number },
): HostCookie {
  const secure = origin.startsWith('https:');
  const name = secure ? `__Host-${base}` : base;
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  const kept = seconds === undefined ? '' : `; Max-Age=${seconds}`;
  return {
    name,
    write: (cookie) =>
      cookie === 'ends'
        ? `${name}=; ${attributes}; Max-Age=0`
        : `${name}=${cookie.begins}; ${attributes}${kept}`,
  };
}
