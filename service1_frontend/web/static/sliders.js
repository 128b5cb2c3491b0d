// Puts a slider beside a number and keeps both alike.

export function pairSliders(root) {
  for (const slider of root.querySelectorAll("[data-slider-for]")) {
    pair(slider, root.getElementById(slider.dataset.sliderFor));
  }
}

function pair(slider, number) {
  // A slider may go less far than what can be typed.
  slider.min = number.dataset.sliderMin ?? number.min;
  slider.max = number.dataset.sliderMax ?? number.max;
  slider.closest("[hidden]").hidden = false;

  const follow = () => {
    if (number.value !== "") slider.value = number.value;
  };
  slider.addEventListener("input", () => {
    number.value = slider.value;
  });
  number.addEventListener("input", follow);
  // A browser that goes back may restore the number after this ran.
  window.addEventListener("pageshow", follow);
  follow();
}
