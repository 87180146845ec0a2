// The form that asks: what is typed becomes a file, and a link, a mail or a text that carries it.
//
// All that it knows of the roadmap stands on the page: `data-rr-propose` of the form holds its settings as JSON, and
// each field says what fits. Without this script the page offers a template instead.
(function () {
  "use strict";

  // ---------------------------------------------------------------- texts

  const BREAKS = /\r\n|[\r\v\f\x85\u2028\u2029]/g;
  const FORBIDDEN = new RegExp(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u2064" +
    "\\u2066-\\u206f\\ufeff\\ufff9-\\ufffb\\ufffe\\uffff\\ud800-\\udfff\\u{e0000}-\\u{e007f}]|\\r(?!\\n)", "gu");

  // What a literal block cannot hold, or holds in a way that an editor may destroy unseen.
  const NOT_IN_BLOCK = [/[\t\r]/, /^\n* /, /^ +$/m, /^\n*$/];

  function readable(text, isOneLine) {
    return text.replace(BREAKS, isOneLine ? " " : "\n").replace(FORBIDDEN, "");
  }

  function length(text) {
    return [...text].length;
  }

  function filled(sentence, values) {
    return sentence.replace(/\{(\w+)\}/g, (open, name) => (name in values ? values[name] : open));
  }

  // ---------------------------------------------------------------- YAML: it reads back as exactly what was written

  function write(data) {
    return mapping(data).join("\n") + "\n";
  }

  function mapping(data) {
    return Object.entries(data).flatMap(([key, value]) => under(`${key}:`, value));
  }

  function under(label, value) {
    if (Array.isArray(value)) return [label, ...value.flatMap(entry).map(indented)];
    const [first, ...others] = scalar(value);
    return [`${label} ${first}`, ...others.map(indented)];
  }

  function entry(data) {
    const [first, ...others] = mapping(data);
    return [`- ${first}`, ...others.map(indented)];
  }

  function indented(line) {
    return line && `  ${line}`;
  }

  function scalar(text) {
    if (!text.includes("\n") || NOT_IN_BLOCK.some((pattern) => pattern.test(text))) return [JSON.stringify(text)];
    const body = text.replace(/\n+$/, "");
    const ends = text.length - body.length;
    return [["|-", "|"][ends] || "|+", ...body.split("\n"), ...Array(Math.max(ends - 1, 0)).fill("")];
  }

  // ---------------------------------------------------------------- names of files

  const LETTERS = Object.fromEntries([
    ..."ß:ss ẞ:ss æ:ae Æ:ae œ:oe Œ:oe þ:th Þ:th ø:o Ø:o ł:l Ł:l đ:d Đ:d ð:d Ð:d ħ:h Ħ:h ı:i ŋ:ng".split(" ")
      .map((pair) => pair.split(":")),
    ...[..."'’‘ʼ`´"].map((mark) => [mark, ""]),
  ]);

  function fold(text) {
    const plain = [...text].map((letter) => LETTERS[letter] ?? letter).join("").normalize("NFKD");
    return plain.replace(/[^\x00-\x7f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  }

  // At the end of a word where one is near.
  function cut(name, most) {
    if (name.length <= most) return name;
    const words = name.slice(0, most + 1).split("-").slice(0, -1).join("-");
    return (words.length * 2 > most ? words : name.slice(0, most)).replace(/^-+|-+$/g, "");
  }

  function freeName(text, word, taken, reserved, most) {
    let name = cut(fold(text), most);
    if (!name || reserved.includes(name)) name = text.trim() ? `${word}-${hashed(text)}` : `new-${word}`;
    let free = name;
    for (let number = 2; taken.has(free); number += 1) free = `${cut(name, most - `${number}`.length - 1)}-${number}`;
    return free;
  }

  // For titles without a Latin letter or a digit: a short word, the same for the same text.
  function hashed(text) {
    let hash = 0x811c9dc5;
    for (const unit of new TextEncoder().encode(text)) hash = Math.imul(hash ^ unit, 0x01000193) >>> 0;
    return hash.toString(16).padStart(8, "0");
  }

  // ---------------------------------------------------------------- links

  function newFile(forge, path, content, title, hasContent) {
    const place = forge.folder ? `${forge.folder}/${path}` : path;
    const at = place.lastIndexOf("/");
    const [folder, filename] = [place.slice(0, Math.max(at, 0)), place.slice(at + 1)];
    const values = { path: place, folder, filename, content, title };
    const [address, query] = forge.pattern.split(/\?(.*)/s);
    const search = new URLSearchParams(query);
    for (const [key, pattern] of [...search]) {
      const value = hasContent || !pattern.includes("{content}") ? filled(pattern, values) : "";
      if (value) search.set(key, value);
      else search.delete(key);
    }
    const quoted = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, quote(value)]));
    return filled(address, quoted) + (`${search}` && `?${search}`);
  }

  function quote(text) {
    return encodeURIComponent(text).replace(/%2F/g, "/");
  }

  // Mail programs take a plus sign for what it is.
  function mail(address, subject, lines) {
    const body = lines.join("\r\n");
    return `mailto:${quote(address).replace("%40", "@")}?` +
      `${new URLSearchParams({ subject, body })}`.replace(/\+/g, "%20");
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false;
    }
  }

  // ---------------------------------------------------------------- requests that ask for much the same

  const COMMON = new Set(("able all allow also and any are can could customer customers does for from get has have " +
    "how into its let like make more need needs not one only option our out people please request requests should " +
    "some support than that the their them then there they this use used user users using want wants was what when " +
    "where which who will with without would you your").split(" "));
  const UNSPACED = /^[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+$/;
  const MOST_SIMILAR = 3;
  const ENOUGH = 0.25;
  const TITLE_COUNTS = 3;

  function stems(text) {
    const plain = text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").normalize("NFC");
    const words = plain.match(/[\p{L}\p{N}]+/gu) || [];
    return new Set(words.flatMap((word) => {
      if (UNSPACED.test(word)) return [...word].map((_, at) => word.slice(at, at + 2)).slice(0, word.length - 1 || 1);
      if (word.length < 2 || COMMON.has(word)) return [];
      return [word.replace(/(?<=...)(?<!s)s$/, "").slice(0, 6)];
    }));
  }

  // By each word: which requests use it, and how much it counts there.
  function indexed(rows) {
    const index = new Map();
    const put = (word, at, counts) => {
      if (!index.has(word)) index.set(word, new Map());
      index.get(word).set(at, counts);
    };
    rows.forEach(([, title, , words], at) => {
      for (const word of stems(words)) put(word, at, 1);
      for (const word of stems(title)) put(word, at, TITLE_COUNTS);
    });
    return index;
  }

  function alike(title, rows, index) {
    const shared = new Map();
    let whole = 0;
    const words = [...stems(title)];
    for (const word of words) {
      const users = index.get(word) || (word === words.at(-1) && begunWith(word, index)) || new Map();
      const weight = Math.log2(1 + rows.length / Math.max(users.size, 1));
      whole += TITLE_COUNTS * weight;
      for (const [at, counts] of users) shared.set(at, (shared.get(at) || 0) + counts * weight);
    }
    const found = [...shared].filter(([, sum]) => sum >= ENOUGH * whole);
    found.sort(([at, sum], [otherAt, otherSum]) => otherSum - sum || at - otherAt);
    // A duplicate stands for the request that speaks for it.
    return [...new Set(found.map(([at]) => rows[at][4] || rows[at][0]))].slice(0, MOST_SIMILAR);
  }

  // While a word is being typed it stands for all that begin with it.
  function begunWith(word, index) {
    const begun = [...index].filter(([other]) => word.length > 2 && other.startsWith(word));
    return new Map(begun.flatMap(([, users]) => [...users]));
  }

  // ---------------------------------------------------------------- the form

  class Form {
    constructor(form) {
      this.form = form;
      this.settings = JSON.parse(form.dataset.rrPropose);
      this.joined = null;
      this.known = { requests: [], asks: null };
      this.taken = new Set();
      this.titles = new Map();
      this.index = new Map();
      this.noted = "";
      this.accounts = [...form.querySelectorAll("#rr-accounts option")];
      this.touched = new Set();
      this.takeOver();
      this.listen();
      const asked = new URLSearchParams(location.search).get("request");
      if (asked && this.settings.keys.ask.length) this.join(asked.replace(/[^a-z0-9-]/g, "") || "-");
      this.update();
      this.load();
    }

    get kind() {
      return this.joined ? "ask" : "request";
    }

    one(selector) {
      return this.form.querySelector(selector);
    }

    say(name, values = {}) {
      return filled(this.settings.sentences[name], values);
    }

    // Limits are said instead of cutting off what somebody pastes; an emoji is one character here as in the file.
    takeOver() {
      for (const field of this.form.querySelectorAll("[maxlength]")) {
        field.dataset.rrMost = field.maxLength;
        field.removeAttribute("maxlength");
      }
      this.names = this.namesOfAccounts();
      document.querySelector("[data-rr-without-form]").hidden = true;
      this.form.hidden = false;
    }

    listen() {
      this.form.addEventListener("input", ({ target }) => {
        this.noted = "";
        if (target.name === "title") this.showSimilar();
        this.update();
      });
      this.form.addEventListener("focusout", ({ target }) => {
        if (target.value) this.touched.add(target);
        if (!this.isPressed) this.update();
      });
      // What a field has to say moves what is below it: not while somebody presses a button there, which would slip away.
      this.form.addEventListener("pointerdown", () => {
        this.isPressed = true;
        const over = new AbortController();
        const release = () => {
          over.abort();
          setTimeout(() => { this.isPressed = false; this.update(); });
        };
        for (const end of ["pointerup", "pointercancel"]) addEventListener(end, release, { signal: over.signal });
      });
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.form.addEventListener("click", (event) => this.clicked(event));
    }

    async load() {
      try {
        this.known = { asks: null, ...await (await fetch(this.settings.requests)).json() };
      } catch {
        return; // nothing is similar then, and the check of the file tells of a name that is taken
      }
      this.taken = new Set([...this.known.requests.map(([id]) => id), ...this.known.formerly]);
      this.titles = new Map(this.known.requests.map(([id, title, status]) => [id, { title, status }]));
      this.index = indexed(this.known.requests);
      const isUnknown = this.joined && !this.titles.has(this.joined);
      if (isUnknown) this.joined = null;
      this.show();
      this.one("[data-rr-unknown]").textContent = isUnknown ? this.say("unknown") : "";
      this.showSimilar();
    }

    // ---- what was typed

    value(name) {
      const typed = this.form.elements[name].value;
      const text = readable(typed, this.form.elements[name].tagName !== "TEXTAREA");
      return name === "asks.account" ? this.account(text) : text;
    }

    account(text) {
      const typed = text.trim().toLowerCase();
      const found = this.accounts.find((option) => option.text.trim().toLowerCase() === typed);
      return found ? found.value : text;
    }

    data() {
      const data = {};
      for (const name of this.settings.keys[this.kind]) {
        const value = this.value(name);
        const [outer, inner] = this.joined ? [name.split(".").pop()] : name.split(".");
        if (!value.trim()) continue;
        if (inner) (data[outer] ??= [{}])[0][inner] = value;
        else data[outer] = value;
      }
      // Without its day nobody sees that a customer asked after an answer; of a request, git knows the day.
      if (this.joined) data.on = day(new Date());
      return data;
    }

    title() {
      return this.joined ? this.titleOf(this.joined) : this.value("title").trim();
    }

    titleOf(request) {
      return this.titles.get(request)?.title || request;
    }

    pageOf(request) {
      return new URL(filled(this.settings.page, { request }), location.href).href;
    }

    name() {
      const { reserved, longest_name: most } = this.settings;
      if (!this.joined) {
        return freeName(this.value("title"), "request", this.taken, reserved, most);
      }
      const customer = this.value("asks.account");
      // Who else asks is known to colleagues alone; elsewhere the day keeps two files apart.
      if (this.known.asks) return freeName(customer, "ask", new Set(this.known.asks[this.joined]), reserved, most);
      return `${freeName(customer, "ask", new Set(), reserved, most - 11)}-${day(new Date())}`;
    }

    path() {
      return filled(this.settings.path[this.kind], { request: this.joined, name: this.name() });
    }

    // ---- what fits

    check(field) {
      field.setCustomValidity("");
      field.setCustomValidity(this.wrongWith(field));
    }

    wrongWith(field) {
      const text = readable(field.value, field.tagName !== "TEXTAREA");
      const most = Number(field.dataset.rrMost);
      if (field.required && !text.trim()) return this.say("empty");
      if (most && length(text) > most) return this.say("too_long", { most, number: length(text) });
      if (text.trim() && (field.validity.patternMismatch || field.validity.typeMismatch)) return field.dataset.rrHint;
      if (["title", "need"].includes(field.name) && this.names?.test(text)) return this.say("account");
      return "";
    }

    namesOfAccounts() {
      const words = this.accounts.filter((option) => !("rrCommon" in option.dataset)).map((option) =>
        option.text.trim().split(/[\s-]+/).map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).join("[\\s-]+"));
      return words.length ? new RegExp(`(?<![\\p{L}\\p{N}_])(?:${words.join("|")})(?![\\p{L}\\p{N}_])`, "iu") : null;
    }

    fields() {
      return [...this.form.elements].filter((field) => field.name && field.type !== "radio");
    }

    tell(field) {
      const said = document.getElementById(`${field.id}-told`);
      const wrong = this.touched.has(field) && field.willValidate ? field.validationMessage : "";
      const count = length(field.value) - length(readable(field.value, field.tagName !== "TEXTAREA"));
      const leftOut = count === 1 ? this.say("character") : this.say("characters", { number: count });
      field.setAttribute("aria-invalid", String(Boolean(wrong)));
      const text = wrong || (count > 0 ? leftOut : "");
      put(said, text);
    }

    // Whether everything fits; if not, the first field that does not has the focus and says why.
    isFit() {
      const wrong = this.fields().filter((field) => !field.checkValidity());
      wrong.forEach((field) => { this.touched.add(field); this.tell(field); });
      if (wrong.length || this.noted === "wrong") this.note(wrong.length ? "wrong" : "");
      wrong[0]?.focus();
      return !wrong.length;
    }

    // ---- what is shown

    update() {
      for (const field of this.fields()) {
        field.required = this.settings.needed[this.kind].includes(field.name);
        field.closest(".rr-question").querySelector(".rr-optional")?.toggleAttribute("hidden", field.required);
        this.check(field);
        this.tell(field);
      }
      this.text = write(this.data());
      const path = this.path();
      const { opening, closing } = this.settings.frame;
      this.framed = [filled(opening, { path }), ...this.text.split("\n").slice(0, -1), closing, ""];
      put(this.one("[data-rr-file]"), this.text);
      put(this.one("[data-rr-path]"), path);
      this.showLinks(path);
      this.showAnswer(path);
    }

    showLinks(path) {
      const subject = this.say(this.joined ? "subject_of_ask" : "subject", { title: this.title() });
      const greeting = this.say("greeting");
      const { forge, email } = this.settings;
      this.link("forge", (isWhole) => forge && newFile(forge, path, this.text, this.title(), isWhole));
      this.link("email", (isWhole) => {
        return mail(email, subject, isWhole ? [greeting, "", ...this.framed] : [this.say("paste_here")]);
      });
      this.note(this.noted);
    }

    link(kind, make) {
      const link = this.one(`a[data-rr-door="${kind}"]`);
      if (!link) return;
      const whole = make(true);
      const isLong = whole.length > this.settings.longest_address;
      link.toggleAttribute("data-rr-long", isLong);
      link.href = isLong ? make(false) : whole;
    }

    showAnswer(path) {
      const id = this.joined || path.split("/").pop().replace(/\.yaml$/, "");
      const address = this.pageOf(id);
      for (const place of this.form.querySelectorAll("[data-rr-answer]")) {
        place.textContent = address;
        if (place.href) place.href = address;
      }
      const by = this.one("[data-rr-by]");
      if (by) by.textContent = by.dateTime = answerBy(this.settings);
    }

    showSimilar() {
      const box = this.one("[data-rr-similar]");
      const list = box.querySelector("ul");
      const found = alike(this.value("title"), this.known.requests, this.index);
      if (found.join(" ") === list.dataset.rrShown) return;
      list.dataset.rrShown = found.join(" ");
      list.replaceChildren(...found.map((id) => this.similar(id)));
      const sentence = this.settings.keys.ask.length ? "similar" : "similar_public";
      box.querySelector("p").textContent = found.length ? this.say(sentence) : "";
      box.hidden = !found.length;
    }

    similar(id) {
      const { title, status } = this.titles.get(id);
      const link = element("a", title, { href: this.pageOf(id), target: "_blank", rel: "noopener" });
      const row = element("li", "", {});
      row.append(link, " ", element("span", status, { className: "rr-small" }));
      if (this.settings.keys.ask.length) {
        const button = element("button", this.say("join"), { type: "button", className: "rr-quiet" });
        button.dataset.rrJoin = id;
        row.append(button);
      }
      return row;
    }

    // What there is to say beside the buttons: what happened last, or that a text is long.
    note(name) {
      this.noted = name;
      const shown = name || (this.one("[data-rr-long]") ? "long" : "");
      put(this.one("[data-rr-said]"), shown && this.say(shown));
    }

    // ---- adding a customer to a request that is there

    join(request) {
      this.joined = request;
      this.show();
    }

    leave() {
      this.joined = null;
      this.show();
    }

    show() {
      for (const part of this.form.querySelectorAll("[data-rr-of]")) part.hidden = part.dataset.rrOf !== this.kind;
      for (const field of this.form.elements) field.disabled = field.closest("[data-rr-of][hidden]") !== null;
      this.one("[data-rr-unknown]").textContent = "";
      this.noted = "";
      this.update();
      const link = this.one("[data-rr-joined]");
      link.textContent = this.title();
      link.href = this.pageOf(this.joined || "");
    }

    // ---- buttons

    clicked(event) {
      const pressed = event.target.closest("button, a");
      if (!pressed) return;
      if ("rrJoin" in pressed.dataset) {
        this.join(pressed.dataset.rrJoin);
        this.form.elements["asks.account"].focus();
      } else if ("rrLeave" in pressed.dataset) {
        this.leave();
        this.form.elements.title.focus();
      } else if ("rrDoor" in pressed.dataset) this.send(pressed, event);
    }

    async send(pressed, event) {
      const isLong = "rrLong" in pressed.dataset;
      const text = pressed.dataset.rrDoor === "forge" ? this.text : this.framed.join("\n");
      if (!this.isFit()) event.preventDefault();
      else if (pressed.dataset.rrDoor === "copy") this.note(await copy(text) ? "copied" : this.mark("not_copied"));
      else if (isLong && this.copied !== text) {
        event.preventDefault();
        const isCopied = await copy(text);
        this.copied = text;
        this.note(isCopied ? "pasted" : this.mark("copy_and_press"));
        if (isCopied) pressed.click();
      }
    }

    // Where a browser does not copy, people can.
    mark(name) {
      this.one(".rr-file").open = true;
      getSelection().selectAllChildren(this.one("[data-rr-file]"));
      return name;
    }
  }

  // Only what changed: what stays keeps its selection, and is not read out again.
  function put(place, text) {
    if (place.textContent !== text) place.textContent = text;
  }

  function element(name, text, properties) {
    return Object.assign(document.createElement(name), { textContent: text, ...properties });
  }

  // The day where the reader is, and what was promised counted from it: nothing before the promise was made.
  function day(now) {
    return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())).toISOString().slice(0, 10);
  }

  function answerBy({ days, since }) {
    const today = day(new Date());
    const start = new Date(`${since > today ? since : today}T00:00:00Z`);
    start.setUTCDate(start.getUTCDate() + days);
    return start.toISOString().slice(0, 10);
  }

  function enhance() {
    for (const form of document.querySelectorAll("[data-rr-propose]:not([data-rr-ready])")) {
      form.dataset.rrReady = "";
      new Form(form);
    }
  }

  // For a company's own scripts, and for tests.
  window.riceRoadmapPropose = { freeName, mail, newFile, readable, write };

  // Material tells when instant navigation has put a new page in place; other themes load the page as ever.
  if (window.document$) window.document$.subscribe(enhance);
  else if (document.readyState !== "loading") enhance();
  else document.addEventListener("DOMContentLoaded", enhance);
})();
