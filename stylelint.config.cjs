// What `make check` asks of our style sheets: the standard, except where a reason stands beside it.
module.exports = {
  extends: "stylelint-config-standard",
  rules: {
    // Groups of imports and of tokens stand apart.
    "at-rule-empty-line-before": [
      "always",
      { except: ["first-nested"], ignore: ["after-comment", "blockless-after-same-name-blockless"] },
    ],
    "custom-property-empty-line-before": null,
    // Ranges are unknown to phones of 2022.
    "media-feature-range-notation": "prefix",
    // A component's states stand together, whatever is more specific elsewhere in its file.
    "no-descending-specificity": null,
    // Without the prefix, phones enlarge the text of a page that is turned on its side.
    "property-no-vendor-prefix": [true, { ignoreProperties: ["text-size-adjust"] }],
    // block__element--modifier
    "selector-class-pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*(__[a-z0-9]+(-[a-z0-9]+)*)?(--[a-z0-9]+(-[a-z0-9]+)*)?$",
    // Names of fonts keep their capitals.
    "value-keyword-case": ["lower", { ignoreProperties: ["/^--font/"] }],
  },
};
