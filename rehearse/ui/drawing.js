// Draw SVG that rehearse itself made, with everything a person said escaped in it.
export default function ({ data, parentElement }) {
  const figure = document.createElement("div");
  figure.innerHTML = data;
  parentElement.replaceChildren(figure);
}
