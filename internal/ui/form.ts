import { on } from "./dom";

/** A form is sent once however often one clicks; what is wrong is read out first. */
export function start(): void {
  document.querySelector<HTMLElement>("[data-problems]")?.focus();
  on<SubmitEvent>("submit", "form[data-form], form.post", (form, event) => {
    if (form.dataset.sent) return event.preventDefault();
    if (event.defaultPrevented || form.hasAttribute("hx-post")) return;
    form.dataset.sent = "yes";
    const button = event.submitter as HTMLButtonElement | null;
    button?.setAttribute("aria-busy", "true");
  });
  // coming back by the browser's own Back, the form may be sent again
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll<HTMLElement>("form[data-sent]")) {
      delete form.dataset.sent;
      form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
    }
  });
  on("change", "select[data-submit], input[data-submit]", (field) => {
    (field as HTMLSelectElement).form?.requestSubmit();
  });
}
