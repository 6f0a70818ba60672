(function () {
  "use strict";
  var byId = function (id) { return document.getElementById(id); };
  var all = function (what) { return Array.prototype.slice.call(document.querySelectorAll(what)); };
  document.documentElement.classList.add("js");
  var find = byId("find"), level = byId("level"), group = byId("group"), sort = byId("sort"), said = byId("shown"), list = byId("rules");
  var rules = all("details.rule");
  var bad = ["critical", "serious", "moderate", "minor"];
  var texts = rules.map(function (r) { return r.textContent.toLowerCase(); });
  function show() {
    var words = find.value.toLowerCase().split(/\s+/).filter(Boolean), n = 0;
    rules.forEach(function (r, i) {
      var ok = (!level.value || r.dataset.severity === level.value) && (!group.value || r.dataset.group === group.value) &&
        words.every(function (w) { return texts[i].indexOf(w) >= 0; });
      r.hidden = !ok;
      n += ok ? 1 : 0;
    });
    said.textContent = n + " of " + rules.length + " kinds of finding shown";
  }
  var orders = {
    points: function (a, b) { return a.dataset.rank - b.dataset.rank; },
    severity: function (a, b) { return bad.indexOf(a.dataset.severity) - bad.indexOf(b.dataset.severity) || a.dataset.rank - b.dataset.rank; },
    count: function (a, b) { return b.dataset.count - a.dataset.count || a.dataset.rank - b.dataset.rank; },
    name: function (a, b) { return a.querySelector("strong").textContent.localeCompare(b.querySelector("strong").textContent); }
  };
  function order() {
    rules.slice().sort(orders[sort.value]).forEach(function (r) { list.appendChild(r); });
  }
  if (list) {
    find.addEventListener("input", show);
    level.addEventListener("change", show);
    group.addEventListener("change", show);
    sort.addEventListener("change", order);
  }
  function reveal() {
    var there = location.hash.length > 1 && byId(location.hash.slice(1));
    var inside = there && there.closest("details");
    if (inside) { inside.hidden = false; inside.open = true; there.scrollIntoView(); }
  }
  window.addEventListener("hashchange", reveal);
  reveal();
  var opened = [];
  window.addEventListener("beforeprint", function () {
    opened = all("details:not([open])");
    opened.forEach(function (d) { d.open = true; });
  });
  window.addEventListener("afterprint", function () { opened.forEach(function (d) { d.open = false; }); });
}());
