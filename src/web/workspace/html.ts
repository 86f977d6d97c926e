import { html, raw } from 'hono/html';

/** Markup made by `html`: every value put into it was escaped. */
export type Html = ReturnType<typeof html>;

export { html };

/** Markup of our own making, such as a drawing: never anything a person wrote. */
export const trusted = (markup: string): Html => raw(markup);
