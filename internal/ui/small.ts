import { on } from "./dom";

/** Small things: the running timer, copying, the theme at once, leaving the portal quickly. */
export function start(): void {
  customElements.define("candor-timer", Timer);

  on<MouseEvent>("click", "[data-copy]", (button) => {
    void navigator.clipboard.writeText(button.dataset.copy ?? "").then(() => {
      const words = button.querySelector("span")!;
      const before = words.textContent;
      words.textContent = button.dataset.copied ?? before;
      window.setTimeout(() => (words.textContent = before), 1600);
    });
  });

  on<MouseEvent>("click", "[data-theme-choice]", (button, event) => {
    const form = button.closest("form");
    if (!form) return;
    event.preventDefault();
    const theme = button.dataset.themeChoice ?? "auto";
    document.documentElement.dataset.bsTheme = theme;
    for (const other of document.querySelectorAll<HTMLElement>("[data-theme-choice]")) {
      other.setAttribute("aria-pressed", String(other.dataset.themeChoice === theme));
    }
    const choice = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
    choice.set("theme", theme);
    void fetch(form.action, { method: "POST", body: choice, credentials: "same-origin", redirect: "manual" });
  });

  quickExit();
}

/** Somebody watched at home leaves by one click or two Escapes; the page does not stay in the history. */
function quickExit(): void {
  const exit = document.querySelector<HTMLAnchorElement>("[data-quickexit]");
  if (!exit) return;
  const leave = () => location.replace(exit.href);
  exit.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  let pressed = 0;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return void (pressed = 0);
    if (event.timeStamp - pressed < 800) leave();
    pressed = event.timeStamp;
  });
}

class Timer extends HTMLElement {
  private ticking = 0;

  connectedCallback(): void {
    const started = Number(this.getAttribute("started")) * 1000;
    if (!started) return;
    const tick = () => {
      const seconds = Math.max(0, Math.floor((Date.now() - started) / 1000));
      const two = (n: number) => String(n).padStart(2, "0");
      this.textContent = `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
    };
    tick();
    this.ticking = window.setInterval(tick, 1000);
  }

  disconnectedCallback(): void {
    clearInterval(this.ticking);
  }
}
