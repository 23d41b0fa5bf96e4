// A dialog that opens as a popover without a script becomes a modal one with it: the rest of the page is out of reach, Esc
// closes it, and the focus goes back to the button that opened it. Listens before the browser does, on the way down.
document.addEventListener(
  "click",
  (event) => {
    const button = event.target.closest?.("button[popovertarget]");
    const dialog = button && document.getElementById(button.getAttribute("popovertarget"));
    if (!(dialog instanceof HTMLDialogElement)) return;
    event.preventDefault();
    if (button.getAttribute("popovertargetaction") === "hide" || dialog.open) {
      dialog.close();
      return;
    }
    dialog.removeAttribute("popover");
    dialog.showModal();
  },
  true,
);

// A press beside the dialog closes it, as it closes a popover.
document.addEventListener("click", (event) => {
  if (event.target instanceof HTMLDialogElement && event.target.matches(":modal")) event.target.close();
});
