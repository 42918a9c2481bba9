/* What pages can do beyond reading. Every page reads whole without this file. */
(function () {
  "use strict";

  /* Buttons that copy the text of the element they name. They are hidden where this script does not run. */

  const status = document.getElementById("copying");

  function select(element) {
    const range = document.createRange();
    range.selectNodeContents(element);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }

  /* The clipboard is missing where the page came over an insecure connection, and may be refused anywhere. */
  function copy(text) {
    return navigator.clipboard ? navigator.clipboard.writeText(text) : Promise.reject();
  }

  document.querySelectorAll("button[data-copy]").forEach(function (button) {
    const element = document.getElementById(button.dataset.copy);
    button.addEventListener("click", function () {
      /* Emptied first, so that a second copy is told of too. */
      status.textContent = "";
      copy(element.textContent).then(
        function () {
          status.textContent = status.dataset.copied;
        },
        function () {
          select(element);
          status.textContent = status.dataset.selected;
        }
      );
    });
    button.hidden = false;
  });
})();
