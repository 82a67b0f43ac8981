// Elements that share a number in data-m show the same field. The last number of an element is its own; those before
// it are of what is around it.
"use strict";
const linked = new Map();
for (const element of document.querySelectorAll("[data-m]")) {
  for (const number of element.dataset.m.split(" ")) {
    if (!linked.has(number)) linked.set(number, []);
    linked.get(number).push(element);
  }
}
const inDump = (element) => element.closest(".dump") !== null;

// In the dump the innermost field is meant; an object at the right means all of its numbers.
function partners(element) {
  const numbers = element.dataset.m.split(" ");
  const meant = inDump(element) ? numbers.slice(-1) : numbers;
  return meant.flatMap((number) => linked.get(number));
}
function light(element) {
  for (const each of document.querySelectorAll(".lit")) each.classList.remove("lit");
  if (element) for (const each of partners(element)) each.classList.add("lit");
}
function bringOver(element) {
  const other = partners(element).find((each) => inDump(each) !== inDump(element));
  if (!other) return;
  const folded = other.closest("details");
  if (folded) folded.open = true;
  other.scrollIntoView({ block: "nearest" });
}
const target = (event) => (event.target.closest ? event.target.closest("[data-m]") : null);
document.addEventListener("pointerover", (event) => light(target(event)));
document.addEventListener("focusin", (event) => {
  const element = target(event);
  light(element);
  if (element) bringOver(element);
});
document.addEventListener("click", (event) => {
  const element = target(event);
  if (element) bringOver(element);
  const long = event.target.closest(".row, .block, .teaser"); // cut to a few lines until it is clicked
  if (long) long.classList.toggle("whole");
  const place = event.target.dataset && event.target.dataset.goto;
  if (place) document.getElementById(place).scrollIntoView({ block: "start" });
});
