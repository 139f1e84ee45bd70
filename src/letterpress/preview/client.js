// SPDX-License-Identifier: MIT
// Added to every page that the preview serves: reloads the page when the site changed, swaps style sheets when
// nothing else did, shows what is wrong when a build failed, goes to the page that was saved where that is asked for,
// and shows the bar.
(() => {
  "use strict";
  const OWN = "/__letterpress/";
  const { watch, version } = document.currentScript.dataset;
  let shown = version;
  let source = null;
  let overlay = null;
  let bar = null;

  // A hidden page gives its connection back: browsers allow six to one server.
  const connect = () => {
    if (document.hidden || source) return;
    source = new EventSource(OWN + "reload");
    source.onmessage = (event) => update(JSON.parse(event.data));
    source.onerror = () => {
      if (source && source.readyState === EventSource.CLOSED) {
        disconnect();
        setTimeout(connect, 1000);
      }
    };
  };
  const disconnect = () => {
    source?.close();
    source = null;
  };

  const update = (state) => {
    if (watch === "site" && follow(...state.follow)) return;
    const page = document.getElementById("letterpress-error");
    if (state[watch] !== shown) {
      if (watch === "site" && state.stylesFrom === shown && !page) swapStyles(state.site);
      else return reload();
    }
    if (!page) show(state.error);
    else if (state.error === null) reload();
    else page.innerHTML = state.error;
    fillBar();
  };

  // What was followed last is kept for the tab: a page that is reloaded meanwhile has not missed it.
  const follow = (id, path) => {
    const before = kept("letterpress-follow");
    keep("letterpress-follow", id);
    if (!path || before === null || before === id || before.split("-")[0] !== id.split("-")[0]) return false;
    if (new URL(path, location.href).pathname === location.pathname) return false;
    disconnect();
    location.assign(path);
    return true;
  };

  // A browser may refuse to keep anything.
  const kept = (name) => {
    try {
      return sessionStorage.getItem(name);
    } catch {
      return null;
    }
  };
  const keep = (name, value) => {
    try {
      sessionStorage.setItem(name, value);
    } catch {}
  };

  const reload = () => {
    disconnect();
    location.reload();
  };

  const swapStyles = (next) => {
    shown = next;
    for (const old of document.querySelectorAll('link[rel~="stylesheet"]')) {
      const url = new URL(old.href);
      if (url.origin !== location.origin) continue;
      const link = old.cloneNode();
      url.searchParams.set("version", next);
      link.href = url;
      link.removeAttribute("integrity");
      link.onload = link.onerror = () => old.remove();
      old.after(link);
    }
  };

  const show = (error) => {
    overlay?.remove();
    overlay = null;
    if (error === null) return;
    overlay = document.createElement("letterpress-error");
    const root = overlay.attachShadow({ mode: "open" });
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = OWN + "preview.css";
    const panel = document.createElement("section");
    panel.hidden = true;
    style.onload = style.onerror = () => (panel.hidden = false);
    panel.tabIndex = 0;
    panel.setAttribute("role", "alert");
    panel.lang = document.documentElement.lang;
    panel.innerHTML = error;
    const close = document.createElement("button");
    close.textContent = "×";
    close.ariaLabel = panel.querySelector("[data-close]")?.dataset.close ?? "×";
    close.onclick = () => overlay.remove();
    panel.prepend(close);
    root.append(style, panel);
    document.documentElement.append(overlay);
  };

  // The bar takes its place at once, and below the page, so that it moves and covers nothing of it.
  const showBar = () => {
    if (watch !== "site" || window !== top || kept("letterpress-bar") === "closed") return;
    if (document.getElementById("letterpress-error")) return;
    const host = document.createElement("letterpress-bar");
    const root = host.attachShadow({ mode: "open" });
    const style = document.createElement("style");
    bar = element("aside", "");
    bar.hidden = true;
    host.style.cssText = "all: initial; display: block; position: sticky; inset-block-end: 0; min-height: 2.5rem;" +
      "z-index: 2147483646";
    root.append(style, bar);
    document.documentElement.append(host);
    fetch(OWN + "bar.css")
      .then((answer) => answer.text())
      .then((text) => (style.textContent = text))
      .then(fillBar)
      .catch(() => {});
  };

  const fillBar = async () => {
    if (!bar) return;
    let told;
    try {
      told = await (await fetch(OWN + "bar?path=" + encodeURIComponent(decodedPath()))).json();
    } catch {
      return; // the preview has ended
    }
    if (!bar) return;
    const open = bar.querySelector("details")?.open ?? false;
    bar.lang = told.lang;
    bar.ariaLabel = told.label;
    const close = element("button", "×");
    close.ariaLabel = told.close;
    close.onclick = () => {
      keep("letterpress-bar", "closed");
      bar.getRootNode().host.remove();
      bar = null;
    };
    const report = element("a", told.report);
    report.href = OWN + "report";
    bar.replaceChildren(...facts(told, open), report, close);
    bar.hidden = false;
  };

  const decodedPath = () => {
    try {
      return decodeURIComponent(location.pathname);
    } catch {
      return location.pathname;
    }
  };

  const facts = (told, open) => {
    if (!told.source) return [];
    const list = element("dl", "");
    for (const [name, value] of [...told.named, told.source]) {
      const pair = element("div", "");
      pair.append(element("dt", name), element("dd", value));
      list.append(pair);
    }
    list.lastChild.className = "source";
    if (told.findings.length === 0) return [list, element("span", told.count)];
    const details = element("details", "");
    details.open = open;
    const found = element("ul", "");
    for (const { place, severity, word, text } of told.findings) {
      const item = element("li", "");
      item.className = severity;
      item.append(element("b", word), " ", element("code", place), " ", element("span", text));
      found.append(item);
    }
    details.append(element("summary", told.count), found);
    return [list, details];
  };

  const element = (name, text) => {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  };

  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", connect);
  showBar();
  connect();
})();
