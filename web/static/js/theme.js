// Runs before the page is drawn: "as the device says" becomes light or dark, and follows the device from then on.
(() => {
  const root = document.documentElement;
  if (!root.hasAttribute("data-theme-auto")) return;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => root.setAttribute("data-bs-theme", dark.matches ? "dark" : "light");
  dark.addEventListener("change", follow);
  follow();
})();
