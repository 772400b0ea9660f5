"""All stories, paginated, and by category, tag, author or month."""

import datetime
from dataclasses import dataclass

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import ResolverMatch
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail.models import Page

from home.core.fields.search_fields import searched
from home.core.models import page_fields
from home.core.models.own_address import HasOwnAddress
from home.core.models.visibility import IsRestricted, KnowsWhetherRestricted, VisitManager
from home.stories.feeds.feeds import AtomStoryFeed, StoryFeed
from home.stories.panels.story_pages import STORY_INDEX_CONTENT

from .story_lists import lists_of, same_list
from .story_pages import StoryPage
from .story_queries import StoryQuerySet

STORIES_PER_PAGE = 9


@dataclass(frozen=True, slots=True)
class Selection:
    """What the stories of a list have in common, in words, and the list's address."""

    kind: str
    label: str
    slug: str
    text: str = ""


class StoryIndexPage(HasOwnAddress, KnowsWhetherRestricted, RoutablePageMixin, Page):
    """The list of stories, and all its sublists."""

    lede = page_fields.lede()

    objects = VisitManager()

    search_fields = searched("lede")
    parent_page_types = ["home_pages.HomePage"]
    subpage_types = ["home_stories.StoryPage"]
    max_count_per_parent = 1
    template = "home_stories/story_index_page.html"
    content_panels = [*Page.content_panels, *STORY_INDEX_CONTENT]

    class Meta:
        verbose_name = _("story index")
        verbose_name_plural = _("story indexes")

    @property
    def stories(self) -> StoryQuerySet:
        return StoryPage.objects.child_of(self).readable()

    @path("", name="all")
    def every_story(self, request: HttpRequest) -> HttpResponse:
        return self._list(request, self.stories)

    @path("category/<slug:slug>/", name="category")
    def of_category(self, request: HttpRequest, slug: str) -> HttpResponse:
        stories = self.stories.filter(category__slug=slug)
        first = stories.select_related("category").defer("body").first()
        if first is None:
            raise Http404
        category = first.category
        selection = Selection("category", category.name, slug, category.description)
        return self._list(request, stories, selection)

    @path("tag/<str:slug>/", name="tag")  # tags keep their accents: /tag/clínica/
    def of_tag(self, request: HttpRequest, slug: str) -> HttpResponse:
        tag = get_object_or_404(Tag, slug=slug)
        stories = self.stories.filter(tagged_items__tag=tag)
        return self._list(request, stories, Selection("tag", tag.name, slug))

    @re_path(r"^author/(?P<slug>[-\w]+)/$", name="author")
    def of_author(self, request: HttpRequest, slug: str) -> HttpResponse:
        stories = self.stories.filter(author__slug=slug)
        known = stories.annotate(author_restricted=IsRestricted("author__path"))
        first = known.select_related("author").defer("body").first()
        if first is None:
            raise Http404
        author = first.shown_author
        selection = Selection(
            "author", author.title, slug, author.credential if first.is_author_public else ""
        )
        return self._list(request, stories, selection)

    @re_path(r"^(?P<year>[12]\d{3})/(?P<month>0[1-9]|1[0-2])/$", name="month")
    def of_month(self, request: HttpRequest, year: str, month: str) -> HttpResponse:
        first = datetime.date(int(year), int(month), 1)
        selection = Selection("month", date_format(first, "YEAR_MONTH_FORMAT"), f"{first:%Y%m}")
        return self._list(request, self.stories.in_month(first.year, first.month), selection)

    @path("feed/", name="feed")
    def rss(self, request: HttpRequest) -> HttpResponse:
        return StoryFeed()(request, index=self)

    @path("feed/atom/", name="atom")
    def atom(self, request: HttpRequest) -> HttpResponse:
        return AtomStoryFeed()(request, index=self)

    @path("topics/", name="topics")
    def all_topics(self, request: HttpRequest) -> HttpResponse:
        """List every category, tag, author and month: the target of each "See all" link."""
        context = {"topics": self.stories.topics(), "index_url": self.get_url(request)}
        return self.render(
            request, context_overrides=context, template="home_stories/story_topics_page.html"
        )

    def get_route_paths(self) -> list[str]:
        """Return the subpaths that get redirects when the index moves: every list and feed."""
        lists = lists_of(self.stories.topics())
        return [f"/{self.reverse_subpage(name, kwargs=asked)}" for name, asked in lists]

    def route_in(self, other: Page, match: ResolverMatch) -> str | None:
        """Return the path of the same list below this index in another language; None if it has none."""
        there = StoryPage.objects.child_of(other).readable()
        asked = same_list(match.url_name or "", match.kwargs, self.stories, there)
        return None if asked is None else self.reverse_subpage(match.url_name, kwargs=asked)

    def _list(
        self, request: HttpRequest, stories: StoryQuerySet, selection: Selection | None = None
    ) -> HttpResponse:
        """Return a page of a list. Raises Http404 if there is no such page or no story."""
        paginator = Paginator(stories.for_cards(), STORIES_PER_PAGE)
        try:
            page_of_stories = paginator.page(request.GET.get("page", 1))
        except (EmptyPage, PageNotAnInteger) as error:
            raise Http404 from error
        if selection and not paginator.count:
            raise Http404
        context = {
            "cards": [story.card(request) for story in page_of_stories],
            "listed": page_of_stories,
            "page_number": page_of_stories.number,
            "selection": selection,
            "topics": self.stories.topics(),
            "index_url": self.get_url(request),
        }
        return self.render(request, context_overrides=context)
