// Files that go up as soon as they are chosen, one after the other, each with how far it is. A place takes them: an element with a field for files, and with
// what the portal says of a file that it would not take, so that it need not go up first.

// Has files that are chosen or dropped in a place taken there.
export function takeFiles(places, take) {
  document.addEventListener("change", (event) => {
    const place = event.target.closest(places);
    if (!place || event.target.type !== "file") return;
    const chosen = [...event.target.files];
    event.target.value = "";
    take(place, chosen);
  });
  for (const kind of ["dragover", "drop"]) {
    document.addEventListener(kind, (event) => {
      const place = event.target.closest?.(places);
      if (!place || !event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      if (kind === "drop") take(place, [...event.dataTransfer.files]);
    });
  }
}

export function refuse(place, sentence) {
  const line = document.createElement("p");
  line.className = "files__refused";
  line.textContent = sentence;
  (place.querySelector(".files__going") ?? place).append(line);
}

// Takes away what was said of files before.
export function forget(place) {
  for (const old of place.querySelectorAll(".files__refused")) old.remove();
}

// Says why a file is not taken, in the portal's own words; empty for one that may go up.
export function unfit(place, file) {
  const endings = place.querySelector("input[type=file]")?.accept.split(",") ?? [];
  const name = file.name.toLowerCase();
  if (endings.length && !endings.some((ending) => name.endsWith(ending))) return `“${file.name}”: ${place.dataset.kind}`;
  return file.size > Number(place.dataset.most) ? `“${file.name}”: ${place.dataset.large}` : "";
}

export const signIn = (url) => new URL(url).pathname.startsWith("/aanmelden");

// Puts the place as the portal drew it where the old one stands. What was said of files, and those under way, stay; what the portal refused is said there too.
export function renew(here, drawn) {
  const old = [...(here.querySelector(".files__going")?.children ?? [])];
  here.replaceWith(drawn);
  (drawn.querySelector(".files__going") ?? drawn).append(...old);
  const wrong = drawn.querySelector(".a-input__error");
  if (!wrong) return false;
  refuse(drawn, wrong.textContent.trim());
  wrong.closest(".has-error")?.classList.remove("has-error");
  wrong.remove();
  const field = drawn.querySelector(`[aria-describedby~="${wrong.id}"]`);
  field?.setAttribute("aria-describedby", field.getAttribute("aria-describedby").replace(wrong.id, "").trim());
  field?.removeAttribute("aria-invalid");
  return true;
}

// Sends one file to an address with these fields. What comes back is handed to answered, which returns what the promise holds, and false where it is no answer:
// then it can be tried again, with the same fields. Place and fields are asked when they are needed, for the page may have changed meanwhile.
export function send(place, file, to, fields, answered) {
  const line = document.createElement("span");
  const bar = document.createElement("progress");
  const far = document.createElement("span");
  line.className = "files__one";
  bar.max = 100;
  bar.setAttribute("aria-label", `${file.name} gaat naar de stad`);
  far.textContent = "0 %";
  far.setAttribute("aria-hidden", "true");
  const name = document.createElement("bdi");
  name.textContent = file.name;
  line.append(name, bar, far);
  place().querySelector(".files__going").append(line);
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    const failed = () => {
      line.replaceChildren(name, " ging niet door: de verbinding viel weg. ");
      const retry = document.createElement("button");
      retry.type = "button";
      retry.className = "press";
      retry.textContent = "Probeer opnieuw";
      retry.addEventListener("click", () => {
        line.remove();
        send(place, file, to, fields, answered);
      });
      line.append(retry);
      done();
    };
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      bar.value = Math.round((100 * event.loaded) / event.total);
      far.textContent = `${bar.value} %`;
    });
    request.addEventListener("error", failed);
    request.addEventListener("timeout", failed);
    request.addEventListener("load", () => {
      if (request.status >= 500 || request.status === 429) return failed();
      line.remove();
      done(answered(request));
    });
    request.timeout = 180000;
    request.open("POST", to);
    request.send(fields());
  });
}
