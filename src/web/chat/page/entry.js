/**
 * The way in: an invite once, the cookie it brings from then on. The invite leaves the address bar at once; until
 * it has worked it stays with this entry of the tab's history, so that a reload does not lose it.
 */
export function createEntry() {
  let invitation = takeInvitation();
  return {
    /** What opens the chat, or `{ refused }` with the reason, and what is `said` to words that suggest danger. Rejects when asking again may help. */
    async token() {
      const response = await fetch('/api/webchat/token', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(invitation ? { invite: invitation.invite, attempt: invitation.attempt } : {}),
        signal: AbortSignal.timeout(20_000),
      });
      if (response.status >= 500) throw new Error('no token');
      const token = await response.json();
      if (!response.ok) {
        const { typed } = invitation ?? {};
        // what was typed wrong is not tried again by a reload
        if (typed) forget();
        return { refused: token.error.code, typed, said: token.error.said };
      }
      forget();
      return token;
    },
    /** A code that was typed, to be tried with the next token. */
    bring(code) {
      invitation = invitationOf(code, true);
    },
  };

  function forget() {
    invitation = undefined;
    history.replaceState(null, '', location.pathname);
  }
}

function takeInvitation() {
  const invite = new URLSearchParams(location.search).get('invite')?.slice(0, 100);
  if (!invite) {
    history.replaceState(history.state, '', location.pathname);
    return history.state?.invitation;
  }
  return invitationOf(invite, false);
}

function invitationOf(invite, typed) {
  // With it, asking again after an answer that got lost is no second use of the invite.
  const attempt = crypto.randomUUID?.() ?? hex(crypto.getRandomValues(new Uint8Array(16)));
  const invitation = { invite, attempt, typed };
  history.replaceState({ invitation }, '', location.pathname);
  return invitation;
}

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
