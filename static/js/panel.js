// On the board a session opens its seat beside the board: why it is served so, and who could stand in.
// The link itself leads to the request: with a modifier key, or without script, it does.

const panel = document.getElementById("seat-panel");
const body = panel.querySelector("[data-panel-body]");

async function fill(address) {
  body.replaceChildren(panel.querySelector("template").content.cloneNode(true));
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (panel.dataset.shown === address) body.replaceChildren(...page.body.childNodes);
  } catch {
    body.textContent = panel.dataset.failed;
  }
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("a[data-panel]");
  if (!opener?.dataset.panel || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  panel.dataset.shown = opener.dataset.panel;
  panel.querySelector("[data-panel-page]").href = opener.href;
  panel.showModal();
  fill(opener.dataset.panel);
});
