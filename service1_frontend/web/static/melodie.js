// What a script adds to pages that work without one.

import { offerCopying } from "./copying.js";
import { bringLater } from "./later.js";
import { showProgress } from "./progress.js";
import { pairSliders } from "./sliders.js";

pairSliders(document);
showProgress(document);
offerCopying(document);
bringLater(document);
