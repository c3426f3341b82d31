"""In which form does the API answer? There is one, so mostly there is nothing to weigh."""

from rest_framework.negotiation import DefaultContentNegotiation


class OneForm(DefaultContentNegotiation):
    def select_renderer(self, request, renderers, format_suffix=None):
        """Callers that take anything, or name exactly our form, are most of them; the header of others is read."""
        if request.META.get("HTTP_ACCEPT", "*/*") in {"*/*", renderers[0].media_type}:
            return renderers[0], renderers[0].media_type
        return super().select_renderer(request, renderers, format_suffix)
