// In the editor: a button pressed during an autosave acts once the autosave has ended. Otherwise a new page would be
// submitted twice, and the second copy rejected because the first has its slug.
let isBeingKept = false;
let pressed = null;

// On the window, because listeners that may prevent the event are on the document.
window.addEventListener("w-autosave:save", (event) => {
  isBeingKept = !event.defaultPrevented;
});

for (const ending of ["w-autosave:success", "w-autosave:error"]) {
  window.addEventListener(ending, () => {
    const button = pressed;
    isBeingKept = false;
    pressed = null;
    button?.click();
  });
}

window.addEventListener(
  "click",
  (event) => {
    const button = event.target.closest("button");
    if (!isBeingKept || button?.type !== "submit" || !button.form?.matches("[data-edit-form]")) return;
    event.preventDefault();
    event.stopPropagation();
    pressed = button;
  },
  { capture: true },
);
