"""A browser's visit to Mélodie, watched for what a page must never do."""

from dataclasses import dataclass, field
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

DESKTOP: Final = {"width": 1280, "height": 800}
PHONE: Final = {"width": 390, "height": 844}
A_PHONE: Final[dict[str, Any]] = {
    "viewport": PHONE,
    "user_agent": "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/150.0 Mobile",
}
"""A narrow window of a browser that says that it is on a phone."""

WAYS: Final[dict[str, dict[str, Any]]] = {
    "desktop": {"viewport": DESKTOP},
    "phone": {"viewport": PHONE, "has_touch": True},
    "phone without script": {"viewport": PHONE, "java_script_enabled": False},
}
"""How people come, by name: options for a context of Playwright's."""

PATIENCE: Final = 20_000
"""Milliseconds that whatever is waited for may take, on a machine that has much else to do."""

STATUS_NOTE: Final = "Failed to load resource"
"""Chromium's own remark on an error status, which ``_see_response`` judges instead."""


def loaded(page: Page) -> Page:
    """Return ``page`` once its document has come to its end, for what is read without waiting."""
    page.wait_for_load_state("load")
    return page


def resize(page: Page, size: dict[str, int]) -> None:
    """Make the window as wide and as high as ``size`` says, in pixels."""
    page.set_viewport_size({"width": size["width"], "height": size["height"]})


@dataclass
class Visit:
    """One page in a context of its own, and every complaint it gave cause for."""

    page: Page
    base_url: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._see_request)
        self.page.on("response", self._see_response)
        self.page.on("console", self._see_console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))

    def go(self, path: str = "/") -> Page:
        """Open ``path`` and wait for all that belongs to the page."""
        self.page.goto(self.base_url + path, wait_until="load")
        return self.page

    def _see_request(self, request: Request) -> None:
        if not request.url.startswith(self.base_url + "/"):
            self.complaints.append(f"a request to another host: {request.url}")

    def _see_response(self, response: Response) -> None:
        # A page may say that something went wrong; what a page is made of may not.
        if response.status >= 400 and not response.request.is_navigation_request():
            self.complaints.append(f"{response.status} for {response.url}")

    def _see_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(STATUS_NOTE):
            self.complaints.append(f"console: {message.text}")


@dataclass
class Visitor:
    """Makes visits and, when it leaves, says whether any gave cause for complaint."""

    browser: Browser
    base_url: str
    visits: list[Visit] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def visit(self, **options: Any) -> Visit:
        """Come with a fresh browser context; ``options`` are Playwright's for a context."""
        context = self.browser.new_context(**{"viewport": DESKTOP, **options})
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        self.visits.append(Visit(context.new_page(), self.base_url))
        return self.visits[-1]

    def leave(self) -> list[str]:
        """Close every page; return all complaints."""
        for context in self.contexts:
            context.close()
        return [complaint for visit in self.visits for complaint in visit.complaints]
