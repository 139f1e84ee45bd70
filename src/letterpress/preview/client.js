// SPDX-License-Identifier: MIT
// Added to every page that the preview serves: reloads the page when the site changed, swaps style sheets when
// nothing else did, and shows what is wrong when a build failed.
(() => {
  "use strict";
  const OWN = "/__letterpress/";
  const { watch, version } = document.currentScript.dataset;
  let shown = version;
  let source = null;
  let overlay = null;

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
    const page = document.getElementById("letterpress-error");
    if (state[watch] !== shown) {
      if (watch === "site" && state.stylesFrom === shown && !page) swapStyles(state.site);
      else return reload();
    }
    if (!page) show(state.error);
    else if (state.error === null) reload();
    else page.innerHTML = state.error;
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

  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", connect);
  connect();
})();
