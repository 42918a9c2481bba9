/* Leads on from an earlier address, with the query and the fragment that were asked for: a refresh would lose both. */
(function () {
  "use strict";

  const target = new URL(document.currentScript.dataset.target, location.href);
  target.search = location.search;
  target.hash = location.hash;
  location.replace(target);
})();
