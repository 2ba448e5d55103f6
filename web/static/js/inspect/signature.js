// The signature on the glass: drawn with a finger, sent as a PNG in the form, shown again when the form comes back.
const INK = "#10151c";

function pad(element) {
  const [canvas, data] = [element.querySelector("canvas"), element.querySelector("[data-signature-data]")];
  const pen = canvas.getContext("2d");
  Object.assign(pen, { lineWidth: 3.5, lineCap: "round", lineJoin: "round", strokeStyle: INK });
  element.querySelector("[data-signature-pad]").hidden = false;
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * canvas.width, ((event.clientY - box.top) / box.height) * canvas.height];
  };
  let drawing = false;
  canvas.addEventListener("pointerdown", (event) => {
    drawing = true;
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...at(event));
    pen.lineTo(...at(event)); // a dot is ink too
    pen.stroke();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    pen.lineTo(...at(event));
    pen.stroke();
  });
  const lift = () => {
    if (drawing) data.value = canvas.toDataURL("image/png");
    drawing = false;
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  element.querySelector("[data-signature-clear]").addEventListener("click", () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    data.value = "";
  });
  if (data.value.startsWith("data:image/png")) {
    const earlier = new Image();
    earlier.addEventListener("load", () => pen.drawImage(earlier, 0, 0));
    earlier.src = data.value;
  }
}

for (const element of document.querySelectorAll("[data-signature]")) pad(element);
