// What was typed survives a lost connection, an ended session and a closed window: forms marked `data-keep`
// keep what differs from the page in this browser, by account and page, and offer it back. It is forgotten
// when the server confirms the save, when it is dropped, and when the account signs out. Passwords, files and
// fields marked `data-private` are never kept. Sent twice, a form is done once (`once`); its buttons rest
// meanwhile. Without this file every form still works.
"use strict";

const account = document.body.dataset.account;
const english = document.documentElement.lang === "en";
const PREFIX = "mingzhang:kept:";
const words = english
  ? { offer: "What you typed here was not saved.", restore: "Bring it back", drop: "Drop it", offline: "No connection. What you typed is kept in this browser; save again when the connection is back.", online: "The connection is back: you can save now.", dropped: "Dropped." }
  : { offer: "上次在这里填的内容没有保存。", restore: "恢复", drop: "丢弃", offline: "网络断开。所填内容已保存在本浏览器，恢复连接后请再点保存。", online: "网络已恢复，可以保存了。", dropped: "已丢弃。" };

function fieldsToKeep(form) {
  return [...form.elements].filter((field) => field.name && !field.disabled && !["hidden", "password", "file", "submit", "button"].includes(field.type) && field.dataset.private === undefined);
}

function state(field) {
  return field.type === "checkbox" || field.type === "radio" ? field.checked : field.value;
}

function nameOf(field) {
  return field.type === "radio" ? field.name + "=" + field.value : field.name;
}

function keyOf(form) {
  const action = new URL(form.getAttribute("action") || location.pathname, location.href).pathname;
  const fixed = [...form.querySelectorAll("input[type=hidden]")].filter((field) => !["csrfmiddlewaretoken", "once"].includes(field.name) && !field.name.startsWith("version")).map((field) => field.name + "=" + field.value);
  const page = new URLSearchParams(location.search).get("page") || "";
  return PREFIX + account + ":" + location.pathname + "#" + page + "#" + action + "#" + fixed.join("&");
}

function read(key) {
  try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
}

function notice(form, text, buttons) {
  let box = form.querySelector(":scope > .kept");
  if (!box) {
    box = document.createElement("div");
    box.className = "note warning kept";
    box.setAttribute("role", "status");
    form.prepend(box);
  }
  box.textContent = text + " ";
  for (const [label, act] of buttons) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", act);
    box.append(button, " ");
  }
  return box;
}

function watch(form) {
  const key = keyOf(form);
  const fields = fieldsToKeep(form);
  const first = new Map(fields.map((field) => [nameOf(field), state(field)]));
  const token = () => (form.querySelector("input[name=once]") || {}).value || "";
  let tokens = [];
  let timer = 0;
  let before = {}; // kept on an earlier page and neither saved nor dropped
  const keep = () => {
    const changed = { ...before };
    for (const field of fieldsToKeep(form)) {
      if (state(field) !== first.get(nameOf(field))) changed[nameOf(field)] = state(field);
    }
    if (!tokens.includes(token())) tokens.push(token());
    try {
      if (Object.keys(changed).length) localStorage.setItem(key, JSON.stringify({ fields: changed, tokens, at: Date.now() }));
      else localStorage.removeItem(key);
    } catch { /* a full or forbidden store keeps nothing; the form itself works */ }
  };
  const kept = read(key);
  if (kept && kept.fields) {
    tokens = kept.tokens || [];
    before = kept.fields;
    const refused = document.querySelector("[role=alert]") !== null;
    const differs = fields.some((field) => nameOf(field) in kept.fields && kept.fields[nameOf(field)] !== state(field)) || Object.keys(kept.fields).some((name) => !first.has(name));
    if (!differs) {
      // A refused form shows what was typed: still unsaved. Otherwise the page says the same: nothing to keep.
      if (!refused) { before = {}; localStorage.removeItem(key); }
    } else {
      const details = form.closest("details");
      if (details) details.open = true;
      const box = notice(form, words.offer, [
        [words.restore, () => { before = {}; bringBack(form, kept.fields); box.remove(); keep(); }],
        [words.drop, () => { before = {}; localStorage.removeItem(key); box.textContent = words.dropped; }],
      ]);
    }
  }
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(keep, 200); });
  form.addEventListener("change", keep);
  form.addEventListener("submit", () => { clearTimeout(timer); keep(); }, true);
}

function bringBack(form, kept) {
  const table = form.querySelector("[data-grid]");
  for (const [name, value] of Object.entries(kept)) {
    let field = [...form.elements].find((item) => nameOf(item) === name);
    for (let tries = 0; !field && table && name.startsWith("cell-new") && tries < 200; tries += 1) {
      document.querySelector("[data-add-row]").click();
      field = [...form.elements].find((item) => item.name === name);
      if (tries > 0 && !field && table.tBodies[0].rows.length > 400) break;
    }
    if (!field) continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = value;
    else field.value = value;
    if (table) field.classList.add("changed");
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function forget(wanted) {
  for (let index = localStorage.length - 1; index >= 0; index -= 1) {
    const key = localStorage.key(index);
    if (key && key.startsWith(PREFIX) && wanted(key)) localStorage.removeItem(key);
  }
}

// The server says by a cookie which form it has saved.
const confirmed = (document.cookie.match(/(?:^|; )confirmed=([^;]+)/) || [])[1];
if (confirmed && account) {
  forget((key) => ((read(key) || {}).tokens || []).includes(confirmed));
  document.cookie = "confirmed=; Max-Age=0; path=/workbench/; SameSite=Lax";
}
const week = Date.now() - 7 * 24 * 3600 * 1000;
forget((key) => ((read(key) || {}).at || 0) < week);

for (const form of document.querySelectorAll("form[data-keep]")) if (account) watch(form);

// Forms whose page gave them no token get one here.
for (const form of document.querySelectorAll("form[method=post]")) {
  if (form.querySelector("input[name=once]")) continue;
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "once";
  field.value = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  form.append(field);
}

let sent = null;
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.leaves !== undefined && account) forget((key) => key.startsWith(PREFIX + account + ":"));
  if (navigator.onLine === false) {
    event.preventDefault();
    if (form.dataset.keep !== undefined) notice(form, words.offline, []);
    return;
  }
  if (sent === form) { event.preventDefault(); return; }
  sent = form;
  form.classList.add("sent");
  // A page that the browser brings back is a new try.
  setTimeout(() => { sent = null; form.classList.remove("sent"); }, 20000);
});
window.addEventListener("pageshow", () => { sent = null; for (const form of document.querySelectorAll("form.sent")) form.classList.remove("sent"); });
window.addEventListener("online", () => { for (const box of document.querySelectorAll(".kept")) if (box.textContent.startsWith(words.offline)) box.textContent = words.online; });
