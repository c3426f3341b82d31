"""Who sees the rows of a firm's registers of intellectual property?"""

from vendors.models import VendorUserObjectPermission

SPEAKERS = {"contact", "signatory"}


def of_the_firm(queryset, viewer):
    """Staff with the right to read agreements all, stewards those of their firms; in the portal those who speak for the firm,
    its own."""
    if viewer.may("agreements.read"):
        return queryset.filter(vendor_id=viewer.vendor_id) if viewer.vendor_id else queryset
    if viewer.is_staff:
        kept = VendorUserObjectPermission.objects.filter(user=viewer.user)
        return queryset.filter(vendor__in=kept.values("content_object_id"))
    if viewer.is_person and viewer.hats & SPEAKERS:
        return queryset.filter(vendor_id=viewer.vendor_id)
    return queryset.none()
