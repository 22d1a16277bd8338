"""What is for everybody is the same for everybody: no cookie is read, and none is set."""

from django.http import HttpRequest, HttpResponse

from prongsai.site.shell.middleware import Respond

PUBLIC = "/public/"


class Cookieless:
    """Lets public addresses be answered as to a stranger, whoever is signed in, so that any cache may keep the answer."""

    def __init__(self, get_response: Respond) -> None:
        """Wrap the response."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Respond; without cookies where the address is public."""
        if not request.path_info.startswith(PUBLIC):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        response = self.get_response(request)
        response.cookies.clear()
        varies = [each.strip() for each in response.get("Vary", "").split(",")]
        response["Vary"] = ", ".join(each for each in varies if each and each != "Cookie")
        if not response["Vary"]:
            del response["Vary"]
        return response
