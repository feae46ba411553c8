// A section of an application saves itself: after a pause in typing, at most so long after the first word, and when somebody leaves the page. All of it works
// by its buttons without this script.
//
// The page is known to the server by its "blad", and what it sends is numbered: what comes twice or late makes no trouble there. One save is under way at a
// time. An answer in which somebody else's words stand takes the place of the form, unless more was typed meanwhile: then that is sent first.
import { forget, refuse, renew, send as sendFile, signIn, takeFiles, unfit } from "./files.js";

const pause = 1200;
const longest = 6000;
const patience = 20000;
const mostOnLeaving = 60000; // bytes that a browser sends for a page that is gone

let form; // of the section
let saved; // its words as they were last acknowledged
let timer, first; // of the next save
let busy = null; // the save under way
let failures = 0;
let stopped = false; // nothing can be saved from this page any more
let leaving = false;

const at = (id, from = document) => from.querySelector(`#${CSS.escape(id)}`);

// What stands in the form, without files and without what differs each time.
function words() {
  const all = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && name !== "nummer" && name !== "once") all.append(name, value);
  }
  return all;
}

const changed = () => words().toString() !== saved;

function body() {
  const number = form.elements.nummer;
  const all = words();
  all.set("nummer", number.value);
  all.set("once", form.elements.once.value);
  all.set("doe", "vanzelf");
  number.value = Number(number.value) + 1;
  return all;
}

function soon() {
  if (stopped) return;
  first ??= Date.now();
  clearTimeout(timer);
  timer = setTimeout(save, Math.max(0, Math.min(pause, first + longest - Date.now())));
}

function save() {
  clearTimeout(timer);
  first = undefined;
  if (busy || stopped || !changed()) return busy;
  const sent = words().toString();
  form.closest(".apply").classList.add("is-saving");
  busy = send(sent).finally(() => {
    busy = null;
    form.closest(".apply").classList.remove("is-saving");
  });
  return busy;
}

async function send(sent) {
  let answer, text;
  try {
    answer = await fetch(form.action, { method: "POST", body: body(), signal: AbortSignal.timeout(patience) });
    text = await answer.text();
  } catch {
    return again();
  }
  if (answer.redirected) return away(answer.url, text, sent);
  if (answer.status >= 500 || answer.status === 429) return again();
  const page = new DOMParser().parseFromString(text, "text/html");
  const drawn = page.querySelector("form[data-apply]");
  if (!drawn) return stop();
  failures = 0;
  saved = sent;
  const more = words().toString() !== sent;
  if (!drawn.dataset.merged) adopt(page);
  else if (!more) return swap(page);
  if (more) soon();
}

function again() {
  failures++;
  tell("deel_niet-bewaard");
  clearTimeout(timer);
  timer = setTimeout(save, Math.min(30000, 1000 * 2 ** Math.min(failures, 5)));
}

addEventListener("online", () => failures && save());

// The line above the section says what a template of the page holds.
function tell(id) {
  const line = at("deel_bewaard");
  line.classList.add("saved--not");
  line.replaceChildren(at(id).content.cloneNode(true));
}

function stop() {
  stopped = true;
  clearTimeout(timer);
  say(`Dit deel kan niet meer bewaard worden.${changed() ? " Kopieer wat je net typte." : ""}`, location.pathname, "Laad de pagina opnieuw");
}

function say(sentence, href, link) {
  tell("deel_niet-meer");
  const line = at("deel_bewaard");
  line.querySelector(".saved__text").textContent = `${sentence} `;
  const way = document.createElement("a");
  way.href = href;
  way.textContent = link;
  line.querySelector(".saved__text").append(way);
}

// The session has ended. The page that asks to sign in says whether the words are kept until then; the next ones are sent again, and are saved where somebody
// signed in beside this page.
function away(url, text, sent) {
  if (!signIn(url)) return stop();
  const kept = !!new DOMParser().parseFromString(text, "text/html").querySelector("[data-parked]");
  failures = kept ? 0 : 1;
  if (kept) saved = sent;
  ended(url, kept ? " Wat je typte, staat klaar als je terug bent." : " Wat je net typte, is niet bewaard. Kopieer het voor je weggaat.");
  if (kept && words().toString() !== sent) soon();
}

function ended(url, more) {
  say(`Je was te lang weg.${more}`, `${new URL(url).pathname}?naar=${encodeURIComponent(location.pathname)}`, "Meld je aan");
}

// Takes over what the server says of the words that stand here already.
function adopt(page) {
  takeOver(page, "deel_bewaard", "deel_fouten", "deel_stappen");
  for (const sum of document.querySelectorAll(".sums")) {
    const drawn = at(sum.id, page);
    if (drawn) sum.replaceWith(drawn);
  }
  for (const old of form.querySelectorAll(".a-input__error")) old.remove();
  for (const wrong of form.querySelectorAll(".has-error, .is-wrong")) wrong.classList.remove("has-error", "is-wrong");
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  for (const wrong of page.querySelectorAll("form .a-input__error")) {
    const field = at(wrong.id.replace(/-fout$/, ""));
    if (!field) continue;
    const drawn = at(field.id, page);
    if (drawn.hasAttribute("aria-invalid")) field.setAttribute("aria-invalid", "true");
    if (drawn.getAttribute("aria-describedby")) field.setAttribute("aria-describedby", drawn.getAttribute("aria-describedby"));
    mark(field, wrong);
  }
}

function mark(field, wrong) {
  if (field.matches("fieldset")) {
    field.classList.add("has-error");
    field.querySelector(":scope > .a-input__description, :scope > legend").after(wrong);
  } else if (field.closest("[data-row]")) {
    field.classList.add("is-wrong");
    field.closest("[data-row]").append(wrong);
  } else {
    field.closest(".a-input")?.classList.add("has-error");
    field.before(wrong);
  }
}

// Parts keep their element, so that those that are read aloud are; the same text is not put there again.
function takeOver(page, ...ids) {
  for (const id of ids) {
    const [here, drawn] = [at(id), at(id, page)];
    if (!here || !drawn) continue;
    here.className = drawn.className;
    if (here.textContent.trim() !== drawn.textContent.trim() || here.innerHTML !== drawn.innerHTML) here.replaceChildren(...drawn.childNodes);
  }
}

// Puts the section in place as it stands now, with somebody else's words.
function swap(page) {
  const field = document.activeElement;
  const [id, start, end] = [field?.id, field?.selectionStart, field?.selectionEnd];
  const told = form.querySelectorAll("[data-unkept]"); // words that are kept nowhere else
  takeOver(page, "deel_stappen");
  at("deel_inhoud").replaceChildren(...at("deel_inhoud", page).childNodes);
  begin();
  const lost = form.querySelector("[data-unkept]");
  for (const one of told) if (!at(one.id)) at(one.dataset.unkept)?.append(one);
  const back = id && at(id);
  back?.focus({ preventScroll: true });
  if (back && start != null && back.setSelectionRange) back.setSelectionRange(start, end);
  const said = at("melding");
  if (said && lost) said.textContent = "Een deel van wat je typte, is niet bewaard: die vraag staat niet meer open. Je woorden staan erbij.";
  else if (said) said.textContent = form.querySelector(".clash") ? "Jullie schreven hier tegelijk. Kies welke tekst jullie houden." : "Iemand anders schreef mee. Je ziet nu ook die woorden.";
}

// Questions that hang on an answer of this page come and go with it.
function depend() {
  for (const question of form.querySelectorAll("[data-after]")) {
    const answers = [...form.elements].filter((field) => field.name === question.dataset.after);
    if (answers.length) question.hidden = !answers.some((field) => (field.type === "radio" ? field.checked : true) && field.value === question.dataset.is);
  }
}

function count(field) {
  const line = at(`${field.id}-tekens`);
  if (!line?.dataset.count) return;
  const left = Number(line.dataset.count) - [...field.value].length;
  const figure = new Intl.NumberFormat("nl-BE").format(Math.abs(left));
  line.textContent = left < 0 ? `${figure} tekens te veel` : `Nog ${figure} tekens`;
}

// A new row is made of the pattern, under a number of its own.
function addRow(list) {
  const pattern = list.querySelector("template");
  const row = pattern.content.cloneNode(true);
  const id = crypto.getRandomValues(new Uint32Array(2)).reduce((all, one) => all + one.toString(36), "").slice(0, 12);
  for (const part of row.querySelectorAll("*")) {
    for (const name of ["id", "name", "for", "value", "aria-describedby"]) {
      const value = part.getAttribute(name);
      if (value) part.setAttribute(name, value.replace(/(^|\.)nieuw(?=\.|$)/, `$1${id}`));
    }
  }
  pattern.before(row);
  pattern.previousElementSibling.querySelector("input:not([type=hidden]), select").focus();
}

function dropRow(row) {
  const list = row.closest("[data-rows]");
  const near = row.previousElementSibling?.matches("[data-row]") ? row.previousElementSibling : row.nextElementSibling;
  row.remove();
  (near?.matches("[data-row]") ? near.querySelector("input:not([type=hidden]), select") : list.querySelector("[data-more]")).focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("form[data-apply] button");
  if (button?.matches("[data-more]")) addRow(button.closest("[data-rows]"));
  else if (button?.matches("[data-drop]")) dropRow(button.closest("[data-row]"));
  else return;
  event.preventDefault();
  soon();
});

document.addEventListener("input", (event) => {
  if (event.target.form !== form || event.target.type === "file") return;
  if (event.target.matches("textarea")) count(event.target);
  depend();
  soon();
});

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key !== "Enter" || field.form !== form || !field.matches("input") || field.type === "file" || event.isComposing) return;
  event.preventDefault();
  save();
});

// A button waits for the save under way, so that what it sends comes last.
document.addEventListener("submit", (event) => {
  if (event.target !== form) return;
  if (busy) {
    event.preventDefault();
    const button = event.submitter;
    busy.then(() => form.requestSubmit(button && form.contains(button) ? button : undefined));
    return;
  }
  clearTimeout(timer);
  leaving = true;
});

function leave() {
  if (leaving || stopped || !changed()) return;
  const all = body();
  if (all.toString().length > mostOnLeaving) return;
  const sent = words().toString();
  fetch(form.action, { method: "POST", body: all, keepalive: true }).then((answer) => answer.ok && !answer.redirected && (saved = sent), () => {});
}

document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave());
addEventListener("pagehide", leave);
addEventListener("beforeunload", (event) => {
  if (!leaving && changed() && (failures || stopped || words().toString().length > mostOnLeaving)) event.preventDefault();
});
addEventListener("pageshow", () => (leaving = false));

// Files go up as soon as they are chosen.
const once = () => [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");

const placeOf = (question) => document.querySelector(`[data-files="${CSS.escape(question)}"]`);

takeFiles("[data-files]", async (place, chosen) => {
  const question = place.dataset.files;
  forget(place);
  let gone = false; // the session has ended
  for (const file of chosen) {
    const here = placeOf(question);
    const why = unfit(here, file);
    if (why) refuse(here, why);
    else if (gone) refuse(here, `“${file.name}” is niet toegevoegd. Kies het opnieuw als je aangemeld bent.`);
    else if (!here.querySelector(".files__going")) refuse(here, `“${file.name}” is niet toegevoegd: er passen niet meer bestanden bij.`);
    else gone = (await one(question, file, once())) === "gone";
  }
});

// What was typed goes where it is kept before the page says what became of it.
async function leftBehind(url) {
  await busy;
  if (stopped || failures) return;
  if (changed()) save();
  else if (signIn(url)) ended(url, "");
  else stop();
}

// Sends one file. The same key makes that it is attached once, also where it is tried again.
function one(question, file, key) {
  const fields = () => {
    const all = new FormData();
    all.set("once", key);
    all.set(`bestand.${question.slice(question.lastIndexOf("/") + 1)}`, file);
    return all;
  };
  return sendFile(() => placeOf(question), file, question, fields, (request) => {
    const here = placeOf(question);
    if (new URL(request.responseURL).pathname !== question) {
      refuse(here, `“${file.name}” is niet toegevoegd. Kies het opnieuw${signIn(request.responseURL) ? " als je aangemeld bent" : ""}.`);
      leftBehind(request.responseURL);
      return "gone";
    }
    const drawn = new DOMParser().parseFromString(request.responseText, "text/html").querySelector("[data-files]");
    if (!drawn) return refuse(here, `“${file.name}” is niet toegevoegd. ${request.status === 413 ? here.dataset.large : "Deze vraag staat niet meer open."}`);
    if (renew(here, drawn)) return;
    const said = at("melding");
    if (said) said.textContent = `${file.name} is toegevoegd.`;
  });
}

function begin() {
  form = document.querySelector("form[data-apply]");
  if (!form) return;
  saved = words().toString();
  document.documentElement.dataset.apply = "yes";
  depend();
  if (form.dataset.unsaved) saved = ""; // words that came back after a session had expired: the next one that is typed saves them
}

begin();
