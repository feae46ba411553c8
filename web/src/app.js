// All of the portal works without this script. With it the list of a result is refreshed in place.
//
// How a page takes part: its result, with the filters, stands in one element with the id "resultaat", and a group of
// links or a form that leads to another state of the same list carries data-hx-boost (the parts of templates/ui write
// it). The address stays the state: it is pushed, and the same page comes back for it with or without this script.
import htmx from "htmx.org";

const result = () => document.getElementById("resultaat");

// A refusal, a fault or another page than a list is not swapped in: the browser goes there as it always would.
document.addEventListener("htmx:before:swap", (event) => {
  const { ctx } = event.detail;
  const page = new DOMParser().parseFromString(ctx.text, "text/html");
  if (ctx.response.status >= 400 || (ctx.select && !page.querySelector(ctx.select))) {
    event.preventDefault();
    location.assign(ctx.response.raw.url || ctx.request.action);
  }
});

document.addEventListener("htmx:error", (event) => {
  const { ctx } = event.detail;
  if (ctx?.request?.method === "GET" && ctx.request.action) location.assign(ctx.request.action);
});

// What changed is said once, in the sentence that stands above the rows.
document.addEventListener("htmx:after:swap", () => {
  const said = document.getElementById("melding");
  const sentence = result()?.querySelector(".headline");
  if (said && sentence) said.textContent = sentence.textContent.replace(/\s+/g, " ").trim();
  // A field keeps what was typed in it when its element stays; here the page decides, but for the one that is typed in.
  for (const field of result()?.querySelectorAll("input[type=search]") ?? []) {
    if (field !== document.activeElement) field.value = field.defaultValue;
  }
  // The link that was pressed may be gone, as a filter that was taken away is: then reading goes on at the sentence.
  const headline = result()?.querySelector(".headline");
  if (headline && document.activeElement === document.body) {
    headline.tabIndex = -1;
    headline.focus({ preventScroll: true });
  }
});

// An open menu or choice closes on Escape, and when something else is pressed.
const openOnes = () => document.querySelectorAll("details.menu[open], details.sort[open], details.who[open]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const one of openOnes()) {
    if (one.querySelector("details[open]")) continue; // the innermost first
    one.open = false;
    one.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  for (const one of openOnes()) {
    if (!one.contains(event.target) || event.target.closest(".sort a")) one.open = false;
  }
});

// A form is sent once: what is pressed again while the answer is on its way would be its twin. Who stopped waiting may try again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!("once" in form.dataset)) return;
  if (form.dataset.once === "sent") return event.preventDefault();
  form.dataset.once = "sent";
  setTimeout(() => (form.dataset.once = ""), 3000);
});

// Who comes back to a page by the browser's own button may send its form again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-once]")) form.dataset.once = "";
});

// A password can be looked at while it is typed. It is hidden again before it is sent, so that browsers do not keep it as a word.
for (const place of document.querySelectorAll("[data-password]")) {
  const field = place.querySelector("input");
  const button = document.createElement("button");
  const show = (shown) => {
    field.type = shown ? "text" : "password";
    button.textContent = shown ? "Verberg" : "Toon";
    button.setAttribute("aria-label", `${shown ? "Verberg" : "Toon"} wat je typt bij ${field.labels[0]?.textContent ?? "dit veld"}`);
  };
  button.type = "button";
  button.className = "password__show";
  button.addEventListener("click", () => show(field.type === "password"));
  field.form?.addEventListener("submit", () => show(false));
  show(false);
  place.append(button);
}

// For the console and for tests: which htmx this is.
document.documentElement.dataset.htmx = htmx.version;
