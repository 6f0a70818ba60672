(function () {
  "use strict";
  document.documentElement.classList.add("js");
  var text = document.getElementById("find"), level = document.getElementById("level"), said = document.getElementById("shown");
  var groups = Array.prototype.slice.call(document.querySelectorAll("details[data-severity]"));
  function show() {
    var words = text.value.trim().toLowerCase(), want = level.value, n = 0;
    groups.forEach(function (g) {
      var ok = (!want || g.dataset.severity === want) && (!words || g.textContent.toLowerCase().indexOf(words) >= 0);
      g.classList.toggle("hide", !ok);
      if (ok) { n += 1; }
    });
    said.textContent = n + " of " + groups.length + " kinds of finding shown";
  }
  if (text && level) { text.addEventListener("input", show); level.addEventListener("change", show); }
  window.addEventListener("beforeprint", function () { groups.forEach(function (g) { g.open = true; }); });
})();
