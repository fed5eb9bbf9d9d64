// A form that keeps itself as a draft while it is written. Without this its own buttons do the same.
(() => {
  const form = document.querySelector("form[data-autosave]");
  const told = form && form.querySelector("[data-autosaved]");
  if (!told) return;
  const PAUSE = Number(form.dataset.autosave) || 5000;
  let timer = 0;
  let saving = null;
  let stopped = false;
  const typed = () => {
    const data = new FormData(form);
    form.querySelectorAll("input[type=file]").forEach((field) => data.delete(field.name));
    data.set("autosave", "1");
    return data;
  };
  const written = () => {
    const data = typed();
    data.delete("edit");
    return new URLSearchParams(data).toString();
  };
  let last = written();
  const say = (text) => { told.textContent = text; };
  const keep = async () => {
    const now = written();
    if (stopped || now === last) return;
    try {
      const answer = await fetch(form.action, { method: "POST", body: typed(), redirect: "manual" });
      if (answer.type === "opaqueredirect" || !answer.headers.get("content-type").includes("json")) {
        stopped = true;
        say(form.dataset.over);
        return;
      }
      const news = await answer.json();
      say(news.told);
      if (answer.ok) {
        last = now;
        form.elements.edit.value = news.edit;
      }
      stopped = answer.status === 409;
    } catch {
      say(form.dataset.unreachable);
    }
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => { saving = keep().finally(() => { saving = null; }); }, PAUSE);
  };
  form.addEventListener("input", later);
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!saving) return;
    event.preventDefault();
    saving.finally(() => form.requestSubmit(event.submitter));
  });
})();
