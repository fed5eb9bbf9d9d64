// A file field that also takes a file dropped on its frame. The field itself does all the rest.
(() => {
  const prepare = (frame) => {
    const input = frame.querySelector("input[type=file]");
    const hint = frame.querySelector("[data-hint]");
    if (!input || !hint) return;
    const tell = () => {
      hint.textContent = [...input.files].map((file) => file.name).join(", ") || hint.dataset.empty;
    };
    hint.hidden = false;
    tell();
    input.addEventListener("change", tell);
    ["dragenter", "dragover"].forEach((name) => frame.addEventListener(name, (event) => {
      event.preventDefault();
      frame.classList.add("is-over");
    }));
    ["dragleave", "drop"].forEach((name) => frame.addEventListener(name, () => frame.classList.remove("is-over")));
    frame.addEventListener("drop", (event) => {
      event.preventDefault();
      if (!event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  };
  document.querySelectorAll("[data-file-drop]").forEach(prepare);
})();
