"""The static site: templates in, pages out, for readers first and machines beside them."""

from registre.publication.site.closing import Closing, PublishedFile, QueryCard
from registre.publication.site.remarks import Remark
from registre.publication.site.writer import SiteWriter

__all__ = ["Closing", "PublishedFile", "QueryCard", "Remark", "SiteWriter"]
