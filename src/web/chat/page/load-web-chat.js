let loading;

/** The stock Web Chat, once. Rejects when it could not be fetched; asking again fetches again. */
export function loadWebChat() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = new URL('webchat.js', import.meta.url);
    script.addEventListener('load', () => resolve(window.WebChat));
    script.addEventListener('error', () => {
      loading = undefined;
      script.remove();
      reject(new Error('not loaded'));
    });
    document.head.append(script);
  });
  return loading;
}
