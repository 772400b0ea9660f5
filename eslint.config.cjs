// The rules of `make check` for our scripts. It installs the packages in var/linters.
const fromLinters = require("node:module").createRequire(`${__dirname}/var/linters/`);
const js = fromLinters("@eslint/js");
const globals = fromLinters("globals");

module.exports = [
  js.configs.recommended,
  {
    languageOptions: { globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-implicit-globals": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-template": "error",
    },
  },
];
