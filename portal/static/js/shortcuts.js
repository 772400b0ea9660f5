// What all shortcuts have in common: modifiers belong to the browser, and single letters can be switched off on the
// account page, on each device.

export function isPlain(event) {
  return !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
}

export function areOff() {
  try {
    return localStorage.getItem("shortcuts") === "off";
  } catch {
    return false;
  }
}
