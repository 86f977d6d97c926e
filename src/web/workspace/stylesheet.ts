import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

export interface Stylesheet {
  readonly css: string;
  /** Changes with the content, so that it may be cached for good. */
  readonly href: string;
}

let read: Stylesheet | undefined;

/** The workspace's one style file, read when it is first asked for. */
export function stylesheet(): Stylesheet {
  if (!read) {
    const css = readFileSync(new URL('workspace.css', import.meta.url), 'utf8');
    const version = createHash('sha256').update(css).digest('hex').slice(0, 12);
    read = { css, href: `/workspace/workspace.css?v=${version}` };
  }
  return read;
}
