// Small manners of every office page. Each thing here also works without it, by a plain link or form.
(() => {
  // What only readers without script need is hidden from the others (data-without-script).
  document.documentElement.dataset.scripted = "";

  // <a href="/a/page" data-dialog="ID"> opens the dialog of that ID; without script it leads to the page.
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    const dialog = opener && document.getElementById(opener.dataset.dialog);
    if (dialog) { event.preventDefault(); dialog.showModal(); }
    const closer = event.target.closest("[data-close]");
    if (closer) closer.closest("dialog").close();
  });

  // One open menu at a time; Escape or a click elsewhere closes it.
  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (menu !== except) menu.open = false;
  };
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    const open = document.querySelector("details.menu[open]");
    if (event.key !== "Escape" || !open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });

  // A form is sent once: its buttons rest until an answer comes. The back button brings them back.
  const rest = (form, resting) => {
    for (const button of form.querySelectorAll("button[type=submit]")) button.setAttribute("aria-disabled", resting);
  };
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "1";
    rest(event.target, true);
  });
  const wake = (form) => { delete form.dataset.sent; rest(form, false); };
  document.addEventListener("htmx:after:request", () => document.querySelectorAll("form[data-sent]").forEach(wake));
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(wake));

  // After a refused form the reader starts at the list of errors.
  document.getElementById("errors")?.focus();

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
})();
