"""The page that says what went wrong."""

from flask import Response, make_response, render_template

from melodie.problems import error_headers
from service1_frontend.web.wording.faults import problem_in_words


def error_page(error: Exception) -> Response:
    """Answer with a page that says what went wrong."""
    problem = problem_in_words(error)
    page = render_template("error.html", problem=problem, status=problem.status)
    return make_response(page, problem.status, error_headers(error))
