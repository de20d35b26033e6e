// A form with data-address-query sends the filter that stands in the address now: a live filter changes it in place.
"use strict";
document.addEventListener("submit", (event) => {
  const field = event.target.matches("form[data-address-query]") && event.target.elements.query;
  if (field) field.value = location.search.slice(1);
});
