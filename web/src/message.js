// The files of a message go up as soon as they are chosen; its form then carries them. Without this script they go with the form.
import { forget, refuse, renew, send, signIn, takeFiles, unfit } from "./files.js";

const place = () => document.querySelector("[data-enclosures]");
let under = null; // the files that are under way

document.documentElement.dataset.apply = "yes";

takeFiles("[data-enclosures]", (here, chosen) => {
  forget(here);
  under = Promise.resolve(under).then(() => all(chosen));
  const mine = under;
  under.finally(() => under === mine && (under = null));
});

async function all(chosen) {
  let gone = "";
  for (const file of chosen) {
    const why = unfit(place(), file) || gone;
    if (why) refuse(place(), why);
    else if ((await one(file)) === "gone") gone = `“${file.name}” en wat erna komt, is niet toegevoegd.`;
  }
}

// The words of the message go along, so that they are kept where the session has ended; they are sent by nobody but the person.
function one(file) {
  const form = place().closest("form");
  const fields = () => {
    const all = new FormData(form);
    all.set("doe", "voeg-toe");
    all.set(form.querySelector("[data-enclosures] input[type=file]").name, file);
    return all;
  };
  return send(place, file, form.action, fields, (request) => {
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    const drawn = page.querySelector("[data-enclosures]");
    if (request.responseURL !== form.action || !drawn) {
      refuse(place(), `“${file.name}” is niet toegevoegd.`);
      if (signIn(request.responseURL)) leave(page.querySelector("[data-parked]"), request.responseURL);
      return "gone";
    }
    if (renew(place(), drawn)) return;
    const said = document.getElementById("melding");
    if (said) said.textContent = `${file.name} is toegevoegd.`;
  });
}

function leave(kept, url) {
  const line = document.createElement("p");
  const way = document.createElement("a");
  line.className = "files__refused";
  way.href = `${new URL(url).pathname}?naar=${encodeURIComponent(location.pathname)}`;
  way.textContent = "Meld je aan";
  line.append(`Je was te lang weg. ${kept ? "Wat je typte, staat klaar als je terug bent. " : "Kopieer wat je typte voor je weggaat. "}`, way);
  place().querySelector(".files__going").append(line);
}

// A message is not sent before its files are there.
document.addEventListener(
  "submit",
  (event) => {
    if (!under || !event.target.querySelector("[data-enclosures]")) return;
    event.preventDefault();
    event.stopPropagation(); // it is not sent yet
    const form = event.target;
    under.then(() => form.querySelector(".files__refused, .files__one button") ?? form.requestSubmit());
  },
  true,
);
