// The rules of `make check` for our style sheets: the standard ones, except where a comment gives a reason.
module.exports = {
  extends: "stylelint-config-standard",
  rules: {
    // Blank lines separate groups of imports and tokens.
    "at-rule-empty-line-before": [
      "always",
      { except: ["first-nested"], ignore: ["after-comment", "blockless-after-same-name-blockless"] },
    ],
    "custom-property-empty-line-before": null,
    // Phones from 2022 don't support range syntax.
    "media-feature-range-notation": "prefix",
    // A component's states are kept together, whatever the specificity elsewhere in its file.
    "no-descending-specificity": null,
    // Without the prefix, phones enlarge text in landscape orientation.
    "property-no-vendor-prefix": [true, { ignoreProperties: ["text-size-adjust"] }],
    // block__element--modifier
    "selector-class-pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*(__[a-z0-9]+(-[a-z0-9]+)*)?(--[a-z0-9]+(-[a-z0-9]+)*)?$",
    // Font names keep their capitals.
    "value-keyword-case": ["lower", { ignoreProperties: ["/^--font/"] }],
  },
};
