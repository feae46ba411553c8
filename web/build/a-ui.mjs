// Takes from the city's design system only what the portal uses: the classes below, and the custom properties that
// they need. Its remote import, its fonts and its icon font stay behind, and so do its rules for bare elements.

const used = new Set([
  "a-button", "a-button--outlined", "a-button--s",
  "a-input", "a-input__wrapper", "a-input__label", "a-input__description", "has-error",
  "m-alert", "m-alert--success", "m-alert--warning", "m-alert--danger",
]);

/** The rules of a style sheet for the classes in `used`, as CSS text. */
export function partsOf(css) {
  const roots = [];
  const kept = withoutUnread(keep(split(strip(css)), roots));
  return `:root{${needed(roots.join(";"), kept)}}\n${kept}`;
}

function strip(css) {
  return css.replace(/\/\*[\s\S]*?\*\//g, "");
}

/** Splits a style sheet into its outermost rules: { head, body }, where body is "" for a statement such as @import. */
function split(css) {
  const rules = [];
  let depth = 0, from = 0, open = 0, quote = "";
  for (let i = 0; i < css.length; i++) {
    const c = css[i];
    if (quote) {
      if (c === "\\") i++;
      else if (c === quote) quote = "";
    } else if (c === '"' || c === "'") {
      quote = c;
    } else if (c === "{") {
      if (depth++ === 0) open = i;
    } else if (c === "}") {
      if (--depth === 0) {
        rules.push({ head: css.slice(from, open).trim(), body: css.slice(open + 1, i).trim() });
        from = i + 1;
      }
    } else if (c === ";" && depth === 0) {
      rules.push({ head: css.slice(from, i).trim(), body: "" });
      from = i + 1;
    }
  }
  return rules;
}

/** Keeps the rules of which every class is used; what stands under :root is put aside in roots. */
function keep(rules, roots) {
  const out = [];
  for (const { head, body } of rules) {
    if (head === ":root") {
      roots.push(body);
    } else if (head.startsWith("@media")) {
      const inner = keep(split(body), roots);
      if (inner) out.push(`${head}{${inner}}`);
    } else if (!head.startsWith("@") && body) {
      const selectors = head.split(/,(?![^(]*\))/).map((s) => s.trim()).filter(isUsed);
      if (selectors.length) out.push(`${selectors.join(",")}{${body}}`);
    }
  }
  return out.join("\n");
}

function isUsed(selector) {
  const classes = [...selector.replace(/:not\([^)]*\)/g, "").matchAll(/\.([\w-]+)/g)].map((m) => m[1]);
  return classes.length > 0 && classes.every((name) => used.has(name));
}

/** Drops the declarations of custom properties that nothing reads, and rules that are left empty. */
function withoutUnread(css) {
  const declaration = /(?<=[{;]\s*)(--[\w-]+)\s*:[^;}]*;?/g;
  const read = (text, name) => text.includes(`var(${name})`) || text.includes(`var(${name},`);
  for (let before = ""; before !== css; ) {
    before = css;
    css = before.replace(declaration, (whole, name) => (read(before, name) ? whole : ""));
  }
  return css.replace(/[^{}]+\{\s*\}/g, "");
}

/** Of the declarations, those of which the kept rules need the property, directly or through another. */
function needed(declarations, css) {
  const all = new Map();
  for (const m of declarations.matchAll(/(--[\w-]+)\s*:\s*([^;]+?)\s*(?:;|$)/g)) all.set(m[1], m[2]);
  const wanted = new Set();
  const visit = (text) => {
    for (const m of text.matchAll(/var\(\s*(--[\w-]+)/g)) {
      if (all.has(m[1]) && !wanted.has(m[1])) {
        wanted.add(m[1]);
        visit(all.get(m[1]));
      }
    }
  };
  visit(css);
  return [...wanted].sort().map((name) => `${name}:${all.get(name)}`).join(";");
}
