"""What a person does at the tablet."""

from .conftest import PIN


def type_in(page, number: str = "1042", pin: str = PIN) -> None:
    """Tap number and PIN on the keypad."""
    page.get_by_label("Student number").first.click()
    tap_digits(page, number)
    page.get_by_label("PIN, 6 digits").click()
    tap_digits(page, pin)


def tap_digits(page, digits: str) -> None:
    for digit in digits:
        page.locator(f"[data-digit='{digit}']").click()


def clock_in(page, **typed: str) -> None:
    type_in(page, **typed)
    page.get_by_role("button", name="Clock in", exact=True).click()


def clock_out(page, choice: str, **typed: str) -> None:
    type_in(page, **typed)
    page.get_by_role("button", name="Clock out").click()
    page.get_by_role("button", name=choice).click()


def next_person(page) -> None:
    page.get_by_role("button", name="Next person, please").click()
    page.locator("[data-screen=idle]").wait_for()


def is_held_offline(page) -> None:
    """Wait until the service worker holds the screen and answers for this page."""
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def module(page, name: str) -> str:
    """Return the address of one of the kiosk's scripts."""
    find = "name => performance.getEntriesByType('resource').map(each => each.name)" + (
        ".find(each => new RegExp(`kiosk/${name}\\\\.\\\\w+\\\\.js$`).test(each))"
    )
    return page.evaluate(find, name)


def call(page, script: str, name: str, *values):
    """Call what one of the kiosk's scripts exports."""
    run = "async ([address, name, values]) => (await import(address))[name](...values)"
    return page.evaluate(run, [module(page, script), name, list(values)])
