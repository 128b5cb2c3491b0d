"""What a page in a browser is told to note of itself, for ``browsing``."""

from typing import Final

SHOWN: Final = """() => {
    window.shown = {};
    const look = (number) => {
        if (!document.querySelector(`#idea-${number} .score > svg`)) {
            requestAnimationFrame(() => look(number));
            return;
        }
        // A task that follows the frame: by then it is drawn.
        setTimeout(() => { shown[number] = performance.now(); });
    };
    look(1);
    look(8);
}"""
"""Notes when the first and the last idea are drawn, in milliseconds from the visit's beginning."""

TOLD: Final = """() => new Promise((done) => {
    const look = () => {
        if (!(8 in shown)) return setTimeout(look, 20);
        const { requestStart, responseStart, responseEnd } =
            performance.getEntriesByType("navigation")[0];
        done([responseStart - requestStart, responseEnd - requestStart, shown[1], shown[8]]);
    };
    look();
})"""

LISTEN: Final = """(button) => {
    const audio = button.closest("[data-player]").querySelector("audio");
    window.heard = new Promise((done) => {
        button.addEventListener("click", ({ timeStamp }) => {
            const look = () => {
                const { currentTime } = audio;
                if (currentTime > 0) done(performance.now() - 1000 * currentTime - timeStamp);
                else requestAnimationFrame(look);
            };
            look();
        }, { capture: true, once: true });
    });
}"""
"""Promises the milliseconds from the press of a button to the beginning of its sound."""

READY: Final = """() => new Promise((done) => {
    const audio = document.querySelector("audio");
    const look = () => audio.readyState === 4 ? done() : setTimeout(look, 20);
    look();
})"""

WATCH: Final = """([seconds, rounds]) => new Promise((done) => {
    const audio = document.querySelector("audio");
    const seen = [];
    const look = () => {
        const now = audio.currentTime;
        if (now > rounds * seconds) return done(seen);
        requestAnimationFrame(look);
        // What this frame shows is known when all that belongs to it has run.
        setTimeout(() => {
            const lit = document.querySelector(".on-wide .lit");
            if (lit) seen.push([now, Number(lit.dataset.note)]);
        });
    };
    look();
})"""
