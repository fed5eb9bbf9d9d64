// Puts the focus where the news is: on the summary of errors after a refusal, on [data-focus] after a swap.
(() => {
  const settle = (root) => {
    const news = root.querySelector("[data-focus]");
    if (news) news.focus();
  };
  settle(document);
  document.addEventListener("htmx:afterSwap", (event) => settle(event.detail.elt));
})();
