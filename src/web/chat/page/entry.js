/**
 * The way in: an invite once, the cookie it brings from then on. The invite leaves the address bar at once; until
 * it has worked it stays with this entry of the tab's history, so that a reload does not lose it.
 */
export function createEntry() {
  let invitation = takeInvitation();
  return {
    /** What opens the chat, or `{ refused }` with the reason. Rejects when asking again may help. */
    async token() {
      const response = await fetch('/api/webchat/token', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(invitation ?? {}),
        signal: AbortSignal.timeout(20_000),
      });
      if (response.status >= 500) throw new Error('no token');
      const token = await response.json();
      if (!response.ok) return { refused: token.error.code };
      invitation = undefined;
      history.replaceState(null, '', location.pathname);
      return token;
    },
  };
}

function takeInvitation() {
  const invite = new URLSearchParams(location.search).get('invite')?.slice(0, 100);
  if (!invite) {
    history.replaceState(history.state, '', location.pathname);
    return history.state?.invitation;
  }
  // With it, asking again after an answer that got lost is no second use of the invite.
  const attempt = crypto.randomUUID?.() ?? hex(crypto.getRandomValues(new Uint8Array(16)));
  const invitation = { invite, attempt };
  history.replaceState({ invitation }, '', location.pathname);
  return invitation;
}

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
