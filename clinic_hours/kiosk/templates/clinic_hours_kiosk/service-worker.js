// What the kiosk's service worker holds. The script itself is a static file.
self.kiosk = {
  version: "{{ version }}",
  screen: "{% url "kiosk" %}",
  files: [{% for file in files %}"{{ file|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}],
};
importScripts("{{ script|escapejs }}");
