/**
 * As much of a browser's XMLHttpRequest as the stock Direct Line client uses, over fetch. Node has none.
 */
export class XmlHttpRequest {
  readyState = 0;
  status = 0;
  response: unknown = null;
  responseText = '';
  responseType = '';
  timeout = 0;
  withCredentials = false;
  onreadystatechange: (() => void) | null = null;
  ontimeout: (() => void) | null = null;
  #method = 'GET';
  #url = '';
  readonly #headers: Record<string, string> = {};
  readonly #abort = new AbortController();

  open(method: string, url: string): void {
    this.#method = method;
    this.#url = url;
  }
  setRequestHeader(name: string, value: string): void {
    this.#headers[name] = value;
  }
  getResponseHeader(): string | null {
    return null;
  }
  abort(): void {
    this.#abort.abort();
  }
  send(body?: string): void {
    void this.#send(body);
  }
  async #send(body?: string): Promise<void> {
    try {
      const signals = [this.#abort.signal, ...(this.timeout > 0 ? [AbortSignal.timeout(this.timeout)] : [])];
      const response = await fetch(this.#url, {
        method: this.#method,
        headers: this.#headers,
        body: body ?? null,
        signal: AbortSignal.any(signals),
      });
      const text = await response.text();
      this.status = response.status;
      this.responseText = text;
      this.response = this.responseType === 'json' ? JSON.parse(text) : text;
    } catch (error) {
      if (this.#abort.signal.aborted) return;
      if (error instanceof DOMException && error.name === 'TimeoutError') this.ontimeout?.();
    }
    this.readyState = 4;
    this.onreadystatechange?.();
  }
}
