// What makes the pages faster and kinder. Every page works without it; each module looks for its own marks and leaves the rest alone.
import { start as startBars } from "./bars.js";
import { start as startCopy } from "./copy.js";
import { start as startDrawing } from "./drawing.js";
import { start as startForms } from "./forms.js";
import { start as startInbox } from "./inbox.js";
import { start as startKeys } from "./keys.js";
import { start as startList } from "./list.js";
import { start as startPalette } from "./palette.js";
import { start as startReading } from "./reading.js";
import { start as startSession } from "./session.js";
import { start as startToasts } from "./toasts.js";
import { start as startUploads } from "./uploads.js";
import { start as startAutosave } from "./autosave.js";
import { start as startSwaps } from "./swaps.js";

for (const start of [startBars, startCopy, startDrawing, startForms, startInbox, startKeys, startList, startPalette, startReading, startSession, startToasts, startUploads, startAutosave, startSwaps]) {
  start();
}
