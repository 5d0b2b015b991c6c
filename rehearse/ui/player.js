// Start the player where a word or a mark was said, and show which word is being heard.
export default function () {
  const answer = document.querySelector(".st-key-answer");
  const sound = () => answer?.querySelector("audio");

  const play = (event) => {
    const place = event.target.closest?.("[data-start]");
    const audio = sound();
    if (!place || !audio || !answer.contains(place)) return;
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    audio.currentTime = Number(place.dataset.start);
    audio.play();
  };

  const follow = (event) => {
    const words = [...answer.querySelectorAll(".rh-word[data-start]")];
    const now = words.filter((word) => Number(word.dataset.start) <= event.target.currentTime).pop();
    words.forEach((word) => word.classList.toggle("ui-now", word === now && !event.target.ended));
  };

  answer?.addEventListener("click", play);
  answer?.addEventListener("keydown", play);
  answer?.addEventListener("timeupdate", follow, true);
  return () => {
    answer?.removeEventListener("click", play);
    answer?.removeEventListener("keydown", play);
    answer?.removeEventListener("timeupdate", follow, true);
  };
}
