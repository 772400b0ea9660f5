// In the editor: what is pressed while the draft is being kept acts once that has ended. A new page pressed sooner
// would be sent twice, and its second copy refused because the first has its address.
let isBeingKept = false;
let pressed = null;

// On the window: whoever may yet prevent it listens at the document.
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
