// What static cards cannot do themselves: copy, be announced, and scroll to a marked passage.
// Plain listeners on the document, so that cards may come and go.
"use strict";

(() => {
  // gradio sets the page's language to the browser's; the page is in its own.
  const root = document.documentElement;
  const language = window.location.pathname.startsWith("/en") ? "en" : "nl";
  const speak = () => {
    if (root.lang !== language) root.lang = language;
  };
  new MutationObserver(speak).observe(root, { attributes: true, attributeFilter: ["lang"] });
  speak();

  const live = document.createElement("p");
  live.className = "kv-unseen";
  live.setAttribute("role", "status");

  const say = (text) => {
    if (text && live.textContent !== text) live.textContent = text;
  };

  const quoteOf = (card) => {
    const own = (selector) =>
      [...card.querySelectorAll(selector)].find((node) => node.closest(".kv-card") === card);
    const answer = own(".kv-verbatim");
    const lines = answer ? [...answer.children].map((line) => line.textContent) : [];
    return `“${lines.join("\n")}”\n(${own(".kv-citation").textContent})`;
  };

  const copy = async (text) => {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    return undefined;
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const card = button.closest(".kv-card");
    const text =
      button.dataset.copy === "quote"
        ? quoteOf(card)
        : new URL(button.dataset.link, window.location.origin).href;
    await copy(text);
    const done = language === "en" ? "Copied" : "Gekopieerd";
    const name = button.textContent;
    say("");
    say(done);
    button.textContent = done;
    button.addEventListener("blur", () => { button.textContent = name; }, { once: true });
  });

  // A link within the page: the page's own base address would make gradio load it anew.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const target = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!target) return;
    event.preventDefault();
    if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "start" });
  });

  // Thumbs, where the server keeps them.
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-answers]");
    if (!button) return;
    const line = button.closest(".kv-judge");
    const sent = await fetch("/kamervragen/feedback", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        query: line.dataset.query,
        pair: button.closest(".kv-card").dataset.pair,
        answers: button.dataset.answers === "yes",
      }),
    });
    if (!sent.ok) return;
    for (const one of line.querySelectorAll("button")) {
      one.setAttribute("aria-pressed", String(one === button));
    }
    say("");
    say(line.dataset.kept);
  });

  // Ticks and notes of a checked set stay in this browser, until another set is checked.
  const KEY = "kamervragen-fields";
  const fieldsOf = (form) => form.querySelectorAll("input[name=pick], textarea[name^=note-]");

  const keep = (form) => {
    const picks = [];
    const notes = {};
    for (const field of fieldsOf(form)) {
      if (field.type === "checkbox" && field.checked) picks.push(field.value);
      else if (field.type !== "checkbox" && field.value) notes[field.name] = field.value;
    }
    localStorage.setItem(KEY, JSON.stringify({ set: form.dataset.set, picks, notes }));
  };

  const restore = (form) => {
    const kept = JSON.parse(localStorage.getItem(KEY) || "{}");
    if (kept.set !== form.dataset.set) return;
    for (const field of fieldsOf(form)) {
      if (field.type === "checkbox") field.checked = kept.picks.includes(field.value);
      else field.value = kept.notes[field.name] || "";
    }
  };

  document.addEventListener("input", (event) => {
    const form = event.target.closest(".kv-desk");
    if (form) keep(form);
  });

  // The page loads itself anew when its server was restarted: what was typed is not lost.
  const TYPED = ["kv-query", "kv-paste"];
  const typedIn = (id) => document.querySelector(`#${id} textarea`);

  window.addEventListener("pagehide", () => {
    for (const id of TYPED) sessionStorage.setItem(`kamervragen-${id}`, typedIn(id)?.value || "");
  });

  const retype = (id) => {
    const field = typedIn(id);
    const text = sessionStorage.getItem(`kamervragen-${id}`);
    if (!field || !text) return;
    sessionStorage.removeItem(`kamervragen-${id}`);
    if (field.value) return;
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  // gradio's folds do not say whether they are open.
  const tellFolds = () => {
    for (const fold of document.querySelectorAll(".gr-accordion > button")) {
      const shown = String(getComputedStyle(fold.nextElementSibling).display !== "none");
      if (fold.getAttribute("aria-expanded") !== shown) fold.setAttribute("aria-expanded", shown);
    }
  };
  document.addEventListener("click", () => requestAnimationFrame(tellFolds));
  window.addEventListener("resize", tellFolds);

  let desk = null;
  const said = new WeakSet();
  let shown = null;
  const look = () => {
    TYPED.forEach(retype);
    tellFolds();
    if (document.getElementById("kv-tabs")) document.getElementById("kv-loading")?.remove();
    for (const news of document.querySelectorAll(".kv-say")) {
      if (said.has(news)) continue;
      said.add(news);
      say(news.textContent);
    }
    const form = document.querySelector(".kv-desk");
    if (form && form !== desk) {
      desk = form;
      restore(form);
    }
    const here = document.getElementById("kv-here");
    if (here && here !== shown) {
      shown = here;
      here.scrollIntoView({ block: "center" });
    }
  };

  const start = () => {
    document.body.append(live);
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
    look();
  };
  if (document.body) start();
  else document.addEventListener("DOMContentLoaded", start);
})();
