"""What the notices about kiosks say: see said.py."""

KIOSKS = {
    "kiosk_failures": {
        "en": "Many wrong PINs were typed at the kiosk Front desk, Riverside",
        "es": "Se escribieron muchos PIN incorrectos en el quiosco Front desk, Riverside",
        "page": "Kiosks",
    },
    "kiosk_copied": {
        "en": "A copy of the kiosk Front desk, Riverside, was used. Pair the tablet again",
        "es": "Se usó una copia del quiosco Front desk, Riverside. Vincula la tableta de nuevo",
        "page": "Kiosks",
    },
}
