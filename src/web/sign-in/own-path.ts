const home = '/workspace';

/**
 * The page somebody asked for before they signed in, if it is one of the workspace's; otherwise the workspace's first.
 * Whatever could lead to another host, or be read differently by a browser, is none.
 */
export function ownPath(given: string | null): string {
  if (given === null || given.length > 500) return home;
  if (!/^\/workspace(?:[/?][\w\-.~%/?=&+]*)?$/.test(given)) return home;
  // resolves dots as a browser does
  const { pathname, search } = new URL(given, 'https://own.invalid');
  if (pathname !== home && !pathname.startsWith(`${home}/`)) return home;
  if (pathname.startsWith(`${home}/sign`) || pathname.includes('//')) return home;
  return pathname + search;
}
