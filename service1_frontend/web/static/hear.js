// Everything on the page that is heard by one button.

import { hearAll } from "./hearing.js";

const status = document.querySelector("[data-hear-status]");
hearAll(document, () => { status.textContent = status.dataset.failed; });
