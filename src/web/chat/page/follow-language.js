/**
 * Gives the page's own words the language that the client has chosen meanwhile. The server has it: it writes the page
 * anew, and the words are taken from there. Rejects when it does not answer.
 *
 * @returns whether the page now speaks another language than before
 */
export async function followLanguage(texts) {
  const root = document.documentElement;
  const response = await fetch(location.pathname, { signal: AbortSignal.timeout(20_000) });
  if (!response.ok) throw new Error('no page');
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  const { lang, dir, dataset } = fresh.documentElement;
  if (!lang || lang === root.lang) return false;
  root.lang = lang;
  root.dir = dir;
  if (dataset.locale) root.dataset.locale = dataset.locale;
  else delete root.dataset.locale;
  document.title = fresh.title;
  const said = fresh.querySelectorAll('[data-said]');
  for (const [at, words] of document.querySelectorAll('[data-said]').entries())
    words.textContent = said[at].textContent;
  document.getElementById('leave').title = fresh.getElementById('leave').title;
  Object.assign(texts, JSON.parse(fresh.getElementById('texts').textContent));
  return true;
}
