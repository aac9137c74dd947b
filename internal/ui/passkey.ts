import { on } from "./dom";

// What the browser is asked to sign, and what the server says to do next.
interface Challenge { step?: string; options?: unknown; to?: string; said?: string }

// Newer browsers read and write a passkey's messages themselves (WebAuthn Level 3, sections 5.1.8 to 5.1.10).
interface Reads {
  parseRequestOptionsFromJSON(options: unknown): PublicKeyCredentialRequestOptions;
  parseCreationOptionsFromJSON(options: unknown): PublicKeyCredentialCreationOptions;
}

/** For each button, where it asks and where it answers. */
const ways: Record<string, { ask: string; answer: string; makes?: boolean }> = {
  signin: { ask: "/signin/passkey", answer: "/signin/passkey/answer" },
  confirm: { ask: "/signin/passkey", answer: "/signin/confirm/passkey" },
  register: { ask: "/me/passkeys/offer", answer: "/me/passkeys", makes: true },
  portal: { ask: "/portal/signin/passkey", answer: "/portal/signin/passkey/answer" },
  seat: { ask: "/portal/passkeys/offer", answer: "/portal/passkeys", makes: true },
};

/** Passkeys: a button that waits in the page, hidden, until the browser is known to have them. */
export function start(): void {
  const reads = window.PublicKeyCredential as unknown as Reads | undefined;
  if (!reads?.parseRequestOptionsFromJSON || !isSecureContext) return;
  for (const button of document.querySelectorAll<HTMLElement>("[data-passkey]")) button.hidden = false;
  on<MouseEvent>("click", "[data-passkey]", (button) => void press(button, reads));
}

async function press(button: HTMLElement, reads: Reads): Promise<void> {
  if (button.hasAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", "true");
  try {
    const said = await use(button, reads);
    if (said) say(button, said);
  } catch (error) {
    // Whoever closes the browser's own question changed their mind: nothing to say.
    if (!(error instanceof DOMException && error.name === "NotAllowedError")) say(button, button.dataset.failed ?? "");
  } finally {
    button.removeAttribute("aria-busy");
  }
}

/** Asks, lets the person's device answer, and goes on. It gives what there is to say, if anything. */
async function use(button: HTMLElement, reads: Reads): Promise<string | undefined> {
  const way = ways[button.dataset.passkey ?? "signin"];
  const asked = await post(way.ask, {});
  if (!asked.options) return follow(asked);
  const credential =
    way.makes
      ? await navigator.credentials.create({ publicKey: reads.parseCreationOptionsFromJSON(asked.options) })
      : await navigator.credentials.get({ publicKey: reads.parseRequestOptionsFromJSON(asked.options) });
  const name = document.querySelector<HTMLInputElement>("input[name=passkey_name]")?.value ?? "";
  return follow(await post(way.answer, { step: asked.step, name, next: button.dataset.next ?? "/", credential }));
}

function follow(reply: Challenge): string | undefined {
  if (reply.to) location.assign(reply.to);
  return reply.said;
}

async function post(url: string, body: unknown): Promise<Challenge> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(body),
    credentials: "same-origin",
  });
  if (!answer.headers.get("Content-Type")?.startsWith("application/json")) throw new Error(`${url} answered ${answer.status}`);
  return (await answer.json()) as Challenge;
}

function say(button: HTMLElement, text: string): void {
  const place = button.parentElement?.querySelector<HTMLElement>("[data-passkey-said]");
  if (!place) return;
  place.textContent = text;
  place.hidden = false;
}
