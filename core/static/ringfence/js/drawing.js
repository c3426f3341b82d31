// A signature that is drawn: [data-draw] holds a canvas, the form's field "strokes" takes what was drawn as whole numbers on a
// plane of 1000 by 300, the same on every screen. Without script the choice stays hidden and the name is typed.
import { whenever } from "./reveal.js";

const [WIDTH, HEIGHT] = [1000, 300];
const [MOST_POINTS, STEP] = [4000, 3]; // STEP: units between two points; less would only repeat the same line

function arm(box) {
  const form = box.closest("form");
  if (form.dataset.draws !== undefined) return;
  form.dataset.draws = "";
  const canvas = box.querySelector("canvas");
  const field = form.elements.strokes;
  const typed = form.querySelector("[data-draw-typed]");
  const choice = form.querySelector("[data-draw-choice]");
  let strokes = read(field.value);
  let pen = null;

  const paint = () => {
    const scale = devicePixelRatio || 1;
    canvas.width = Math.max(canvas.clientWidth * scale, 1);
    canvas.height = Math.max(canvas.clientHeight * scale, 1);
    const line = canvas.getContext("2d");
    line.scale(canvas.width / WIDTH, canvas.height / HEIGHT);
    Object.assign(line, { strokeStyle: getComputedStyle(canvas).color, lineWidth: 6, lineCap: "round", lineJoin: "round" });
    for (const stroke of strokes) {
      line.beginPath();
      line.moveTo(stroke[0], stroke[1]);
      if (stroke.length === 2) line.lineTo(stroke[0] + 1, stroke[1]);
      for (let at = 2; at < stroke.length; at += 2) line.lineTo(stroke[at], stroke[at + 1]);
      line.stroke();
    }
  };
  const keep = () => {
    field.value = strokes.length ? JSON.stringify(strokes) : "";
    paint();
  };
  const point = (event) => {
    const frame = canvas.getBoundingClientRect();
    const within = (value, most) => Math.min(Math.max(Math.round(value), 0), most);
    return [within(((event.clientX - frame.left) / frame.width) * WIDTH, WIDTH), within(((event.clientY - frame.top) / frame.height) * HEIGHT, HEIGHT)];
  };
  const go = (event) => {
    const stroke = strokes.at(-1);
    for (const each of event.getCoalescedEvents?.() ?? [event]) {
      const [x, y] = point(each);
      const far = Math.hypot(x - stroke.at(-2), y - stroke.at(-1)) >= STEP;
      if (far && strokes.reduce((sum, one) => sum + one.length, 0) < 2 * MOST_POINTS) stroke.push(x, y);
    }
    paint();
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return;
    event.preventDefault();
    pen = event.pointerId;
    canvas.setPointerCapture(pen);
    strokes.push(point(event));
    paint();
  });
  canvas.addEventListener("pointermove", (event) => event.pointerId === pen && go(event));
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, (event) => {
      if (event.pointerId !== pen) return;
      pen = null;
      keep();
    });
  }
  box.querySelector("[data-draw-undo]").addEventListener("click", () => (strokes.pop(), keep()));
  box.querySelector("[data-draw-clear]").addEventListener("click", () => ((strokes = []), keep()));
  const turn = () => {
    const draws = form.elements.way.value === "drawn";
    [box.hidden, typed.hidden] = [!draws, draws];
    if (draws) paint();
  };
  choice.hidden = false;
  choice.addEventListener("change", turn);
  new ResizeObserver(() => !box.hidden && paint()).observe(canvas);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => !box.hidden && paint());
  turn();
}

function read(value) {
  try {
    return JSON.parse(value) ?? [];
  } catch {
    return [];
  }
}

export function start() {
  whenever("[data-draw]", arm);
}
